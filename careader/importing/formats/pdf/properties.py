"""What a PDF says of itself outside its text: title, authors, keywords."""

from __future__ import annotations

import re

from careader.importing.formats.pdf.pages import Document
from careader.importing.model import Hints

_DOUBT = "from the file's properties, not from its text"
_JUNK_TITLE = re.compile(
    r"microsoft (?:word|powerpoint)|untitled|document\d*$|^layout \d|^\W*$|^[\w-]+\d{3,}$"
    r"|\.(?:docx?|indd|qxd|pdf|tex|rtf|odt|p65|fm)$",
    re.I,
)
_JUNK_AUTHOR = re.compile(
    r"^(?:user|admin|administrator|owner|unknown|author|microsoft.*|adobe.*|.*@.*|\W*|.{1,3})$",
    re.I,
)
_WORD = re.compile(r"\w+")


def hints(document: Document, text: str) -> tuple[Hints, dict[str, str]]:
    """Return hints, and a doubt for each that the document's text does not bear out."""
    title = document.info.get("Title", "")
    title = "" if _JUNK_TITLE.search(title) or len(title) < 4 else title
    authors = tuple(
        each.strip()
        for each in re.split(r";|, (?=\w+ \w)|\band\b", document.info.get("Author", ""))
        if each.strip()
    )
    authors = tuple(each for each in authors if not _JUNK_AUTHOR.match(each))
    tags = tuple(
        each.strip()
        for each in re.split(r"[,;]", document.info.get("Keywords", ""))
        if each.strip()
    )
    words = _words(text[:20_000])
    doubts = {}
    if title and _words(title) not in words:
        doubts["title"] = _DOUBT
    if any(_words(each) not in words for each in authors):
        doubts["authors"] = _DOUBT
    return Hints(title=title, authors=authors, tags=tags[:30]), doubts


def _words(text: str) -> str:
    return f" {' '.join(_WORD.findall(text.casefold()))} "
