"""The articles pane: title, date, publication, countries; a line of what matched."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING

from rich.cells import cell_len
from rich.style import Style
from textual.reactive import reactive
from textual.strip import Strip

from careader.model import Article, Hit, Snippet
from careader.tui.widgets.line_pane import Title
from careader.tui.widgets.pieces import Piece, shortened
from careader.tui.widgets.virtual_list import VirtualList

if TYPE_CHECKING:
    from careader.search.results import Results
    from careader.tui.first_list import FirstList


_MARK = 2
"""Cells before a title: whether it is open or unread, and a blank."""


class ArticleList(VirtualList):
    """The articles found, in order. Rows are read from the results when they are painted."""

    ROW_HEIGHT = 2

    results: reactive[Results | FirstList | None] = reactive(
        None, repaint=False, always_update=True
    )
    unread: reactive[Collection[str]] = reactive(frozenset, repaint=False)
    """Ids of the articles not yet opened."""
    opened_id: reactive[str] = reactive("", repaint=False)
    """The article in the reading pane."""

    def __init__(self) -> None:
        super().__init__(Title("Articles"), id="articles")

    def watch_results(self) -> None:
        """Show the new rows; the screen says where the cursor goes."""
        self.ROW_HEIGHT = 3 if self.results is not None and self.results.has_snippets else 2
        self.rows_changed()

    def watch_unread(self) -> None:
        """Show which are unread now."""
        self.refresh()

    def watch_opened_id(self) -> None:
        """Show which is open now."""
        self.refresh()

    @property
    def row_count(self) -> int:
        """How many articles were found."""
        return self.results.total if self.results is not None else 0

    @property
    def current(self) -> Article | None:
        """The article under the cursor."""
        if self.results is None or self.cursor >= self.results.total:
            return None
        return self.results.article(self.cursor)

    def shows_whole(self, article: Article) -> bool:
        """Whether the row of an article has room for its title."""
        return cell_len(article.title) + _MARK <= self.size.width

    def row(self, index: int, line: int, width: int) -> list[Piece]:
        """Return the title, the facts or the snippet of one article."""
        if self.results is None:
            return []
        article = self.results.article(index)
        if line == 0:
            return self._heading(article, width)
        if line == 1:
            return self._facts(article, self.results.about(index), width)
        return self._snippet(self.results.hit(index), width)

    def _paint_title(self, title: Title, width: int) -> Strip:
        """Paint the title, with the order that words have by themselves where there is room."""
        results = self.results
        if results is not None and results.has_words and results.request.sort is None:
            counts = f"{title.counts} by {results.sort}"
            if cell_len(f"{title.name} {title.words} {counts}") <= width:
                title = title._replace(counts=counts)
        return super()._paint_title(title, width)

    def _heading(self, article: Article, width: int) -> list[Piece]:
        unread = article.id in self.unread
        mark = "›" if article.id == self.opened_id else "•" if unread else " "
        style = self.palette["strong"] if unread else Style.null()
        return [(f"{mark} {shortened(article.title, width - _MARK)}", style)]

    def _facts(self, article: Article, about: Sequence[str], width: int) -> list[Piece]:
        dim = self.palette["dim"]
        countries = " ".join(about)
        left = "  " + "  ".join(filter(None, (article.date or "undated", article.publication)))
        room = max(0, width - cell_len(countries) - 1)
        return [*_cut(left, room, dim), (" ", dim), (countries, dim)]

    def _snippet(self, hit: Hit, width: int) -> list[Piece]:
        dim, match = self.palette["dim"], self.palette["match"]
        head = f"  {_source_of(hit)}"
        pieces: list[Piece] = [(head, self.palette["key"] if hit.highlight else dim)]
        for text, marked in around_first_mark(hit.snippet, width - cell_len(head)):
            pieces.append((text, match if marked else dim))
        return pieces


def _source_of(hit: Hit) -> str:
    """Return what is odd about where a snippet comes from: a highlight, another spelling."""
    if hit.highlight:
        return "✎ "
    return f"[{', '.join(hit.also[:2])}] " if hit.also else ""


def _cut(text: str, width: int, style: Style) -> list[Piece]:
    from rich.cells import set_cell_size

    return [(set_cell_size(text, width), style)]


def around_first_mark(snippet: Snippet, width: int) -> list[tuple[str, bool]]:
    """Return a snippet from before its first match on, as pieces with whether they matched."""
    text = snippet.text.replace("\n", " ")
    start = _window_start(text, snippet.marks[0][0], width) if snippet.marks else 0
    pieces: list[tuple[str, bool]] = []
    if start:
        pieces.append(("…", False))
    at = start
    for first, last in snippet.marks:
        if last <= at:
            continue
        pieces.append((text[at : max(at, first)], False))
        pieces.append((text[max(at, first) : last], True))
        at = last
    pieces.append((text[at:], False))
    return [piece for piece in pieces if piece[0]]


def _window_start(text: str, mark: int, width: int) -> int:
    """Return where to begin so that the match stands in the first third of the line, at a word."""
    lead = max(0, width // 3)
    if mark <= lead:
        return 0
    blank = text.find(" ", mark - lead, mark)
    return blank + 1 if blank >= 0 else mark
