"""What stands above the text: everything known about the article, no line wider than the pane."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from rich.cells import cell_len

from careader.model import Article
from careader.tui.masthead import lines, source_line, wrap_words

ARTICLE = Article(
    id="customs",
    path="articles/customs.md",
    title="Dushanbe weighs the Customs Union",
    authors=("A. Abdullaev", "B. Bek"),
    date="2012-10",
    publication="Survival",
    section="Essays",
    volume="54",
    issue="5",
    countries=("TJ", "RU"),
)
# Unassigned and private characters have no agreed width; zero-width and wide ones do.
texts = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cn", "Co")), max_size=120)
widths = st.integers(2, 80)


@given(texts, widths)
@example("word \u200c word", 4)
def test_wrapped_lines_fit_and_hold_every_word_in_order(text: str, width: int) -> None:
    rows = wrap_words(text, width)

    assert all(cell_len(row) <= width for row in rows)
    assert "".join("".join(rows).split()) == "".join(text.split())


@given(st.lists(st.text("abcш漢", min_size=1, max_size=8), max_size=12), st.integers(16, 40))
def test_a_line_is_broken_only_where_the_next_word_has_no_room(
    words: list[str], width: int
) -> None:
    rows = wrap_words(" ".join(words), width)

    assert " ".join(rows).split() == words
    for row, following in pairwise(rows):
        assert cell_len(f"{row} {following.split()[0]}") > width


def test_an_empty_text_takes_no_line() -> None:
    assert wrap_words("", 40) == []
    assert wrap_words("  ", 40) == []


def test_a_masthead_names_title_authors_source_and_a_blank_line() -> None:
    assert lines(ARTICLE, ("TJ", "RU"), 80) == [
        ("title", "Dushanbe weighs the Customs Union"),
        ("byline", "A. Abdullaev, B. Bek"),
        ("dim", "Survival · Essays · vol. 54 · no. 5 · 2012-10 · TJ RU"),
        ("", ""),
    ]


def test_doubts_and_abstract_follow_in_their_own_styles() -> None:
    article = replace(ARTICLE, abstract="What a union costs.", doubts={"date": "two were found"})

    assert lines(article, (), 80)[3:] == [
        ("doubt", "? date: two were found"),
        ("", ""),
        ("abstract", "What a union costs."),
        ("", ""),
    ]


@pytest.mark.parametrize("width", [2, 20, 40])
def test_a_masthead_fits_its_width(width: int) -> None:
    article = replace(ARTICLE, abstract="Цена союза. " * 9, doubts={"title": "漢字" * 30})

    assert all(cell_len(text) <= width for _, text in lines(article, (), width))


def test_where_it_was_published_can_be_looked_up() -> None:
    article = replace(ARTICLE, url="https://example.org/a", doi="10.1080/1")
    by_doi = replace(ARTICLE, url="https://doi.org/10.1080/1", doi="10.1080/1")

    assert lines(article, (), 80)[3:5] == [
        ("dim", "https://example.org/a"),
        ("dim", "doi:10.1080/1"),
    ]
    assert [text for _, text in lines(by_doi, (), 80)].count("doi:10.1080/1") == 0


def test_an_article_of_which_nothing_is_known_is_undated() -> None:
    bare = Article(id="a", path="articles/a.md", title="Notes")

    assert source_line(bare, ()) == "undated"
    assert [text for _, text in lines(bare, (), 40)] == ["Notes", "undated", ""]
