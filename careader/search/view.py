"""One state of library and index, searched: leaves into sets of articles, words into weights."""

from __future__ import annotations

import math
import threading
from array import array
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from itertools import chain

from careader.search import query as q
from careader.search.analysis import is_cjk, stem
from careader.search.bits import Universe
from careader.search.cache import SizedCache
from careader.search.declension import beginning, declined
from careader.search.engine import Reader
from careader.search.facts import Articles, ReaderFacts
from careader.search.store import Row
from careader.search.tables import Tables
from careader.search.textmatch import AnyOf, Sought, is_lone

K1, B = 1.2, 0.75
"""BM25's usual constants (Robertson and Zaragoza 2009)."""

TITLE_COUNTS = 8
"""A word in the title counts as if it stood so many times more in the text (BM25F)."""

TYPED = 5
"""A word being typed is taken as finished when its continuations are in no more than so many times
its articles: `war` is, `kaz` goes on."""

_FORMS_SOUGHT = 200
"""Forms of a pattern that are looked for one by one in a text."""

_CACHED = 3_000_000
"""Postings kept in memory: 24 MB at most."""

Cancelled = Callable[[], bool]


class Cancel(Exception):
    """Nobody waits for this answer any more."""


class View:
    """A catalogue, what indexing knows of it and an open index. Never changes; thread-safe."""

    def __init__(
        self,
        articles: Articles,
        rows: Mapping[str, Row],
        open_: Callable[[], Reader | None],
        before: View | None = None,
    ) -> None:
        """`open_` opens the index; it is called when words are first looked for.

        `before`: an earlier view, whose tables serve again when it has the same catalogue.
        """
        self.articles = articles
        self.rows = rows
        self._open = open_
        self._opening = threading.Lock()
        self.tables: Tables
        if before is not None and before.articles is articles:
            self.tables = before.tables.with_rows(rows)
        else:
            self.tables = Tables(articles, rows)
        self.universe: Universe = self.tables.universe
        self._leaves: SizedCache[q.Node, int] = SizedCache(512)
        self._forms: SizedCache[q.TextLeaf, frozenset[str]]
        self._forms = SizedCache(50_000, lambda forms: len(forms) + 10)
        self._weights: SizedCache[q.TextLeaf, tuple[array[int], array[float]]]
        self._weights = SizedCache(_CACHED, lambda weights: len(weights[0]) + 100)

    @property
    def engine(self) -> Reader | None:
        """The open index; None when there is none. Raises Damaged."""
        with self._opening:
            if not hasattr(self, "_engine"):
                self._engine = self._open()
            return self._engine

    def close(self) -> None:
        """Close the index's files."""
        engine = getattr(self, "_engine", None)
        if engine is not None:
            engine.close()

    @cached_property
    def ordinal_of_slot(self) -> array[int]:
        """Ordinal of the article in each of the engine's slots; `universe.size` for none."""
        ordinals = self.tables.ordinals
        none = self.universe.size
        of_key = {row.key: ordinals.get(id_, none) for id_, row in self.rows.items()}
        keys: Sequence[int] = self.engine.keys if self.engine else ()
        return array("I", [of_key.get(key, none) for key in keys])

    @cached_property
    def _lengths(self) -> list[float]:
        """BM25's length part of every article, by ordinal."""
        words = [row.words if (row := self.rows.get(id_)) else 0 for id_ in self.tables.ids]
        mean = max(1.0, sum(words) / max(1, len(words)))
        return [*(K1 * (1 - B + B * count / mean) for count in words), K1]

    def bits(self, node: q.Node, reader: ReaderFacts, cancelled: Cancelled | None = None) -> int:
        """Return the articles a resolved query asks for; raises Cancel, engine.Damaged."""
        if cancelled is not None and cancelled():
            raise Cancel
        match node:
            case q.And(parts):
                return self._intersection(parts, reader, cancelled)
            case q.Or(parts):
                bits = 0
                for part in parts:
                    bits |= self.bits(part, reader, cancelled)
                return bits
            case q.Not(part):
                return self.universe.without(self.bits(part, reader, cancelled))
            case q.Is() | q.Has() | q.Noted():
                return self.tables.owned(node, reader)
            case q.Named(q.NamedField.TAG):
                return self._leaf(node) | self.tables.tagged(node, reader)
            case _:
                return self._leaf(node)

    def _intersection(
        self, parts: tuple[q.Node, ...], reader: ReaderFacts, cancelled: Cancelled | None
    ) -> int:
        bits = self.universe.all
        for part in sorted(parts, key=_cost):
            bits &= self.bits(part, reader, cancelled)
            if not bits:
                break
        return bits

    def _leaf(self, leaf: q.Leaf) -> int:
        found = self._leaves.get(leaf)
        if found is None:
            found = self._leaves.put(leaf, self._compute(leaf))
        return found

    def _compute(self, leaf: q.Leaf) -> int:
        match leaf:
            case q.Everything():
                return self.universe.all
            case q.About(code):
                return self.tables.of_place(code, mentioned=False)
            case q.Mentions(code):
                return self.tables.of_place(code, mentioned=True)
            case q.Named():
                return self.tables.named(leaf)
            case q.DateRange():
                return self.tables.dated(leaf)
            case q.Word() | q.Phrase() | q.Wildcard() | q.Fuzzy() | q.Name() | q.Spelled():
                return self.universe.of(self.weights(leaf)[0].tolist())
            case _:
                return 0

    def weights(self, leaf: q.TextLeaf) -> tuple[array[int], array[float]]:
        """Return the ordinals of the articles with a leaf and what it adds to their scores."""
        found = self._weights.get(leaf)
        if found is None:
            found = self._weights.put(leaf, self._weigh(leaf))
        return found

    def _weigh(self, leaf: q.TextLeaf) -> tuple[array[int], array[float]]:
        slots, counts = self._occurrences(leaf)
        if slots and not leaf.field:
            titled = self._occurrences(_in_titles(leaf))
            counts = _with_titles(slots, counts, *titled)
        of_slot, lengths = self.ordinal_of_slot, self._lengths
        ordinals = array("I", [of_slot[slot] for slot in slots])
        every = self.universe.size
        rarity = math.log(1 + (every - len(slots) + 0.5) / (len(slots) + 0.5)) if slots else 0.0
        scale = max(rarity, 0.01) * (K1 + 1)
        pairs = zip(ordinals, counts, strict=True)
        return ordinals, array("f", [scale * n / (n + lengths[at]) for at, n in pairs])

    def _occurrences(self, leaf: q.TextLeaf) -> tuple[Sequence[int], Sequence[int]]:
        if self.engine is None:
            return (), ()
        if isinstance(leaf, q.Spelled):
            return self._of_spellings(leaf)
        if isinstance(leaf, q.Phrase | q.Name) and len(leaf.words) > 1:
            slots = self._together(leaf)
            return slots, [1] * len(slots)
        found = self.engine.postings(self.forms(leaf), leaf.field)
        return found.slots, found.counts

    def _of_spellings(self, leaf: q.Spelled) -> tuple[Sequence[int], Sequence[int]]:
        """Return where any spelling stands: all that are one word are one list of forms."""
        if self.engine is None:
            return (), ()
        rows = [p for p in leaf.parts if isinstance(p, q.Phrase | q.Name) and len(p.words) > 1]
        forms = frozenset().union(*(self.forms(part) for part in leaf.parts if part not in rows))
        found = self.engine.postings(forms, leaf.field)
        if not rows:
            return found.slots, found.counts
        total = dict(zip(found.slots, found.counts, strict=True))
        for slot in chain.from_iterable(dict.fromkeys(map(tuple, map(self._together, rows)))):
            total[slot] = total.get(slot, 0) + 1
        return list(total), list(total.values())

    def _together(self, leaf: q.Phrase | q.Name) -> Sequence[int]:
        if self.engine is None:
            return ()
        words = [sorted(forms) for forms in self._forms_of_words(leaf)]
        slop = leaf.slop if isinstance(leaf, q.Phrase) else 0
        return self.engine.together(words, slop, leaf.field, None) if all(words) else ()

    def _forms_of_words(self, leaf: q.Phrase | q.Name) -> list[set[str]]:
        if isinstance(leaf, q.Phrase):
            return [self._forms_of_word(word, leaf.exact) for word in leaf.words]
        return list(map(self._forms_of_name, leaf.words))

    def forms(self, leaf: q.TextLeaf) -> frozenset[str]:
        """Return the indexed forms any of which is what a word of a leaf asks for."""
        found = self._forms.get(leaf)
        if found is None:
            found = self._forms.put(leaf, frozenset(self._find_forms(leaf)))
        return found

    def _find_forms(self, leaf: q.TextLeaf) -> set[str]:
        if self.engine is None:
            return set()
        match leaf:
            case q.Word(text):
                return self._forms_of_word(text, exact=False)
            case q.Phrase() | q.Name():
                return set(chain.from_iterable(self._forms_of_words(leaf)))
            case q.Wildcard(pattern):
                return self.engine.matching(pattern)
            case q.Fuzzy(text, distance):
                return self.engine.near(text, distance)
            case q.Spelled():
                return set(chain.from_iterable(map(self.forms, leaf.parts)))

    def _forms_of_name(self, word: str) -> set[str]:
        if self.engine is None or is_lone(word):
            return self._forms_of_word(word, exact=True)
        return self.engine.matching(beginning(word) + "*") & declined(word)

    def _forms_of_word(self, word: str, exact: bool) -> set[str]:
        if self.engine is None:
            return set()
        if is_lone(word):
            pairs = self.engine.matching(word + "?") | self.engine.matching("?" + word)
            return {pair for pair in pairs if is_cjk(pair)} | {word}
        return {word} if exact else self.engine.kin(stem(word))

    def sought(self, node: q.Node) -> list[Sought]:
        """Return what to look for in a text, with the forms where the index knows them better."""
        leaves = (leaf for leaf in dict.fromkeys(q.text_leaves(node)) if not leaf.field)
        return [self._known(leaf) for leaf in leaves]

    def _known(self, leaf: q.TextLeaf) -> Sought:
        blind = isinstance(leaf, q.Fuzzy) or (
            isinstance(leaf, q.Wildcard) and leaf.pattern[0] in "*?"
        )
        forms = self.forms(leaf) if blind else frozenset()
        return AnyOf(forms) if 0 < len(forms) <= _FORMS_SOUGHT else leaf

    def resolve(self, node: q.Node) -> q.Node:
        """Return the query with the word being typed made a word or the beginning of words."""
        match node:
            case q.Word(beginning=True):
                return self._finish(node)
            case q.And(parts):
                return q.all_of(*map(self.resolve, parts))
            case q.Or(parts):
                return q.any_of(*map(self.resolve, parts))
            case q.Not(part):
                return q.Not(self.resolve(part))
            case q.Spelled():
                return self._known_spellings(node)
            case q.Noted(field, q.Word(text, _, True)):
                return q.Noted(field, q.Wildcard(text + "*"))
            case q.Noted(field, q.Spelled(q.Word(text, _, True), names)):
                return q.Noted(field, q.Spelled(q.Wildcard(text + "*"), names))
            case _:
                return node

    def _known_spellings(self, leaf: q.Spelled) -> q.Node:
        """Return a name with those of its spellings that some article uses."""
        typed = self.resolve(leaf.typed)
        assert isinstance(typed, q.Word | q.Phrase | q.Wildcard)
        names = tuple(name for name in leaf.names if all(self._forms_of_words(name)))
        return q.Spelled(typed, names) if names else typed

    def _finish(self, leaf: q.Word) -> q.Node:
        """Decide whether the word being typed is one, or goes on: `war` is, `kaz` is not."""
        word, begun = q.Word(leaf.text, leaf.field), q.Wildcard(leaf.text + "*", leaf.field)
        if is_cjk(leaf.text):
            return word
        whole = len(self.weights(word)[0])
        if whole and (len(leaf.text) < 2 or whole * TYPED >= self.universe.size):
            return word
        return word if whole and len(self.weights(begun)[0]) <= TYPED * whole else begun


def _in_titles(leaf: q.TextLeaf) -> q.TextLeaf:
    if isinstance(leaf, q.Spelled):
        return q.Spelled(
            replace(leaf.typed, field=q.TextField.TITLE),
            tuple(replace(name, field=q.TextField.TITLE) for name in leaf.names),
        )
    return replace(leaf, field=q.TextField.TITLE)


def _with_titles(
    slots: Sequence[int], counts: Sequence[int], titled: Sequence[int], times: Sequence[int]
) -> Sequence[int]:
    more = dict(zip(titled, times, strict=True))
    if not more:
        return counts
    pairs = zip(slots, counts, strict=True)
    return [count + TITLE_COUNTS * more.get(slot, 0) for slot, count in pairs]


def _cost(node: q.Node) -> int:
    """Return what to order the parts of a conjunction by: what empties the list cheaply first."""
    match node:
        case q.Phrase() | q.Wildcard() | q.Fuzzy() | q.Name() | q.Spelled():
            return 2
        case q.Word():
            return 1
        case q.And() | q.Or() | q.Not():
            return 3
        case _:
            return 0
