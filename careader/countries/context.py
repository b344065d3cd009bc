"""The context rules: whether a form that could be a country is one here, which, and how much it counts.

Each rule looks at the words beside the form; three look at the rest of the document. The rules and
the traps they were made for: research/importing.md §5 and tests/unit/countries/mentions.yaml.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from careader.countries.lexicon import WEIGHTS, Sense
from careader.countries.words import (
    FUNCTION_WORDS,
    GIVEN_NAMES,
    HONORIFICS,
    OFFICES,
    ROLES,
    US_STATES,
)

ETHNIC_WEIGHT = 0.3
"""What "ethnic Kazakhs" counts for Kazakhstan."""

Found = tuple[int, int, Sense]
"""Start, end (code points) and the sense of a form, before its context is looked at."""
Verdict = tuple[str, float] | None
"""Country code and weight; None when it is no mention of a country."""


@dataclass(frozen=True)
class Context:
    """The document that a form stands in."""

    text: str
    """As given: its lines matter to some rules."""
    folded: str
    found: Sequence[Found]

    @cached_property
    def certain(self) -> Mapping[str, int]:
        """How often each code is named by a form that needs no rule."""
        return Counter(s.code for _, _, s in self.found if s.code and not s.guards)

    @cached_property
    def starts(self) -> frozenset[int]:
        """Where forms start that name a country or its people."""
        return frozenset(start for start, _, sense in self.found if sense.code)

    def word_before(self, start: int) -> str:
        """Return what stands between the two spaces before an offset, empty when no space is there."""
        if start < 2 or self.folded[start - 1] != " ":
            return ""
        return self.folded[self.folded.rfind(" ", 0, start - 1) + 1 : start - 1]

    def begins_sentence(self, start: int) -> bool:
        """Return whether the word before the one at this offset opens its sentence or line."""
        before = start - len(self.word_before(start)) - 2
        while before >= 0 and self.text[before] == " ":
            before -= 1
        return before < 0 or self.text[before] in ".!?:;\"'()“”‘«»•\n-–—|"

    def line(self, start: int) -> str:
        """Return the line an offset stands in, as given."""
        end = self.text.find("\n", start)
        return self.text[self.text.rfind("\n", 0, start) + 1 : end if end >= 0 else None]


def judge(context: Context, start: int, end: int, sense: Sense) -> Verdict:
    """Return the country a form stands for here and its weight, or None."""
    code = sense.code
    for guard in sense.guards:
        decided = GUARDS[guard](context, start, end, sense)
        if decided is None:
            return None
        code = decided
    if _GENERAL[sense.kind](context, start, end):
        return None
    weight = WEIGHTS[sense.kind]
    if sense.kind == "people" and _is_ethnic(context, start):
        weight = ETHNIC_WEIGHT
    return code, weight


# --- rules for every form of a kind: do its neighbours make it something else? --------------------

_PAPER = (
    r"Times|Post(?! Office)|Herald|Tribune|Gazette|Daily|Journal|Review|Monitor|Today|Digest"
    r"|Quarterly|Street|St\.|Avenue|Ave\.|Road|Square|Boulevard|Blvd|Lane|Hotel|Café|Cafe"
)
_ANY_AFTER = re.compile(rf" (?:\w+ )?(?:{_PAPER})(?!\w)")
_SEAT_AFTER = re.compile(
    r"(?: [A-Z]\w+){0,3} (?:University|Institute|College|School|Conservatory|Academy|Polytechnic)"
    r"(?!\w)"
    r"|[ -](?:Consensus|[Pp]rocess|Protocols?|Conventions?|[Aa]greements?|Accords?|Treaty"
    r"|Pact|Declaration|Statute|Club|Group|Round|Principles|[Ff]ormat|Charter|Airport|Marathon"
    r"|Film Festival|Stock Exchange)(?!\w)"
)
_SEAT_BEFORE = re.compile(
    r"(?:University|Universities|Institute|College|School|Academy|Treaty|Treaties|Congress|Peace|Duke"
    r"|Bishop|Archbishop|Archdiocese|Patriarch|Earl|Marquess|Lord Mayor|Battle|Siege|Conservatory) of $"
    r"|(?:Dynamo|Dinamo|Spartak|Real|Inter|AC|FC|Lokomotiv|Atletico|Hertha|Bayern|[Hh]otel|Café"
    r"|улиц[аеуы]|проспекте?|[Гг]остиниц[аеуы]) [«\"']?$"
)
_AMERICAN_PLACE = re.compile(rf", (?:{'|'.join(US_STATES)})(?!\w)")
_LANGUAGE_AFTER = re.compile(
    r"[- ](?:languages?|speak(?:s|ing|ers?)?|alphabet|script|translations?|translated|version"
    r"|edition|subtitles|dialects?|grammar|vocabulary|orthography|lessons|proverb|saying|poem)(?!\w)"
    r"|(?:(?:,| и| или) \w+(?:ий|ом|ого|ому|им))* язык"
)
_LANGUAGE_BEFORE = frozenset(
    "speak speaks spoke speaking spoken fluent learn learns learning learned taught teach teaches "
    "teaching study studied translated".split()
)
_LANGUAGE_LIST = re.compile(
    r"(?:[.,;:)!?]|$| (?:and|or|as|with|by|but|to|he|she|they|on|at|for)(?!\w))"
)
_INTO_LANGUAGE = frozenset("in into from".split())
_ETHNIC = frozenset("ethnic ethnically этнические этнических этническими этническим".split())


def _is_other_thing(context: Context, start: int, end: int) -> bool:
    """Return whether a street, a hotel, a newspaper or a person bears the name."""
    folded = context.folded
    if folded[end : end + 1] == " " and _ANY_AFTER.match(folded, end):
        return True
    return context.word_before(start).capitalize() in HONORIFICS


def _is_other_place(context: Context, start: int, end: int) -> bool:
    """Return whether a university, a treaty or a town in America bears the city's name."""
    folded = context.folded
    following = folded[end : end + 1]
    if following in (" ", "-") and _SEAT_AFTER.match(folded, end):
        return True
    if folded[start - 1 : start] in (" ", "«", '"') and _SEAT_BEFORE.search(
        folded, max(0, start - 24), start
    ):
        return True
    return _is_other_thing(context, start, end) or _is_in_america(context, end)


