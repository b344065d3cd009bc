"""The rules for single forms that need their context: which country, or none.

The hand-kept tables say which form needs which (tools/gazetteer/rules.yaml). Each rule looks at the
words beside the form; some look at the rest of the document.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from careader.countries.context import Context
from careader.countries.lexicon import Sense
from careader.countries.words import (
    FUNCTION_WORDS,
    GIVEN_NAMES,
    OFFICES,
    ROLES,
    US_STATES,
    word_set,
)


def _given(context: Context, start: int, end: int, sense: Sense) -> str | None:
    """Drop a given name: a capitalised word follows that is no office, weekday or country.

    Not where the document speaks of the country in other words too: Jordan Arab Army.
    """
    if context.folded[start - 1 : start] == "-" or context.certain.get(sense.code):
        return sense.code
    match = _CAPITALISED.match(context.folded, end)
    if not match or match[1] in FUNCTION_WORDS or match[1] in ROLES or end + 1 in context.starts:
        return sense.code
    return None


def _surname(context: Context, start: int, end: int, sense: Sense) -> str | None:
    """Drop a surname: a given name or an initial stands before it."""
    before = context.word_before(start).lstrip("(\"'«")
    if before in GIVEN_NAMES:
        return None
    if _INITIALS.fullmatch(before) and before not in _NOT_INITIALS:
        return sense.code if context.begins_sentence(start) else None
    return sense.code


def _common(context: Context, start: int, end: int, sense: Sense) -> str | None:
    """Drop a common name after another name: a capitalised word that opens no sentence."""
    before = context.word_before(start)
    if before in GIVEN_NAMES or _ARTICLE.search(context.folded, max(0, start - 4), start):
        return None
    if before in OFFICES:
        return sense.code if sense.kind == "leader" else None
    if not _NAME_WORD.fullmatch(before) or before in FUNCTION_WORDS or before in ROLES:
        return sense.code
    if context.begins_sentence(start) or start - 1 - len(before) in context.starts:
        return sense.code
    return None


_ARTICLE = re.compile(r"(?<!\w)(?:[Aa]l|[Ee]l)-$")
_CAPITALISED = re.compile(r" ([A-Z][a-z]+)")
_INITIALS = re.compile(r"[A-Z]\.(?:[A-Z]\.)?")
_NOT_INITIALS = frozenset(("I.", "U.S.", "U.N.", "U.K.", "E.U.", "A.D.", "B.C.", "D.C.", "V."))
_NAME_WORD = re.compile(r"[A-ZА-Я][a-zа-я]+")
_STATES = "|".join(
    state for state in US_STATES if len(state) > 4 and "." not in state and state != "Georgia"
)
_GEORGIA_TOWN = re.compile(
    r"(?:Atlanta|Savannah|Athens|Augusta|Macon|Columbus|Marietta|Plains|Decatur|Albany|Valdosta|Rome"
    r"|Warm Springs|Fort Benning|Fort Stewart|[Ss]tate of|[Gg]overnor of"
    r"|Senator from|southern|rural) ?,? $"
)
_STATE_NEAR = re.compile(rf"(?:{_STATES})(?: and|,|, and| or) $")
_STATE_NEXT = re.compile(rf"(?:,| and|, and| or) (?:{_STATES})(?!\w)")
_STATE_SIGNS = re.compile(
    r"Atlanta|Savannah|Peach State|Fulton County|Brian Kemp|Raffensperger|Ossoff|Warnock|Sam Nunn"
    r"|Stacey Abrams|Governor Carter|Richard Russell"
)
_STATE_OFFICE = re.compile(
    r" (?:Governor|Gov\.|Lieutenant Governor|Attorney General|Republicans?|Democrats?|Senate"
    r"|Legislature|legislature)(?!\w)"
)
_GEORGIAN_HOUSE = re.compile(
    r" (?:house|houses|mansion|architecture|style|terrace|era|period|town house|townhouse|silver"
    r"|Bay|Court|College|England|London|Dublin)(?!\w)"
)


def _georgia(context: Context, start: int, end: int, sense: Sense) -> str | None:
    """Tell the country from the American state and from King George's architecture."""
    folded = context.folded
    if folded[start:end] != "Georgia":
        return None if _GEORGIAN_HOUSE.match(folded, end) else sense.code
    here = _GEORGIA_TOWN.search(folded, max(0, start - 20), start)
    if _STATE_OFFICE.match(folded, end):
        return "US"
    beside = _STATE_NEAR.search(folded, max(0, start - 24), start) or _STATE_NEXT.match(folded, end)
    if here or beside:
        return "US"
    about_caucasus = any(context.certain.get(code) for code in ("GE", "AM", "AZ", "RU"))
    return "US" if not about_caucasus and _STATE_SIGNS.search(folded) else sense.code


_DINNER = re.compile(
    r"\b(?:Thanksgiving|[Rr]oast|sandwich|stuffing|cranberr|gobble|Christmas dinner|leftover"
    r"|carv(?:e|ing)|gravy|oven\b)"
)


def _bird(context: Context, start: int, end: int, sense: Sense) -> str | None:
    if context.folded.startswith("'", end):
        return sense.code
    return None if _DINNER.search(context.folded, max(0, start - 40), end + 40) else sense.code


