"""Highlights as Readwise's CSV: what it takes in, and what it exports under other column names."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Mapping

from careader.annotations.importing import Fault, Record, extra_of
from careader.annotations.importing.values import color_of, moment_of

_COLUMNS = {
    "quote": ("highlight",),
    "title": ("title", "book title"),
    "author": ("author", "book author"),
    "url": ("url", "source url", "highlight url"),
    "note": ("note",),
    "location": ("location",),
    "date": ("date", "highlighted at"),
    "tags": ("tags",),
    "color": ("color", "colour"),
}
_INLINE = re.compile(r"\A\s*((?:\.[^\s.][^\s]*[ \t]*)+)(?:\n|\Z|(?=\S))")
_MAX_FIELD = 16 * 1024 * 1024


def accepts(text: str) -> bool:
    """Whether a text is a table with a column of highlights."""
    head = next(csv.reader(io.StringIO(text[:10_000])), [])
    names = {name.strip().casefold() for name in head}
    return "highlight" in names and len(names) > 1


def read(text: str) -> Iterator[Record | Fault]:
    """Yield the highlights, one a row."""
    csv.field_size_limit(_MAX_FIELD)
    rows = csv.reader(io.StringIO(text, newline=""))
    columns = _columns(next(rows, []))
    try:
        for row in rows:
            found = {name: row[at].strip() for name, at in columns.items() if at < len(row)}
            if found.get("quote"):
                yield _record(found)
            elif any(row):
                yield Fault(f"row {rows.line_num}", "has no highlight")
    except csv.Error as error:
        yield Fault(f"row {rows.line_num}", f"cannot be read: {error}")


def _columns(head: list[str]) -> dict[str, int]:
    """Return where each column is that is known, by our name for it."""
    names = [name.strip().casefold() for name in head]
    return {
        ours: names.index(theirs)
        for ours, many in _COLUMNS.items()
        for theirs in many[::-1]
        if theirs in names
    }


def _record(row: Mapping[str, str]) -> Record:
    note, tags = _note(row.get("note", ""))
    listed = [tag.strip() for tag in row.get("tags", "").split(",")]
    title, quote, location = (row.get(name, "") for name in ("title", "quote", "location"))
    return Record(
        key=f"{title}\n{row.get('url', '')}\n{location}\n{quote}",
        quote=quote,
        note=note,
        tags=tuple(dict.fromkeys(filter(None, (*tags, *listed)))),
        color=color_of(row.get("color", "")),
        created=moment_of(row.get("date", "")),
        url=row.get("url", ""),
        title=title,
        author=row.get("author", ""),
        more=extra_of(location=location),
    )


def _note(text: str) -> tuple[str, list[str]]:
    """Return a note and the tags that stand at its beginning as `.tag`."""
    match = _INLINE.match(text)
    if match is None:
        return text, []
    return text[match.end() :].strip(), [word[1:] for word in match[1].split()]
