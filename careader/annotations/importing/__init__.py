"""Annotations of other programs taken in: one module a format, pure, without I/O.

A format is a module of this package with `accepts(text) -> bool` and `read(text) -> Iterator` of
records or faults. It is named in `FORMATS`, and that is all. What a record says goes to an article
in `attach`; `plan` decides what of it is new.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from importlib import import_module
from types import MappingProxyType
from typing import Any

from careader.errors import CareaderError
from careader.model import NOTHING, Highlight

FORMATS = {
    "hypothesis": "Hypothes.is",
    "webannotation": "W3C Web Annotation",
    "koreader": "KOReader",
    "readwise": "Readwise CSV",
    "kindle": "Kindle clippings",
}
"""Module to the name of what it reads, in the order they are tried."""

MAX_BYTES = 64 * 1024 * 1024
"""Larger files are not read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """One annotation as another program wrote it."""

    key: str
    """What names it in that program, the same at every import."""
    quote: str = ""
    """Empty for a note on a whole page."""
    prefix: str = ""
    suffix: str = ""
    start: int = 0
    """Where its program says it begins: a hint. Code points."""
    utf16: bool = False
    """Whether `start` counts UTF-16 code units instead, as browsers do."""
    note: str = ""
    tags: tuple[str, ...] = ()
    color: str = ""
    """One of `config.COLORS`, empty when there is none."""
    created: str = ""
    """UTC, ISO 8601 with `Z`; empty when unknown."""
    updated: str = ""
    url: str = ""
    title: str = ""
    author: str = ""
    by: str = ""
    """Who wrote it, as the program names them."""
    more: Mapping[str, Any] = field(default_factory=lambda: NOTHING)
    """What else is worth keeping, by its name there."""
    own: Highlight | None = None
    """The highlight itself, when careader wrote the file."""


@dataclass(frozen=True, slots=True)
class Fault:
    """A record that cannot be read."""

    where: str
    """Which one: its number or its id."""
    what: str


def read(data: bytes) -> tuple[str, Iterator[Record | Fault]]:
    """Return the module name of a file's format and its records.

    Raises:
        CareaderError: The file is of no format that is known, or too large.
    """
    if len(data) > MAX_BYTES:
        raise CareaderError("larger than 64 MB")
    text = _decoded(data)
    for name in FORMATS:
        module = import_module(f"{__name__}.{name}")
        if module.accepts(text):
            return name, module.read(text)
    known = ", ".join(FORMATS.values())
    raise CareaderError(f"not a file of annotations that careader knows ({known})")


def _decoded(data: bytes) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace").replace("\r\n", "\n")
    return data.decode("utf-8-sig", "replace").replace("\r\n", "\n")


def extra_of(**values: object) -> Mapping[str, object]:
    """Return what is not empty of some values."""
    return MappingProxyType({key: value for key, value in values.items() if value})
