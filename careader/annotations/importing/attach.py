"""A record of another program made a highlight: its id, its passage, where it came from. Pure.

The id follows from the record, so that importing it again finds what was made of it. Where the
quote is found for certain, the highlight takes the passage as the article has it; where it is not,
it keeps the quote as it came, to be looked for whenever the article changes.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from hashlib import sha256
from types import MappingProxyType
from uuid import UUID

from careader.annotations.anchoring import Quote, find
from careader.annotations.anchors import Reading, describe
from careader.annotations.export.names import ulid_of
from careader.annotations.importing import Record
from careader.annotations.importing.values import code_points
from careader.model import AnchorState, Highlight

KEY = "imported"
"""The key in a highlight's file, and in `Highlight.extra`: where it came from."""

_ANCHOR = ("article", "quote", "prefix", "suffix", "start", "end", "heading", "text_hash", "canon")


def id_of(format_: str, record: Record) -> str:
    """Return the id of a record's highlight: a ULID of its time and a hash of its key."""
    if record.own is not None:
        return record.own.id
    digest = sha256(f"{format_}\n{record.key}".encode("utf-8", "surrogatepass")).digest()
    return ulid_of(UUID(int=_milliseconds(record.created) << 80 | int.from_bytes(digest[:10])))


def highlight_of(format_: str, record: Record, article: str, reading: Reading | None) -> Highlight:
    """Return the highlight of a record in an article; `article` is empty when none fits."""
    if record.own is not None:
        return replace(record.own, article=article or record.own.article)
    made = Highlight(
        id=id_of(format_, record),
        article=article,
        quote=record.quote,
        prefix=record.prefix,
        suffix=record.suffix,
        start=record.start,
        color=record.color or "yellow",
        tags=record.tags,
        note=record.note,
        created=record.created,
        updated=record.updated or record.created,
    )
    placed = _placed(made, record, reading) if reading is not None and record.quote else made
    return replace(placed, extra=MappingProxyType({KEY: _origin(format_, record, placed)}))


def place_in(record: Record, text: str) -> tuple[int, int, AnchorState]:
    """Return where a record's quote stands in a text, and how sure that is."""
    start = code_points(text, record.start) if record.utf16 else record.start
    anchor = find(text, Quote(record.quote, record.prefix, record.suffix, start))
    return anchor.start, anchor.end, anchor.state


def _placed(made: Highlight, record: Record, reading: Reading) -> Highlight:
    start, end, state = place_in(record, reading.text)
    if state is not AnchorState.SURE:
        return made
    there = describe(reading, start, end, article=made.article)
    return replace(made, **{name: getattr(there, name) for name in _ANCHOR})


def _origin(format_: str, record: Record, made: Highlight) -> dict[str, object]:
    found = {
        "from": format_,
        "said": said(made),
        "by": record.by,
        "url": record.url,
        "title": record.title,
        "author": record.author,
        "quote": record.quote if record.quote != made.quote else "",
        **record.more,
    }
    return {key: value for key, value in found.items() if value}


def origin_of(highlight: Highlight) -> Mapping[str, object]:
    """Return where an imported highlight came from; nothing for one made here."""
    found = highlight.extra.get(KEY)
    return found if isinstance(found, Mapping) else {}


def said(highlight: Highlight) -> str:
    """Return what tells whether note, tags or colour were changed since an import."""
    text = "\n".join((highlight.note, *highlight.tags, highlight.color))
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def renewed(current: Highlight, fresh: Highlight) -> Highlight:
    """Return a highlight imported before with what the record says now.

    What was changed here since stays as it is here. One that had no article takes the one that
    fits now.
    """
    result = current
    if not current.article and fresh.article:
        result = replace(result, **{name: getattr(fresh, name) for name in _ANCHOR})
    origin = origin_of(current)
    untouched = origin.get("said") == said(current)
    if untouched and said(fresh) != said(current):
        result = replace(result, note=fresh.note, tags=fresh.tags, color=fresh.color)
    if result is current:
        return current
    extra = {**current.extra, KEY: {**origin, "said": said(result)} if untouched else dict(origin)}
    return replace(result, extra=MappingProxyType(extra))


def _milliseconds(moment: str) -> int:
    try:
        value = int(datetime.fromisoformat(moment).timestamp() * 1000)
    except ValueError:
        return 0
    return max(0, min(value, 2**48 - 1))
