"""The rules for every form of a kind, by its neighbours: is it something else than a country.

The traps they were made for: research/importing.md §5 and tests/unit/countries/mentions.yaml.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from careader.countries.context import Context
from careader.countries.lexicon import Sense
from careader.countries.words import GIVEN_NAMES, HONORIFICS, US_STATES, word_set

_PAPER = (
    r"Times|Herald|Tribune|Gazette|Daily|Journal|Review|Monitor|Today|Digest"
    r"|Quarterly"
)
_STREET = r"Street|St\.|Avenue|Ave\.|Road(?! [A-Z])|Square|Boulevard|Blvd|Lane|Hotel|Café|Cafe"
_ADDRESS = word_set(
    "Hotel hotel Café Cafe улица улице улицы улицу проспект проспекте гостиница гостинице"
)
_PAPER_AFTER = re.compile(rf" (?:(?:[A-Z]\w+ )?(?:{_PAPER})|Post(?! Office))(?!\w)")
_STREET_AFTER = re.compile(rf" (?:[A-Z]\w+ )?(?:{_STREET})(?!\w)")
_SEAT_AFTER = re.compile(
    r"(?: [A-Z]\w+){0,3} (?:University|Institute|College|School|Conservatory|Academy|Polytechnic)"
    r"(?!\w)"
    r"|[ -](?:Consensus|[Pp]rocess|Protocols?|Conventions?|[Aa]greements?|Accords?|Treaty"
    r"|Pact|Declaration|Statute|Club|Group|Round|Principles|[Ff]ormat|Charter|Airport|Marathon"
    r"|Film Festival|Stock Exchange|[Tt]ime)(?!\w)"
)
_SEAT_BEFORE = re.compile(
    r"(?:University|Universities|Institute|College|School|Academy|Treaty|Treaties|Congress|Peace"
    r"|Duke|Bishop|Archbishop|Archdiocese|Patriarch|Earl|Marquess|Lord Mayor|Battle|Siege"
    r"|Conservatory) of $"
    r"|(?:Dynamo|Dinamo|Spartak|Real|Inter|AC|FC|Lokomotiv|Atletico|Hertha|Bayern) $"
)
_AMERICAN_PLACE = re.compile(
    rf", (?:{'|'.join(state for state in US_STATES if state != 'Georgia')})(?!\w)"
)
_LANGUAGE_AFTER = re.compile(
    r"[- ](?:languages?|speak(?:s|ing|ers?)?|alphabet|script|translations?|translated"
    r"|subtitles|dialects?|grammar|vocabulary|orthography|lessons)(?!\w)"
    r"|(?:(?:,| и| или) \w+(?:ий|ом|ого|ому|им))* язык"
)
_LANGUAGE_BEFORE = word_set(
    "speak speaks spoke speaking spoken fluent learn learns learning learned taught teach teaches "
    "teaching study studied translated زبان"
)
_LANGUAGE_LIST = re.compile(
    r"(?:[.,;:)!?]|$| (?:and|or|as|with|by|but|to|he|she|they|on|at|for)(?!\w))"
)
_LANGUAGES_BEFORE = re.compile(
    r"(?:speak|speaks|spoke|speaking|fluent in|learn\w*|taught|teach\w*|study|studied)"
    r" [A-Z]\w+(?:, [A-Z]\w+)*,? (?:and|or) $"
)
_TRANSLATED = re.compile(r"(?:translat|render|borrow)\w+ (?:\w+ ){0,3}from $")
_INTO_LANGUAGE = word_set("in into In Into")
_KNOWING = re.compile(
    r"(?:knowledge|command|study|teaching|fluency|proficiency|reading) (?:of|in) $"
)
_ETHNIC = word_set("ethnic ethnically этнические этнических этническими этническим")


def _is_other_thing(context: Context, start: int, end: int, sense: Sense) -> bool:
    """Return whether a street, a hotel, a newspaper or a person bears the name."""
    folded = context.folded
    if folded[end : end + 1] == " ":
        is_street = sense.kind != "people" and _STREET_AFTER.match(folded, end)
        if is_street or _PAPER_AFTER.match(folded, end):
            return True
    before = context.word_before(start)
    return before in _ADDRESS or before.capitalize() in HONORIFICS


def _is_other_place(context: Context, start: int, end: int, sense: Sense) -> bool:
    """Return whether a university, a treaty or a team bears the city's name, or another city."""
    folded = context.folded
    if folded[end : end + 1] in (" ", "-") and _SEAT_AFTER.match(folded, end):
        return True
    quoted = folded[start - 1 : start] in (" ", "«", '"')
    if quoted and _SEAT_BEFORE.search(folded, max(0, start - 24), start):
        return True
    return _is_name_of_other(context, start, end, sense)


def _is_name_of_other(context: Context, start: int, end: int, sense: Sense) -> bool:
    """Return whether a thing, or a town in America (Paris, Texas), bears the name."""
    folded = context.folded
    comma = folded[end : end + 1] == "," and folded[start - 2 : start] != ", "
    if comma and sense.code != "US" and _AMERICAN_PLACE.match(folded, end):
        return True
    return _is_other_thing(context, start, end, sense)


def _is_language(context: Context, start: int, end: int, sense: Sense) -> bool:
    """Return whether a word for a people means its language here, or names a thing or a person."""
    folded = context.folded
    if folded[end - 1] == "s" and folded[end - 2] != "s":
        return _is_other_thing(context, start, end, sense)
    if folded[end : end + 1] in (" ", "-", ",") and _LANGUAGE_AFTER.match(folded, end):
        return True
    before = context.word_before(start)
    if before in _LANGUAGE_BEFORE:
        return True
    if before in _INTO_LANGUAGE and _LANGUAGE_LIST.match(folded, end):
        return True
    if before == "from" and _TRANSLATED.search(folded, max(0, start - 40), start):
        return True
    if before in ("of", "in") and _KNOWING.search(folded, max(0, start - 16), start):
        return True
    if before in ("and", "or") and _LANGUAGES_BEFORE.search(folded, max(0, start - 60), start):
        return True
    form = folded[start:end]
    if before == "на" and form.endswith("ом"):
        return not folded[end + 1 : end + 2].isalpha()
    if form[0] > "\u0400" and form.istitle() and before in GIVEN_NAMES:
        return True
    return _is_other_thing(context, start, end, sense)


def _is_no_prefix(context: Context, start: int, end: int, sense: Sense) -> bool:
    """Return whether no hyphen follows: Franco the general, not Franco-German."""
    return context.folded[end : end + 1] != "-"


def _is_always_meant(context: Context, start: int, end: int, sense: Sense) -> bool:
    return False


IS_OTHER: Mapping[str, Callable[[Context, int, int, Sense], bool]] = {
    "name": _is_name_of_other,
    "people": _is_language,
    "prefix": _is_no_prefix,
    "seat": _is_other_place,
    "place": _is_other_place,
    "leader": _is_always_meant,
    "company": _is_always_meant,
}
"""Kind of form to its rule."""


def is_ethnic(context: Context, start: int) -> bool:
    """Return whether the people meant live abroad: "ethnic Kazakhs"."""
    return context.word_before(start) in _ETHNIC
