"""Words that deny what is said, and words that limit it: what a quotation must not lose."""

from __future__ import annotations

import re

NEGATIONS = frozenset(
    "not no never nor neither nobody nothing none nowhere without hardly kein keine keinen keiner nicht nie niemals "
    "nichts no nunca jamas nadie nada ni ne pas jamais rien aucun aucune".split()
)
AFFIRMATION = re.compile(
    r"\b(?:no (?:question|doubt|denying|secret|surprise|wonder|accident|coincidence|mistake)|"
    r"(?:not|never|cannot) (?:\w+ )?(?:forget|forgotten|deny|denied|doubt|dispute|ignore|overlook|sorry|ashamed|"
    r"surpris\w+|regret\w*|apologi[sz]e|mind|secret|accident\w*|coincidence)|"
    r"not (?:\w+ )?(?:im|in|un|il|ir|dis)\w{3,}|not without|nothing wrong|"
    r"kein(?:en)? (?:zweifel|frage)|nicht (?:vergessen|bestreiten|leugnen|bereue|un\w+)|"
    r"no (?:hay|cabe) duda|no olvid\w+|pas de doute|aucun doute|pas (?:oublier|impossible))\b",
    re.IGNORECASE,
)
"""Words with a "not" that deny nothing of what follows: "there is no question that", "do not forget that"."""

_SHORT_NOT = re.compile(r"n['’]t\b", re.IGNORECASE)
_NO_NEGATION = re.compile(
    r"\b(?:not (?:only|just|merely|simply|least|to mention)|no (?:doubt|wonder|matter|longer)|nothing (?:but|less)|"
    r"nicht nur|no solo|non seulement|pas seulement)\b",
    re.IGNORECASE,
)
EXCEPTIONS = re.compile(r"\b(?:except|but not|other than|apart from|außer|excepto|salvo|sauf)\b", re.IGNORECASE)
_LIMITS = re.compile(
    r"\b(?:except|unless|provided|but not|other than|apart from|as long as|only if|if|"
    r"außer|es sei denn|sofern|wenn|excepto|salvo|a menos que|si|sauf|à moins que)\b",
    re.IGNORECASE,
)
DENIES = re.compile(
    r"\b(?:den(?:y|ies|ied|ying)|reject\w*|disput\w*|refus\w*|retract\w*|withdr\w+|misquot\w*|instead of|false\w*|"
    r"fake\w*|invent\w*|fabricat\w*|wrongly|erroneous\w*|correct\w*|stop short|stopped short|far from)\b",
    re.IGNORECASE,
)
_CLAUSE_END = re.compile(r"[,;:.!?—–]|\bbut\b|\band\b")
MOST_LOST = 8
"""Words between a "not" and what it denies: farther apart, code cannot be sure that it does."""


def negated(text: str) -> bool:
    """Tell whether a text holds a word that denies, phrases such as "not only" aside."""
    return any(word in NEGATIONS for word in _words(_NO_NEGATION.sub(" ", text))) or "n't" in text or "n’t" in text


def _denies(text: str) -> bool:
    """Tell whether a text surely denies: it holds a "not", and none that affirms what it belongs to."""
    plain = _SHORT_NOT.sub(" not", text)
    return AFFIRMATION.search(plain) is None and negated(plain)


def limited(text: str) -> bool:
    """Tell whether a text holds a word that limits what is said: if, unless, except."""
    return _LIMITS.search(text) is not None


def denied_by(before: str) -> str:
    """Return the words that deny what follows them directly, "" where none surely do."""
    clause = _CLAUSE_END.split(before)[-1]
    return clause.strip() if _denies(clause) and len(_words(clause)) <= MOST_LOST else ""


def limited_by(before: str, after: str) -> str:
    """Return the condition or the exception that a sentence makes around a stretch of words."""
    if re.match(r"(?:if|unless|provided|wenn|sofern|si)\b", before, re.IGNORECASE) and before.count(",") == 0:
        return before
    found = _LIMITS.match(after)
    return after if found else ""


def _words(text: str) -> list[str]:
    return re.findall(r"[^\W\d_]+", text.casefold())
