"""The language of a text, where its words leave no doubt: English, German, Spanish or French, and none for any other.

The small words of a language ("the", "und", "los", "est") make up a third of its prose and more, so that a headline and
two sentences hold enough of them. A neighbour shares many ("de" and "que" are Spanish, Catalan and Portuguese; "der"
and "den" are German and Danish), so each is read for by its own words: a text is in the language of which it holds the
most small words only where these are common in it, where it holds several that no neighbour has, and where every other
language falls well behind. The lists are of what news texts hold, with the days and months.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cache

_READ = 2_000
_WORD = re.compile(r"[^\W\d_]+")

# Of all words of the text, how many must be small words of its language; how many of these must be none of any other
# language; and how many times as many that is as the other has that are none of its own.
_LEAST_SHARE = 0.17
_LEAST_OWN = 3
_LEAST_AHEAD = {"en": 2, "de": 4, "es": 4, "fr": 4}
_LEAST_DIFFERENT = 3
# Letters that a language has in foreign names alone.
_FOREIGN = {
    "de": re.compile("[àèìòùâêîôûãõåøæñíóúœșțăąęłńśźżčćđěřšžğışőű]"),
    "es": re.compile("[àèìòùâêîôûãõçäöåøæœșțăąęłńśźżčćđěřšžğışőű]"),
    "fr": re.compile("[ìòñãõåøæäöáíóúșțăąęłńśźżčćđěřšžğışőű]"),
}

_READ_FULLY = ("en", "de", "es", "fr")
_SMALL: dict[str, str] = {
    "en": "the of and to in a is was for on that with as at by from it an are were be has had have this which not "
    "or but his her its he she they their who will would been more after said into than over about when where "
    "there also could should between before during while no two one three up out all if so we you i what some "
    "other only off amid says against under until since them him monday tuesday wednesday thursday friday "
    "saturday sunday january february march april may june july august october",
    "de": "der die das und in den von zu mit im auf für ist nicht ein eine als auch es an werden aus er hat dass "
    "sie nach wird bei einer um am sind noch wie einem über einen so zum war haben nur oder aber vor zur bis "
    "mehr durch man sein wurde sei hatte kann gegen vom können schon wenn habe seine ihre dem des eines ihr "
    "ihm sich wurden waren zwei drei seit unter ohne dieser diese dieses sagte keine kein beim ab laut montag "
    "dienstag mittwoch donnerstag freitag samstag sonntag januar februar märz mai juni juli oktober dezember",
    "es": "el la los las de del y en que a un una por con para se su al lo como más pero sus le ya o este sí porque "
    "esta entre cuando muy sin sobre también hasta hay donde quien desde todo nos durante uno ni contra otros "
    "ese eso ante ellos esto antes algunos unos otro otras otra tras según fue ha han había son era está "
    "están dijo tiene dos tres años no es fueron lunes martes miércoles jueves viernes sábado enero febrero "
    "marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre será dijeron podrá tendrá les",
    "fr": "le la les de des du et en un une est que qui dans pour par sur pas au aux avec ce cette se ne son sa ses "
    "leur leurs plus ont été il elle ils elles mais ou où à a sont fait après être selon entre contre sans "
    "sous comme d l qu deux trois dont lors depuis avant nous vous ces était étaient aussi avait autre même "
    "chez vers lundi mardi mercredi jeudi vendredi samedi dimanche janvier février mars avril mai juin "
    "juillet août septembre octobre novembre décembre",
    "nl": "de het een en van in is dat op te zijn met voor niet aan er om ook als dan maar bij nog uit door over "
    "naar heeft hebben werd werden worden wordt was had hij zij ze tot deze dit die geen meer na kan tegen "
    "onder tussen volgens zei zegt twee drie mensen hun haar wie waar toen sinds zal ten 'n nie vir sal wat "
    "hulle ons word gesê by maandag dinsdag woensdag donderdag vrijdag zaterdag zondag januari februari maart "
    "mei juni juli augustus oktober",
    "da": "og i at det er en til af for på med de den der som ikke et har var om fra ved han hun men efter blev "
    "bliver skal kan vil være været siger sagde over mod under mellem også eller når hvor hvad to tre sig sin "
    "sit sine dem deres havde end da nu ud op kun mere alle andre å av jeg etter ble blir mot hva seg noe nå "
    "ifølge mandag tirsdag onsdag torsdag fredag lørdag søndag januar februar marts mars maj mai juni juli "
    "oktober",
    "sv": "och i att det är en till av för på med de den som inte ett har var om från vid han hon men efter blev "
    "blir ska kan vara varit säger sade över mot under mellan också eller när där vad två tre sig sin sitt "
    "sina dem deras hade än då nu ut upp bara mer alla andra enligt måndag tisdag onsdag torsdag fredag "
    "lördag söndag januari februari mars maj juni juli augusti oktober",
    "pt": "o a os as de do da dos das e em no na nos nas que um uma por com para se seu sua ao aos à às como mais "
    "mas foi são não é está entre quando muito sem sobre também até há onde quem desde pelo pela pelos pelas "
    "depois durante contra após ser ter tem segundo disse dois duas três anos ou já foram era unha co coa "
    "polo pola non son dun dunha xa máis ás ó despois onte ata seus súa ano feira terça quarta quinta sexta "
    "sábado janeiro fevereiro março maio junho julho setembro outubro dezembro luns martes mércores xoves "
    "venres",
    "it": "il lo la i gli le di del dello della dei degli delle e ed in nel nella nei nelle che un una uno per con "
    "si suo sua al alla allo ai alle come più ma non è sono da dal dalla dai dalle su sul sulla tra fra "
    "quando dove chi ha hanno era stato stata anche o se dopo durante contro secondo detto due tre anni "
    "questo questa ci ne molto senza prima però ieri lunedì martedì mercoledì giovedì venerdì sabato domenica "
    "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre",
    "ca": "el la els les l d de del dels i en que un una per amb a se s seu seva al als com més però va van són és "
    "està entre quan molt sense sobre també fins hi ha on qui des durant contra després segons dos dues tres "
    "anys aquest aquesta no ho han ser aquests pel pels seus ja era o ni dilluns dimarts dimecres dijous "
    "divendres dissabte diumenge gener febrer març maig juny juliol agost setembre octubre desembre",
    "ast": "pa ye foi ta ente mui ensin tamién hai onde dende les nel na nos nes pola pol pel nun nuna xente tres "
    "güei ún yera tien sía nesti nesta cuandu dixo años llunes mércoles xueves vienres",
    "oc": "dins amb per dau dels li aquò mas coma pas tanben verai pel pels dempuèi dempuei",
    "ro": "și în de la cu din pe un o este sunt nu că care a au fost pentru mai ca sau dar după către între prin "
    "până fără despre când unde lui ei al ale ai lor acest această doi trei ani",
    "lb": "de den d dat an mat vun fir zu op ass sinn net een eng wéi och vum dem déi dee hunn huet gouf goufen bei "
    "no iwwer duerch mä oder si hien hir säin ginn vir um am",
    "eo": "la de kaj en al estas estis ne kun por ke unu du sed pri el li ĝi ili kiu pli post sur per dum",
    "id": "yang dan di ke dari untuk pada dengan ini itu adalah tidak oleh akan dalam telah sebagai juga mereka ada "
    "bisa lebih saat setelah tersebut para satu dua kata kami",
    "hr": "i u na je se da za od su iz koji koja koje nije bio bila će ali kao po do nakon što sam još već",
    "cs": "a na se je že do pro za po od ve by byl byla jsou které který která ale jako podle také nebo",
    "pl": "w i na się do jest nie to że o za po od przez dla są był była jak ale oraz także które który która roku",
    "hu": "a az és hogy nem is egy volt de meg azt van ez már csak vagy mint még szerint után el ki",
    "tr": "ve bir bu da de için ile olarak daha çok en gibi olan sonra kadar ancak göre ise ne ya",
    "fi": "ja on ei se että oli hän ovat mutta kun myös joka sen kuin mukaan jälkeen sekä tai ole",
    "sq": "e në të i me për një që nga dhe ka u më është si pas por kanë së",
    "cy": "y yn a i o ar ei mae wedi yr ac am gan bod oedd sydd ond hefyd eu dau",
    "ga": "an na a agus ar i go le is do de ag ó bhí sé tá leis nach sin ina",
    "la": "et in est non ad cum ut quod qui sed ex de ab per si aut atque esse sunt quae",
    "ht": "nan yo ki pou ak te li pa sou gen yon moun ap la se sa kap avèk tout",
    "tl": "ang ng sa na mga at ay ni si para kay nang ito isang hindi ko siya",
    "sw": "ya na wa kwa ni katika za la kuwa hii hiyo watu cha baada huo",
    "vi": "và của là các có trong cho được với không một người đã này",
}


@cache
def _languages_of() -> dict[str, tuple[str, ...]]:
    """Return the languages that each small word is of."""
    found: dict[str, list[str]] = {}
    for language, words in _SMALL.items():
        for word in dict.fromkeys(words.split()):
            found.setdefault(word, []).append(language)
    return {word: tuple(languages) for word, languages in found.items()}


def evident_language(text: str) -> str:
    """Return en, de, es or fr where the words of `text` leave no doubt that it is in that language; else "".

    The first 2,000 characters are read. A headline and two sentences are enough; a headline alone mostly is not.
    """
    words = _WORD.findall(text[:_READ].lower())
    languages_of = _languages_of()
    small = {word: times for word, times in Counter(words).items() if word in languages_of}
    counts: Counter[str] = Counter()
    for word, times in small.items():
        for language in languages_of[word]:
            counts[language] += times
    best = max(_READ_FULLY, key=lambda language: counts[language])
    if not words or counts[best] < _LEAST_SHARE * len(words):
        return ""
    shared: Counter[str] = Counter()
    for word, times in small.items():
        if best in languages_of[word]:
            for language in languages_of[word]:
                shared[language] += times
    foreign = sum(1 for word in words if best in _FOREIGN and _FOREIGN[best].search(word))
    rivals = [(counts[best] - shared[other], counts[other] - shared[other]) for other in _SMALL if other != best]
    if any(own < _LEAST_OWN or own < _LEAST_AHEAD[best] * (others + foreign) for own, others in rivals):
        return ""
    return best if sum(best in languages_of[word] for word in small) >= _LEAST_DIFFERENT else ""
