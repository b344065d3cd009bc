"""A quotation with its source: nothing of the passage is lost, the source reads as it should."""

from __future__ import annotations

import datetime
import json
import re
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from careader.annotations.export import Passage, render
from careader.annotations.export.sources import citekey
from careader.citation import cite, long_date, source
from careader.config import CITATION_STYLES
from careader.model import AnchorState, Article, Highlight, PlacedHighlight
from careader.text.clean import clean_line

ARTICLE = Article(
    id="customs",
    path="articles/customs.md",
    title="Dushanbe weighs the Customs Union",
    authors=("M. K. Bhadrakumar",),
    date="2012-10-17",
    publication="Asia Times Online",
    url="https://example.org/customs",
)

# What the reading text can hold: no control characters but the line end.
passages = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cc", "Cf", "Zl", "Zp")) | st.just("\n"),
    min_size=1,
).filter(str.strip)
words = st.text(st.characters(codec="utf-8", categories=("L", "N")), min_size=1, max_size=12)
dates = st.dates(datetime.date(1000, 1, 1)).flatmap(
    lambda day: st.sampled_from((day.isoformat(), day.isoformat()[:7], day.isoformat()[:4], ""))
)
articles = st.builds(
    Article,
    id=st.just("a"),
    path=st.just("articles/a.md"),
    title=words,
    authors=st.lists(words, max_size=5).map(tuple),
    date=dates,
    publication=words | st.just(""),
    volume=words | st.just(""),
    issue=words | st.just(""),
    url=st.sampled_from(("", "https://example.org/a")),
    doi=st.sampled_from(("", "10.1000/182")),
)
paragraphs = st.none() | st.integers(1, 500)


def quoted_lines(cited: str) -> list[str]:
    return [line.removeprefix(">").removeprefix(" ") for line in cited.splitlines()]


@given(passages, articles, paragraphs)
def test_a_plain_quotation_is_one_line_that_holds_the_passage(
    quote: str, article: Article, paragraph: int | None
) -> None:
    cited = cite(quote, article, style="plain", paragraph=paragraph)

    assert cited.startswith(f"“{clean_line(quote)}” (")
    assert source(article).rstrip("”") in cited
    assert "\n" not in cited


@given(passages, articles, paragraphs)
def test_a_chicago_note_holds_the_passage_and_ends_with_a_full_stop(
    quote: str, article: Article, paragraph: int | None
) -> None:
    cited = cite(quote, article, style="chicago", paragraph=paragraph)
    passage, note = cited.split("\n\n")

    assert passage == f"“{clean_line(quote)}”"
    assert note.endswith(".")


@given(passages, articles, paragraphs)
def test_a_markdown_quotation_keeps_the_lines_of_the_passage(
    quote: str, article: Article, paragraph: int | None
) -> None:
    cited = cite(quote, article, style="markdown", paragraph=paragraph)
    wanted = [line.rstrip() for line in quote.strip().splitlines()]

    assert all(line.startswith(">") for line in cited.splitlines())
    assert quoted_lines(cited)[: len(wanted)] == wanted
    assert cited.endswith("\n")


@given(articles, st.sampled_from(CITATION_STYLES), paragraphs)
def test_no_mark_is_left_hanging_where_something_is_unknown(
    article: Article, style: str, paragraph: int | None
) -> None:
    cited = cite("a passage", article, style=style, paragraph=paragraph)

    for hanging in (",,", ", ,", "  ", ",”.", ",”)", ",”]", ",”\n", ", .", "()", ".."):
        assert hanging not in cited


@given(articles, st.sampled_from(("plain", "markdown")))
def test_a_link_stands_in_the_source_and_the_url_comes_before_the_doi(
    article: Article, style: str
) -> None:
    cited = cite("a passage", article, style=style)

    assert ("https://example.org/a" in cited) is bool(article.url)
    assert ("https://doi.org/10.1000/182" in cited) is bool(article.doi and not article.url)


@given(articles)
def test_a_chicago_note_prefers_the_doi(article: Article) -> None:
    cited = cite("a passage", article, style="chicago")

    assert ("https://doi.org/10.1000/182" in cited) is bool(article.doi)
    assert ("https://example.org/a" in cited) is bool(article.url and not article.doi)


@pytest.mark.parametrize(
    ("fields", "note"),
    [
        (
            {"publication": "Survival", "volume": "54", "issue": "5", "date": "2012-10"},
            "Survival 54, no. 5 (October 2012), para. 7, https://example.org/customs.",
        ),
        (
            {"publication": "Survival", "issue": "5", "date": ""},
            "Survival, no. 5 (n.d.), para. 7, https://example.org/customs.",
        ),
        (
            {"date": "", "extra": {"source": {"imported": "2026-11-21T10:00:00Z"}}},
            "Asia Times Online, accessed November 21, 2026, para. 7, https://example.org/customs.",
        ),
        ({"date": "", "url": "", "publication": ""}, "n.d., para. 7."),
        ({"date": "2012"}, "Asia Times Online, 2012, para. 7, https://example.org/customs."),
    ],
)
def test_chicago_notes_follow_the_manual(fields: dict[str, Any], note: str) -> None:
    cited = cite("Trade fell.", replace(ARTICLE, **fields), style="chicago", paragraph=7)

    head = "M. K. Bhadrakumar, “Dushanbe weighs the Customs Union,” "
    assert cited == f"“Trade fell.”\n\n{head}{note}"


