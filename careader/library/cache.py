"""The catalogue on disk: loaded in milliseconds at start, thrown away at the first doubt."""

from __future__ import annotations

import contextlib
import json
import os
import secrets
import zlib
from pathlib import Path
from typing import Any

from careader.library.catalogue import Catalogue, Columns

NAME = "catalogue.json"

VERSION = 1
"""Raised whenever rows change their form or front matter is read by other rules."""

_COLUMNS = len(Columns._fields) - 1


def load(cache_dir: Path) -> Catalogue | None:
    """Return the catalogue as it was saved; None when there is none or it is damaged in any way."""
    try:
        head, _, content = (cache_dir / NAME).read_bytes().partition(b"\n")
        known = json.loads(head)
        if known["version"] != VERSION or known["crc32"] != zlib.crc32(content):
            return None
        return _restored(known, content)
    except (OSError, ValueError, LookupError, TypeError, AttributeError, RecursionError):
        return None


def _restored(known: dict[str, Any], content: bytes) -> Catalogue:
    lines = content.split(b"\n")
    columns = Columns._make([*map(json.loads, lines[:_COLUMNS]), lines[_COLUMNS:]])
    if any(len(column) != known["articles"] for column in columns):
        raise ValueError("columns of different lengths")
    return Catalogue(columns, known["problems"], known["unsettled"])


def save(catalogue: Catalogue, cache_dir: Path) -> None:
    """Keep a catalogue for the next start; a folder that cannot be written to is no error.

    Replaced in one step, so another process loads the old one or the new one. Not synced: what
    a crash leaves behind is recognised by its checksum.
    """
    with contextlib.suppress(OSError):
        cache_dir.mkdir(parents=True, exist_ok=True)
        temporary = cache_dir / f".{NAME}-{secrets.token_hex(8)}"
        try:
            temporary.write_bytes(_written(catalogue))
            os.replace(temporary, cache_dir / NAME)
        finally:
            temporary.unlink(missing_ok=True)


def _written(catalogue: Catalogue) -> bytes:
    """Return the file: a head, a line for each column, a line for each article."""
    columns = catalogue.columns
    lines = [_line(column) for column in columns[:_COLUMNS]]
    content = b"\n".join([*lines, *columns.rows])
    head = {
        "version": VERSION,
        "crc32": zlib.crc32(content),
        "articles": len(catalogue),
        "problems": dict(catalogue.problems),
        "unsettled": dict(catalogue.unsettled),
    }
    return _line(head) + b"\n" + content


def _line(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode(
        "utf-8", "surrogatepass"
    )
