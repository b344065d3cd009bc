"""What is known about an article, as lines of a sheet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from careader.countries.names import name_of
from careader.model import Article
from careader.tui.masthead import wrap_words
from careader.tui.screens.sheet import SheetLine

if TYPE_CHECKING:
    from careader.workspace import Workspace

_NAME_COLUMN = 14


def lines(article: Article, workspace: Workspace, width: int) -> list[SheetLine]:
    """Return the facts of an article, one a line, wrapped to `width` cells."""
    mentions = workspace.mentions(article.id)
    words = workspace.word_count(article.id)
    facts = [
        ("Title", article.title),
        ("Author", ", ".join(article.authors)),
        ("Publication", article.publication),
        ("Date", article.date or "unknown"),
        ("Section", article.section),
        ("Volume, issue", ", ".join(filter(None, (article.volume, article.issue)))),
        ("DOI", article.doi),
        ("ISSN", article.issn),
        ("URL", article.url),
        ("Language", article.lang),
        ("About", ", ".join(map(name_of, article.countries))),
        ("Mentions", ", ".join(f"{name_of(code)} {count}" for code, count in mentions.items())),
        ("Tags", " ".join(article.tags)),
        ("Words", f"{words:,}" if words else ""),
        ("Abstract", article.abstract),
        ("Id", article.id),
        ("File", str(workspace.library.root / article.path)),
    ]
    shown = [line for name, value in facts if value for line in _fact(name, value, "key", width)]
    doubts = [
        line for name, value in article.doubts.items() for line in _fact(name, value, "dim", width)
    ]
    return [*shown, *([[], [("Doubts", "name")], *doubts] if doubts else [])]


def _fact(name: str, value: str, role: str, width: int) -> list[SheetLine]:
    first, *rest = wrap_words(value, max(10, width - _NAME_COLUMN)) or [""]
    head: SheetLine = [(name.ljust(_NAME_COLUMN), role), (first, "")]
    return [head, *([(" " * _NAME_COLUMN, ""), (line, "")] for line in rest)]
