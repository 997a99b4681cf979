"""Words brought to one form, so that "killed" and "killing" are the same; and the words that say nothing.

Endings are cut by rule, which is wrong now and then in a word, and never by much: what compares words asks for several.
"""

from __future__ import annotations

from functools import lru_cache

_STOP_WORDS = frozenset(
    """a an the and or but nor so yet if as of at by for from in into on onto out over to up with within without about
    after before between during since through under until than then that this these those there here it its he his him
    she her hers they their them we our us you your i my me who whom whose which what when where why how is are was were
    be been being am has have had having do does did done will would shall should can could may might must not no only
    also just even still already now more most less least very much many some any all both each every other others
    another same such own said says say told added adding per while because though although however via one ones got get
    der die das den dem des ein eine einen einem einer eines und oder aber auch noch schon nur sehr im in am an auf aus
    bei mit nach seit von vom vor zu zum zur für über unter um durch gegen ohne ist sind war waren sein seine seiner
    ihr ihre ihrer wird werden wurde wurden worden hat haben hatte hatten nicht kein keine es er sie wir ich sich als
    wie     dass daß wenn weil damit dies diese dieser dieses sagte
    el la los las un una unos unas y o u e pero de del al a en con por para sin sobre entre desde hasta que como se su
    sus es son era eran fue fueron ha han había ser está están no ni más menos muy ya también lo le les este esta estos
    estas ese esa dijo tras según
    le la les un une des du de et ou mais à au aux en dans par pour sur avec sans sous entre depuis que qui dont où ce
    cet cette ces se son sa ses leur leurs il elle ils elles on nous vous est sont était étaient été a ont avait être
    ne pas plus moins très aussi selon après avant""".split()
)
"""Words of the four languages that tell nothing about what a sentence is about."""

_IRREGULAR = {
    "men": "man", "women": "woman", "children": "child", "people": "person", "persons": "person", "lives": "life",
    "died": "die", "dies": "die", "dying": "die", "wives": "wife", "knives": "knife", "feet": "foot", "fell": "fall",
    "fallen": "fall", "rose": "rise", "risen": "rise", "grew": "grow", "grown": "grow", "struck": "strike",
    "sank": "sink", "sunk": "sink", "lost": "lose", "won": "win", "hit": "hit", "bought": "buy", "sold": "sell",
    "paid": "pay", "built": "build", "held": "hold", "began": "begin", "begun": "begin", "took": "take",
    "taken": "take", "gave": "give", "given": "give", "went": "go", "gone": "go", "left": "leave", "met": "meet",
    "spent": "spend", "cost": "cost", "shot": "shoot", "stood": "stand", "ran": "run", "came": "come", "saw": "see",
    "found": "find", "brought": "bring", "drove": "drive", "spoke": "speak", "spoken": "speak", "arose": "arise",
    "halves": "half", "thieves": "thief", "police": "police", "mice": "mouse", "sought": "seek", "drew": "draw",
}  # fmt: skip


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """Return the form that a word, in lower case, shares with its inflections."""
    word = word.removesuffix("'s")
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    for ending, instead in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            return word[: len(word) - len(ending)] + instead
    return word


_ENDINGS = (
    ("sses", "ss"), ("ies", "y"), ("ied", "y"), ("ches", "ch"), ("shes", "sh"), ("xes", "x"),
    ("ss", "ss"), ("us", "us"), ("is", "is"), ("ings", ""), ("ing", ""), ("ed", ""), ("es", ""), ("s", ""),
    ("e", ""), ("en", ""),
)  # fmt: skip


def is_content(word: str) -> bool:
    """Tell whether a word, in lower case, says what a sentence is about."""
    return len(word) > 2 and word not in _STOP_WORDS and word[0].isalpha()


def is_stop_word(word: str) -> bool:
    """Tell whether a word, in lower case, is one that says nothing by itself."""
    return word in _STOP_WORDS
