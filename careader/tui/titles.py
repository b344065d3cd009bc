"""The words above the panes and in the status line: where the reader is and what is listed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from careader.colors import named
from careader.model import AnchorState
from careader.tui.country_rows import excluded, included, view_words
from careader.tui.widgets.pieces import shortened

if TYPE_CHECKING:
    from careader.model import SearchRequest
    from careader.tui.screens.main import MainScreen


def pane_titles(screen: MainScreen) -> dict[str, tuple[str, str]]:
    """Return what narrows each pane with a title, and how much is in it."""
    total = screen.results.total if screen.results is not None else 0
    everything = screen.workspace.size
    narrowed = filter_words(screen.request)
    counts = f"{total:,} of {everything:,}" if narrowed or total != everything else f"{total:,}"
    if screen.results is not None and screen.request.sort:
        # Both do not fit a pane of 29 cells, and the order is what was chosen last.
        counts = f"{total:,} by {screen.results.sort}"
    if screen.indexed is not None and screen.results is not None and screen.results.has_words:
        counts = f"{total:,} in {screen.indexed:,} indexed"
    scope = "library" if screen.whole_library else ""
    if screen.highlight_filter:
        # The pane has 25 cells; the status line says it whole.
        scope = f"{'all ' * screen.whole_library}{screen.highlight_filter}"
    return {
        "countries": view_words(screen.country_view, screen.request),
        "articles": (narrowed, counts),
        "highlights": (scope, _highlights_count(screen)),
    }


def _highlights_count(screen: MainScreen) -> str:
    waiting = screen.highlights.waiting
    return f"{waiting:,}? of {len(screen.rows):,}" if waiting else f"{len(screen.rows):,}"


def filter_words(request: SearchRequest) -> str:
    """Return what narrows the list, in a few words."""
    chosen = ("|" if request.any_of else " ").join(sorted(included(request)))
    parts = [f"{chosen} named" if request.mentions else chosen] if chosen else []
    parts += [f"-{place}" for place in sorted(excluded(request))]
    days = dict.fromkeys(filter(None, (request.date_from, request.date_to)))
    parts += ["–".join(days)] if days else []
    if request.query.strip():
        parts.append(request.query.strip())
    return " ".join(parts)


def where_line(screen: MainScreen) -> str:
    """Return where the reader is, for the status line."""
    if screen.pane == "reading" and screen.walks_hits:
        return screen.gathering.line
    if screen.pane == "reading" and screen.opened is not None:
        return _in_article(screen)
    if screen.pane == "articles" and screen.results is not None and screen.results.total:
        return _in_list(screen, screen.results.total)
    if screen.pane == "countries" and screen.countries.current is not None:
        row = screen.countries.current
        if row.kind == "organisation":
            return f"{row.name}: {row.mentioned:,} name it"
        it = "one of them" if row.kind else "it"
        return f"{row.name}: {row.about:,} about {it}, {row.mentioned:,} name {it}"
    if screen.pane == "highlights":
        only = f"only {screen.highlight_filter}" if screen.highlight_filter else ""
        return "  ".join(filter(None, (_of_highlight(screen), only)))
    return ""


def _in_list(screen: MainScreen, total: int) -> str:
    """Return the position in the list, and the title under the cursor where its row cuts it."""
    place = f"{screen.articles.cursor + 1:,}/{total:,}"
    article = screen.articles.current
    if article is None or screen.articles.shows_whole(article):
        return place
    # Hints of the next keys have the rest of the line.
    return shortened(f"{place}  {article.title}", screen.size.width * 3 // 5)


def _of_highlight(screen: MainScreen) -> str:
    current = screen.highlights.current
    if current is None:
        return ""
    highlight = current.highlight
    color = named(highlight.color, screen.workspace.config.colors)
    state = "" if current.state is AnchorState.SURE else str(current.state)
    place = f"{screen.highlights.cursor + 1:,}/{len(screen.rows):,}"
    title = screen.linking.title_of(highlight.article) if screen.whole_library else ""
    known = (place, color, highlight.created[:10], highlight.reader, state, title)
    return "  ".join(filter(None, known))


def _in_article(screen: MainScreen) -> str:
    opened = screen.opened
    hits = len(opened.hits) if opened is not None else 0
    found = f"{hits:,} hit{'s' if hits != 1 else ''}" if hits else ""
    return " · ".join(filter(None, (_paragraph(screen), _share(screen), found)))


def _paragraph(screen: MainScreen) -> str:
    """Return which paragraph the reader is in, as citations count them."""
    reading = screen.opened.reading if screen.opened is not None else None
    if reading is None or not reading.paragraph_count:
        return ""
    number = max(1, reading.paragraph_number(screen.reader.place))
    return f"¶ {number:,}/{reading.paragraph_count:,}"


def _share(screen: MainScreen) -> str:
    reader = screen.reader
    if reader.line_count <= reader.body:
        return "all"
    if reader.at_end:
        return "end"
    return f"{100 * reader.top // max(1, reader.last_top)}%"
