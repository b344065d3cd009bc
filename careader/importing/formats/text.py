"""Plain text and Markdown, already decoded."""

from __future__ import annotations

from typing import Any

from careader.importing.formats.decode import Decoded
from careader.importing.model import Extract, Hints
from careader.text.clean import clean_line

_KEYS = {
    "title": ("title", "headline"),
    "date": ("date", "published", "pubdate", "date_published"),
    "publication": ("publication", "journal", "magazine", "newspaper", "container-title", "site"),
    "lang": ("lang", "language"),
    "url": ("url", "link", "canonical", "source_url"),
    "doi": ("doi",),
    "issn": ("issn",),
    "volume": ("volume",),
    "issue": ("issue", "number"),
    "section": ("section", "rubric"),
    "abstract": ("abstract", "summary", "description", "excerpt"),
}
"""A hint → the front matter keys it may stand under, the surest first."""
_LISTS = {
    "authors": ("authors", "author", "by", "creator"),
    "tags": ("tags", "keywords", "categories"),
    "countries": ("countries", "country"),
}

_ROWS = frozenset(("tags", "countries"))
"""Lists that may stand in one text, between commas; a name of a person may hold one itself."""


def plain(name: str, decoded: Decoded) -> list[Extract]:
    """Return a text whose structure is still to be found."""
    return [
        Extract(name=name, format="text", body=decoded.text, plain=True, doubts=_doubts(decoded))
    ]


def markdown(name: str, decoded: Decoded) -> list[Extract]:
    """Return a Markdown text; its front matter is hints."""
    from careader.library import frontmatter  # yaml, only where there is a header to read

    parts = frontmatter.parts(decoded.text)
    header, problem = frontmatter.parse(parts.header) if parts.header is not None else ({}, None)
    doubts = _doubts(decoded)
    if said := parts.doubt or problem:
        doubts["front matter"] = said
    return [
        Extract(name=name, format="markdown", body=parts.body, hints=_hints(header), doubts=doubts)
    ]


def _doubts(decoded: Decoded) -> dict[str, str]:
    return {"body": decoded.doubt} if decoded.doubt else {}


def _hints(header: object) -> Hints:
    values = header if isinstance(header, dict) else {}
    lower = {str(key).lower(): value for key, value in values.items()}
    found: dict[str, Any] = {field: _first(lower, keys) for field, keys in _KEYS.items()}
    found |= {field: _list(lower, keys) for field, keys in _LISTS.items()}
    return Hints(**found)


def _first(values: dict[str, object], keys: tuple[str, ...]) -> str:
    return next(
        (clean_line(said) for key in keys if isinstance(said := values.get(key), str) and said), ""
    )


def _list(values: dict[str, object], keys: tuple[str, ...]) -> tuple[str, ...]:
    said = next((values[key] for key in keys if values.get(key)), ())
    items = said.split(",") if isinstance(said, str) and keys[0] in _ROWS else [said]
    if isinstance(said, list):
        items = [_name(each) for each in said]
    return tuple(line for each in items if isinstance(each, str) and (line := clean_line(each)))


def _name(item: object) -> object:
    return item.get("name", "") if isinstance(item, dict) else item