def _is_in_america(context: Context, end: int) -> bool:
    return context.folded[end : end + 1] == "," and bool(_AMERICAN_PLACE.match(context.folded, end))


def _is_name_of_other(context: Context, start: int, end: int) -> bool:
    return _is_other_thing(context, start, end) or _is_in_america(context, end)


def _is_language(context: Context, start: int, end: int) -> bool:
    """Return whether a word for a people means its language here, or a newspaper or a person."""
    folded = context.folded
    if folded[end : end + 1] in (" ", "-", ",") and _LANGUAGE_AFTER.match(folded, end):
        return True
    before = context.word_before(start)
    if before in _LANGUAGE_BEFORE or before in ("زبان", "бэ"):
        return True
    if before in _INTO_LANGUAGE and _LANGUAGE_LIST.match(folded, end):
        return True
    if (
        before == "на"
        and folded[start:end].endswith("ом")
        and not folded[end + 1 : end + 2].isalpha()
    ):
        return True
    return _is_other_thing(context, start, end)


def _is_not_prefix(context: Context, start: int, end: int) -> bool:
    return context.folded[end : end + 1] != "-"


def _never(context: Context, start: int, end: int) -> bool:
    return False


_GENERAL: Mapping[str, Callable[[Context, int, int], bool]] = {
    "name": _is_name_of_other,
    "people": _is_language,
    "prefix": _is_not_prefix,
    "seat": _is_other_place,
    "place": _is_other_place,
    "leader": _never,
    "company": _never,
}


