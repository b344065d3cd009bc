"""Where in a raw text a folded word may begin: expressions that skip what cannot match.

Folding every word of a long article to paint five hits is a waste: the first letters of a hit are
known, and so are the characters that fold to each of them. Most texts hold nothing but plain
letters; lowered once, they are searched for those letters at a billion characters a second.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import lru_cache

from careader.search import query as q
from careader.search.analysis import is_cjk, stem
from careader.search.declension import beginning
from careader.search.fold import APOSTROPHES, CJK, WITHIN, fold
from careader.search.textmatch import AnyOf, Sought, is_lone

Seed = tuple[str, ...]
"""The folded beginnings any of which a word may have."""

_TABULATED = [(0xAA, 0x530), (0x600, 0x700), (0x1E00, 0x2000)]
_EXOTIC = (
    "\u2070-\u209c\u2102\u2107\u210a-\u2113\u2115\u2119-\u211d\u2124-\u2139\u213c-\u213f"
    "\u2145-\u218b\u2460-\u249b\u24b6-\u24ff\u2c60-\u2dff\ua640-\uabff\ufb00-\ufdfb"
    "\ufe70-\ufefe\uff10-\uffdc\U0001d400-\U0001d7ff"
)
"""Characters that fold to letters and are in no table; a text with one is read whole."""

_IRREGULAR = {"die": ("di", "dy"), "lie": ("li", "ly"), "tie": ("ti", "ty")}
"""English stems some of whose forms begin otherwise (Snowball's list of exceptions)."""

_LETTERS = 4
"""Letters of a beginning; more find no fewer candidates worth the time."""

_FEW = 4
"""So many beginnings of one word are told apart by more than their first letters."""

_BETWEEN = f"[{WITHIN}{APOSTROPHES}]*"
_BETWEEN_PLAIN = f"[{APOSTROPHES}]*"
_START = re.compile(f"(?<![^\\W_{CJK}])(?<![{WITHIN}])(?<![^\\W_{CJK}][{APOSTROPHES}])|(?=[{CJK}])")
_REST = f"(?:[^\\W_{CJK}]|[{WITHIN}]|[{APOSTROPHES}](?=[^\\W_{CJK}]))*"


class Haystack:
    """A text made ready to be looked through for several words."""

    __slots__ = ("exotic", "low", "text")

    def __init__(self, text: str) -> None:
        self.text = text
        self.low: str | None = text.lower()
        """The text in lower case when that is how its words fold, apostrophes aside."""
        self.exotic = False
        if not text.isascii() and (len(self.low) != len(text) or _tricky().search(text)):
            self.low = None
            self.exotic = re.search(f"[{_EXOTIC}]", text) is not None


class Pattern:
    """What finds the places where words with these beginnings may follow each other."""

    def __init__(self, seeds: list[Seed]) -> None:
        self._seeds = seeds
        self._plain = re.compile(_expression(seeds, _plain_letters))
        self._full: re.Pattern[str] | None = None

    def places(self, hay: Haystack) -> Iterator[int]:
        """Yield where they may begin, ascending."""
        if hay.low is not None:
            found = self._plain.finditer(hay.low)
        else:
            if self._full is None:
                letters = _letters if len(self._seeds[0]) <= _FEW else _first_letter
                self._full = re.compile(_expression(self._seeds, letters))
            found = self._full.finditer(hay.text)
        start = _START.match
        return (at for match in found if start(hay.text, at := match.start()))


@lru_cache(maxsize=256)
def pattern(sought: Sought) -> Pattern | None:
    """Return what finds candidates; None when the text must be read whole."""
    seeds = _seeds(sought)
    return None if seeds is None or None in seeds else Pattern([s for s in seeds if s])


@lru_cache(maxsize=256)
def word_patterns(leaf: q.Phrase) -> list[Pattern] | None:
    """Return what finds candidates for each word by itself; None for words in pairs of CJK."""
    if any(is_cjk(word) for word in leaf.words):
        return None
    return [Pattern([_of_word(word, leaf.exact) or ("",)]) for word in leaf.words]


def _seeds(sought: Sought) -> list[Seed | None] | None:
    match sought:
        case AnyOf(forms):
            return [tuple(sorted({form[:_LETTERS] for form in forms}))] if forms else None
        case q.Word(text, _, begun):
            return (
                [(text[:_LETTERS], *(_of_word(text, False) or ()))]
                if begun
                else [_of_word(text, False)]
            )
        case q.Phrase(words, 0, exact):
            return [_of_word(word, exact) for word in words]
        case q.Wildcard(pattern_):
            head = re.split(r"[*?]", pattern_, maxsplit=1)[0]
            return [(head[:_LETTERS],)] if head else None
        case q.Name(words):
            return [_of_name(word) for word in words]
        case _:
            return None


def _of_name(word: str) -> Seed | None:
    begun = word if is_cjk(word) else beginning(word)
    return _of_word(begun, exact=True) if begun else None


def _of_word(word: str, exact: bool) -> Seed | None:
    """Return how the forms of a word begin; None when that is not known."""
    if is_lone(word):
        return None
    if exact:
        # pairs of CJK overlap, so the next begins inside this one
        return (word[:1] if is_cjk(word) else word[:_LETTERS],)
    root = stem(word)
    if root in _IRREGULAR:
        return _IRREGULAR[root]
    common = 0
    while common < min(len(root), len(word)) and root[common] == word[common]:
        common += 1
    return (word[: max(1, min(common - 1, _LETTERS))],)


def _expression(seeds: list[Seed], letters: Callable[[str], str]) -> str:
    first, *more = ("|".join(sorted(set(map(letters, seed)))) for seed in seeds)
    ahead = "".join(f"{_REST}[\\W_]*(?:{seed})" for seed in more)
    return f"(?:{first})(?={ahead})" if more else first


def _plain_letters(seed: str) -> str:
    return _BETWEEN_PLAIN.join(map(re.escape, seed))


def _first_letter(seed: str) -> str:
    """Return less, where there are so many that compiling them all would take longer."""
    return _letter(seed[0])


def _letters(seed: str) -> str:
    return _BETWEEN.join(map(_letter, seed))


@lru_cache(maxsize=2048)
def _letter(letter: str) -> str:
    choice = {letter, letter.upper(), letter.lower(), letter.title(), *_same().get(letter, "")}
    singles = "".join(sorted(re.escape(char) for char in choice if len(char) == 1))
    return f"[{singles}]" if singles else re.escape(letter)


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


@lru_cache(maxsize=1)
def _tricky() -> re.Pattern[str]:
    """Return what finds a character that folds to something else than its lower case."""
    codes = (code for first, end in _TABULATED for code in range(first, end))
    odd = "".join(
        re.escape(char) for char in map(chr, codes) if char.isalpha() and fold(char) != char.lower()
    )
    apostrophes = set(APOSTROPHES)
    marks = "".join(char for char in odd if char not in apostrophes)
    return re.compile(f"[{marks}{WITHIN}{_EXOTIC}]")
