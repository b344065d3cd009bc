"""One field of every article, turned round: which articles carry a value, and how many."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from itertools import chain, compress

from careader.search.bits import Universe

_MANY = 400
"""With more values than these it is faster to walk the articles than the values."""


class Column:
    """The values of one field, a tuple for each article."""

    def __init__(self, universe: Universe, values: Sequence[tuple[str, ...]]) -> None:
        self._universe = universe
        self._values = values
        self._bits: dict[str, int] = {}

    @cached_property
    def places(self) -> Mapping[str, list[int]]:
        """Value to the ordinals of the articles that carry it."""
        found: dict[str, list[int]] = {}
        for ordinal, values in enumerate(self._values):
            for value in values:
                found.setdefault(value, []).append(ordinal)
        found.pop("", None)
        return found

    def bits(self, value: str) -> int:
        """Return the articles that carry a value."""
        if value not in self._bits:
            self._bits[value] = self._universe.of(self.places.get(value, []))
        return self._bits[value]

    def bits_of(self, values: Iterable[str]) -> int:
        """Return the articles that carry any of the values."""
        bits = 0
        for value in values:
            bits |= self.bits(value)
        return bits

    def counts(self, bits: int) -> dict[str, int]:
        """Return how many articles of a set carry each value, most first; none with 0."""
        if len(self.places) > _MANY:
            flags = self._universe.flags(bits)
            counts = Counter(chain.from_iterable(compress(self._values, flags)))
            counts.pop("", None)
            return dict(counts.most_common())
        found = ((value, (bits & self.bits(value)).bit_count()) for value in self.places)
        return dict(sorted((pair for pair in found if pair[1]), key=lambda pair: -pair[1]))
