"""The forms a name takes in sentences: Russian cases, and the endings of the region's languages.

A stemmer takes the end of a name for an ending (Токаев for the genitive plural of тока), so names
whose spellings are known are declined instead. Everything here is folded (`fold`), which makes
one letter of қ and к, ң and н, і and и: a few endings serve five languages.
"""

from __future__ import annotations

import re
from functools import lru_cache

from careader.search.analysis import stem

_CYRILLIC = re.compile("[\u0400-\u04ff]")
_LATIN = re.compile("[a-z]")

_TURKIC = (
    "нын нин нун дын дин дун тын тин тун нинг "  # of: Kazakh, Kyrgyz, Uzbek
    "га ге го ка ке ко на не "  # to
    "ны ни ну ды ди ду ты ти ту "  # the object
    "да де до та те то "  # in
    "дан ден дон тан тен тон нан нен "  # from
    "мен бен пен менен "  # with
    "дагы деги лык лик дык дик тык тик"  # of the place, who lives there
)
_TAJIK = "и ро ю я е й"
_LATIN_ENDINGS = (
    "s "
    "ning ni ga ka da dan dagi lik "  # Uzbek
    "yn in nyn nin ny de den na ne nan nen daky daki "  # Turkmen, Azeri, Turkish, Kazakh
    "ta te tan ten tyn tin ty ti ge ke"
)
_CYRILLIC_ENDINGS = tuple(f"{_TURKIC} {_TAJIK}".split())
_ENDINGS = tuple(_LATIN_ENDINGS.split())

_ADJECTIVES = {
    "ая": "ая ой ую ою",
    "яя": "яя ей юю ею",
    "ый": "ый ого ому ым ом",
    "ий": "ий ого ому им ом его ему ем",
    "ое": "ое ого ому ым им ом",
    "ые": "ые ых ым ыми",
    "ие": "ие их им ими",
}
"""Russian endings by that of the nominative."""

SHORT = 4
"""Letters: a shorter name takes no Latin ending but of Uzbek, for it would be another word."""

LONGEST_ENDING = 5
_NOMINATIVES = ("", *"аяьйеиыо", *_ADJECTIVES)


@lru_cache(maxsize=4_096)
def declined(word: str) -> frozenset[str]:
    """Return a word of a name, folded, in every form it takes; itself among them."""
    if _CYRILLIC.search(word):
        from careader.countries.inflect import name_forms

        cases = name_forms(word, surname=True) | name_forms(word)
        if len(word) > SHORT:
            cases |= {word[:-2] + ending for ending in _ADJECTIVES.get(word[-2:], "").split()}
        return cases | {word + ending for ending in _CYRILLIC_ENDINGS}
    if not _LATIN.search(word) or len(word) < SHORT:
        return frozenset((word,))
    return frozenset((word, *(word + ending for ending in _ENDINGS)))


@lru_cache(maxsize=4_096)
def beginning(word: str) -> str:
    """Return the letters that all forms of a word of a name begin with."""
    forms = sorted(declined(word))
    first, last = forms[0], forms[-1]
    same = [a == b for a, b in zip(first, last, strict=False)]
    return first[: same.index(False) if False in same else len(same)]


def nominatives(form: str) -> set[str]:
    """Return the words of which this may be a form: one of them is, if any word of a name is."""
    stems = {form[: len(form) - cut] for cut in range(min(LONGEST_ENDING + 1, len(form)))}
    ends = _NOMINATIVES if _CYRILLIC.search(form) else ("",)
    return {root + end for root in stems for end in ends} | {stem(form)}
