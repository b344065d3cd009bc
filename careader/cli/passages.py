"""Which highlights a call asks for, and where each stands in its article now."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from careader.annotations.export import Passage
from careader.cli import output
from careader.cli.options import request_of
from careader.cli.searching import update_index
from careader.errors import LibraryError
from careader.model import AnchorState, Article, Highlight, PlacedHighlight
from careader.workspace import Workspace

if TYPE_CHECKING:
    from careader.search import query as q

Test = Callable[[Highlight], bool]


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What highlights are asked for; what is empty is not asked about."""

    query: str = ""
    article: str = ""
    """An article's id, or its beginning."""
    reader: str = ""
    color: str = ""
    tag: str = ""
    """Any case; a tag includes those under it: `trade` has `trade/customs`."""
    about: tuple[str, ...] = ()
    """Countries or groups that their articles are about."""
    country: tuple[str, ...] = ()
    """Countries or groups that their articles mention."""
    any_of: bool = False
    """One of `about` and `country` is enough."""


def passages(workspace: Workspace, wanted: Wanted) -> Iterator[Passage]:
    """Yield the highlights that are asked for: newest article first, in the order of the text.

    What of the query was not understood is said.
    """
    for article_id, highlights in _by_article(workspace, _chosen(workspace, wanted)):
        yield from _placed(workspace, article_id, highlights)


def _chosen(workspace: Workspace, wanted: Wanted) -> Iterator[Highlight]:
    tests = list(_tests(workspace, wanted))
    return (each for each in workspace.notebook.all() if all(test(each) for test in tests))


def _tests(workspace: Workspace, wanted: Wanted) -> Iterator[Test]:
    if wanted.article:
        yield lambda each: each.article.startswith(wanted.article)
    if wanted.reader:
        yield lambda each: each.reader == wanted.reader
    if wanted.color:
        yield lambda each: each.color == wanted.color
    if wanted.tag:
        yield lambda each: _is_tagged(each, wanted.tag)
    if wanted.query.strip() or wanted.about or wanted.country:
        query = _Query(workspace, wanted)
        if query.problem:
            output.say(query.problem)
        yield query.matches


def _is_tagged(highlight: Highlight, tag: str) -> bool:
    sought = tag.casefold().removeprefix("#")
    return any((each.casefold() + "/").startswith(sought + "/") for each in highlight.tags)


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
    try:
        article, reading = workspace.read(article_id)
    except LibraryError:
        known = workspace.article(article_id)
        yield from (
            Passage(PlacedHighlight(each, 0, 0, AnchorState.ORPHAN), known) for each in highlights
        )
        return
    for placed in workspace.notebook.placed(article_id, reading):
        if placed.highlight.id in asked_for:
            yield Passage(placed, article)


class _Query:
    """A query of the search language asked of single highlights.

    Words are looked for in quote, note and tags; `title:`, `about:`, `date:` and the other fields
    say which articles.
    """

    def __init__(self, workspace: Workspace, wanted: Wanted) -> None:
        from careader.search import query as q
        from careader.search.filters import included
        from careader.search.parse import parse

        self._workspace = workspace
        request = request_of(
            wanted.query, about=wanted.about, country=wanted.country, any_of=wanted.any_of
        )
        parsed = parse(wanted.query)
        self.problem = parsed.problem
        self._node = q.all_of(included(request), parsed.node)
        if _asks_for_countries(self._node):
            update_index(workspace)

    def matches(self, highlight: Highlight) -> bool:
        return self._matches(self._node, highlight)

    def _matches(self, node: q.Node, highlight: Highlight) -> bool:
        from careader.search import query as q

        match node:
            case q.And(parts):
                return all(self._matches(part, highlight) for part in parts)
            case q.Or(parts):
                return any(self._matches(part, highlight) for part in parts)
            case q.Not(part):
                return not self._matches(part, highlight)
            case q.Has(q.Owned.NOTE):
                return bool(highlight.note.strip())
            case q.Noted(field, leaf):
                note = field is q.NoteField.NOTE
                return _holds(leaf, highlight.note if note else highlight.quote)
            case q.Word() | q.Phrase() | q.Wildcard() | q.Fuzzy() if not node.field:
                texts = (highlight.quote, highlight.note, " ".join(highlight.tags))
                return any(_holds(node, text) for text in texts)
        return self._article_matches(node, highlight)

    def _article_matches(self, node: q.Node, highlight: Highlight) -> bool:
        from careader.search.facts import KnownReader
        from careader.search.match import matches

        workspace, id_ = self._workspace, highlight.article
        article = workspace.article(id_) or Article(id=id_, path="", title=id_)
        found = workspace.index.facts().get(id_) if _asks_for_countries(node) else None
        mentions = found.mentions if found is not None else None
        state = workspace.state
        reader = KnownReader.of(state.read_ids(), state.starred_ids(), (highlight,))
        return matches(node, article, "", mentions, reader, found)


def _asks_for_countries(node: q.Node) -> bool:
    """Say whether a query needs what indexing finds out about countries."""
    from careader.search import query as q

    match node:
        case q.And(parts) | q.Or(parts):
            return any(map(_asks_for_countries, parts))
        case q.Not(part):
            return _asks_for_countries(part)
        case _:
            return isinstance(node, q.About | q.Mentions)


def _holds(leaf: q.TextLeaf, text: str) -> bool:
    from careader.search.textmatch import leaf_in, places_in

    return leaf_in(leaf, places_in(text))
