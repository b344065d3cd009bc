"""A catalogue in the making: ids settled, articles put in order, rows kept that still hold."""

from __future__ import annotations

import json
from bisect import insort
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from careader.library.catalogue import DECLARED, Catalogue, Columns, Stamp, encode
from careader.library.fields import Record
from careader.library.ids import derived_id

_FEW = 16
"""Up to one new article in so many, each is put in its place; past that, all are sorted."""

_NEWEST_FIRST = str.maketrans("0123456789", "9876543210")
_AFTER_ALL = "~"


@dataclass(slots=True)
class Entry:
    """One article of a catalogue in the making; its row is read only where that is needed."""

    path: str
    stamp: Stamp
    id: str = ""
    """Empty until it is settled."""
    countries: str = ""
    row: bytes = b""
    """Empty where the record says something else by now."""
    record: Record | None = None

    @classmethod
    def of_file(cls, record: Record, stamp: Stamp) -> Entry:
        """Return the entry of a file just read: what id it asks for is known, not what it gets."""
        record[DECLARED] = record.pop("id", "")
        codes = record.get("countries", ())
        return cls(record["path"], stamp, countries=" ".join(codes), record=record)

    def fields(self) -> Record:
        """Return the record, from the row where it was not needed yet."""
        if self.record is None:
            self.record = json.loads(self.row)
        return self.record

    @property
    def declared(self) -> str:
        """The id that front matter asks for, empty for none."""
        if self.record is None:
            if self.row.endswith(b'"declared":""}'):
                return ""
            if b'"declared":' not in self.row:
                return self.id
        return str(self.fields().get(DECLARED, self.id))

    def settle(self, id_: str, *, own: bool) -> None:
        """Give the article its id, which is its own if it is the one that it declares."""
        if id_ == self.id:
            return
        declared, record = self.declared, self.fields()
        doubts = _with_doubt_of_id(record.get("doubts", {}), declared, own)
        rest = {k: v for k, v in record.items() if k not in (DECLARED, "id", "doubts")}
        # DECLARED comes last: `declared` looks for it at the end of the row.
        asked = {} if own else {DECLARED: declared}
        self.record = {"id": id_, **rest, **({"doubts": doubts} if doubts else {}), **asked}
        self.id, self.row = id_, b""


def _with_doubt_of_id(doubts: Mapping[str, str], declared: str, own: bool) -> dict[str, str]:
    """Return the doubts with or without the one that an id is taken, an import's own kept."""
    taken = f"“{declared}” is another article's: one made from the path is used"
    said = [doubts.get("id", "").removesuffix(taken).removesuffix("; ")]
    if declared and not own:
        said.append(taken)
    about_id = "; ".join(filter(None, said))
    others = {key: what for key, what in doubts.items() if key != "id"}
    return {**others, "id": about_id} if about_id else others


def kept_entries(catalogue: Catalogue, paths: Mapping[str, object]) -> list[Entry]:
    """Return the entries of a catalogue whose paths are among those given, in its order."""
    return [
        Entry(path, (size, mtime_ns), id_, countries, row)
        for id_, path, size, mtime_ns, countries, row in zip(*catalogue.columns, strict=True)
        if path in paths
    ]


def assemble(
    kept: list[Entry],
    fresh: list[Entry],
    problems: Mapping[str, str],
    unsettled: Mapping[str, str],
) -> Catalogue:
    """Return the catalogue of entries kept, in the order of before, and of those just read."""
    _settle_ids(sorted([*kept, *fresh], key=lambda entry: entry.path))
    ordered = _in_order(kept, fresh)
    columns = Columns(
        id=[entry.id for entry in ordered],
        path=[entry.path for entry in ordered],
        size=[entry.stamp[0] for entry in ordered],
        mtime_ns=[entry.stamp[1] for entry in ordered],
        countries=[entry.countries for entry in ordered],
        rows=[entry.row or encode(entry.fields()) for entry in ordered],
    )
    return Catalogue(columns, problems, unsettled)


def _settle_ids(entries: Iterable[Entry]) -> None:
    """Give every article its id; the entries come by path.

    Of two articles that declare the same id (without regard to case: annotations lie in a
    folder of that name), the first by path keeps it. All others get one made from the path.
    """
    taken: set[str] = set()
    others: list[Entry] = []
    for entry in entries:
        declared = entry.declared
        folded = declared.casefold()
        if declared and folded not in taken:
            taken.add(folded)
            entry.settle(declared, own=True)
        else:
            others.append(entry)
    for entry in others:
        id_ = derived_id(entry.path, taken)
        taken.add(id_.casefold())
        entry.settle(id_, own=False)


def _in_order(kept: list[Entry], fresh: list[Entry]) -> list[Entry]:
    """Return all entries newest first, undated last, ties by title and path."""
    if len(fresh) * _FEW > len(kept):
        return sorted([*kept, *fresh], key=_place)
    ordered = list(kept)
    for entry in fresh:
        insort(ordered, entry, key=_place)
    return ordered


def _place(entry: Entry) -> tuple[str, str, str]:
    record = entry.fields()
    date = record.get("date", "").translate(_NEWEST_FIRST) + _AFTER_ALL
    return date, record["title"].casefold(), entry.path
