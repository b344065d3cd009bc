"""Passages as the CSV that Readwise takes in, and through it Anki, Notion and others.

Its columns are Highlight, Title, Author, URL, Note, Location and Date; tags stand at the beginning
of the note as `.tag` (docs.readwise.io, "Import highlights from CSV", "Tagging").
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Sequence

from careader.annotations.export import Passage
from careader.annotations.links import with_links
from careader.model import Highlight

COLUMNS = ("Highlight", "Title", "Author", "URL", "Note", "Location", "Date")


def render(passages: Sequence[Passage]) -> str:
    """Return passages as rows with a header; those without a quote are left out."""
    text = io.StringIO()
    rows = csv.writer(text, lineterminator="\n")
    rows.writerow(COLUMNS)
    rows.writerows(_row(each) for each in passages if each.placed.highlight.quote.strip())
    return text.getvalue()


def _row(passage: Passage) -> tuple[str, ...]:
    highlight, article = passage.placed.highlight, passage.article
    return (
        highlight.quote,
        passage.title,
        ", ".join(article.authors) if article else "",
        article.url if article else "",
        _note(highlight),
        str(highlight.start),
        highlight.created[:19].replace("T", " "),
    )


def _note(highlight: Highlight) -> str:
    tags = " ".join("." + re.sub(r"[\s.,]+", "-", tag) for tag in highlight.tags)
    note = with_links(highlight.note, lambda link: f"“{link.words or link.id}”")
    return "\n".join(filter(None, (tags, note)))
