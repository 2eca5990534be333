"""Topics that are the same thing in two languages, where no engine need be asked."""

from redbridge.search.rules.folding import fold

_TABLE = """
cattax / cat tax / 猫税 / 交猫税
dogtax / dog tax / 狗税
homeworkhelp / homework help / 作业互助 / 作业
kitchentokitchen / kitchen to kitchen / 厨房对厨房
citywalk / citywalks / city walk / 城市漫步 / 街头漫步
ootd / whatiwore / what i wore / 今日穿搭 / 穿搭
newhere / new here / 新人报到 / 新来的
breakfast / 早餐 / 早饭 / 过早
travel / 旅行 / 旅游
food / 美食 / 好吃的
cats / cat / 猫 / 猫咪
dogs / dog / 狗 / 狗狗
"""
_SIBLINGS: dict[str, list[str]] = {}
for _line in _TABLE.strip().splitlines():
    _names = _line.split(" / ")
    for _name in _names:
        _SIBLINGS[_name] = _names


def siblings(key: str) -> list[str]:
    """What a topic is called elsewhere; [] where we do not know."""
    return _SIBLINGS.get(fold(key), [])
