"""What the rules made, cut to what front matter holds: an article as its file will say it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from careader.importing.model import ImportedArticle
from careader.library.catalogue import article_of
from careader.library.fields import TEXTS, record_of
from careader.library.frontmatter import Header
from careader.model import Article
from careader.text.clean import clean, clean_line


@dataclass(frozen=True, slots=True)
class _Room:
    """How much of a field is kept: characters of a text, of a name, how many names."""

    abstract: int = 3_000
    title: int = 300
    text: int = 500
    doubt: int = 300
    name: int = 100
    names: int = 40


_ROOMY, _TIGHT = _Room(), _Room(abstract=600, text=200, doubt=120, name=60, names=12)
"""The second always fits the 16 KB that front matter may have, at four bytes a character."""

_ROOMY_BYTES = 12_000
"""Of UTF-8; with keys, quotes and `source` it stays under 16 KB."""

_WHOLE = ("url", "doi", "issn")
"""Fields of which a part is worth nothing: left out where they are too long."""


def fitted(imported: ImportedArticle, id_: str, path: str) -> Article:
    """Return the article that a file holding all this will be read as.

    What is too long is cut, and a doubt says so. A title is never empty.
    """
    header, doubts = _header(imported, _ROOMY)
    if _size(header) + _size(doubts) > _ROOMY_BYTES:
        header, doubts = _header(imported, _TIGHT)
    said: Header = {**header, "doubts": {**doubts}}
    record = record_of(said)
    record.setdefault("title", "Untitled")
    return article_of({**record, "id": id_, "path": path})


def body_of(imported: ImportedArticle) -> str:
    """Return the body as it is written: control characters gone, one line end at its end."""
    return clean(imported.body).strip("\n") + "\n"


def _header(imported: ImportedArticle, room: _Room) -> tuple[dict[str, Any], dict[str, str]]:
    """Return front matter by its keys, and the doubts."""
    doubts = {_key(name): cut(what, room.doubt) for name, what in imported.doubts.items() if what}
    header: dict[str, Any] = {"date": imported.date, "lang": imported.lang}
    for name in TEXTS:
        text = clean_line(getattr(imported, name))
        most = getattr(room, name) if name in ("abstract", "title") else room.text
        header[name] = text if len(text) <= most else "" if name in _WHOLE else cut(text, most)
        if header[name] != text:
            doubts.setdefault(name, f"{len(text):,} characters long: more than is kept")
    for name in ("authors", "countries", "tags"):
        values: Sequence[str] = getattr(imported, name)
        header[_key(name)] = [cut(value, room.name) for value in values[: room.names]]
        if len(values) > room.names:
            doubts.setdefault(_key(name), f"{len(values):,} of them: {room.names} are kept")
    return header, doubts


def _size(values: Mapping[str, str | list[str]]) -> int:
    """Return the bytes of UTF-8 that the texts of a mapping take."""
    texts = [
        text for each in values.values() for text in ([each] if isinstance(each, str) else each)
    ]
    return sum(len(text.encode("utf-8", "replace")) for text in texts)


def _key(field: str) -> str:
    """Return the front matter key of a field, which doubts are filed under.

    A doubt about the source's own front matter is none about the article's.
    """
    return {"authors": "author", "front matter": "source"}.get(field) or clean_line(field)


def cut(text: str, most: int) -> str:
    """Return one clean line of at most so many characters, an ellipsis where it was cut."""
    text = clean_line(text)
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"
