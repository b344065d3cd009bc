"""Annotations of Hypothes.is: rows of its API, and the file its client exports.

Its `RangeSelector` holds DOM paths and is not the W3C's; its `TextPositionSelector` counts UTF-16
code units of the page's DOM (hypothesis/client, src/types/api.ts). Both say nothing about our
text: the quote and its context do, the position is a hint.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from careader.annotations.importing import Fault, Record, extra_of
from careader.annotations.importing.values import (
    json_of,
    mapping_of,
    mappings_of,
    moment_of,
    number_of,
    text_of,
    texts_of,
)


def accepts(text: str) -> bool:
    """Whether a text holds annotations of Hypothes.is."""
    rows = _rows(json_of(text))
    return any("uri" in row and ("target" in row or "user" in row) for row in mappings_of(rows))


def read(text: str) -> Iterator[Record | Fault]:
    """Yield the annotations, page notes and replies among them."""
    rows = _rows(json_of(text))
    for number, row in enumerate(rows if isinstance(rows, list) else [rows], 1):
        if not isinstance(row, dict):
            yield Fault(str(number), "is not an annotation")
        elif not text_of(row.get("uri")):
            yield Fault(text_of(row.get("id")) or str(number), "names no page")
        else:
            yield _record(row)


def _rows(document: object) -> object:
    for key in ("rows", "annotations"):
        if isinstance(mapping_of(document).get(key), list):
            return mapping_of(document)[key]
    return document if isinstance(document, dict | list) else []


def _record(row: Mapping[str, Any]) -> Record:
    selectors = _selectors(row)
    quote = selectors.get("TextQuoteSelector", {})
    uri, note = text_of(row.get("uri")), text_of(row.get("text"))
    exact = text_of(quote.get("exact"))
    return Record(
        key=text_of(row.get("id")) or f"{uri} {text_of(row.get('created'))} {exact} {note}",
        quote=exact,
        prefix=text_of(quote.get("prefix")),
        suffix=text_of(quote.get("suffix")),
        start=number_of(selectors.get("TextPositionSelector", {}).get("start")),
        utf16=True,
        note=note,
        tags=texts_of(row.get("tags")),
        created=moment_of(row.get("created")),
        updated=moment_of(row.get("updated")),
        url=uri,
        title=text_of(mapping_of(row.get("document")).get("title")),
        by=text_of(row.get("user")),
        more=extra_of(
            group=text_of(row.get("group")),
            reply_to=list(texts_of(row.get("references"))),
            link=text_of(mapping_of(row.get("links")).get("html")),
        ),
    )


def _selectors(row: Mapping[str, Any]) -> dict[str, Mapping[str, Any]]:
    """Return the selectors of the first target that has some, by their type."""
    for target in mappings_of(row.get("target")):
        found = {text_of(each.get("type")): each for each in mappings_of(target.get("selector"))}
        if found:
            return found
    return {}
