"""Highlights of KOReader: the JSON that its exporter plugin writes, of one book or of many."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from careader.annotations.importing import Fault, Record, extra_of
from careader.annotations.importing.values import (
    color_of,
    json_of,
    mapping_of,
    mappings_of,
    moment_of,
    text_of,
    texts_of,
)


def accepts(text: str) -> bool:
    """Whether a text holds an export of KOReader."""
    return any(isinstance(book.get("entries"), list) for book in _books(text))


def read(text: str) -> Iterator[Record | Fault]:
    """Yield the highlights and notes of every book; bookmarks alone are left out."""
    for book in _books(text):
        title = text_of(book.get("title"))
        for number, entry in enumerate(book.get("entries") or [], 1):
            if not isinstance(entry, dict):
                yield Fault(f"{title} {number}", "is not an entry")
            elif text_of(entry.get("text")) or text_of(entry.get("note")):
                yield _record(book, entry)


def _books(text: str) -> Iterator[Mapping[str, Any]]:
    document = json_of(text)
    yield from mappings_of(mapping_of(document).get("documents") or document)


def _record(book: Mapping[str, Any], entry: Mapping[str, Any]) -> Record:
    title, quote = text_of(book.get("title")), text_of(entry.get("text"))
    moment = moment_of(entry.get("time")) or moment_of(entry.get("datetime"))
    page = text_of(entry.get("page"))
    return Record(
        key=f"{title}\n{moment}\n{page}\n{quote}",
        quote=quote,
        note=text_of(entry.get("note")),
        tags=texts_of(entry.get("tags")) if entry.get("tags") else (),
        color=color_of(entry.get("color")),
        created=moment,
        updated=moment_of(entry.get("datetime_updated")),
        title=title,
        author=text_of(book.get("author")),
        more=extra_of(chapter=text_of(entry.get("chapter")), page=page),
    )
