"""The catalogue on disk: loaded in milliseconds at start, thrown away at the first doubt."""

from __future__ import annotations

import contextlib
import json
import os
import zlib
from pathlib import Path

from careader.library.catalogue import Catalogue, Columns

NAME = "catalogue.json"

VERSION = 2
"""Raised whenever rows change their form or front matter is read by other rules."""

FIRST = 100
"""Rows that can be had without taking the whole file apart: what fits a screen."""

_COLUMNS = len(Columns._fields) - 1


def load(cache_dir: Path) -> Catalogue | None:
    """Return the catalogue as it was saved; None when there is none or it is damaged in any way.

    Only the first rows are taken apart at once; the rest when somebody asks for it.
    """
    try:
        data = (cache_dir / NAME).read_bytes()
        begin = data.index(b"\n") + 1
        known = json.loads(data[: begin - 1])
        if known["version"] != VERSION or known["crc32"] != zlib.crc32(memoryview(data)[begin:]):
            return None
        end = begin + known["first"]
        first = data[begin:end].split(b"\n")[:-1]
        return Catalogue(
            lambda: _columns(data[end:], known["articles"]),
            known["problems"],
            known["unsettled"],
            count=known["articles"],
            first=first,
        )
    except (OSError, ValueError, LookupError, TypeError, AttributeError, RecursionError):
        return None


def _columns(content: bytes, articles: int) -> Columns:
    lines = content.split(b"\n")
    columns = Columns._make([*map(json.loads, lines[:_COLUMNS]), lines[_COLUMNS:]])
    if any(len(column) != articles for column in columns):
        raise ValueError("columns of different lengths")  # the checksum makes this a fault of ours
    return columns


def save(catalogue: Catalogue, cache_dir: Path) -> None:
    """Keep a catalogue for the next start; a folder that cannot be written to is no error.

    Replaced in one step, so another process loads the old one or the new one. Not synced: what
    a crash leaves behind is recognised by its checksum.
    """
    with contextlib.suppress(OSError):
        cache_dir.mkdir(parents=True, exist_ok=True)
        from secrets import token_hex  # a millisecond that a start without changes does not need

        temporary = cache_dir / f".{NAME}-{token_hex(8)}"
        try:
            temporary.write_bytes(_written(catalogue))
            os.replace(temporary, cache_dir / NAME)
        finally:
            temporary.unlink(missing_ok=True)


def _written(catalogue: Catalogue) -> bytes:
    """Return the file: a head, the first rows, a line for each column, a line for each article."""
    columns = catalogue.columns
    first = b"".join(row + b"\n" for row in columns.rows[:FIRST])
    lines = [_line(column) for column in columns[:_COLUMNS]]
    content = first + b"\n".join([*lines, *columns.rows])
    head = {
        "version": VERSION,
        "crc32": zlib.crc32(content),
        "articles": len(catalogue),
        "first": len(first),
        "problems": dict(catalogue.problems),
        "unsettled": dict(catalogue.unsettled),
    }
    return _line(head) + b"\n" + content


def _line(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode(
        "utf-8", "surrogatepass"
    )
