"""The text of an article's file when it is written: the header changed where the article has."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from careader.errors import LibraryError
from careader.library.catalogue import article_of
from careader.library.fields import ALIASES, TEXTS
from careader.library.frontmatter import MAX_HEADER, Header, dump, parts
from careader.library.source import decode, describe, head_of, read_header
from careader.model import Article
from careader.text.clean import clean

_KEYS = {
    **{name: name for name in (*TEXTS, "date", "lang", "countries", "tags")},
    "authors": "author",
}
"""Field of an article to the front matter key it is written under."""

_MADE_AT_LOAD = frozenset(("id", "front matter", "encoding"))
"""Doubts that say how the file lies, not what it says: never written into it."""


def new_file(article: Article, markdown: str) -> str:
    """Return the text of a new article's file; raises LibraryError as `_composed` does."""
    header: dict[str, object] = {"id": article.id, **_changed({}, article, None)}
    return _composed(dump(header), markdown)


def changed_file(data: bytes, article: Article, markdown: str) -> str:
    """Return the text of a file whose bytes were `data` with another body and other fields.

    The header stays as it is, to the letter, unless a field of the article differs from what
    the file says; then it is written anew with every key that careader does not know.
    Raises LibraryError when that would lose something: a header that could not be read, or
    bytes that are not UTF-8.
    """
    text, strange = decode(data)
    if strange:
        raise LibraryError(f"{article.path} is not UTF-8: convert it before it is changed here")
    header, cut, broken = read_header(text)
    current = article_of({"id": article.id, **describe(head_of(data), article.path)})
    changed = _changed(header, article, current)
    if changed == header:
        return _composed(cut.header, markdown)
    if broken:
        raise LibraryError(f"{article.path}: mend its front matter first ({broken})")
    return _composed(dump(changed), markdown)


def _composed(header: str | None, markdown: str) -> str:
    """Return header and body as one text; raises LibraryError if the header is past 16 KB."""
    body = clean(markdown)
    if header is None and parts(body).header is None:
        return body
    header = header or ""
    if header and not header.endswith("\n"):
        header += "\n"
    if len(header.encode("utf-8", "replace")) > MAX_HEADER:
        raise LibraryError("the front matter would be longer than 16 KB: shorten the abstract")
    return f"---\n{header}---\n{body}"


def _changed(header: Header, article: Article, current: Article | None) -> dict[str, object]:
    """Return the header with those keys set that differ between an article and its file."""
    changed: dict[str, object] = dict(header)
    for field, key in _KEYS.items():
        value = getattr(article, field)
        if value != (getattr(current, field) if current else type(value)()):
            _set(changed, key, value)
    _set_extra(changed, article.extra, current.extra if current else {})
    if current is None or article.doubts != current.doubts:
        _set(changed, "doubts", _doubts_to_write(header, article, current))
    return changed


def _set(header: dict[str, object], key: str, value: Any) -> None:
    """Set a key, or take it out where the value is empty; its aliases go."""
    for alias, name in ALIASES.items():
        if name == key:
            header.pop(alias, None)
    if value:
        header[key] = list(value) if isinstance(value, tuple) else value
    else:
        header.pop(key, None)


def _set_extra(
    header: dict[str, object], extra: Mapping[str, object], current: Mapping[str, object]
) -> None:
    for key in current:
        if key not in extra:
            header.pop(key, None)
    for key, value in extra.items():
        if key not in current or current[key] != value:
            header[key] = value


def _doubts_to_write(
    header: Header, article: Article, current: Article | None
) -> dict[str, object]:
    """Return the doubts of an article that its file is to hold: not those that loading it makes."""
    given = header.get("doubts", {})
    declared = given if isinstance(given, dict) else {"doubts": given}
    loaded = {} if current is None else current.doubts
    written: dict[str, object] = {}
    for key, what in article.doubts.items():
        if key in declared and loaded.get(key) == what:
            written[key] = declared[key]
        elif key not in _MADE_AT_LOAD and loaded.get(key) != what:
            written[key] = what
    return written
