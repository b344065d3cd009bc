"""Which words of a text a leaf of the query means: the definition that engine and memory share."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from careader.search import query as q
from careader.search.analysis import forms, is_cjk, stem
from careader.search.declension import declined
from careader.search.lexicon import alike, fitting
from careader.search.positions import together

Test = Callable[[str], bool]


@dataclass(frozen=True, slots=True)
class AnyOf:
    """A leaf of one word whose forms are known from an index."""

    forms: frozenset[str]


Sought = q.TextLeaf | AnyOf
"""What is looked for in a text."""


@lru_cache(maxsize=512)
def tests(leaf: Sought) -> tuple[Test, ...]:
    """Return one test of forms for each word of a leaf."""
    match leaf:
        case AnyOf(forms_):
            return (forms_.__contains__,)
        case q.Word(text, _, beginning):
            return (_begun(text) if beginning else same_word(text),)
        case q.Phrase(words, _, exact):
            return tuple(map(same_form if exact else same_word, words))
        case q.Wildcard(pattern):
            return (fitting(pattern),)
        case q.Fuzzy(text, distance):
            return (alike(text, distance),)
        case q.Name(words):
            return tuple(map(same_name, words))
        case q.Spelled():
            raise TypeError("a name in many spellings is looked for part by part")


def same_form(word: str) -> Test:
    """Return a test for this very form."""
    if is_lone(word):
        return lambda form: word in form
    return lambda form: form == word


def same_word(word: str) -> Test:
    """Return a test for every form of a word."""
    if is_lone(word):
        return same_form(word)
    wanted = stem(word)
    return lambda form: stem(form) == wanted


def same_name(word: str) -> Test:
    """Return a test for a word of a name in any form."""
    return same_form(word) if is_lone(word) else declined(word).__contains__


def _begun(text: str) -> Test:
    word = same_word(text)
    return lambda form: form.startswith(text) or word(form)


def is_lone(word: str) -> bool:
    """Say whether a word is one character of a script without spaces: it stands in its pairs."""
    return len(word) == 1 and is_cjk(word)


def leaf_in(leaf: q.TextLeaf, places: Mapping[str, Sequence[int]]) -> bool:
    """Say whether a text has what a leaf asks for; `places`: form to its positions, ascending."""
    if isinstance(leaf, q.Spelled):
        return any(leaf_in(part, places) for part in leaf.parts)
    found: list[list[int]] = []
    for test in tests(leaf):
        positions = [at for form, ats in places.items() if test(form) for at in ats]
        if not positions:
            return False
        found.append(sorted(positions))
    slop = leaf.slop if isinstance(leaf, q.Phrase) else 0
    return len(found) == 1 or together(found, slop)


@lru_cache(maxsize=4096)
def places_in(text: str) -> Mapping[str, Sequence[int]]:
    """Return the forms of a short text and their positions (notes and quotes: asked for often)."""
    found: dict[str, list[int]] = {}
    for position, form in enumerate(forms(text)):
        found.setdefault(form, []).append(position)
    return found


@lru_cache(maxsize=50_000)
def name_forms(text: str) -> tuple[str, ...]:
    """Return the forms of a publication's, an author's or a tag's name."""
    return tuple(forms(text))


def named_in(leaf: q.Named, values: Iterable[str]) -> bool:
    """Say whether one of the values holds the words in a row, the last perhaps going on."""
    return any(_named(leaf, name_forms(value)) for value in values)


def _named(leaf: q.Named, forms_: tuple[str, ...]) -> bool:
    if _in_a_row(leaf.words, forms_, leaf.beginning):
        return True
    return any(_in_a_row(words, forms_) for words in leaf.others)


def _in_a_row(words: tuple[str, ...], forms_: tuple[str, ...], beginning: bool = False) -> bool:
    size = len(words)
    for at in range(len(forms_) - size + 1):
        part = forms_[at : at + size]
        if part == words:
            return True
        if beginning and part[:-1] == words[:-1] and part[-1].startswith(words[-1]):
            return True
    return False
