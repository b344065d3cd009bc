"""Which highlights a call asks for, and where each stands in its article now."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from careader.annotations.export import Passage
from careader.cli import output
from careader.cli.searching import update_index
from careader.errors import LibraryError
from careader.highlight_query import Wanted, understood
from careader.model import AnchorState, Highlight, PlacedHighlight
from careader.workspace import Workspace


def passages(workspace: Workspace, wanted: Wanted) -> Iterator[Passage]:
    """Yield the highlights that are asked for: newest article first, in the order of the text.

    What of the query was not understood is said.
    """
    for article_id, highlights in _by_article(workspace, _chosen(workspace, wanted)):
        yield from _placed(workspace, article_id, highlights)


def _chosen(workspace: Workspace, wanted: Wanted) -> Iterator[Highlight]:
    query = understood(workspace, wanted)
    for problem in query.problems:
        output.say(problem)
    if query.asks_for_countries:
        update_index(workspace)
    return filter(query.matches, workspace.notebook.all())


def _by_article(
    workspace: Workspace, highlights: Iterable[Highlight]
) -> list[tuple[str, list[Highlight]]]:
    groups: dict[str, list[Highlight]] = {}
    for each in highlights:
        groups.setdefault(each.article, []).append(each)
    places = workspace.catalogue.positions
    return sorted(groups.items(), key=lambda group: (places.get(group[0], len(places)), group[0]))


def _placed(
    workspace: Workspace, article_id: str, highlights: list[Highlight]
) -> Iterator[Passage]:
    """Yield an article's passages; orphans all of them when the article cannot be read."""
    asked_for = {each.id for each in highlights}
    meanings = workspace.config.colors
    try:
        article, reading = workspace.read(article_id)
    except LibraryError:
        known = workspace.article(article_id)
        yield from (
            Passage(
                PlacedHighlight(each, 0, 0, AnchorState.ORPHAN), known, meanings.get(each.color, "")
            )
            for each in highlights
        )
        return
    for placed in workspace.notebook.placed(article_id, reading):
        if placed.highlight.id in asked_for:
            yield Passage(placed, article, meanings.get(placed.highlight.color, ""))