@given(passages, articles, paragraphs)
def test_a_pandoc_quotation_ends_with_the_key_of_its_article(
    quote: str, article: Article, paragraph: int | None
) -> None:
    cited = cite(quote, article, style="pandoc", paragraph=paragraph)

    place = f", para. {paragraph}" if paragraph else ""
    assert cited.endswith(f" [@a{place}]\n")
    assert all(line.startswith(">") for line in cited.splitlines())


@given(st.text(min_size=1), st.text(min_size=1))
def test_a_key_is_one_word_and_every_article_has_its_own(one: str, other: str) -> None:
    key = citekey(one)

    # pandoc.org, "Citation syntax": internal punctuation marks stand alone.
    assert re.fullmatch(r"[A-Za-z0-9]+([-.:_][A-Za-z0-9]+)*", key)
    assert (citekey(other) == key) is (one == other)


def test_a_plain_id_is_its_own_key_in_every_bibliography() -> None:
    highlight = Highlight(id="01", article=ARTICLE.id, quote="Trade fell.")
    passage = Passage(PlacedHighlight(highlight, 0, 11, AnchorState.SURE), ARTICLE)

    assert "[@customs]" in cite("Trade fell.", ARTICLE, style="pandoc")
    assert render("bibtex", [passage]).startswith("@article{customs,")
    assert json.loads(render("csl", [passage]))[0]["id"] == "customs"


def test_the_styles_as_a_person_reads_them() -> None:
    reference = (
        "M. K. Bhadrakumar, “Dushanbe weighs the Customs Union,” "
        "Asia Times Online, October 17, 2012"
    )

    assert cite(" Trade fell.\nPrices rose. ", ARTICLE, paragraph=4) == (
        f"“Trade fell. Prices rose.” ({reference}, para. 4, https://example.org/customs)"
    )
    assert cite("Trade fell.", ARTICLE, style="chicago", paragraph=4) == (
        f"“Trade fell.”\n\n{reference}, para. 4, https://example.org/customs."
    )
    assert cite("Trade fell.\n\nPrices rose.", ARTICLE, style="markdown", paragraph=4) == (
        "> Trade fell.\n>\n> Prices rose.\n>\n"
        f"> — [{reference}](https://example.org/customs), para. 4\n"
    )


def test_a_source_of_which_only_the_title_is_known() -> None:
    bare = Article(id="a", path="articles/a.md", title="Untitled notes")

    assert source(bare) == "“Untitled notes”"
    assert cite("Trade fell.", bare, style="chicago", paragraph=2) == (
        "“Trade fell.”\n\n“Untitled notes,” n.d., para. 2."
    )


def test_volume_and_issue_stand_before_the_date() -> None:
    journal = replace(ARTICLE, publication="Survival", volume="54", issue="5", date="2012-10")

    assert source(journal).endswith("Survival, vol. 54, no. 5, October 2012")


@pytest.mark.parametrize(
    ("authors", "named"),
    [
        ((), "“"),
        (("A. Abdullaev",), "A. Abdullaev, “"),
        (("Abdullaev, Anvar",), "Anvar Abdullaev, “"),
        (("Abdullaev, Anvar", "Bek, B."), "Anvar Abdullaev and B. Bek, “"),
        (("International Crisis Group",), "International Crisis Group, “"),
        (("A. Abdullaev", "B. Bek"), "A. Abdullaev and B. Bek, “"),
        (("A. Abdullaev", "B. Bek", "C. Chu"), "A. Abdullaev, B. Bek, and C. Chu, “"),
        (("A. Abdullaev", "B. Bek", "C. Chu", "D. Dost"), "A. Abdullaev et al., “"),
    ],
)
def test_up_to_three_authors_are_named(authors: tuple[str, ...], named: str) -> None:
    assert source(replace(ARTICLE, authors=authors)).startswith(named + "Dushanbe")


@given(st.dates(datetime.date(1000, 1, 1)))
def test_a_date_is_written_out_as_far_as_it_is_known(day: datetime.date) -> None:
    month = f"{day:%B}"

    assert long_date(day.isoformat()) == f"{month} {day.day}, {day.year}"
    assert long_date(day.isoformat()[:7]) == f"{month} {day.year}"
    assert long_date(day.isoformat()[:4]) == str(day.year)


def test_an_unknown_date_is_not_written() -> None:
    assert long_date("") == ""
