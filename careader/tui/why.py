"""What a search means and why it found an article, as lines of a sheet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from careader.tui.masthead import wrap_words
from careader.tui.screens.sheet import SheetLine

if TYPE_CHECKING:
    from careader.search.results import Results
    from careader.tui.first_list import FirstList

TITLE = "Why this article was found"
_WIDTH = 76
"""Cells of a line; with the border it fits a screen of 80."""


def lines(results: Results | FirstList, row: int) -> list[SheetLine]:
    """Return the article, what is looked for, and each part of that with what meets it."""
    article = results.article(row)
    shown: list[SheetLine] = [[(line, "title")] for line in wrap_words(article.title, _WIDTH)]
    asked = results.meaning or "every article"
    shown += [[], *_wrapped("Looked for: ", f"{asked}, by {results.sort}", "dim")]
    for reason in results.why(row):
        shown += [[], *_wrapped("", reason.asked, "key"), *_wrapped("  ", reason.found, "")]
    return shown


def _wrapped(head: str, text: str, role: str) -> list[SheetLine]:
    indent = " " * (2 if head.isspace() else 0)
    rows = wrap_words(f"{head.strip()} {text}".strip(), _WIDTH - len(indent))
    return [[(indent + line, role)] for line in rows]
