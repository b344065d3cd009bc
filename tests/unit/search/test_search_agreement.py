"""The index answers as plainly reading every article does: two meanings that agree."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from careader.model import Article
from careader.search import KnownReader, matches
from careader.search import query as q
from careader.search.derive import analysed, heads_of
from careader.search.facts import Facts, line_of
from careader.search.store import Row
from careader.search.view import View
from careader.search.whoosh_engine import WhooshEngine
from tests.unit.search.search_cases import NODES, Case, cases

SLOW = [HealthCheck.too_slow, HealthCheck.data_too_large]


class Articles(Sequence[Article]):
    """A catalogue in memory."""

    def __init__(self, articles: list[Article]) -> None:
        self._articles = articles

    def __len__(self) -> int:
        return len(self._articles)

    def __getitem__(self, index: Any) -> Any:
        return self._articles[index]

    def get(self, id_: str) -> Article | None:
        return next((a for a in self._articles if a.id == id_), None)

    def column(self, name: str) -> list[Any]:
        return [getattr(a, name) for a in self._articles]

    stamps: dict[str, tuple[int, int]] = {}  # noqa: RUF012


def indexed(folder: Path, shelf: list[Case], pieces: int) -> WhooshEngine:
    """Index cases under keys 1, 2…, in so many segments, and one more that is removed again."""
    engine = WhooshEngine(folder)
    engine.create()
    for first in range(pieces):
        batch = engine.batch()
        for key, case in list(enumerate(shelf, 1))[first::pieces]:
            batch.add(analysed(key, heads_of(case.article), case.text))
        batch.add(analysed(100 + first, ("gone union",), "trade policy"))
        engine.commit([batch.finish()], [100 + first])
    return engine


def answers(shelf: list[Case], nodes: list[q.Node], pieces: int) -> list[tuple[q.Node, set[str]]]:
    """Return what the index finds for each query."""
    rows = rows_of(shelf)
    reader = reader_of(shelf)
    with tempfile.TemporaryDirectory() as folder:
        engine = indexed(Path(folder) / "whoosh", shelf, pieces)
        view = View(Articles([case.article for case in shelf]), rows, engine.open)
        ids = view.tables.ids
        found = [
            (node, {ids[n] for n in view.universe.ordinals(view.bits(node, reader))})
            for node in nodes
        ]
        view.close()
    return found


def rows_of(shelf: list[Case]) -> dict[str, Row]:
    """Return what indexing would have found out about the cases."""
    return {
        case.article.id: Row(
            key=n,
            id=case.article.id,
            size=0,
            mtime_ns=0,
            digest="",
            text_digest="",
            words=9,
            mentions=line_of(case.mentions),
            about=" ".join(case.about),
            organisations=line_of(case.organisations),
        )
        for n, case in enumerate(shelf, 1)
    }


def found_in(case: Case) -> Facts:
    return Facts(9, case.mentions, "", "", case.about, case.organisations)


def reader_of(shelf: list[Case]) -> KnownReader:
    return KnownReader.of(
        read=(case.article.id for case in shelf if case.read),
        starred=(case.article.id for case in shelf if case.starred),
        highlights=(highlight for case in shelf for highlight in case.highlights),
    )


def check(shelf: list[Case], nodes: list[q.Node], pieces: int) -> None:
    reader = reader_of(shelf)
    for node, found in answers(shelf, nodes, pieces):
        expected = {
            case.article.id
            for case in shelf
            if matches(node, case.article, case.text, case.mentions, reader, found_in(case))
        }
        assert found == expected, node.describe()


NODE_LISTS = st.lists(NODES, min_size=10, max_size=10)


@settings(max_examples=40, deadline=None, suppress_health_check=SLOW)
@given(cases(6), NODE_LISTS, st.integers(1, 3))
def test_the_index_finds_what_reading_every_article_finds(
    shelf: list[Case], nodes: list[q.Node], pieces: int
) -> None:
    check(shelf, nodes, pieces)


@pytest.mark.slow
@settings(max_examples=1_500, deadline=None, suppress_health_check=SLOW)
@given(cases(8), NODE_LISTS, st.integers(1, 4))
def test_it_does_so_for_very_many_queries(
    shelf: list[Case], nodes: list[q.Node], pieces: int
) -> None:
    check(shelf, nodes, pieces)
