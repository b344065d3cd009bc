"""Which highlights are asked for: by colour, tag, reader, article, country and words.

The command line and the highlights pane ask alike.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING

from careader.colors import colors_like
from careader.model import Article, Highlight, SearchRequest

if TYPE_CHECKING:
    from careader.search import query as q
    from careader.workspace import Workspace

Test = Callable[[Highlight], bool]

FIELDS = ("color", "by")
"""What can be asked of a highlight beside what can be asked of its article."""

_OWN = re.compile(r'(?<!\S)(-?)(color|colour|by|reader):(?:"([^"]*)"?|(\S*))')


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What highlights are asked for; what is empty is not asked about."""

    query: str = ""
    """Words of quote, note and tags; `color: tag: by:` and the fields of a search."""
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
    typing: bool = False
    """The query is still being typed: its last word may be the beginning of one."""


@dataclass(frozen=True, slots=True)
class HighlightQuery:
    """What is asked of each highlight, and what of the question was not understood."""

    tests: tuple[Test, ...] = ()
    problems: tuple[str, ...] = field(default=())
    """One sentence each."""
    asks_for_countries: bool = False
    """Whether an index that is not up to date may answer wrongly."""

    def matches(self, highlight: Highlight) -> bool:
        """Say whether a highlight is asked for."""
        return all(test(highlight) for test in self.tests)


def understood(workspace: Workspace, wanted: Wanted) -> HighlightQuery:
    """Return what is asked for, as tests; nothing is read but the index's own facts."""
    problems: list[str] = []
    tests = [*_plain_tests(wanted)]
    rest = _OWN.sub(lambda match: _own_test(match, workspace, tests, problems), wanted.query)
    countries = False
    if rest.strip() or wanted.about or wanted.country:
        words = _Words(workspace, wanted, rest)
        tests.append(words.matches)
        problems += words.problems
        countries = words.asks_for_countries
    return HighlightQuery(tuple(tests), tuple(problems), countries)


def is_tagged(highlight: Highlight, tag: str) -> bool:
    """Say whether a highlight has a tag or one under it, in any case."""
    sought = tag.casefold().removeprefix("#").rstrip("/")
    return any((each.casefold() + "/").startswith(sought + "/") for each in highlight.tags)


def _plain_tests(wanted: Wanted) -> Iterator[Test]:
    if wanted.article:
        yield lambda each: each.article.startswith(wanted.article)
    if wanted.reader:
        yield lambda each: each.reader == wanted.reader
    if wanted.color:
        yield lambda each: each.color == wanted.color
    if wanted.tag:
        yield lambda each: is_tagged(each, wanted.tag)


def _own_test(
    match: re.Match[str], workspace: Workspace, tests: list[Test], problems: list[str]
) -> str:
    """Take `color:` or `by:` with its value out of a query; the test of it joins the others."""
    minus, name, quoted, bare = match.groups()
    value = (bare if quoted is None else quoted).strip()
    if not value:
        return " "
    test = _color_test(workspace, value, problems) if name in _COLORS else _reader_test(value)
    tests.append((lambda each: not test(each)) if minus else test)
    return " "


_COLORS = ("color", "colour")


def _color_test(workspace: Workspace, value: str, problems: list[str]) -> Test:
    colors = colors_like(value, workspace.config.colors)
    if not colors:
        problems.append(f"No colour is called or means “{value}”.")
    return lambda each: each.color in colors or each.color.casefold() == value.casefold()


def _reader_test(value: str) -> Test:
    sought = value.casefold()
    return lambda each: each.reader.casefold().startswith(sought)


