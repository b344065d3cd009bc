"""Extracts of other formats: what their container says, what their page says, their Markdown."""

from careader.importing.model import Extract, Hints, ImportedArticle
from careader.importing.rules import Profiles, articles_of

BODY = """## Background

The bridge over the river was built by *Tajikistan* in the year of the flood, and it has carried
lorries since.[^1]

- one
- two

| a | b |
|---|---|
| 1 | 2 |

> A quotation that stands.

Nobody in Tajikistan has counted the lorries, but the toll keeper has a
[notebook](https://example.org/n), and it is full.

[^1]: Field notes, France, 2012.
"""

PAGE = """Home
News
A Bridge and Its Keeper
By Ann Bell and Cy Dorn
Published 3 May 2014
Eurasianet
The bridge over the river was built by Tajikistan in the year of the flood, and it has stood.
"""


def one(profiles: Profiles, **fields: object) -> ImportedArticle:
    made = {"name": "x.html", "format": "html", "body": BODY, **fields}
    (article,) = articles_of(Extract(**made), profiles)  # type: ignore[arg-type]
    return article


def test_markdown_is_kept_as_it_is(profiles: Profiles) -> None:
    article = one(profiles, hints=Hints(title="A Bridge and Its Keeper"))
    for piece in ("## Background", "*Tajikistan*", "- one\n- two", "| 1 | 2 |", "> A quotation",
                  "[notebook](https://example.org/n)", "[^1]: Field notes"):  # fmt: skip
        assert piece in article.body


def test_the_first_heading_is_no_title_where_the_page_has_one(profiles: Profiles) -> None:
    article = one(profiles, hints=Hints(title="A Bridge and Its Keeper"))
    assert article.title == "A Bridge and Its Keeper"
    assert article.body.startswith("## Background")


def test_the_title_is_not_repeated_in_the_body(profiles: Profiles) -> None:
    article = one(
        profiles,
        body=f"# A Bridge and Its Keeper\n\n{BODY}",
        hints=Hints(title="A Bridge and Its Keeper | The Example Site"),
    )
    assert article.title == "A Bridge and Its Keeper"
    assert article.body.startswith("## Background")


def test_the_page_gives_what_the_container_does_not(profiles: Profiles) -> None:
    article = one(profiles, page=PAGE, hints=Hints(title="A Bridge and Its Keeper"))
    assert article.authors == ("Ann Bell", "Cy Dorn")
    assert article.date == "2014-05-03"
    assert article.publication == "Eurasianet"


def test_the_container_gives_what_the_page_does_not(profiles: Profiles) -> None:
    article = one(
        profiles,
        hints=Hints(
            title="A Bridge and Its Keeper | Eurasianet",
            authors=("Ann Bell", "admin", "x@example.org"),
            date="2014-05-03T10:00:00+00:00",
            lang="en-GB",
            url="https://eurasianet.org/a-bridge",
            tags=("bridges",),
        ),
    )
    assert article.title == "A Bridge and Its Keeper"
    assert article.authors == ("Ann Bell",)
    assert (article.date, article.publication) == ("2014-05-03", "Eurasianet")
    assert (article.lang, article.tags) == ("en", ("bridges",))
    assert article.url == "https://eurasianet.org/a-bridge"


def test_two_dates_that_differ_are_said(profiles: Profiles) -> None:
    article = one(
        profiles, page=PAGE, hints=Hints(title="A Bridge and Its Keeper", date="2019-01-01")
    )
    assert "also stated" in article.doubts["date"]


def test_a_pdfs_properties_tell_of_the_file_alone(profiles: Profiles) -> None:
    article = one(
        profiles,
        format="pdf",
        body=f"# A Bridge and Its Keeper\n\nBy Ann Bell\n\n{BODY}",
        hints=Hints(title="Microsoft Word - draft7.doc", authors=("user",), date="2020-03-01"),
    )
    assert (article.title, article.authors) == ("A Bridge and Its Keeper", ("Ann Bell",))
    assert article.date == ""
    assert "2020-03-01" in article.doubts["date"]


def test_a_files_properties_name_an_author_where_the_text_is_silent(profiles: Profiles) -> None:
    article = one(profiles, format="docx", hints=Hints(authors=("Ann Bell", "user")))
    assert article.authors == ("Ann Bell",)
    assert "properties" in article.doubts["author"]


def test_a_year_alone_in_front_matter_is_the_date(profiles: Profiles) -> None:
    article = one(profiles, format="markdown", hints=Hints(title="A Bridge", date="2020"))
    assert article.date == "2020"
    assert "date" not in article.doubts


