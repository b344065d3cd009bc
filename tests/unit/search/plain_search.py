"""Searching said as plainly as can be: regular expressions over texts.

Nothing of careader's own search is in it. Only the English stemmer is shared, for what a stem is,
is its definition and not ours.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property, lru_cache

import Stemmer

from careader.model import Article

_WORD = re.compile(r"[^\W_]+(?:['’‘ʻʼʹ`´′ʽ＇][^\W_]+)*")
_APOSTROPHES = re.compile("['’‘ʻʼʹ`´′ʽ＇]")
_USUAL = {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "ı": "i"}
_USUAL |= {"æ": "ae", "œ": "oe", "þ": "th"}
_STEM = Stemmer.Stemmer("english", 0).stemWord


@lru_cache(maxsize=500_000)
def plain(word: str) -> str:
    """Return a Latin word without case, accents, apostrophes and the possessive."""
    word = re.sub("['’‘ʻʼʹ`´′ʽ＇]s$", "", word.casefold())
    bare = unicodedata.normalize("NFKD", _APOSTROPHES.sub("", word))
    letters = "".join(char for char in bare if not unicodedata.combining(char)).casefold()
    for odd, usual in _USUAL.items():
        letters = letters.replace(odd, usual)
    return letters


@lru_cache(maxsize=500_000)
def root(word: str) -> str:
    return str(_STEM(word)) if word.isascii() and word.isalpha() else word


@dataclass(frozen=True)
class Paper:
    """One document of a corpus."""

    article: Article
    text: str
    """As it is displayed."""
    about: tuple[str, ...] = ()
    """What its front matter names, else what its text weighs (careader.countries)."""

    @cached_property
    def parts(self) -> list[list[str]]:
        """The words of every part; no phrase reaches from one into the next."""
        of = self.article
        heads = (of.title, *of.authors, of.publication, *of.tags, of.abstract)
        return [[plain(word) for word in _WORD.findall(part)] for part in (*heads, self.text)]

    @cached_property
    def words(self) -> set[str]:
        return {word for part in self.parts for word in part}

    @cached_property
    def roots(self) -> set[str]:
        return set(map(root, self.words))


Test = Callable[[Paper], bool]


def word(text: str) -> Test:
    """Any form of a word."""
    wanted = root(plain(text))
    return lambda paper: wanted in paper.roots


def words(text: str) -> Test:
    """Any form of all of them."""
    return every(*map(word, text.split()))


def every(*tests: Test) -> Test:
    return lambda paper: all(test(paper) for test in tests)


def some(*tests: Test) -> Test:
    return lambda paper: any(test(paper) for test in tests)


def no(test: Test) -> Test:
    return lambda paper: not test(paper)


def phrase(text: str) -> Test:
    """These very forms next to each other."""
    wanted = [plain(each) for each in text.split()]

    def test(paper: Paper) -> bool:
        if not paper.words.issuperset(wanted):
            return False
        return any(_in_a_row(part, wanted) for part in paper.parts)

    return test


def row(*roots: str) -> Test:
    """Any forms of these words next to each other."""
    wanted = [root(plain(each)) for each in roots]

    def test(paper: Paper) -> bool:
        if not paper.roots.issuperset(wanted):
            return False
        return any(_in_a_row(list(map(root, part)), wanted) for part in paper.parts)

    return test


def _in_a_row(part: list[str], wanted: list[str]) -> bool:
    size = len(wanted)
    return any(part[at : at + size] == wanted for at in range(len(part) - size + 1))


def near(text: str, slop: int) -> Test:
    """Any forms of these words, at most so many others between the first and the last."""
    wanted = [root(plain(each)) for each in text.split()]

    def test(paper: Paper) -> bool:
        if not paper.roots.issuperset(wanted):
            return False
        return any(_near(list(map(root, part)), wanted, slop) for part in paper.parts)

    return test


def _near(part: list[str], wanted: list[str], slop: int) -> bool:
    window = slop + len(wanted)
    starts = (at for at, each in enumerate(part) if each in wanted)
    return any(set(wanted) <= set(part[at : at + window]) for at in starts)


def like(pattern: str) -> Test:
    """Words that a regular expression fits whole."""
    fits = re.compile(pattern).fullmatch
    return lambda paper: any(map(fits, paper.words))


def alike(text: str, distance: int) -> Test:
    """Words so many edits away, or with two neighbours swapped."""
    swaps = {text[:i] + text[i + 1] + text[i] + text[i + 2 :] for i in range(len(text) - 1)}
    return lambda paper: any(w in swaps or _edits(text, w, distance) for w in paper.words)


@lru_cache(maxsize=2_000_000)
def _edits(left: str, right: str, most: int) -> bool:
    """Say whether one word becomes another in so many edits, tried letter by letter."""
    if abs(len(left) - len(right)) > most:
        return False
    if not left or not right:
        return True
    if left[0] == right[0] and _edits(left[1:], right[1:], most):
        return True
    if not most:
        return left == right
    less = most - 1
    return (
        _edits(left[1:], right, less)
        or _edits(left, right[1:], less)
        or _edits(left[1:], right[1:], less)
    )


def titled(text: str) -> Test:
    """Any form of a word in the title."""
    wanted = root(plain(text))
    return lambda paper: (
        wanted in {root(plain(each)) for each in _WORD.findall(paper.article.title)}
    )


def named(field: str, text: str) -> Test:
    """These words in a row in a field of the article, the very forms."""
    wanted = [plain(each) for each in text.split()]

    def test(paper: Paper) -> bool:
        value = getattr(paper.article, field)
        values = (value,) if isinstance(value, str) else value
        return any(_in_a_row([plain(w) for w in _WORD.findall(v)], wanted) for v in values)

    return test


def dated(first: str, last: str) -> Test:
    """Dated in one of these years."""
    return lambda paper: first <= paper.article.date[:4] <= last


def about(code: str) -> Test:
    """About a country."""
    return lambda paper: code in paper.about
