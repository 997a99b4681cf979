"""Lines that a page puts around its news: advertisements, links to other pieces, share buttons, notices of all kinds.

Calling a real sentence furniture loses news, so a pattern matches a *whole* line, the line is short, and what a
newsroom could write in running text ("Advertisement revenue fell", "Watch: ... he warned.") matches nothing.
"""

from __future__ import annotations

import re
from functools import cache

_LONGEST = 200

_PLATFORM = (
    r"(?:social media|social networks?|facebook|twitter|x|instagram|whats\s?app|telegram|youtube|linkedin|tik\s?tok|"
    r"threads|bluesky|mastodon|flipboard|google news|apple news|redes sociales|sozialen medien|réseaux sociaux)"
)
_PLATFORMS = rf"{_PLATFORM}(?:(?:,| and| or| y| und| et| ou| &|, and)? {_PLATFORM})*"
_OFFER = (
    r"(?:newsletters?|e-?mails?|inbox|alerts?|notifications?|briefings?|podcasts?|channels?|social media platforms|"
    r"feeds?|updates|bulet[ií]n(?:es)?|bolet[ií]n(?:es)?|canal(?:es)?|infolettres?|kan[aä]le?|push-nachrichten)"
)
_NAME = r"(?-i:[A-Z][\w’'.]*)"

