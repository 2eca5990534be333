"""Small words that give a language written in Latin letters away, even in a line of three."""

_TELLING = {
    "en": """
        the and you your is are was this that it i'm it's don't what how who why so my me we
        they of to for with have has can just not but at in on be do did from love like good
        thanks please yes wow same lol lmao omg bestie girl guys here there when where which
        cute""",
    "es": """
        el los las una unos y es está estoy qué que cómo como por para con pero muy mi mis tu su
        yo él ella hola gracias amiga amigo bueno buenos buenas días sí también más no nada todo
        jaja jajaja quiero tengo esto esta este aquí dónde cuándo me te lo del al""",
    "fr": """
        le les une des du et est c'est je j'ai tu il elle nous vous ils mon ma mes ton ta ses ce
        cette ces qui que quoi où très trop bien pas ne n'est avec pour dans sur mais oui
        bonjour merci mdr ptdr bisous belle beau suis va se même être fait chez j'adore j'aime""",
    "de": """
        der die das und ist ich du wir ihr nicht ein eine mein meine auch aber sehr mit für auf
        wie was war habe haben bitte danke genau schön""",
    "pt": """
        o os uma não é você meu minha muito obrigado obrigada com mas também isso está eu ele
        ela nós que para por bom dia tudo ficou saudade""",
    "it": """
        il gli una è sono non che per con ma anche molto mio mia questo questa grazie ciao bene
        cosa tutto sul della""",
}
TOLD = frozenset(_TELLING)
_BY_WORD: dict[str, set[str]] = {}
for _language, _words in _TELLING.items():
    for _word in _words.split():
        _BY_WORD.setdefault(_word, set()).add(_language)


def telling(words: list[str]) -> tuple[str, float]:
    """The language most of these lower-case words point to, and their share of all; "" on a tie."""
    votes: dict[str, float] = {}
    for word in words:
        languages = _BY_WORD.get(word, ())
        for language in languages:
            votes[language] = votes.get(language, 0) + 1 / len(languages)
    ranked = sorted(votes.items(), key=lambda vote: -vote[1])
    if not ranked or (len(ranked) > 1 and ranked[0][1] == ranked[1][1]):
        return "", 0.0
    return ranked[0][0], ranked[0][1] / len(words)
