"""What the tiny models know: each English word beside one Chinese character."""

_TABLE = """
the 这 a 一 I 我 you 你 he 他 she 她 we 们 it 它 is 是 are 在 was 过 be 为 have 有 has 着 had 了 do 做
does 办 not 不 no 无 yes 对 and 和 or 或 but 但 so 就 very 很 too 太 more 更 most 最 in 里 on 上
under 下 at 处 to 到 from 从 of 的 for 给 with 跟 by 由 cat 猫 dog 狗 bird 鸟 fish 鱼 horse 马
sheep 羊 flower 花 tree 树 grass 草 water 水 fire 火 mountain 山 river 河 sea 海 sky 天 sun 日
moon 月 star 星 rain 雨 snow 雪 wind 风 day 昼 night 夜 morning 早 evening 晚 year 年 spring 春
summer 夏 autumn 秋 winter 冬 rice 饭 noodles 面 tea 茶 meat 肉 fruit 果 sugar 糖 salt 盐 soup 汤
egg 蛋 bread 包 cup 杯 bowl 碗 knife 刀 table 桌 chair 椅 house 房 door 门 window 窗 road 路 car 车
boat 船 city 城 market 市 school 校 book 书 pen 笔 paper 纸 word 词 song 歌 picture 画 person 人
friend 友 child 孩 mother 妈 father 爸 sister 姐 brother 哥 hand 手 foot 脚 eye 眼 ear 耳 mouth 口
heart 心 head 头 big 大 small 小 many 多 few 少 good 好 bad 坏 new 新 old 旧 long 长 short 短 hot 热
cold 冷 fast 快 slow 慢 red 红 green 绿 blue 蓝 white 白 black 黑 happy 乐 sad 哀 come 来 go 去
eat 吃 drink 喝 see 看 hear 听 say 说 read 读 write 写 walk 走 run 跑 fly 飞 sleep 睡 love 爱
like 喜 want 要 know 知 think 想 give 送 take 拿 buy 买 sell 卖 open 开 close 关 laugh 笑 cry 哭
sing 唱 today 今 now 现 here 此 there 那 where 哪 who 谁 what 什 when 何 how 怎 why 因 please 请
thanks 谢 welcome 迎 comment 评 number 号 lovely 美
"""
WORDS, CHARACTERS = _TABLE.split()[::2], _TABLE.split()[1::2]