_ADVERTISING = (
    r"(?:advertisements?|advertising|advert|ads?|sponsored(?: content| by .{1,40})?|paid content|promoted(?: content)?|"
    r"publicidad|anuncio|contenido patrocinado|anzeigen?|werbung|publicité|annonce|contenu sponsorisé)"
    r"(?: banner| block| space)?"
    r"(?:\s*[-–—:|.]\s*(?:continue reading|scroll|story continues|article continues).{0,40})?|"
    r"(?:the )?(?:story|article|text) continues (?:below|after).{0,40}|keep reading|"
    r"scroll (?:down )?to continue.{0,30}|"
    r"continue reading(?: (?:below|after|with) .{0,40}| the main story| this article)?|"
    r"la publicidad continúa.{0,30}|sigue leyendo|weiterlesen|lire la suite|la suite après (?:la|cette) publicité"
)
_OTHER_PIECES = (
    r"(?:also (?:read|watch|see)|read (?:also|more|next|the full story)|see (?:also|more)|more (?:on this|on|from)|"
    r"watch|related(?: (?:stories|articles?|news|topics|content|coverage))?|don['’]t miss|must read|"
    r"you may also like|up next|lea también|leer también|leer más|lee también|también (?:lea|te puede interesar)|"
    r"te puede interesar|más información|lesen sie auch|auch interessant|mehr (?:zum thema|dazu)|"
    r"(?:à )?lire (?:aussi|également)|voir aussi|sur le même sujet)\s?[:>»|].*[^.!]|"
    r"(?:also read|read (?:also|more|next|the full story)(?: here)?|see also|more stories|"
    r"related(?: (?:stories|articles?|news|topics|content|coverage))?|recommended(?: for you| stories)?|"
    r"most (?:read|popular|viewed)|trending(?: now)?|you (?:may|might) also like|latest (?:news|stories|updates)|"
    r"top stories|more from .{1,40}|"
    r"editor['’]?s['’]? picks|lea también|leer más|lo más leído|relacionado|noticias relacionadas|lesen sie auch|"
    r"mehr zum thema|meistgelesen|"
    r"lire aussi|à lire aussi|les plus lus|sur le même sujet)[.:]?"
)
# Whom or what they name is written with a capital, so case counts here.
_INVITATIONS_BY_NAME = (
    rf"(?:please )?(?:subscribe|sign up|register|sign in|log in|join)(?: (?:now|here|today|free))?"
    rf"(?: (?:to|for|on|with|our|the|us|your|a|free|daily|weekly|morning|receive|get|latest|news|in|{_NAME}|&)){{1,9}}"
    rf" {_OFFER}(?: (?:to|and|for|by|with|today|now|here|on)\b.{{0,50}})?[.!]?|"
    rf"(?:join|follow|find|like|contact) (?:us|(?-i:[A-Z]).{{1,40}})(?: on| at| via)? {_PLATFORMS}[.!]?|"
    rf"(?:download|get) (?:our|the) (?:free )?(?:{_NAME} )?app(?: (?:now|today|here|for|on)\b.{{0,40}})?[.!]?"
)
_INVITATIONS = (
    r"(?:subscribe|sign up|log in|sign in|register|suscríbete|suscríbase|abonnieren|jetzt abonnieren|s['’]abonner|"
    r"abonnez-vous|inscrivez-vous|anmelden|iniciar sesión|regístrate)"
    r"(?: (?:now|here|today|free|for free|aquí|hier|ici))?[.!]?|"
    r"follow us|follow (?:the author|this topic)|síguenos|síganos|folgen sie uns|suivez-nous|"
    rf"(?:síguenos|síganos|folgen sie uns|suivez-nous) (?:en|auf|bei|in|sur)(?: den| las| les)? {_PLATFORMS}[.!]?|"
    r"(?:suscríbete|suscríbase|abonnieren sie|abonnez-vous|inscrivez-vous|inscríbete|melden sie sich) "
    rf"(?:a|al|en|para|unseren?|à|zu|für|nuestr[oa]s?|notre|nos|la|el|los)\b.{{0,40}}{_OFFER}.{{0,30}}[.!]?|"
    r"(?:the )?latest news in your social (?:feeds?|networks?)[.!]?|"
    r"(?:for (?:the )?(?:latest|more) (?:updates|news|stories|information|coverage|details)|to read more)\b.{0,70}"
    r"\b(?:visit|follow|see|check|go to|subscribe to) (?:our|us|[\w-]+\.[a-z]{2,})\b.{0,50}|"
    r"click here\b.{0,60}|haga clic aquí\b.{0,60}|hier klicken\b.{0,60}|cliquez ici\b.{0,60}|"
    r"support (?:our|independent) journalism\b.{0,40}|"
    r"want more (?:headlines|news|stories|updates)\b[^?]{0,60}\?.{0,90}"
)
_BUTTONS = (
    r"(?:share|tweet|print|save|e-?mail|copy link|link copied|bookmark|like|reply|comments?|menu|home|search|close|"
    r"loading|back to top|skip to (?:main )?content|listen|play|download|previous|next|view all|show more|load more|"
    r"compartir|imprimir|comentarios|teilen|drucken|kommentare|merken|partager|imprimer|commentaires)(?:…|\.\.\.)?|"
    r"share(?: (?:this|the))?(?: (?:article|story|post|page))?"
    rf"(?: (?:this|(?:on|via|with) (?:{_PLATFORMS}|e-?mail|friends|your friends)))?[.!]?|"
    rf"(?:teilen auf|auf|compartir en|partager sur) {_PLATFORMS}(?: teilen)?|"
    r"(?:leave|post|add) a (?:comment|reply)|(?:no|\d+) comments?|join the conversation|"
    r"listen to (?:this )?(?:article|story)|"
    r"(?:cover|featured?|lead|header|hero|main) (?:image|photo|picture)|(?:image|photo|video|gallery)|"
    r"imagen(?: de portada)?|titelbild|image à la une|"
    r"\d{1,3}[- ]?(?:min(?:ute)?s?|minuten|minutos) (?:read|lesezeit|de lectura|de lecture)"
)
_NOTICES = (
    r"(?:we use|wir verwenden|utilizamos|usamos|nous utilisons|this (?:web)?site uses|"
    r"diese website (?:verwendet|nutzt)|este sitio (?:web )?(?:usa|utiliza)|ce site utilise)\b.{0,30}\bcookies\b.*|"
    r"(?:accept|reject|manage|allow|aceptar|rechazar|akzeptieren|accepter|refuser)(?: all| todas| alle| tous)?"
    r"(?: las| les)? cookies|(?:cookie|privacy)(?: policy| settings| preferences| notice| statement)?|alle akzeptieren|"
    r"terms (?:of (?:use|service)|and conditions)|datenschutz|impressum|aviso legal|mentions légales|"
    r"(?:©|\(c\)|copyright ©|copyright \(c\)|copyright (?=\d{4})).{0,140}|"
    r"breaking news|breaking|live|world|world news|politics|business|opinion|analysis|exclusive|top news|"
    r"mundo|política|politik|wirtschaft|ausland|monde|politique"
)
_WHATEVER_CASE = f"{_ADVERTISING}|{_OTHER_PIECES}|{_INVITATIONS}|{_BUTTONS}|{_NOTICES}"
_PATTERNS = f"{_WHATEVER_CASE}|{_INVITATIONS_BY_NAME}"
# For lines in lower case. With case to mind, a pattern of many words skips those that begin with another letter at
# once; ignoring it takes five times as long to match, and six times as long to compile.
_IN_LOWER_CASE = re.compile(_WHATEVER_CASE)
_BY_NAME_IN_LOWER_CASE = re.compile(_INVITATIONS_BY_NAME.replace("(?-i:[A-Z]", "(?:[a-z]"))
# Apart, because they are told by how they end.
_IMAGE_NAME = re.compile(r"\(?(?:[\w()%,.–-]+\s){0,3}[\w()%,.–-]*\.(?:jpe?g|png|gif|webp|svg|avif)\)?", re.IGNORECASE)
_RIGHTS = re.compile(
    r"\b(?:all rights reserved|todos los derechos reservados|alle rechte vorbehalten|tous droits réservés)[.!]?\Z",
    re.IGNORECASE,
)
_BEFORE_STOP = frozenset(
    "please subscribe sign register log join follow find like contact for to download get click support want "
    "latest suscríbete suscríbase abonnieren abonnez-vous inscrivez-vous inscríbete melden síguenos síganos folgen "
    "suivez-nous "
    "haga hier cliquez we wir utilizamos usamos nous this diese este ce © (c) copyright leave share add".split()
)
_LONGEST_RIGHTS = 150
_AFTER_THE = frozenset(("story", "article", "text", "latest"))
# The last letters of every line that `_RIGHTS` can match, a full stop aside.
RIGHTS_ENDS = frozenset(("ved", "dos", "ten", "vés"))
# How every line begins that the patterns match, with the two or three first characters in lower case, unless it begins
# with a figure or a sign. (A test reads them off the patterns.)
STARTS = frozenset(
    start.replace("_", " ")
    for start in (
        "abo acc ace ad add akz all als ana anm ann anu anz art auc auf aus avi bac boo bre bus ce_ cli clo com con "
        "coo cop cov dat die don dow dru e-m edi ema est exc fea fin fol for gal get hag hea her hie hom ima imp ini "
        "ins jet joi kee kom la_ lat lea lee les lik lin lir lis liv lo_ loa log mai man meh mei mel men mer mon mor "
        "mos mun mus más nex no_ not nou opi pai par pho pla ple pol pos pre pri pro pub rea rec ref reg rej rel rep "
        "s'a s’a sav scr sea see sha sho sig ski spo sto sub sui sup sur sus síg tam te_ tei ter tex the thi tit to_ "
        "top tre twe up_ usa uti vid vie voi wan wat we_ wei wer wir wor you à_l"
    ).split()
)
_EDGES = " \t*_>→►▶•-–—[]"


