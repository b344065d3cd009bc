"""Five real documents with the answer beside each: what a good import makes of them."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.import_quality import Document, Score, score_folder, table

SAMPLES = Path(__file__).parents[3].parent / "shared" / "samples"

pytestmark = pytest.mark.skipif(
    not SAMPLES.is_dir(), reason="the samples are other people's texts and not in the repository"
)


@pytest.fixture(scope="module")
def documents() -> list[Document]:
    return score_folder(SAMPLES)


@pytest.fixture(scope="module")
def scores(documents: list[Document]) -> list[Score]:
    return [score for document in documents for score in document.scores]


def test_there_are_seven_articles_and_no_others(documents: list[Document]) -> None:
    assert [len(each.scores) for each in documents] == [1, 1, 3, 1, 1]
    assert [each.spurious for each in documents] == [()] * 5
    assert [each.error for each in documents] == [""] * 5


@pytest.mark.parametrize(
    "name", ["title", "authors", "date", "publication", "language", "countries"]
)
def test_a_field_is_right_in_every_article(scores: list[Score], name: str) -> None:
    assert [score.found for score in scores if not getattr(score, name)] == []


@pytest.mark.parametrize("name", ["other", "mentioned", "wrong", "chrome", "lost"])
def test_nothing_is_missing_and_nothing_left_in(scores: list[Score], name: str) -> None:
    assert {score.name: getattr(score, name) for score in scores if getattr(score, name)} == {}


def test_every_word_of_every_body_is_in_its_place(scores: list[Score]) -> None:
    assert sum(score.words for score in scores) > 10_000
    assert [score.misplaced for score in scores] == [0] * 7


def test_the_notes_of_the_digest_are_linked(scores: list[Score]) -> None:
    assert [score.notes for score in scores if score.notes] == ["26/26"]


def test_the_table_has_a_row_for_each_and_the_sums(documents: list[Document]) -> None:
    rows = table(documents).split("\n")
    assert len(rows) == 2 + 7 + 1
    assert rows[-1].startswith("| **all** | 7/7 ")
