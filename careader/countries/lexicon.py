"""The forms the detector looks for, as a pattern that finds candidates and a table that knows them.

The pattern is a trie of depth two: a word whose first letter begins a known form and whose second
letter may follow it. It skips ordinary words at the speed of the regular expression engine and
builds in milliseconds, where a trie of whole forms takes a hundred; one dictionary look-up decides
the rest.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cache
from typing import NamedTuple

from careader.countries import data, inflect
from careader.countries.fold import fold

WEIGHTS: Mapping[str, float] = {
    "name": 1.0,
    "people": 0.8,
    "prefix": 0.8,
    "seat": 1.0,
    "leader": 0.5,
    "place": 0.4,
    "company": 0.3,
    "organisation": 0.0,
    "stop": 0.0,
}
"""What a mention of each kind counts for (research/importing.md §5, measured on the samples)."""


class Sense(NamedTuple):
    """What a form means before its context is looked at."""

    code: str
    """Country code, `K?` or `C?` where the document decides, a group's key, empty for a stop."""
    kind: str
    guards: tuple[str, ...]
    """The rules of `context` that decide it."""


Tail = tuple[str, Sense]
"""What must follow a form's first word, empty for forms of one word; and the sense."""


class Lexicon(NamedTuple):
    """Everything the detector looks for."""

    pattern: re.Pattern[str]
    heads: Mapping[str, tuple[Tail, ...]]
    """First word to the tails that may follow, the longest first."""


UNSURE: Mapping[str, tuple[str, ...]] = {"K?": ("korea",), "C?": ("congo",)}
"""Codes of two countries at once, and the rule that decides for one."""
_FIRST_WORD = re.compile(r"\w+")
_own_rows: list[tuple[str, str, str]] = []


@cache
def lexicon() -> Lexicon:
    """Return the gazetteer and the user's own entries, built once."""
    loaded = data.load("lexicon")
    guards: Mapping[str, list[str]] = loaded["guards"]
    heads: dict[str, list[Tail]] = defaultdict(list)
    for code, kind, forms in loaded["entries"]:
        plain = Sense(code, kind, UNSURE.get(code, ()))
        for form in forms.split("|"):
            guarded = kind != "stop" and form in guards
            _add(heads, form, Sense(code, kind, tuple(guards[form])) if guarded else plain)
    for code, kind, form in _own_rows:
        _add(heads, fold(form), Sense(code, kind, ()))
    return Lexicon(_pattern(heads), {head: _longest_first(tails) for head, tails in heads.items()})


def use_own_rows(rows: Iterable[tuple[str, str, str]]) -> None:
    """Let the lexicon hold these forms (code, kind, form) besides the gazetteer's, from now on."""
    _own_rows[:] = [(code, kind, case) for code, kind, form in rows for case in _cases(kind, form)]
    lexicon.cache_clear()


def _cases(kind: str, form: str) -> Iterable[str]:
    if re.match("[а-яё]", form):
        return inflect.people_forms(fold(form))
    if re.match("[А-ЯЁ]", form) and not form.isupper():
        return inflect.name_forms(fold(form), surname=kind == "leader")
    return (form,)


def _add(heads: dict[str, list[Tail]], form: str, sense: Sense) -> None:
    if match := _FIRST_WORD.match(form):
        heads[match[0]].append((form[match.end() :], sense))


def _longest_first(tails: list[Tail]) -> tuple[Tail, ...]:
    if len(tails) > 1:
        # Stable, so the user's own entry, added last, wins over ours of the same form.
        tails.reverse()
        tails.sort(key=lambda tail: -len(tail[0]))
    return tuple(tails)


def _pattern(heads: Iterable[str]) -> re.Pattern[str]:
    """Return a pattern for words that begin like a head: as written, capitalised, in capitals."""
    seconds: dict[str, set[str]] = defaultdict(set)
    for head in heads:
        first, second = head[0], head[1:2]
        upper = first.upper()
        seconds[first].add(second)
        seconds[upper] |= {second, second.upper()}
    # The letter comes before the look-behind: a pattern that starts with letters lets the engine
    # skip to the next of them, twice as fast as one that starts with a look-behind.
    branches = (
        first + r"(?<!\w.)" + ("" if "" in after else f"[{''.join(sorted(after))}]")
        for first, after in sorted(seconds.items())
    )
    return re.compile(f"(?:{'|'.join(branches)})\\w*", re.DOTALL)
