"""Where in a raw text a folded word may begin: a regular expression that skips what cannot match.

Folding every word of a long article to paint five hits is a waste; the first letters of a hit are
known, and so is every character that folds to each of them.
"""

from __future__ import annotations

import re
from functools import lru_cache

from careader.search import query as q
from careader.search.analysis import stem
from careader.search.fold import APOSTROPHES, CJK, WITHIN, fold
from careader.search.textmatch import is_lone

_TABULATED = [(0xC0, 0x530), (0x600, 0x700), (0x1E00, 0x2000)]
EXOTIC = re.compile(
    "[\u2071-\u209c\u2100-\u218f\u2460-\u24ff\u2c60-\u2dff\ua640-\uabff\ufb00-\ufdff"
    "\ufe70-\ufefe\uff10-\uffdc\U0001d400-\U0001d7ff]"
)
"""Characters that fold to letters and are in no table here; a text with one is read whole."""

_IRREGULAR = {"die": "d[iy]", "lie": "l[iy]", "tie": "t[iy]"}
"""English stems some of whose forms begin otherwise (Snowball's list of exceptions)."""

_BETWEEN = f"[{WITHIN}{APOSTROPHES}]*"
_START = re.compile(f"(?<![^\\W_{CJK}])(?<![{WITHIN}])(?<![^\\W_{CJK}][{APOSTROPHES}])|(?=[{CJK}])")
REST = f"(?:[^\\W_{CJK}]|[{WITHIN}]|[{APOSTROPHES}](?=[^\\W_{CJK}]))*"
"""The rest of a word after its first letters."""


@lru_cache(maxsize=1)
def _same() -> dict[str, str]:
    """Return, by folded letter, all characters of the tables that fold to it or begin with it."""
    found: dict[str, str] = {}
    for first, end in _TABULATED:
        for code in range(first, end):
            folded = fold(chr(code))
            if folded:
                found[folded[0]] = found.get(folded[0], "") + chr(code)
    return found


def letters(seed: str) -> str:
    """Return an expression for raw text that folds to these letters."""
    return _BETWEEN.join(map(_letter, seed))


@lru_cache(maxsize=2048)
def _letter(letter: str) -> str:
    choice = {letter, letter.upper(), letter.lower(), letter.title(), *_same().get(letter, "")}
    singles = "".join(sorted(re.escape(char) for char in choice if len(char) == 1))
    return f"[{singles}]" if singles else re.escape(letter)


def of_word(word: str, exact: bool) -> str | None:
    """Return the expression for the beginning of a form of a word; None when it is unknown."""
    if is_lone(word):
        return None
    if exact:
        return letters(word[:3])
    root = stem(word)
    if root in _IRREGULAR:
        return _IRREGULAR[root]
    common = 0
    while common < min(len(root), len(word)) and root[common] == word[common]:
        common += 1
    return letters(word[: max(1, min(common - 1, 4))])


def of_leaf(leaf: q.TextLeaf) -> list[str] | None:
    """Return the expression for each word of a leaf; None when the text must be read whole."""
    match leaf:
        case q.Word(text, _, beginning):
            seeds = [letters(text[:1]) if beginning else of_word(text, False)]
        case q.Phrase(words, 0, exact):
            seeds = [of_word(word, exact) for word in words]
        case q.Wildcard(pattern):
            head = re.split(r"[*?]", pattern, maxsplit=1)[0]
            seeds = [letters(head[:4]) if head else None]
        case _:
            return None
    found = [seed for seed in seeds if seed is not None]
    return found if len(found) == len(seeds) else None


@lru_cache(maxsize=256)
def expression(leaf: q.TextLeaf) -> re.Pattern[str] | None:
    """Return what finds the places where a leaf may match; None when the text must be read whole.

    It matches the first letters of the first word and looks ahead to those of the others.
    """
    seeds = of_leaf(leaf)
    if seeds is None:
        return None
    first, *more = seeds
    ahead = "".join(f"{REST}[\\W_]*{seed}" for seed in more)
    return re.compile(first + (f"(?={ahead})" if more else ""))


def starts_word(text: str, at: int) -> bool:
    """Say whether a word may begin at this offset."""
    return _START.match(text, at) is not None
