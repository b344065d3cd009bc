"""Text into words: the one analysis behind indexing, searching and painting hits."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator
from functools import lru_cache
from importlib import import_module
from typing import Any

from careader.search.fold import APOSTROPHES, CJK, WITHIN, fold

ANALYSIS = 1
"""Version of the rules of this file and of `fold`: an index made with others is rebuilt."""

LONGEST = 64
"""Code points of a word that count; what is longer is no word and is cut."""

_LETTER = f"[^\\W_{CJK}]"
TOKEN = re.compile(
    f"[{CJK}]+|{_LETTER}+(?:[{WITHIN}]+{_LETTER}*|[{APOSTROPHES}]+{_LETTER}+)*",
)
"""One word, or one run of characters of a script without spaces."""

_CJK_RUN = re.compile(f"[{CJK}]")
_CYRILLIC = re.compile("[\u0400-\u04ff]")

Forms = str | tuple[str, ...]
"""What one token is indexed as: a form, or the two-character pieces of a run of CJK."""


class FormCache(dict[str, Forms]):
    """Token to forms, remembered: a text of a thousand words has four hundred different ones."""

    def __init__(self, limit: int = 100_000) -> None:
        super().__init__()
        self._limit = limit

    def __missing__(self, token: str) -> Forms:
        if len(self) >= self._limit:
            self.clear()
        forms = self[token] = forms_of_token(token)
        return forms


_CACHE = FormCache()


def forms_of_token(token: str) -> Forms:
    """Return what one match of `TOKEN` is indexed as; an empty string when nothing is left."""
    if is_cjk(token):
        return tuple(pieces(token))
    return fold(token[:LONGEST])


def is_cjk(text: str) -> bool:
    """Say whether a text begins with a character of a script without spaces."""
    return _CJK_RUN.match(text) is not None


def pieces(run: str) -> list[str]:
    """Return the overlapping pairs of a run of CJK, or the run itself when it is one character."""
    return [run[i : i + 2] for i in range(len(run) - 1)] or [run]


def forms(text: str) -> list[str]:
    """Return the forms of a text in order; the index of each is its position."""
    found: list[str] = []
    for token in TOKEN.findall(text):
        form = _CACHE[token]
        if form.__class__ is str:
            if form:
                found.append(form)
        else:
            found.extend(form)
    return found


def spans(text: str, start: int = 0, end: int | None = None) -> Iterator[tuple[int, int, str]]:
    """Yield (start, end, form) of the words of a text, in code points, in order of position.

    The n-th has position n when `start` is 0. Pieces of CJK overlap by one character.
    """
    for match in TOKEN.finditer(text, start, len(text) if end is None else end):
        form = _CACHE[match[0]]
        begin = match.start()
        if form.__class__ is str:
            if form:
                yield begin, match.end(), form
        else:
            for offset, piece in enumerate(form):
                yield begin + offset, begin + offset + len(piece), piece


def positions(text: str, base: int, into: dict[str, list[int]]) -> int:
    """Add the positions of the forms of a text, counted from `base`; return the next position."""
    for form in forms(text):
        if form in into:
            into[form].append(base)
        else:
            into[form] = [base]
        base += 1
    return base


@lru_cache(maxsize=50_000)
def stem(form: str) -> str:
    """Return the stem a form shares with the other forms of its word.

    Cyrillic is stemmed as Russian, Latin as English (Snowball), other scripts not at all.
    """
    if form.isascii():
        return _stemmers().english(form) if form.isalpha() else form
    if _CYRILLIC.search(form):
        return _stemmers().russian(form)
    return form


class _Stemmers(threading.local):
    """PyStemmer's objects keep state and must not be shared between threads."""

    def __init__(self) -> None:
        stemmer: Any = import_module("Stemmer").Stemmer  # 2 ms: only who looks for words pays
        self._english = stemmer("english", 0)
        self._russian = stemmer("russian", 0)

    def english(self, form: str) -> str:
        """Stem one English word."""
        return str(self._english.stemWord(form))

    def russian(self, form: str) -> str:
        """Stem one Russian word."""
        return str(self._russian.stemWord(form))


@lru_cache(maxsize=1)
def _stemmers() -> _Stemmers:
    return _Stemmers()
