"""What is known about an article, as lines of a sheet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from careader.countries.names import name_of
from careader.errors import CareaderError
from careader.model import Article
from careader.tui.masthead import wrap_words
from careader.tui.screens.sheet import SheetLine

if TYPE_CHECKING:
    from careader.workspace import Workspace

_NAME_COLUMN = 14


def lines(article: Article, workspace: Workspace, width: int) -> list[SheetLine]:
    """Return the facts of an article, one a line, wrapped to `width` cells."""
    said, why = _countries(article, workspace)
    found = workspace.index.facts().get(article.id)
    mentions = found.mentions if found is not None else {}
    organisations = found.organisations if found is not None else {}
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
        ("About", said),
        *(("", line) for line in why),
        ("Mentions", ", ".join(f"{name_of(code)} {count}" for code, count in mentions.items())),
        ("Names", ", ".join(f"{group} {count}" for group, count in organisations.items())),
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


def _countries(article: Article, workspace: Workspace) -> tuple[str, list[str]]:
    """Return what an article is about, who says so, and why: a line a country."""
    try:
        ranking = workspace.article_countries(article.id).ranking
    except CareaderError:
        return ", ".join(map(name_of, article.countries)), []
    about = article.countries or ranking.primary
    if not about:
        return "", []
    source = "its front matter" if article.countries else "its text"
    why = [f"{name_of(code)}: {ranking.why(code) or 'not named'}" for code in about]
    return f"{', '.join(map(name_of, about))}, by {source}", why


def _fact(name: str, value: str, role: str, width: int) -> list[SheetLine]:
    first, *rest = wrap_words(value, max(10, width - _NAME_COLUMN)) or [""]
    head: SheetLine = [(name.ljust(_NAME_COLUMN), role), (first, "")]
    return [head, *([(" " * _NAME_COLUMN, ""), (line, "")] for line in rest)]