def _is_ethnic(context: Context, start: int) -> bool:
    return context.word_before(start) in _ETHNIC


# --- rules for single forms: which country, or none -----------------------------------------------


def _given(context: Context, start: int, end: int, sense: Sense) -> str | None:
    """Drop a given name: a capitalised word follows that is no office, weekday or country."""
    match = _CAPITALISED.match(context.folded, end)
    if not match or match[1] in FUNCTION_WORDS or match[1] in ROLES or end + 1 in context.starts:
        return sense.code
    return None


def _surname(context: Context, start: int, end: int, sense: Sense) -> str | None:
    """Drop a surname: a given name or an initial stands before it."""
    before = context.word_before(start).lstrip("(\"'«")
    if before in GIVEN_NAMES or (_INITIALS.fullmatch(before) and before not in _NOT_INITIALS):
        return None
    return sense.code


def _common(context: Context, start: int, end: int, sense: Sense) -> str | None:
    """Drop a common name after any capitalised word that is neither an office nor opens the sentence."""
    before = context.word_before(start)
    if before in OFFICES:
        return sense.code if sense.kind == "leader" else None
    if not _NAME_WORD.fullmatch(before) or before in FUNCTION_WORDS or before in ROLES:
        return sense.code
    if context.begins_sentence(start) or start - 1 - len(before) in context.starts:
        return sense.code
    return None


_CAPITALISED = re.compile(r" ([A-Z][a-z]+)")
_INITIALS = re.compile(r"[A-Z]\.(?:[A-Z]\.)?")
_NOT_INITIALS = frozenset(("I.", "U.S.", "U.N.", "U.K.", "E.U.", "A.D.", "B.C.", "D.C.", "V."))
_NAME_WORD = re.compile(r"[A-ZА-Я][a-zа-я]+")
_STATES = "|".join(
    state for state in US_STATES if len(state) > 4 and "." not in state and state != "Georgia"
)
_GEORGIA_TOWN = re.compile(
    r"(?:Atlanta|Savannah|Athens|Augusta|Macon|Columbus|Marietta|Plains|Decatur|Albany|Valdosta|Rome"
    r"|Warm Springs|Fort Benning|Fort Stewart|[Ss]tate of|[Gg]overnor of|Senator from|southern|rural) ?,? $"
)
_STATE_NEAR = re.compile(rf"(?:{_STATES})(?: and|,|, and| or) $")
_STATE_NEXT = re.compile(rf"(?:,| and|, and| or) (?:{_STATES})(?!\w)")
_STATE_SIGNS = re.compile(
    r"Atlanta|Savannah|Peach State|Fulton County|Brian Kemp|Raffensperger|Ossoff|Warnock|Sam Nunn"
    r"|Stacey Abrams|Governor Carter|Richard Russell"
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
    beside = _STATE_NEAR.search(folded, max(0, start - 24), start) or _STATE_NEXT.match(folded, end)
    if here or beside:
        return "US"
    about_caucasus = any(context.certain.get(code) for code in ("GE", "AM", "AZ", "RU"))
    return "US" if not about_caucasus and _STATE_SIGNS.search(folded) else sense.code


_DINNER = re.compile(
    r"Thanksgiving|[Rr]oast|sandwich|stuffing|cranberr|gobble|Christmas dinner|leftover|carv(?:e|ing)|gravy|oven"
)


def _bird(context: Context, start: int, end: int, sense: Sense) -> str | None:
    return None if _DINNER.search(context.folded, max(0, start - 40), end + 40) else sense.code


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
    """Drop US in a line of capitals, where it is "us"."""
    return None if context.line(start).isupper() else sense.code


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
    "emirates": _emirates,
    "palace": _palace,
    "monday": _monday,
    "threshold": _threshold,
    "diameter": _diameter,
    "cable": _cable,
}
"""Rule by the name that the hand-kept tables give it."""
