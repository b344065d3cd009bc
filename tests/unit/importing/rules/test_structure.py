"""Notes, cut paragraphs, page heads, wrapped lines: the structure of plain text is found again."""

import re
import textwrap

import pytest

from careader.importing.model import Extract, ImportedArticle
from careader.importing.rules import Profiles, articles_of
from careader.importing.rules.joining import mend, rejoin, run_together
from careader.importing.rules.lines import Line, read_lines
from careader.importing.rules.wrapping import wrap_width

FIRST = (
    "The bridge over the river was built by Tajikistan in the year of the flood, and it has "
    "carried lorries, camels and one circus since."
)
SECOND = (
    "Nobody in Tajikistan has counted the lorries, but the toll keeper has a notebook, and the "
    "notebook is full."
)
THIRD = (
    "When the bridge is closed, the people of both banks shout their news across the water, and "
    "much of it arrives."
)


def article(text: str, profiles: Profiles, *, plain: bool = True) -> ImportedArticle:
    (found,) = articles_of(
        Extract(name="a.txt", format="text", body=text, plain=plain), profiles, countries=False
    )
    return found


def page(*paragraphs: str) -> str:
    return "\n\n".join(("A Bridge and Its Keeper", *paragraphs))


@pytest.mark.parametrize(
    ("marks", "notes"),
    [
        (("¹", "²"), ("1 Field notes, 2012.", "2 See Bell, Bridges, p. 3.")),
        (("[1]", "[2]"), ("[1] Field notes, 2012.", "[2] See Bell, Bridges, p. 3.")),
        (("1", "2"), ("1 Field notes, 2012.", "2 See Bell, Bridges, p. 3.")),
        (("^1", "^2"), ("1. Field notes, 2012.", "2. See Bell, Bridges, p. 3.")),
    ],
    ids=["superscripts", "brackets", "glued", "carets"],
)
def test_notes_are_linked_both_ways(
    marks: tuple[str, str], notes: tuple[str, str], profiles: Profiles
) -> None:
    text = page(FIRST + marks[0], SECOND + marks[1], "Notes", *notes)
    body = article(text, profiles).body
    assert re.findall(r"\[\^(\d)\](?!:)", body) == ["1", "2"]
    assert "[^1]: Field notes, 2012." in body
    assert "[^2]: See Bell, Bridges, p. 3." in body
    assert "## Notes" not in body


def test_notes_between_the_halves_of_a_sentence_do_not_part_them(profiles: Profiles) -> None:
    text = page(
        FIRST + "¹",
        "Nobody in Tajikistan has counted the lorries that pass over the bridge in a win-",
        "1 Field notes, 2012.",
        "ter night, but the toll keeper has a notebook.",
    )
    body = article(text, profiles).body
    assert "that pass over the bridge in a winter night, but the toll keeper" in body


def test_a_numbered_list_stays_a_list(profiles: Profiles) -> None:
    text = page(FIRST, "1. The toll is paid in salt.", "2. The keeper sleeps at noon.", SECOND)
    body = article(text, profiles).body
    assert "1. The toll is paid in salt." in body
    assert "[^" not in body


def test_a_list_beside_notes_is_not_taken_for_them(profiles: Profiles) -> None:
    text = page(
        FIRST + "[1]", "1. The toll is paid in salt.", "2. The keeper sleeps.", "3. He dreams.",
        SECOND + "[2]", "Notes", "[1] Field notes.", "[2] Bell, Bridges.",
    )  # fmt: skip
    body = article(text, profiles).body
    assert "3. He dreams." in body
    assert "[^2]: Bell, Bridges." in body


def test_a_note_that_nothing_refers_to_is_kept_and_said(profiles: Profiles) -> None:
    text = page(FIRST + "[1]", SECOND, "Notes", "[1] Field notes.", "[2] Bell, Bridges.")
    found = article(text, profiles)
    assert "[^2]: Bell, Bridges." in found.body
    assert "note 2" in found.doubts["notes"]


