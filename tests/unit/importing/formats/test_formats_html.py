"""Web pages: the article with its structure, nothing of the site, what the page says of itself."""

from __future__ import annotations

import json
import time

import pytest
from formats_made import CHROME, NAMES, article, inner_html, web_page
from formats_scores import in_order, notes_of, words_of

from careader.importing.formats import html, read
from careader.importing.formats.limits import DEFAULT
from careader.importing.model import Extract
from careader.text.reading import BlockKind, build


def page(source: str) -> Extract:
    """Read a page in this process."""
    return html.read("page", source.encode(), DEFAULT)[0]


@pytest.mark.parametrize("name", NAMES)
def test_the_words_of_an_article_come_back_in_order(name: str) -> None:
    made = article(name)
    extract = page(web_page(made))

    got = words_of(extract.body)
    assert in_order(words_of(made.markdown), got) >= 0.99
    assert len(got) <= len(words_of(made.markdown)) + 30


@pytest.mark.parametrize("name", NAMES)
def test_nothing_of_the_site_comes_with_it(name: str) -> None:
    extract = page(web_page(article(name)))

    assert [line for line in CHROME if line in extract.body] == []
    assert "tracker" not in extract.page
    assert "color: black" not in extract.page


@pytest.mark.parametrize("name", NAMES)
def test_its_notes_are_linked(name: str) -> None:
    made = article(name)

    assert notes_of(page(web_page(made)).body) == made.notes


@pytest.mark.parametrize("name", NAMES)
def test_its_headings_lists_and_tables_are_kept(name: str) -> None:
    made = article(name)
    kinds = (BlockKind.HEADING, BlockKind.ITEM, BlockKind.ROW, BlockKind.QUOTE)

    def structure(markdown: str) -> list[tuple[BlockKind, str]]:
        reading = build(markdown)
        found = [(b.kind, reading.text[b.start : b.end]) for b in reading.blocks if b.kind in kinds]
        return [each for each in found if each[1] != made.title]

    assert structure(page(web_page(made)).body) == structure(made.markdown)


def test_what_the_page_says_of_itself() -> None:
    made = article(NAMES[0])
    hints = page(web_page(made)).hints

    assert hints.title == made.title
    assert hints.authors == (made.author,)
    assert hints.date == f"{made.date}T08:00:00+06:00"
    assert hints.publication == "The Steppe Review"
    assert hints.lang == "en-GB"
    assert hints.url == f"https://steppe.example/analysis/{made.name}"
    assert hints.section == "Analysis"


def test_the_whole_page_is_there_for_the_rules() -> None:
    made = article(NAMES[0])
    lines = page(web_page(made)).page.splitlines()

    assert f"By {made.author}" in lines
    assert made.title in lines


def test_an_article_among_paragraphs_that_an_extractor_drops_is_whole() -> None:
    made = article(NAMES[1])
    short = "<p class='x'>So it was.</p>"
    body = inner_html(made).replace("</p>\n<p>", f"</p>\n{short}\n<p>")
    extract = page(f"<body><nav><a href=/>Home</a></nav><article>{body}</article></body>")

    assert extract.body.count("So it was.") == body.count("So it was.")


def test_a_page_without_an_article_gives_its_text_and_a_doubt() -> None:
    extract = page("<body><nav>Menu</nav><p>Gone fishing.</p></body>")

    assert "Gone fishing." in extract.body


@pytest.mark.parametrize("levels", [200, 300, 20_000])
def test_absurd_nesting_gives_the_text(levels: int) -> None:
    start = time.perf_counter()
    extract = page(f"{'<div>' * levels}<p>The text inside.</p>{'</div>' * levels}<p>After it.</p>")

    assert "The text inside." in extract.body
    assert "After it." in extract.body
    assert time.perf_counter() - start < 5


@pytest.mark.parametrize("number", [5_000, pytest.param(50_000, marks=pytest.mark.slow)])
def test_a_page_of_very_many_paragraphs_is_read_in_time(number: int) -> None:
    text = "".join(f"<p>Paragraph number {n} says a little something.</p>" for n in range(number))
    start = time.perf_counter()
    extract = next(read("page.html", f"<html><body>{text}</body></html>".encode()))

    assert f"Paragraph number {number - 1} says" in extract.body
    assert time.perf_counter() - start < 30