class _Words:
    """A query of the search language asked of single highlights.

    Words are looked for in quote, note and tags, `tag:` in tags; `title:`, `about:`, `date:` and
    the other fields say which articles.
    """

    def __init__(self, workspace: Workspace, wanted: Wanted, query: str) -> None:
        from careader.search import query as q
        from careader.search.filters import included
        from careader.search.parse import parse

        self._workspace = workspace
        parsed = parse(query.strip(), wanted.typing)
        self.problems = parsed.problems
        countries = SearchRequest(
            about=frozenset(wanted.about),
            mentions=frozenset(wanted.country),
            any_of=wanted.any_of,
        )
        self._node = q.all_of(included(countries), parsed.node)
        self.asks_for_countries = _asks_for_countries(self._node)
        self._answers: dict[tuple[q.Node, str], bool] = {}

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
            case q.Everything():
                return True
            case q.Has() | q.Noted() | q.Named(q.NamedField.TAG):
                return _answers(node, highlight)
            case q.Word() | q.Phrase() | q.Wildcard() | q.Fuzzy() if not node.field:
                texts = (highlight.quote, highlight.note, " ".join(highlight.tags))
                return any(_holds(node, text) for text in texts)
        return self._article_matches(node, highlight.article)

    def _article_matches(self, node: q.Node, id_: str) -> bool:
        """Ask once for each article, however many highlights it has."""
        known = self._answers.get((node, id_))
        if known is None:
            known = self._answers[node, id_] = self._ask_article(node, id_)
        return known

    def _ask_article(self, node: q.Node, id_: str) -> bool:
        from careader.search.facts import KnownReader
        from careader.search.match import matches

        workspace = self._workspace
        article = workspace.article(id_) or Article(id=id_, path="", title=id_)
        found = workspace.index.facts().get(id_) if _asks_for_countries(node) else None
        mentions = found.mentions if found is not None else None
        state = workspace.state
        reader = KnownReader.of(state.read_ids(), state.starred_ids())
        return matches(node, article, "", mentions, reader, found)


def _asks_for_countries(node: q.Node) -> bool:
    """Say whether a query needs what indexing finds out about countries."""
    from careader.search import query as q

    return any(isinstance(leaf, q.About | q.Mentions) for leaf in q.leaves(node))


def _answers(leaf: q.Has | q.Noted | q.Named, highlight: Highlight) -> bool:
    from careader.search import query as q
    from careader.search.textmatch import named_in

    match leaf:
        case q.Has(q.Owned.NOTE):
            return bool(highlight.note.strip())
        case q.Noted(part, words):
            note = part is q.NoteField.NOTE
            return _holds(words, highlight.note if note else highlight.quote)
        case q.Named():
            return named_in(leaf, highlight.tags)
        case _:
            return True


def _holds(leaf: q.TextLeaf, text: str) -> bool:
    from careader.search.textmatch import leaf_in, places_in

    if not text or not all(any(map(test, _forms_in(text))) for test in _tests_of(leaf)):
        return False
    return leaf_in(leaf, places_in(text))


class _Known(dict[str, bool]):
    """What a test says of each form; texts share most of theirs, so each is asked once."""

    def __init__(self, test: Callable[[str], bool]) -> None:
        super().__init__()
        self._test = test

    def __missing__(self, form: str) -> bool:
        said = self[form] = self._test(form)
        return said


@lru_cache(maxsize=16)
def _tests_of(leaf: q.TextLeaf) -> tuple[Callable[[str], bool], ...]:
    """Return what each word of a leaf asks of a form; a name's spellings are asked together."""
    from careader.search import query as q
    from careader.search.textmatch import tests

    if isinstance(leaf, q.Spelled):
        parts = [test for part in leaf.parts for test in _tests_of(part)]
        return (lambda form: any(test(form) for test in parts),)
    return tuple(_Known(test).__getitem__ for test in tests(leaf))


@lru_cache(maxsize=40_000)
def _forms_in(text: str) -> tuple[str, ...]:
    """Return the forms of a short text; the next letter typed asks for them again.

    A few hundred bytes each, for the forms themselves are shared.
    """
    from careader.search.analysis import forms

    return tuple(dict.fromkeys(forms(text)))
