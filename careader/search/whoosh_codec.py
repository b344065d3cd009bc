"""How Whoosh keeps our posting lists: packed arrays, read whole.

Whoosh's own lists are blocks of pickled tuples under zlib, read one posting at a time. Ours are
arrays of machine integers: a list of ten thousand documents is read in microseconds, and the
index is no larger. Terms, segments, deletions and merging stay Whoosh's.
"""

from __future__ import annotations

import struct
from array import array
from typing import Any

from careader.search.whoosh_parts import FieldType, Format, ListMatcher, W3Codec

_HEAD = struct.Struct("=I3cx")
_TYPES = "BHI"


class Positions(Format):  # type: ignore[misc]
    """A posting's value is the array of its positions, unsigned 32 bits each."""

    def __init__(self) -> None:
        super().__init__()

    def decode_positions(self, value: bytes) -> list[int]:
        """Return the positions of one posting, ascending."""
        return array("I", value).tolist()

    def decode_frequency(self, value: bytes) -> int:
        """Return how many times the form stands in the document."""
        return len(value) // 4

    def decode_weight(self, value: bytes) -> float:
        """Return the same as a weight."""
        return float(len(value) // 4)


class FormsField(FieldType):  # type: ignore[misc]
    """A field whose value is already analysed: form to its positions."""

    def __init__(self) -> None:
        self.format = Positions()
        self.analyzer = None
        self.scorable = self.stored = self.unique = False
        self.vector = None
        self.column_type = None

    def index(self, value: dict[str, list[int]], **_: Any) -> Any:
        """Yield (term, frequency, weight, value) of each form."""
        for form, positions in value.items():
            count = len(positions)
            yield form.encode(), count, count, array("I", positions).tobytes()


class PackedCodec(W3Codec):  # type: ignore[misc]
    """Whoosh's codec with packed posting lists."""

    length_stats = False

    def postings_writer(self, dbfile: Any, byteids: bool = False) -> Any:
        """Return the writer of posting lists (fields here have no vectors: ids are numbers)."""
        return PackedWriter(dbfile)

    def postings_reader(
        self, dbfile: Any, terminfo: Any, format_: Any, term: Any = None, scorer: Any = None
    ) -> PackedMatcher:
        """Return a whole posting list."""
        offset, length = terminfo.extent()
        if isinstance(length, tuple):  # W3TermInfo.from_bytes forgets to unpack it
            (length,) = length
        return PackedMatcher(dbfile.get(offset, length), format_, term)


class PackedWriter:
    """Writes one list after the other: head, slots, counts, then all positions."""

    def __init__(self, postfile: Any) -> None:
        self._file = postfile
        self._info: Any = None

    def start_postings(self, format_: Any, terminfo: Any) -> None:
        """Begin a term."""
        self._info = terminfo
        self._slots: list[int] = []
        self._values: list[bytes] = []

    def add_posting(self, id_: int, weight: float, vbytes: bytes, length: Any = None) -> None:
        """Take one document of the term."""
        self._slots.append(id_)
        self._values.append(vbytes)

    def finish_postings(self) -> Any:
        """Write the list and return what Whoosh's term index keeps about it."""
        counts = [len(value) // 4 for value in self._values]
        offset = self._file.tell()
        data = pack(self._slots, counts, array("I", b"".join(self._values)))
        self._file.write(data)
        self._info.add_block(_Totals(self._slots, counts))
        self._info.set_extent(offset, len(data))
        return self._info


class _Totals:
    """What Whoosh's term info asks of a finished list."""

    def __init__(self, slots: list[int], counts: list[int]) -> None:
        self._slots = slots
        self._weights = counts

    def __len__(self) -> int:
        return len(self._slots)

    def min_id(self) -> int:
        return self._slots[0]

    def max_id(self) -> int:
        return self._slots[-1]

    def min_length(self) -> int:
        return 1

    def max_length(self) -> int:
        return 1

    def max_weight(self) -> float:
        return float(max(self._weights))


class PackedMatcher(ListMatcher):  # type: ignore[misc]
    """A posting list in memory; `slots`, `counts` and `positions` are the whole of it."""

    def __init__(self, data: bytes, format_: Any, term: Any) -> None:
        number, kinds = unpack_head(data)
        self.slots, at = _take(data, _HEAD.size, kinds[0], number)
        self.counts, at = _take(data, at, kinds[1], number)
        self._places = (data, at, kinds[2])
        super().__init__(self.slots, format=format_, term=term)

    @property
    def positions(self) -> array[int]:
        """All positions, document by document."""
        data, at, kind = self._places
        return _take(data, at, kind, sum(self.counts))[0]

    def value(self) -> bytes:
        """Return the current posting's value as `Positions` has it."""
        begin = sum(self.counts[: self._i])
        return array("I", self.positions[begin : begin + self.counts[self._i]]).tobytes()

    def weight(self) -> float:
        """Return how many times the form stands in the current document."""
        return float(self.counts[self._i])


def pack(slots: list[int], counts: list[int], positions: array[int]) -> bytes:
    """Return a posting list as bytes, each part in the narrowest type that holds it."""
    parts = [_narrow(slots), _narrow(counts), _narrow(positions)]
    kinds = (part.typecode.encode() for part in parts)
    return _HEAD.pack(len(slots), *kinds) + b"".join(part.tobytes() for part in parts)


def unpack_head(data: bytes) -> tuple[int, str]:
    """Return the number of postings and the type codes of the three parts.

    Raises ValueError when these bytes are no posting list.
    """
    if len(data) < _HEAD.size:
        raise ValueError("a posting list is cut off")
    number, *kinds = _HEAD.unpack_from(data)
    codes = b"".join(kinds).decode("latin-1")
    if not set(codes) <= set(_TYPES):
        raise ValueError("a posting list has no head")
    return number, codes


def _narrow(numbers: Any) -> array[int]:
    highest = max(numbers)
    return array("B" if highest < 1 << 8 else "H" if highest < 1 << 16 else "I", numbers)


def _take(data: bytes, at: int, kind: str, number: int) -> tuple[array[int], int]:
    part = array(kind)
    end = at + number * part.itemsize
    if end > len(data):
        raise ValueError("a posting list is cut off")
    part.frombytes(data[at:end])
    return part, end
