"""Finding a literal text in the reading text, as a person types it."""

from __future__ import annotations

import re
from functools import lru_cache

_ALIKE = ("'‘’‚‛ʻʼ′`", '"“”„‟«»″', "-‐‑‒–—―−", "…")
"""Marks a keyboard has one key for: each finds the others of its group."""
_CLASSES = {mark: "[" + re.escape(group) + "]" for group in _ALIKE[:3] for mark in group}
_SPACE = r"\s+"


def find_all(
    text: str, needle: str, *, case_sensitive: bool | None = None
) -> list[tuple[int, int]]:
    """Return (start, end) of every occurrence, in order, not overlapping; offsets in code points.

    White space in the needle matches any run of white space, line ends and NBSP among it; a
    quote or dash matches its typographic kin, three full stops an ellipsis. Case counts when the
    needle has a capital, unless `case_sensitive` says. A blank needle is found nowhere.
    """
    words = needle.split()
    if not words:
        return []
    sensitive = needle != needle.lower() if case_sensitive is None else case_sensitive
    flags = re.NOFLAG
    if not sensitive:
        lowered = _lowered(text)
        if len(lowered) == len(text):
            text, words = lowered, [word.lower() for word in words]
        else:  # some capital (İ) has two characters in lower case: offsets would drift
            flags = re.IGNORECASE
    return [match.span() for match in _pattern(tuple(words), flags).finditer(text)]


@lru_cache(maxsize=4)
def _lowered(text: str) -> str:
    return text.lower()


@lru_cache(maxsize=64)
def _pattern(words: tuple[str, ...], flags: re.RegexFlag) -> re.Pattern[str]:
    return re.compile(_SPACE.join(map(_loose, words)), flags)


def _loose(word: str) -> str:
    """One word as a regular expression."""
    escaped = (_CLASSES.get(character) or re.escape(character) for character in word)
    return "".join(escaped).replace(r"\.\.\.", r"(?:\.\.\.|…)").replace("…", r"(?:\.\.\.|…)")