def is_furniture(line: str) -> bool:
    """Tell whether a line, without white space around it, is part of the page and not of the news."""
    if len(line) > _LONGEST:
        return False
    core = line.strip(_EDGES)
    # Most lines are sentences, and few patterns end in a full stop: their first words spare the others the search.
    if core[-1:] == "." and not _begins_before_stop(core):
        return len(core) <= _LONGEST_RIGHTS and _has_rights(core)
    lower = core.lower()
    may_begin = lower[:3] in STARTS or lower[:2] in STARTS or not lower[:1].isalpha()
    if may_begin and _fits(core, lower):
        return True
    if "." in core[-6:] and _IMAGE_NAME.fullmatch(core):
        return True
    if len(core) <= _LONGEST_RIGHTS and lower.rstrip(".!")[-3:] in RIGHTS_ENDS and _has_rights(core):
        return True
    return not any(map(str.isalnum, core))


STARTS_BEFORE_STOP = frozenset(f"{word} "[:3] for word in (*_BEFORE_STOP, *_AFTER_THE))
"""How every line begins, "the" aside, that begins with a letter, ends in a full stop and is furniture by its words."""


def _fits(core: str, lower: str) -> bool:
    """Tell whether a line, which is `lower` in lower case, matches one of the patterns."""
    by_name = _BY_NAME_IN_LOWER_CASE.fullmatch(lower)
    if len(lower) != len(core):  # a letter that lower case makes two of
        may_fit = by_name or _IN_LOWER_CASE.fullmatch(lower)
        return may_fit is not None and _whatever_case(_PATTERNS).fullmatch(core) is not None
    if by_name and _whatever_case(_INVITATIONS_BY_NAME).fullmatch(core):
        return True
    return _IN_LOWER_CASE.fullmatch(lower) is not None


@cache
def _whatever_case(patterns: str) -> re.Pattern[str]:
    """Compile when the first line needs it: reading a story may go without."""
    return re.compile(patterns, re.IGNORECASE)


def _has_rights(core: str) -> bool:
    """Tell whether a line ends in the reservation of all rights."""
    return _RIGHTS.search(core, max(0, len(core) - 40)) is not None


def _begins_before_stop(core: str) -> bool:
    """Tell whether a line begins with a word that a pattern which can end in a full stop begins with."""
    words = core.split(maxsplit=2)
    word = words[0].lower()
    if word == "the" and len(words) > 1:
        return words[1].lower() in _AFTER_THE
    return word in _BEFORE_STOP
