"""What a PDF says of itself outside its text: title, authors, keywords."""

from __future__ import annotations

import re

from careader.importing.formats.evidence import DOUBT, stands_in
from careader.importing.formats.pdf.pages import Document
from careader.importing.model import Hints

_JUNK_TITLE = re.compile(
    r"microsoft (?:word|powerpoint)|untitled|document\d*$|^layout \d|^\W*$|^[\w-]+\d{3,}$"
    r"|\.(?:docx?|indd|qxd|pdf|tex|rtf|odt|p65|fm)$",
    re.I,
)
_JUNK_AUTHOR = re.compile(
    r"^(?:user|admin|administrator|owner|unknown|author|microsoft.*|adobe.*|.*@.*|\W*|.{1,3})$",
    re.I,
)
_WITHIN = 20_000
"""Characters at a document's beginning where its title and authors stand."""


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
    head = text[:_WITHIN]
    doubts = {}
    if title and not stands_in(title, head):
        doubts["title"] = DOUBT
    if not all(stands_in(each, head) for each in authors):
        doubts["author"] = DOUBT
    return Hints(title=title, authors=authors, tags=tags[:30]), doubts
