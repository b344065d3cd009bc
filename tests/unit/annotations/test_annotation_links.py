"""Links between notes: made, read, followed back, reported where they lead nowhere."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from careader.annotations.links import (
    Link,
    backlinks,
    leading_nowhere,
    link_to,
    links_in,
    with_links,
    words_of,
)
from careader.model import Highlight

ONE, OTHER, GONE = (f"01JD8QZK4M3N5P7R9T1V3X5Z7{last}" for last in "ABC")
quotes = st.text(st.characters(exclude_categories=("Cs",)), max_size=80)


def highlight(id_: str = ONE, quote: str = "the terms", note: str = "") -> Highlight:
    return Highlight(id=id_, article="a", quote=quote, note=note)


@given(quotes, quotes, st.text("ab [|]\n", max_size=8), st.text("ab [|]\n", max_size=8))
def test_a_link_is_read_back_whatever_stands_in_the_passage_and_around_it(
    quote: str, title: str, before: str, after: str
) -> None:
    made = link_to(highlight(quote=quote), title)
    note = f"{before.rstrip('[')} {made}{after}"

    assert ONE in [link.id for link in links_in(note)]
    assert "\n" not in made


@pytest.mark.parametrize(
    ("note", "found"),
    [
        ("", []),
        ("no [link] here, nor [[", []),
        (f"see [[{ONE}]]", [Link(ONE, "")]),
        (
            f"see [[{ONE}|the terms]] and [[ {OTHER} | x ]]",
            [Link(ONE, "the terms"), Link(OTHER, "x")],
        ),
        ("[[Some page]]", [Link("Some page", "")]),
        ("[[a\nb]]", []),
    ],
)
def test_links_are_found(note: str, found: list[Link]) -> None:
    assert list(links_in(note)) == found


def test_a_link_says_the_first_words_or_the_note_or_the_title() -> None:
    long = "It has the region's biggest economy, no state without an ocean coast is larger"

    assert words_of(highlight(quote=long)) == "It has the region's biggest economy, no state…"
    assert words_of(highlight(quote="", note="about it all")) == "about it all"
    assert words_of(highlight(quote=""), "A title") == "A title"


def test_what_links_to_a_highlight_is_found_from_it() -> None:
    source = highlight(OTHER, note=f"[[{ONE}|a]] twice [[{ONE}|b]] and [[{GONE}]]")

    assert backlinks([highlight(), source]) == {ONE: (source,), GONE: (source,)}


def test_only_links_of_ours_can_lead_nowhere() -> None:
    source = highlight(OTHER, note=f"[[{ONE}]] [[{GONE}|lost]] [[Some page]] [[{OTHER}]]")

    assert list(leading_nowhere([highlight(), source])) == [(source, Link(GONE, "lost"))]


def test_the_rest_of_a_note_stays_as_it_is() -> None:
    note = f"# [[{ONE}|the terms]]\n\n*and* [so](x) [[y"

    assert with_links(note, lambda link: link.words.upper()) == "# THE TERMS\n\n*and* [so](x) [[y"
