"""Small words that give a language written in Latin letters away, even in a line of three."""

import regex

_TELLING = {
    "en": """
        the and you your is are was this that it i'm it's don't what how who why so my me we
        they of to for with have has can just not but at in on be do did from love like good
        thanks please yes wow same lol lmao omg bestie girl guys here there when where which
        cute no way he she him her his their our us as if or all any some more very too really
        about after again am an another because been before being best better by can't could
        didn't doesn't done even ever every everyone first get go going gonna got great had
        happy he's hello hi i i'd i'll i've into isn't know let let's look looks make made much
        need never new nice now ok one only out over people right say see she's should still
        than thank that's then these thing think those time today tomorrow tonight try up
        want wanna welcome well were what's will won't work would you're you've awake bro bruh
        thx tbh idk anyone someone nobody help beautiful gorgeous stunning congrats sorry dude
        dad mom day night morning view photo food recipe place""",
    "es": """
        el venir mal deberías receta porfis maquillaje los las una unos y es está estoy qué que cómo como por para
        con pero muy mi mis tu su yo él ella hola gracias amiga amigo bueno buenos buenas días sí también más no nada
        todo jaja jajaja quiero tengo esto esta este aquí dónde cuándo me te lo del al de la en un se nos hay ser soy
        eres somos son fue ya bien así ese esa eso cuando donde quien quién alguien nadie siempre nunca ahora hoy
        mañana ayer noche noches día semana año años gusta encanta amo necesito puedo puede hacer ver verdad claro
        vale porfa favor rico rica lindo linda hermoso hermosa guapa guapo bonito bonita delicioso deliciosa
        increíble feliz saludos desde allá ahí casa perro gato gatito comida foto muchas mucho mucha risa abrazo
        abrazos abuela abuelo acá además adiós agua alegría algo algún alguna alguno allí alma almuerzo amor amigas
        amigos antes apenas aprender arte aunque ayuda azul bailar baño barato belleza bendiciones beso besos
        bienvenida bienvenido bienvenidos blanco bodas broma buen calor calle cama cambio caro carro casi cena cerca
        cerveza chica chicas chico chicos chiste ciudad clase coche cocina comer compré comprar conmigo consejo
        contigo contenta contento cosas creo cuál cualquier cuánta cuántas cuánto cuántos cuesta cumpleaños cuidado
        debe debería decir dejar dice dicen dijo dinero dios disfruta ellas ellos encantó enferma enfermo entonces
        escuela español especial espero estaba estamos están estar estás estos estuvo estudiar excelente extraño
        falta familia fácil felicidades felicitaciones fiesta finde flores frío fuerte fuiste genial gente gordo
        gracioso grande guardería guau guay gustó gustan gusto haber habla hablar hablo hace haces hacen hacia hago
        hambre hasta haya hermana hermano hice hija hijo hijos hizo hombre hora horas huevo idioma igual invierno ir
        jajaj jamás joven jugar juntos largo lado leche lejos libro limpio llama llegar lleva llorar llueve lluvia
        loca loco luego lugar luz madre maestra mamá mañanas mascota medio mejor mejores menos mentira mesa mía míos
        miedo mientras mira miren mismo misma mitad mundo mujer música nadar nene nena ni niña niño niños ningún
        ninguna nosotros novia novio nuestra nuestro nueva nuevo obra ojalá ojos olvidar otra otras otro otros país
        países palabra papá parece pareja parque parte pasa pasó pedir película pelo pena pensar peor pequeña pequeño
        perdón perfecto perra perrito pesos piel pienso piso playa pobre poco podemos poder podría ponen precio
        preciosa precioso pregunta primera primero profe profesor pronto prueba pude pueblo puedes pueden puerta pues
        quedó queda queremos querer queso quieres quiere quizás recuerdo regalo reír respeto rojo ropa saber sabes
        sabe sabía salir salud sale saludo seguro seguir señor señora sería sido siento sigue sigo siguiente sol solo
        sólo soñar sonrisa sopa sorpresa sube suena suerte sueño tal tampoco tan tanto tarde tarea temprano tener
        tenía tenemos ternura tía tiempo tiene tienen tienes tierra tipo tiró tocar todas todavía todos tomar
        trabajar trabajo tres triste tus único usted ustedes vacaciones va vamos van veces ven vecino veo verano
        verde vergüenza vez viaje viajar vida vieja viejo viene viernes vine vino vive vivo vivir voy vuelta zapatos
        acabo ay órale güey mola chévere bacano chido neta sin entre si mayor""",
    "fr": """
        le mal adore adorer kiffer les une des du et est c'est je j'ai tu il elle nous vous ils mon ma mes ton ta ses
        ce cette ces qui que quoi où très trop bien pas ne n'est avec pour dans sur mais oui bonjour merci mdr ptdr
        bisous belle beau suis va se même être fait chez j'adore j'aime de la en un on au aux sont sa son leur notre
        votre quel quelle quels quelles salut coucou ça plus moi toi lui aussi comme tout toute tous toutes rien
        jamais toujours encore déjà peu peut peux veux veut faire dire dirait voir d'accord c'était qu'il qu'elle
        quelqu'un personne t'es j'en n'en l'air aujourd'hui demain hier soir nuit matin jour année mignon mignonne
        joli jolie magnifique génial géniale incroyable délicieux voici voilà chat chien maison photo ours faim bonne
        bon stylé abord absolument accueil acheter acheté ados aider ailleurs aime aimer ainsi aller allez alors amie
        amis amitié amour ans anniversaire appétit appelle apprendre après arbre argent arrive arrête assez attend
        attends aucun aucune autant autre autres avais avait avant avez avons avoir beaucoup besoin bête bébé bientôt
        bienvenue bisou blague blanc bois boire boulot bruit calme cadeau carrément caisse celle celui cent cela
        chacun chaleur chanson chambre chaque chaud chaussures cher chère chérie cheveux chienne chiens chose choses
        ciel cinq clair coeur cœur combien comment commencer complètement comprends comprend comprendre connais
        connaît copain copine copines côté coucher couleur courage courir cuisine dehors déjeuner délicieuse demande
        depuis dernier dernière derrière devant deux devoirs devrait dimanche dingue dîner donc donne donner dormir
        doux douce drôle eau école écoute écouter église elles endroit enfant enfants enfin ennui ensemble ensuite
        envie envoyer équipe espère essayer étais était étaient étoile étudier eux évidemment faisait fais faites
        faut fatigue fatigué fatiguée félicitations femme femmes fenêtre fera fête fille filles fils finalement fleur
        fleurs fois folle forcément frère frères froid fromage garçon génération gens gentil gentille gros grosse
        grand grande grands-mère gratuit guerre habite habiter hâte haut heure heures heureuse heureux histoire hiver
        homme horreur ici idée importe inquiète instant intéressant jambe jardin jaune jeu jeune jeudi jeux joyeux
        jouer juste justement là laisse laisser lait langue laver lendemain lequel leurs liberté lire livre livres
        loin longtemps lorsque lourd lumière lundi lune madame magasin maintenant manger mange marche marché mardi
        mauvais mec méchant meilleur meilleure mère mer merveilleux mettre meufs mieux milieu mille moins mois monde
        monsieur montagne montrer morte mots musique naturel neige noël noir nombre normalement nouveau nouvelle
        nouvelles nulle numéro œuf oiseau ont oublier ouais oublié ouf paix parce pardon pareil parfait parfaite
        parfois parler parle parles partage parti partir partout pauvre payer peau peinture pendant penser pense
        perdu père petit petits peur peut-être pied plage plaisir plaît pleut pleurer pluie plupart plusieurs plutôt
        poisson pomme porte pourquoi pouvoir préféré préférée premier première prendre prends près presque prix
        problème prochain promenade puis puisque quand quatre quelques qu'est-ce qu'on quitter raison rappelle
        recette regarde regarder rencontrer rendez-vous rentrer repas reste retour retrouver rêve rigole rire riz
        robe rouge sais sait salade salle samedi santé savoir secours seconde semaine semble sentir sérieux sera seul
        seule seulement simplement soeur sœur soif soleil sommeil sommes sortir souhaite sourire souvenir souvent
        suivre sûr sûrement surtout sympa tante tard tellement temps terre tête tiens tôt toutefois travail travaille
        travailler traverse tristesse trois trouve trouver tué univers vacances vais vas vélo vendredi venir ventre
        vérité verre vers vert veulent viande vieux vieille viens vient vin visage vit vite vivre vivent vois voiture
        voix vont vos vouloir voudrais vrai vraie vraiment vue week-end yeux kiffe chelou sans entre si vie fou maman
        super""",
    "de": """
        der die das und ist ich du wir ihr nicht ein eine mein meine auch aber sehr mit für auf
        wie was war habe haben bitte danke genau schön den dem des im zu von bei aus kann denn
        guten morgen jemand hier noch schon nur oder wenn dass sind bin hat wird süß""",
    "pt": """
        o os uma não é você meu minha muito obrigado obrigada com mas também isso está eu ele ela nós que para por
        bom dia tudo ficou saudade a as de do da em um no na se lindo linda deus gato gatinho aqui quero tenho foi
        são boa noite sou somos estou estamos vou vai ser ter fazer aí agora hoje amanhã ontem sempre nunca ninguém
        alguém parabéns saudades beijo beijos abraço legal demais kkkk kkk fofo fofa amo adoro gostei
        quanto onde quando porque então muita muitos pouco mundo cidade casa comida receita preciso pode posso dele
        dela minhas meus nossa nosso""",
    "it": """
        il gli una è sono non che per con ma anche molto mio mia questo questa grazie ciao bene cosa tutto sul della
        di la lo un si ti mi del nuova nuovo bello bella buongiorno tutti posto sempre qui siamo sei ho hai abbiamo
        fare andare oggi domani ieri mai ancora adesso perché quando dove chi tanto tanti auguri bellissimo
        bellissima buona buono sera notte giorno gatto cane casa cibo mangiare voglio vorrei posso nessuno qualcuno
        anch'io sto stai vivo amo""",
    # Chinese that is written by its initials.
    "zh": """yyds xswl awsl nsdd dbq zqsg plmm xdm bdjw yysy srds gkd tql cpdd hhhh hhh""",
}
_LETTERS = {"es": "[ñ¿¡]", "fr": "[œêûçîùë]", "pt": "[ãõ]", "de": "[ß]"}
_BY_LETTER = [(language, regex.compile(letters)) for language, letters in _LETTERS.items()]
_ENDINGS = {
    "en": "ing|ly|ness|ful|'s|'ll|'re|tion", "es": "aje|ción|ísim[oa]s?|dad|dades|it[oa]s|iendo|ería|cina|eño|eña|illo|ces",
    "fr": "eux|euse|euses|ettes?|eaux?|oire?|aire|ées?|ique|ois|aient", "pt": "ção|ções|inh[oa]s?|agem|dade",
    "it": "zione|zioni|issim[oa]|etto|mente", "de": "ung|keit|heit|lich",
}  # fmt: skip
_BY_ENDING = [(language, regex.compile(rf"\p{{L}}{{2,}}(?:{ends})")) for language, ends in _ENDINGS.items()]
LETTER, ENDING = 0.75, 0.5
TOLD = frozenset(_TELLING)
_ORDER = {language: number for number, language in enumerate(_TELLING)}
_BY_WORD: dict[str, set[str]] = {}
for _language, _words in _TELLING.items():
    for _word in _words.split():
        _BY_WORD.setdefault(_word, set()).add(_language)


def telling(words: list[str], text: str = "") -> tuple[str, dict[str, float]]:
    """The language most of these lower-case words and the letters of `text` point to, and the share of each; "" on a tie
    with English, else the more widely spoken."""
    votes: dict[str, float] = {}
    for word in words:
        languages = _BY_WORD.get(word)
        vote = 1.0 / len(languages) if languages else ENDING
        for language in languages or _by_ending(word):
            votes[language] = votes.get(language, 0) + vote
    for language, letters in _BY_LETTER:
        if letters.search(text):
            votes[language] = votes.get(language, 0) + LETTER
    shares = {language: min(1.0, vote / max(1, len(words))) for language, vote in votes.items()}
    ranked = sorted(shares, key=lambda language: (-votes[language], _ORDER[language]))
    tie = len(ranked) > 1 and votes[ranked[0]] == votes[ranked[1]] and "en" in ranked[:2]
    return ("" if tie or not ranked else ranked[0]), shares


def _by_ending(word: str) -> list[str]:
    return [language for language, ends in _BY_ENDING if ends.fullmatch(word)]


def english(words: list[str]) -> int:
    """How many of these lower-case words are small words of English."""
    return sum("en" in _BY_WORD.get(word, ()) for word in words)