_AFTER_PRONOUN = re.compile(
    r" ?(?:$|[^\w ]| (?:A|AN|THE|TO|OF|WHAT|THAT|THIS|HOW|WHY|WHEN|WHERE|WHO|ALL|AND|OR|IN|ON|AT"
    r"|FROM|WITH|IF|AS|NOT|ABOUT|BY|FOR|MORE|YOUR|OUR|HERE|NOW|TODAY|BACK|UP|OUT)(?!\w))"
)
_BEFORE_STATE = word_set("THE BETWEEN")
_LONG_WORD = re.compile(r"\w{4,}")
_AMOUNT = re.compile(r"(?:\d|[mb]illion|trillion|hundred|thousand) $")
_MONEY = re.compile(r" [Dd]ollars?(?!\w)")


def _currency(context: Context, start: int, end: int, sense: Sense) -> str | None:
    """Drop a unit of currency: US$110, 10 million US dollars."""
    folded = context.folded
    if folded[end : end + 1] == "$" or folded[end : end + 2] == " $":
        return None
    amount = _MONEY.match(folded, end) and _AMOUNT.search(folded, max(0, start - 10), start)
    return None if amount else sense.code


def _bare(context: Context, start: int, end: int, sense: Sense) -> str | None:
    """Drop US among words in capitals where it is "us": nothing follows that it could own."""
    left, sentence = context.sentence(start)
    words = [left + word.start() for word in _LONG_WORD.finditer(sentence)]
    if not sentence.isupper() or all(word in context.starts for word in words):
        return sense.code
    is_pronoun = _AFTER_PRONOUN.match(context.folded, end)
    return None if is_pronoun and context.word_before(start) not in _BEFORE_STATE else sense.code


def _korea(context: Context, start: int, end: int, sense: Sense) -> str | None:
    """Return the South, unless the document names the North more than twice as often."""
    return "KP" if context.certain.get("KP", 0) > 2 * context.certain.get("KR", 0) else "KR"


def _congo(context: Context, start: int, end: int, sense: Sense) -> str | None:
    """Return the Democratic Republic, unless the document names Brazzaville's more often."""
    return "CG" if context.certain.get("CG", 0) > context.certain.get("CD", 0) else "CD"


def _xi(context: Context, start: int, end: int, sense: Sense) -> str | None:
    """Return China for its president: he is introduced, or China is named elsewhere."""
    known = context.certain.get("CN") or context.word_before(start) in OFFICES
    return sense.code if known and not context.folded.startswith("'an", end) else None


_ANCIENT = re.compile(
    r"[Aa]ncient|[Ee]mperor|[Ee]mpire|[Ss]overeign|Caesar|[Ii]mperial|Gibbon|Roman|Carthage|barbarian"
    r"|[Pp]agan|[Ff]all of|[Лл]егион|[Дд]ревн|[Ии]мператор"
)


def _rome(context: Context, start: int, end: int, sense: Sense) -> str | None:
    """Drop the Rome of the emperors."""
    return None if _ANCIENT.search(context.folded, max(0, start - 50), end + 50) else sense.code


_AIRLINE = re.compile(
    r" (?:airlines?|Airlines?|flights?|Stadium|Cup|SkyCargo|NBD|passengers?|plane|crew|jet)(?!\w)"
    r"|'s? (?:Boeing|Airbus|fleet)"
)


def _emirates(context: Context, start: int, end: int, sense: Sense) -> str | None:
    """Drop the airline and what it sponsors."""
    return None if _AIRLINE.match(context.folded, end) else sense.code


def _palace(context: Context, start: int, end: int, sense: Sense) -> str | None:
    """Drop the White House of Bishkek, Tashkent or Moscow when the words say so."""
    nearby = context.folded[max(0, start - 30) : end + 30]
    return None if re.search(r"Bishkek|Бишкек|Kyrgyz|[Кк]ыргыз|[Кк]иргиз", nearby) else sense.code


_CITY_BEFORE = re.compile(r"(?:شهر|در|پایتخت|فرودگاه|به شهر) $")
_DAY_BEFORE = re.compile(r"(?:روز|شب|صبح|عصر|امروز|دیروز|فردا|تا|سه|یک) $")


def _monday(context: Context, start: int, end: int, sense: Sense) -> str | None:
    """Tell Dushanbe from Monday: the city only where Tajikistan is named and no day is meant."""
    if _DAY_BEFORE.search(context.folded, max(0, start - 8), start):
        return None
    return sense.code if context.certain.get("TJ") else None


def _threshold(context: Context, start: int, end: int, sense: Sense) -> str | None:
    """Tell Astana from "threshold": "on the eve of" is by far the commoner."""
    on_the_eve = context.word_before(start) == "در" and context.folded[end + 1 : end + 2].isalpha()
    return sense.code if context.certain.get("KZ") and not on_the_eve else None


def _diameter(context: Context, start: int, end: int, sense: Sense) -> str | None:
    """Tell Qatar from "diameter": a number follows."""
    return (
        None if re.match(r" [0-9۰-۹]| دایره| لوله", context.folded[end : end + 6]) else sense.code
    )


def _cable(context: Context, start: int, end: int, sense: Sense) -> str | None:
    """Tell Kabul from "cable"."""
    wire = re.match(
        r" (?:برق|فیبر|نوری|شبکه|مسی|کشی|های|فشار|یواسبی)", context.folded[end : end + 8]
    )
    return None if wire else sense.code


GUARDS: Mapping[str, Callable[[Context, int, int, Sense], str | None]] = {
    "given": _given,
    "surname": _surname,
    "common": _common,
    "georgia": _georgia,
    "bird": _bird,
    "currency": _currency,
    "bare": _bare,
    "korea": _korea,
    "congo": _congo,
    "xi": _xi,
    "rome": _rome,
    "emirates": _emirates,
    "palace": _palace,
    "monday": _monday,
    "threshold": _threshold,
    "diameter": _diameter,
    "cable": _cable,
}
"""Rule by the name that the hand-kept tables give it."""
