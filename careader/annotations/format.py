"""One highlight ↔ the bytes of its file: front matter, and the note as body."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from careader.annotations import header
from careader.annotations.header import HeaderError
from careader.annotations.names import folder_name
from careader.model import NOTHING, Highlight

MAX_BYTES = 16 * 1024 * 1024
"""Larger files are not read as highlights, and none is written."""

_TEXTS = ("quote", "prefix", "suffix", "text_hash", "color", "created", "updated", "deleted")
_NUMBERS = ("start", "end", "canon")
_LISTS = ("heading", "tags")
_KNOWN = frozenset((*_TEXTS, *_NUMBERS, *_LISTS, "article", "reader", "note_length"))


@dataclass(frozen=True, slots=True)
class Reading:
    """A highlight as its file holds it, and what is doubtful about the file."""

    highlight: Highlight
    doubt: str = ""
    """One line for the person; empty when all is well."""
    lossy: bool = False
    """Whether the highlight holds less than the file, so that the bytes must be kept too."""


def dump(highlight: Highlight) -> bytes:
    """Return the bytes of a highlight's file; its id is the file's name and not in them."""
    values: dict[str, object] = {
        "article": highlight.article,
        "quote": highlight.quote,
        "prefix": highlight.prefix,
        "suffix": highlight.suffix,
        "start": highlight.start,
        "end": highlight.end,
        "heading": list(highlight.heading),
        "text_hash": highlight.text_hash,
        "canon": highlight.canon,
        "color": highlight.color,
        "tags": list(highlight.tags),
        "created": highlight.created,
        "updated": highlight.updated,
    }
    if highlight.deleted:
        values["deleted"] = highlight.deleted
    if highlight.reader != folder_name(highlight.reader):
        values["reader"] = highlight.reader
    if highlight.note:
        values["note_length"] = len(highlight.note)
    values |= {key: value for key, value in highlight.extra.items() if key not in _KNOWN}
    return header.dump(values, highlight.note)


def parse(data: bytes, highlight_id: str, reader_folder: str, article_folder: str) -> Reading:
    """Read a highlight's file; HeaderError, its message in a few words, when it is damaged.

    The folder names stand in for what the file does not say.
    """
    if len(data) > MAX_BYTES:
        raise HeaderError("is larger than 16 MB")
    text, lossy = _decode(data)
    values, note, doubt = header.parse(text)
    if "quote" not in values and "article" not in values:
        raise HeaderError("its front matter is not a highlight's")
    highlight = _highlight(values, note, highlight_id, reader_folder, article_folder)
    doubts = [doubt, _length_doubt(values, note), "its note is not UTF-8" if lossy else ""]
    return Reading(highlight, "; ".join(filter(None, doubts)), lossy)


def is_whole(data: bytes) -> bool:
    """Whether the file is as careader wrote it, its note as long as its header says."""
    try:
        values, note, _ = header.parse(data.decode())
    except (HeaderError, UnicodeDecodeError):
        return False
    return values.get("note_length", 0) == len(note)


def _decode(data: bytes) -> tuple[str, bool]:
    try:
        return data.decode(), False
    except UnicodeDecodeError as error:
        head, fence, body = data.partition(b"\n---\n")
        if error.start < len(head):
            raise HeaderError("is not UTF-8 text") from None
        return (head + fence).decode() + body.decode(errors="replace"), True


def _highlight(
    values: dict[str, object], note: str, highlight_id: str, reader_folder: str, article_folder: str
) -> Highlight:
    get = values.get
    reader = _text(values, "reader")
    extra = {key: value for key, value in values.items() if key not in _KNOWN}
    return Highlight(
        id=highlight_id,
        article=_text(values, "article") if "article" in values else article_folder,
        quote=_text(values, "quote"),
        prefix=_text(values, "prefix"),
        suffix=_text(values, "suffix"),
        start=_number(get("start", 0), "start"),
        end=_number(get("end", 0), "end"),
        heading=_list(get("heading"), "heading"),
        text_hash=_text(values, "text_hash"),
        canon=_number(get("canon", 1), "canon"),
        color=_text(values, "color") if "color" in values else "yellow",
        tags=_list(get("tags"), "tags"),
        note=note,
        created=_text(values, "created"),
        updated=_text(values, "updated"),
        deleted=_text(values, "deleted"),
        # Nobody may pass for another: the name counts only in the folder that belongs to it.
        reader=reader if reader and folder_name(reader) == reader_folder else reader_folder,
        extra=MappingProxyType(extra) if extra else NOTHING,
    )


def _length_doubt(values: Mapping[str, object], note: str) -> str:
    length = values.get("note_length", 0)
    if not isinstance(length, int) or len(note) >= length:
        return ""
    return f"its note has {len(note)} of {length} characters: cut off, or shortened by hand"


def _text(values: Mapping[str, object], key: str) -> str:
    value = values.get(key)
    if isinstance(value, str):
        return value
    if value is None:
        return ""
    if isinstance(value, bool | int | float):
        return json.dumps(value)
    raise HeaderError(f"its {key} is not text")


def _number(value: object, key: str) -> int:
    if isinstance(value, int | str):
        try:
            return int(value)
        except ValueError:
            pass
    raise HeaderError(f"its {key} is not a whole number")


def _list(value: object, key: str) -> tuple[str, ...]:
    if value is None or value == "":
        return ()
    if isinstance(value, str):
        return (value,)
    if isinstance(value, list) and all(isinstance(item, str) for item in value):
        return tuple(value)
    raise HeaderError(f"its {key} is not a list of words")
