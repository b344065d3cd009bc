"""Passages as a table of comma-separated values (RFC 4180), with a header row."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

from careader.annotations.export import Passage
from careader.annotations.export.document import shape

_COLUMNS = (
    "id",
    "article",
    "article_title",
    "quote",
    "note",
    "links",
    "color",
    "meaning",
    "tags",
    "created",
    "updated",
    "state",
    "start",
    "end",
    "reader",
)
_FORMULA = ("=", "+", "-", "@", "\t")


def render(passages: Sequence[Passage]) -> str:
    """Return passages as rows; tags and links are separated by semicolons.

    A cell that a spreadsheet would take for a formula gets an apostrophe before it (OWASP, CSV
    injection).
    """
    text = io.StringIO()
    rows = csv.DictWriter(text, _COLUMNS, lineterminator="\n")
    rows.writeheader()
    for passage in passages:
        values = shape(passage)
        values |= {name: "; ".join(values[name]) for name in ("tags", "links")}
        rows.writerow({name: _harmless(value) for name, value in values.items()})
    return text.getvalue()


def _harmless(value: object) -> object:
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA) else value