def test_the_countries_that_front_matter_names_are_taken(profiles: Profiles) -> None:
    hints = Hints(title="A Bridge", countries=("AZ", "Turkmenistan", "nowhere"))
    article = one(profiles, format="markdown", hints=hints)
    assert article.countries == ("AZ", "TM")
    assert set(article.mentions) == {"TJ"}


MARKDOWN = f"""<http://www.eurasiareview.com/a-bridge-21032011/>

# **A Bridge and Its Keeper**

**By:** Ann Bell

**Publication:** Eurasia Daily Monitor **Volume:** 8 **Issue:** 100

**Abstract**

A bridge was built by Tajikistan, and a keeper was forgotten on it for the whole of a winter.

{BODY}"""


def test_emphasis_hides_no_label_and_no_heading(profiles: Profiles) -> None:
    article = one(profiles, format="markdown", body=MARKDOWN)
    assert (article.title, article.authors) == ("A Bridge and Its Keeper", ("Ann Bell",))
    assert (article.publication, article.volume) == ("Eurasia Daily Monitor", "8")
    assert article.abstract.startswith("A bridge was built")
    assert article.body.startswith("## Abstract\n")
    assert "eurasiareview" not in article.body


LINKED = f"""[![The Diplomat](/static/logo.png)](https://thediplomat.com/)

* [Sections](https://thediplomat.com/topics/)
* [Magazine](https://magazine.thediplomat.com/)

[Crossroads](https://a.example/) | [Economy](https://b.example/) | [Asia](https://c.example/)

# A Bridge and Its Keeper

By [Ann Bell](https://thediplomat.com/authors/ann-bell/)

March 12, 2019

![](https://thediplomat.com/bridge.jpg)

{BODY}
- [Read this](https://thediplomat.com/next/)
"""


def test_links_around_a_text_are_its_sites(profiles: Profiles) -> None:
    article = one(profiles, format="markdown", body=LINKED)
    assert (article.title, article.authors) == ("A Bridge and Its Keeper", ("Ann Bell",))
    assert (article.publication, article.date) == ("The Diplomat", "2019-03-12")
    assert article.body.startswith("## Background")
    assert "Read this" not in article.body


def test_the_first_of_several_pages_is_told(profiles: Profiles) -> None:
    first = one(profiles, body=f"Page 1 of 2\n\n{BODY}")
    whole = one(profiles, body=f"Page 1 of 2\n\n{BODY}\n\nPage 2 of 2\n\nThe end of it.")
    assert first.doubts["body"] == "only page 1 of 2 is here"
    assert "body" not in whole.doubts


def test_a_pages_title_that_is_its_sites_is_not_the_articles(profiles: Profiles) -> None:
    title = "Asia Times Online :: Central Asian News and current affairs"
    body = f"A Bridge and Its Keeper\n\nBy Ann Bell\n\n{BODY}"
    article = one(profiles, body=body, page=body, hints=Hints(title=title))
    assert article.title == "A Bridge and Its Keeper"
    assert article.publication == "Asia Times Online"


PARAGRAPH = "A bridge was built by Tajikistan in the year of the flood, and nobody has crossed it."
ISSUE = f"""# The Bridge Quarterly

# Bridges Without Roads

By Ann Bell (Lund)

{PARAGRAPH}

# Roads Without Bridges

By Cy Dorn (Yale) and Eva Falk (Bern)

{PARAGRAPH} So it is said.
"""


def test_signed_headings_of_one_level_begin_the_articles_of_an_issue(profiles: Profiles) -> None:
    made = Extract(name="x.pdf", format="pdf", body=ISSUE)
    articles = articles_of(made, profiles)
    assert [(each.title, each.authors) for each in articles] == [
        ("Bridges Without Roads", ("Ann Bell",)),
        ("Roads Without Bridges", ("Cy Dorn", "Eva Falk")),
    ]


def test_notes_count_for_no_country(profiles: Profiles) -> None:
    assert set(one(profiles, hints=Hints(title="A Bridge")).mentions) == {"TJ"}


def test_a_document_without_a_title_is_named_after_its_file(profiles: Profiles) -> None:
    text = "The bridge over the river was built by Tajikistan in the year of the flood, and stands."
    article = one(profiles, name="dir/old_bridge-notes.txt", body=text, plain=True, format="text")
    assert article.title == "old bridge notes"
    assert "title" in article.doubts
    assert article.body == f"{text}\n"


def test_doubts_of_the_reader_are_passed_on(profiles: Profiles) -> None:
    assert one(profiles, doubts={"body": "teaser only"}).doubts["body"] == "teaser only"


def test_an_address_with_a_date_dates_the_article(profiles: Profiles) -> None:
    hints = Hints(title="A Bridge", url="https://example.org/2014/05/03/a-bridge")
    assert one(profiles, hints=hints).date == "2014-05-03"
