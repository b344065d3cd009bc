"""From front matter to what careader knows about an article: each key checked, every doubt said."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, TypeAlias

from careader.library.dates import parse_date
from careader.library.frontmatter import Header, Value
from careader.library.ids import is_safe_id
from careader.text.clean import clean_line

Record: TypeAlias = dict[str, Any]
"""An article's fields by their names in `model.Article`, those that are empty left out."""

TEXTS = (
    "title", "publication", "url", "doi", "issn", "volume", "issue", "section", "abstract",
)  # fmt: skip
"""Front matter keys that are one line of text and a field of the same name."""

ALIASES = {"authors": "author", "language": "lang"}
"""Other names for a key; used where the key itself is absent."""

_LANG = re.compile(r"([A-Za-z]{2,3})(?:[-_].*)?")
_COUNTRY = re.compile(r"[A-Za-z]{2}")
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
_LINK_SCHEMES = frozenset(("http", "https", "mailto"))
_QUOTED = 60


def record_of(header: Header) -> Record:
    """Return the fields that front matter gives, all strings one clean line; never raises.

    `id` is there only when it may name a folder. What cannot be used is quoted under `doubts`,
    by key; what is not careader's own goes to `extra` as it is.
    """
    reading = _Reading(_declared_doubts(header.get("doubts", {})))
    for key, value in header.items():
        name = ALIASES.get(key, key)
        if name in _READERS and (name == key or name not in header):
            _READERS[name](reading, name, value)
        elif key != "doubts":
            reading.extra[line(key)] = cleaned(value)
    return reading.record()


def line(text: str) -> str:
    """Return `clean_line(text)`, at once where there is nothing to clean."""
    if text.isprintable() and "  " not in text and text[:1] != " " and text[-1:] != " ":
        return text
    return clean_line(text)


def cleaned(value: Value) -> Value:
    """Return a value with every string in it one clean line."""
    if isinstance(value, str):
        return line(value)
    if isinstance(value, list):
        return [cleaned(item) for item in value]
    return {line(key): cleaned(item) for key, item in value.items()}


class _Reading:
    """The fields and doubts found so far in one header."""

    def __init__(self, doubts: dict[str, str]) -> None:
        self.fields: Record = {}
        self.doubts = doubts
        self.extra: Header = {}

    def record(self) -> Record:
        if self.extra:
            self.fields["extra"] = self.extra
        if self.doubts:
            self.fields["doubts"] = self.doubts
        return self.fields

    def doubt(self, key: str, what: str) -> None:
        """Add what careader doubts to what an import doubted about the same key."""
        before = self.doubts.get(key)
        self.doubts[key] = f"{before}; {what}" if before else what

    def one_text(self, key: str, value: Value) -> str:
        """Return a value that must be one text; a list of one will do, one of none is empty."""
        if isinstance(value, list) and len(value) == 1:
            value = value[0]
        if isinstance(value, str):
            return line(value)
        if value:
            self.doubt(key, f"text expected, not {_kind(value)}")
        return ""


def _kind(value: Value) -> str:
    return "a list" if isinstance(value, list) else "keys and values"


def _quoted(text: str) -> str:
    return f"“{text}”" if len(text) <= _QUOTED else f"“{text[: _QUOTED - 1]}…”"


def _read_text(reading: _Reading, key: str, value: Value) -> None:
    if text := reading.one_text(key, value):
        reading.fields[key] = text


def _read_url(reading: _Reading, key: str, value: Value) -> None:
    text = reading.one_text(key, value)
    scheme = _SCHEME.match(text)
    if scheme and scheme[1].lower() not in _LINK_SCHEMES:
        reading.doubt(key, f"only http, https and mailto are taken: {_quoted(text)}")
    elif text:
        reading.fields[key] = text


def _read_id(reading: _Reading, key: str, value: Value) -> None:
    text = reading.one_text(key, value)
    if is_safe_id(text):
        reading.fields[key] = text
    elif text:
        reading.doubt(key, f"cannot name a folder, one made from the path is used: {_quoted(text)}")


def _read_date(reading: _Reading, key: str, value: Value) -> None:
    text = reading.one_text(key, value)
    date = parse_date(text) if text else ""
    if date is None:
        reading.doubt(key, f"not one date: {_quoted(text)}")
    elif date:
        reading.fields[key] = date


def _read_lang(reading: _Reading, key: str, value: Value) -> None:
    text = reading.one_text(key, value)
    if found := _LANG.fullmatch(text):
        reading.fields[key] = found[1].lower()
    elif text:
        reading.doubt(key, f"not a language tag: {_quoted(text)}")


def _read_authors(reading: _Reading, key: str, value: Value) -> None:
    names = _texts(reading, key, value, re.compile(r"\s*;\s*"))
    if names:
        reading.fields["authors"] = names


def _read_tags(reading: _Reading, key: str, value: Value) -> None:
    if tags := _texts(reading, key, value, re.compile(r"\s*[,;]\s*")):
        reading.fields[key] = tags


def _read_countries(reading: _Reading, key: str, value: Value) -> None:
    given = _texts(reading, key, value, re.compile(r"[,;\s]+"))
    codes = [code.upper() for code in given if _COUNTRY.fullmatch(code)]
    unknown = [code for code in given if not _COUNTRY.fullmatch(code)]
    if codes:
        reading.fields[key] = list(dict.fromkeys(codes))
    if unknown:
        reading.doubt(key, f"two-letter codes expected: {_quoted(', '.join(unknown))}")


def _declared_doubts(value: Value) -> dict[str, str]:
    """Return what an import doubted, by key; doubts that name no key stand under `doubts`."""
    doubts = {}
    for name, what in (value if isinstance(value, dict) else {"doubts": value}).items():
        texts = what if isinstance(what, list) else [what]
        said = [line(text) for text in texts if isinstance(text, str)]
        if any(said):
            doubts[line(name)] = "; ".join(filter(None, said))
    return doubts


def _texts(reading: _Reading, key: str, value: Value, separator: re.Pattern[str]) -> list[str]:
    """Return a list of texts, without repeats, from a list or from one text with separators."""
    if isinstance(value, str):
        value = list(separator.split(value))
    names = [_name_in(item) for item in (value if isinstance(value, list) else [value])]
    if None in names:
        reading.doubt(key, "a list of texts expected")
    return list(dict.fromkeys(name for name in names if name))


def _name_in(item: Value) -> str | None:
    """Return a text, or the `name` of a mapping as other programs write authors."""
    if isinstance(item, dict):
        item = item.get("name", [])
    return line(item) if isinstance(item, str) else None


_READERS: dict[str, Callable[[_Reading, str, Value], None]] = {
    **dict.fromkeys(TEXTS, _read_text),
    "url": _read_url,
    "id": _read_id,
    "author": _read_authors,
    "date": _read_date,
    "lang": _read_lang,
    "countries": _read_countries,
    "tags": _read_tags,
}
