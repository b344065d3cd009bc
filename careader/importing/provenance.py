"""What front matter keeps under `source`: where an article came from and what the import gave."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from hashlib import sha256

from careader.model import Article

KEY = "source"

FIELDS = (
    "title", "authors", "date", "publication", "lang", "countries", "tags", "url", "doi", "issn",
    "volume", "issue", "section", "abstract",
)  # fmt: skip
"""The fields of an article that an import gives and a person may change."""

EARLIER_KEPT = 16
"""Versions whose hashes are kept, so that an old file imported again does not undo a newer."""

_HASH = 8
"""Hexadecimal digits of a hash that tells "changed since": wrong once in four billion."""

_SHA256 = re.compile("[0-9a-f]{64}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Provenance:
    """The last import of an article, as its file tells it."""

    name: str
    """The source's name relative to what was imported: `01.txt`, `2012/01.txt`."""
    sha256: str
    """Of the source's bytes, hexadecimal."""
    imported: str
    """When, UTC: `2026-11-21T10:00:00Z`."""
    part: int = 1
    parts: int = 1
    """Which of the articles of its source it is."""
    earlier: tuple[str, ...] = ()
    """SHA-256 of the sources of earlier versions, the latest first."""
    body: str = ""
    """Hash of the body that the import wrote; empty where it wrote none."""
    given: Mapping[str, str] = field(default_factory=dict)
    """Field to the hash of what the import gave for it."""
    doubted: tuple[str, ...] = ()
    """The fields that the import doubted; one that is no doubt any more was settled."""

    def header(self) -> dict[str, object]:
        """Return what is written under `source`."""
        known: dict[str, object] = {
            "name": self.name,
            "sha256": self.sha256,
            "imported": self.imported,
        }
        if self.parts > 1:
            known["part"] = f"{self.part}/{self.parts}"
        for name in ("body", "given", "doubted", "earlier"):
            if value := getattr(self, name):
                known[name] = list(value) if isinstance(value, tuple) else value
        return known

    def succeeded_by(self, newer: Provenance) -> Provenance:
        """Return the provenance of a newer version that remembers this one."""
        earlier = [each for each in (self.sha256, *self.earlier) if each != newer.sha256]
        return replace(newer, earlier=tuple(dict.fromkeys(earlier))[:EARLIER_KEPT])


def provenance_of(article: Article) -> Provenance | None:
    """Return what an article's front matter says of its import; None for one not imported."""
    header = article.extra.get(KEY)
    return _read(header) if isinstance(header, Mapping) else None


def _read(header: Mapping[str, object]) -> Provenance | None:
    digest = _text(header, "sha256")
    if not _SHA256.fullmatch(digest):
        return None
    part, parts = _part(_text(header, "part"))
    given = header.get("given")
    return Provenance(
        name=_text(header, "name"),
        sha256=digest,
        imported=_text(header, "imported"),
        part=part,
        parts=parts,
        earlier=_texts(header, "earlier"),
        body=_text(header, "body"),
        given={str(k): str(v) for k, v in given.items()} if isinstance(given, Mapping) else {},
        doubted=_texts(header, "doubted"),
    )


def _text(header: Mapping[str, object], key: str) -> str:
    value = header.get(key, "")
    return value if isinstance(value, str) else ""


def _texts(header: Mapping[str, object], key: str) -> tuple[str, ...]:
    value = header.get(key, ())
    if isinstance(value, str):
        return (value,) if value else ()
    return tuple(str(each) for each in value) if isinstance(value, Sequence) else ()


def _part(text: str) -> tuple[int, int]:
    found = re.fullmatch(r"([1-9]\d{0,3})/([1-9]\d{0,3})", text, re.ASCII)
    return (int(found[1]), int(found[2])) if found else (1, 1)


def hash_of(value: str | Sequence[str]) -> str:
    """Return the short hash of a field's value; empty for an empty one."""
    if not value:
        return ""
    text = value if isinstance(value, str) else json.dumps(list(value), ensure_ascii=False)
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:_HASH]


def hash_of_body(markdown: str) -> str:
    """Return the short hash of a body; blank lines around it and spaces at line ends aside."""
    lines = "\n".join(line.rstrip() for line in markdown.split("\n")).strip("\n")
    return sha256(lines.encode("utf-8", "surrogatepass")).hexdigest()[: 2 * _HASH]


def given_by(article: Article) -> dict[str, str]:
    """Return the hash of every field that an import gives."""
    hashes = {name: hash_of(getattr(article, name)) for name in FIELDS}
    return {name: value for name, value in hashes.items() if value}