def test_notes_without_a_mark_in_the_text_stay_where_they_are(profiles: Profiles) -> None:
    found = article(page(FIRST, SECOND, "Notes", "1. Field notes.", "2. Bell, Bridges."), profiles)
    assert "1. Field notes." in found.body
    assert "[^" not in found.body


def test_wrapped_lines_become_paragraphs_again(profiles: Profiles) -> None:
    wrapped = [textwrap.fill(text, 60) for text in (FIRST, SECOND, THIRD)]
    body = article(page(*wrapped), profiles).body
    assert body.split("\n\n") == [FIRST, SECOND, THIRD + "\n"]


def test_one_paragraph_a_line_is_not_wrapped() -> None:
    assert wrap_width(read_lines("\n".join((FIRST, SECOND, THIRD) * 4))) == 0


def test_running_heads_and_page_numbers_go(profiles: Profiles) -> None:
    text = page(FIRST, "STEPPE PAPERS No. 7", "2", SECOND, "STEPPE PAPERS No. 7", "3", THIRD)
    body = article(text, profiles).body
    assert "STEPPE" not in body
    assert body.split("\n\n") == [FIRST, SECOND, THIRD + "\n"]


def test_a_numbered_heading_is_no_page_head(profiles: Profiles) -> None:
    text = page("Scenario 1", FIRST, "Scenario 2", SECOND, "Scenario 3", THIRD)
    body = article(text, profiles).body
    assert re.findall(r"^## (.*)$", body, re.M) == ["Scenario 1", "Scenario 2", "Scenario 3"]


def test_a_heading_that_is_a_sites_word_stays_between_paragraphs(profiles: Profiles) -> None:
    text = page(FIRST, "Language", SECOND, "Discussion", THIRD)
    body = article(text, profiles).body
    assert re.findall(r"^## (.*)$", body, re.M) == ["Language", "Discussion"]


def test_a_repeated_standfirst_goes_once(profiles: Profiles) -> None:
    lead = "The bridge over the river was built by Tajikistan in the year of the flood."
    body = article(page(lead, f"{lead} {SECOND}"), profiles).body
    assert body == f"{lead} {SECOND}\n"


def test_a_hyphen_stays_where_the_word_has_one() -> None:
    joined = run_together(["the self-", "styled keeper of the toll-", "gate in the win-", "ter"])
    (mended, _) = mend([joined, "the toll-gate stood"])
    assert mended == "the self-styled keeper of the toll-gate in the winter"


def test_a_paragraph_that_ended_is_never_joined() -> None:
    lines = [Line(FIRST), Line("and this begins in lower case, as a list item may.")]
    assert rejoin(lines) == lines


def test_abstract_biography_and_reading_are_recognised(profiles: Profiles) -> None:
    text = page(
        "Abstract", FIRST, "The Toll", SECOND, "About the Author", "Ann Bell teaches in London.",
        "Further Reading", "- Bell, A. Bridges of the World. London, 2004.",
    )  # fmt: skip
    found = article(text, profiles)
    assert found.abstract == FIRST
    assert re.findall(r"^## (.*)$", found.body, re.M) == [
        "Abstract", "The Toll", "About the Author", "Further Reading",
    ]  # fmt: skip


def test_what_is_about_the_author_counts_for_no_country(profiles: Profiles) -> None:
    text = page(
        FIRST, SECOND, "About the Author",
        "Ann Bell teaches in France. She has lived in France and in Japan, and writes on Japan.",
    )  # fmt: skip
    (found,) = articles_of(Extract(name="a.txt", format="text", body=text, plain=True), profiles)
    assert found.countries == ("TJ",)
    assert set(found.mentions) == {"TJ"}


def test_escapes_that_only_markdown_needs_go(profiles: Profiles) -> None:
    body = article(
        page(FIRST + r" It cost \$2 million, \#1 of its kind, 3\*4 metres."), profiles
    ).body
    assert "$2 million, #1 of its kind, 3\\*4 metres" in body
