"""Front matter written: YAML that readers of version 1.1 and 1.2 take back as the same text."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence

MAX_DEPTH = 8
"""Levels of nesting, the header's own mapping being the first."""

ORDER = (
    "id", "title", "author", "date", "publication", "lang", "countries", "tags", "url", "doi",
    "issn", "volume", "issue", "section", "abstract",
)  # fmt: skip
"""The keys that come first, in this order."""

LAST = ("source", "doubts")
"""The keys that come last; all others stand between, in the order given."""

_LINE = 100
_LONGEST_SIMPLE_KEY = 1000
"""YAML allows 1,024 characters for a key written as `key: value` (YAML 1.2.2, 7.4.2)."""

_TYPED = frozenset(("y", "n", "yes", "no", "on", "off", "true", "false", "null"))
"""Words some YAML version reads as a boolean or as null, in any case."""

_NOT_PLAIN = re.compile(r"[\[\]{},&*!|>%@`\"'\\]|:(?:\s|$)|\s#|\s$")
_NOT_PLAIN_IN_FLOW = re.compile(r"[:?]")
_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t", "\r": "\\r"}
_KEPT_FORMATS = "\u200c\u200d"
_ESCAPED_CATEGORIES = frozenset(("Cc", "Cf", "Cn", "Co", "Zl", "Zp"))


def dump(mapping: Mapping[str, object]) -> str:
    """Return a mapping as YAML, one key a line, ending in a line end; empty for no keys.

    Text is quoted wherever some reader could take it for something else (`'NO'`, `'2012-10'`);
    short lists and mappings stand on one line. Anything but text, sequences and mappings is
    written as its `str`, and None as empty text.
    Raises ValueError when nested deeper than 8 levels, which no reader of ours would take.
    """
    return "".join(_entry(key, mapping[key], 0, 1) for key in _ordered(mapping))


def _ordered(mapping: Mapping[str, object]) -> list[str]:
    first = [key for key in ORDER if key in mapping]
    last = [key for key in LAST if key in mapping]
    settled = {*first, *last}
    return first + [key for key in mapping if key not in settled] + last


def _entry(key: str, value: object, indent: int, depth: int) -> str:
    """Return `key: value` in as many lines as it takes, indented by cells."""
    margin = " " * indent
    written = _scalar(key)
    start = f"{margin}{written}:"
    if len(written) > _LONGEST_SIMPLE_KEY:
        start = f"{margin}? {written}\n{margin}:"
    one_line = _flow(value, depth + 1)
    if not _is_nested(value) or not value or len(start) + len(one_line) < _LINE:
        return f"{start} {one_line}\n"
    return start + "\n" + _block(value, indent + 2, depth + 1)


def _block(value: object, indent: int, depth: int) -> str:
    if isinstance(value, Mapping):
        return "".join(_entry(str(k), v, indent, depth) for k, v in value.items())
    margin = " " * indent
    items = value if isinstance(value, Sequence) else ()
    return "".join(f"{margin}- {_flow(item, depth + 1)}\n" for item in items)


def _flow(value: object, depth: int) -> str:
    """Return a value on one line."""
    if not _is_nested(value):
        return _scalar(value, in_flow=depth > 2)
    if depth > MAX_DEPTH:
        raise ValueError(f"front matter nested deeper than {MAX_DEPTH} levels")
    if isinstance(value, Mapping):
        pairs = (f"{_flow_key(str(k))}: {_flow(v, depth + 1)}" for k, v in value.items())
        return "{" + ", ".join(pairs) + "}"
    items = value if isinstance(value, Sequence) else ()
    return "[" + ", ".join(_flow(item, depth + 1) for item in items) + "]"


def _flow_key(key: str) -> str:
    written = _scalar(key, in_flow=True)
    return f"? {written}" if len(written) > _LONGEST_SIMPLE_KEY else written


def _is_nested(value: object) -> bool:
    return isinstance(value, Mapping | Sequence) and not isinstance(value, str)


def _scalar(value: object, *, in_flow: bool = False) -> str:
    """Return text plain where nothing can mistake it, else quoted."""
    text = "" if value is None else str(value)
    if not all(map(_is_plain_character, text)):
        return '"' + "".join(map(_escaped, text)) + '"'
    if _may_be_plain(text) and not (in_flow and _NOT_PLAIN_IN_FLOW.search(text)):
        return text
    if "'" in text and '"' not in text and "\\" not in text:
        return f'"{text}"'
    return "'" + text.replace("'", "''") + "'"


def _may_be_plain(text: str) -> bool:
    return text[:1].isalpha() and text.lower() not in _TYPED and not _NOT_PLAIN.search(text)


def _is_plain_character(char: str) -> bool:
    return char.isprintable() or char in _KEPT_FORMATS


def _escaped(char: str) -> str:
    """Return a character as it stands between double quotes; a lone surrogate is no character."""
    if char in _ESCAPES:
        return _ESCAPES[char]
    if "\ud800" <= char <= "\udfff":
        return "\ufffd"
    if char in _KEPT_FORMATS or unicodedata.category(char) not in _ESCAPED_CATEGORIES:
        return char
    code = ord(char)
    return (
        f"\\x{code:02X}"
        if code < 0x100
        else f"\\u{code:04X}"
        if code < 0x10000
        else f"\\U{code:08X}"
    )
