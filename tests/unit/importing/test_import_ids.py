"""Ids of imported articles: readable, safe, stable, one for each."""

from __future__ import annotations

import re
from pathlib import PurePosixPath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from careader.importing.ids import MAX_ID, new_id, path_of, slug
from careader.library.ids import is_safe_id

dates = st.dates().map(lambda day: day.isoformat())
known_dates = st.one_of(st.just(""), dates, dates.map(lambda d: d[:7]), dates.map(lambda d: d[:4]))


def test_the_example_of_the_design() -> None:
    title = "Russia struggles to draw Tajikistan into Customs Union"
    id_ = new_id(title, "2012-10-17")
    assert id_ == "russia-struggles-to-draw-tajikistan-2012-10-17"
    assert path_of(id_, "2012-10-17") == f"articles/2012/{id_}.md"


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Central Asia’s Pursuit", "central-asias-pursuit"),
        ("Токаев и Назарбаев: что дальше?", "tokaev-i-nazarbaev-chto-dalshe"),
        ("Қазақстан мен Өзбекстан", "qazaqstan-men-ozbekstan"),
        ("Ҷумҳурии Тоҷикистон", "jumhurii-tojikiston"),
        ("افغانستان و تاجیکستان", "afghanstan-v-tajikstan"),
        ("Türkmenbaşy, Şeýle-de Iňlis", "turkmenbasy-seyle-de-inlis"),
        ("Oʻzbekiston Respublikasi", "ozbekiston-respublikasi"),
        ("G20 в ۱۳۹۱ году", "g20-v-1391-godu"),
        ("İstanbul’da Ağır İş", "istanbulda-agir-is"),
        ("中亞的水", ""),
    ],
)
def test_words_of_the_region_are_written_in_ascii(title: str, expected: str) -> None:
    assert slug(title) == expected


def test_a_title_without_letters_we_know_still_names_an_article() -> None:
    assert new_id("中亞的水", "2012") == "article-2012"


@given(st.text(), known_dates, st.integers(0, 5))
def test_any_title_gives_a_safe_id_that_is_not_taken(title: str, date: str, earlier: int) -> None:
    taken: set[str] = set()
    for _ in range(earlier):
        taken.add(new_id(title, date, taken))
    id_ = new_id(title, date, taken)
    assert id_ not in taken
    assert re.fullmatch("[a-z0-9][a-z0-9-]*", id_)
    assert len(id_) <= MAX_ID
    assert is_safe_id(id_)
    assert len(taken) == earlier


@given(st.text(), known_dates)
def test_a_path_lies_in_the_folder_of_its_year(title: str, date: str) -> None:
    path = PurePosixPath(path_of(new_id(title, date), date))
    assert path.parts[:2] == ("articles", date[:4] or "undated")
    assert ".." not in path.parts


def test_namesakes_are_numbered() -> None:
    taken = {"editorial-2012", "editorial-2012-2"}
    assert new_id("Editorial", "2012", taken) == "editorial-2012-3"


def test_a_cut_title_does_not_end_in_a_small_word() -> None:
    title = "The long road of the Central Asian railways to the sea"
    assert new_id(title, "") == "the-long-road-of-the-central-asian"