# --- metadata


def head(inside: str, attributes: str = "") -> Extract:
    text = "<p>" + "A sentence of the article that says enough to be one. " * 10 + "</p>"
    return page(f"<html {attributes}><head>{inside}</head><body><article>{text}</article></body>")


def test_citation_tags_of_a_journal() -> None:
    tags = {
        "citation_title": "Steppe &amp; Sown",
        "citation_author": "Isaacs, Rico",
        "citation_journal_title": "Journal of the Steppe",
        "citation_publication_date": "2020/02",
        "citation_volume": "7",
        "citation_issue": "2",
        "citation_doi": "doi:10.3929/ethz-b-000401980",
        "citation_issn": "1863-0421",
        "citation_keywords": "succession; media",
        "citation_abstract": "What it says.",
    }
    meta = "".join(f'<meta name="{key}" content="{value}">' for key, value in tags.items())
    hints = head(meta + '<meta name="citation_author" content="Luca Anceschi">').hints

    assert hints.title == "Steppe & Sown"
    assert hints.authors == ("Rico Isaacs", "Luca Anceschi")
    assert hints.publication == "Journal of the Steppe"
    assert (hints.date, hints.volume, hints.issue) == ("2020/02", "7", "2")
    assert hints.doi == "10.3929/ethz-b-000401980"
    assert hints.issn == "1863-0421"
    assert hints.tags == ("succession", "media")
    assert hints.abstract == "What it says."


def test_json_ld_in_a_graph_refers_to_its_people() -> None:
    graph = {
        "@graph": [
            {"@type": "WebSite", "name": "Site"},
            {"@type": ["Article", "NewsArticle"], "headline": "H", "author": {"@id": "#p"},
             "datePublished": "2021-05-06", "inLanguage": "ru", "keywords": ["a1", "b2"],
             "isPartOf": {"@type": "Periodical", "name": "The Monitor", "issn": "1234-567X"}},
            {"@id": "#p", "@type": "Person", "name": "Sergei Blagov"},
        ]
    }  # fmt: skip
    hints = head(f'<script type="application/ld+json">{json.dumps(graph)}</script>').hints

    assert (hints.title, hints.authors, hints.date) == ("H", ("Sergei Blagov",), "2021-05-06")
    assert (hints.publication, hints.issn) == ("The Monitor", "1234-567X")
    assert (hints.lang, hints.tags) == ("ru", ("a1", "b2"))


@pytest.mark.parametrize(
    "broken",
    ["{", "[" * 50_000, '{"@type": "Article", "headline": 7, "author": [[]]}', "null", '"x"'],
)
def test_broken_json_ld_is_silence(broken: str) -> None:
    hints = head(f'<script type="application/ld+json">{broken}</script><title>T</title>').hints

    assert hints.authors == ()


def test_a_date_of_a_change_is_not_a_date() -> None:
    assert head('<meta property="article:modified_time" content="2024-01-01">').hints.date == ""


def test_one_time_element_is_the_date_and_several_are_silence() -> None:
    one = "<body><time datetime='2020-05-01'>1 May</time><p>Text.</p></body>"
    two = "<body><time datetime='2020-05-01'>a</time><time datetime='2021-05-01'>b</time>"

    assert page(one).hints.date == "2020-05-01"
    assert page(two).hints.date == ""


def test_a_title_loses_the_name_of_the_site() -> None:
    site = '<meta property="og:site_name" content="Monitor">'

    assert head(f"<title>Gas — at last | Monitor</title>{site}").hints.title == "Gas — at last"
    assert head(f"<title>Monitor: Gas | Oil</title>{site}").hints.title == "Monitor: Gas | Oil"


@pytest.mark.parametrize("name", ["admin", "Staff", "https://x.example/a", "a@b.example", "empty"])
def test_what_is_no_name_is_no_author(name: str) -> None:
    assert head(f'<meta name="author" content="{name}">').hints.authors == ()


def test_nothing_in_metadata_may_control_a_terminal() -> None:
    bad = "A&#27;]52;c;aGFjaw==&#7;B\u202e"
    hints = head(f'<title>{bad}</title><meta name="author" content="{bad} C">').hints

    assert not set(hints.title + "".join(hints.authors)) & set("\x1b\x07\u202e")
