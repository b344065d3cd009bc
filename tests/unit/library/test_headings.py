"""The first heading of a text, which is its title where nothing else is."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from careader.library.headings import first_heading
from careader.text.reading import build


@pytest.mark.parametrize(
    ("markdown", "heading"),
    [
        ("# One\n\n# Two\n", "One"),
        ("Text first.\n\n## Second level ##\n", "Second level"),
        ("# C#\n", "C#"),
        ("#hashtag\n\n# Title\n", "Title"),
        ("#\n\n# \n\n# After empty ones\n", "After empty ones"),
        ("Underlined\n=====\n", "Underlined"),
        ("Over two\nlines\n---\n", "Over two lines"),
        ("Text.\n\n---\n\n# After a rule\n", "After a rule"),
        ("- item\n---\n\n# After a list\n", "After a list"),
        ("> quote\n\n# After a quote\n", "After a quote"),
        ("```\n# code\n```\n\n# After code\n", "After code"),
        ("~~~~ sh\n# code\n~~~\n# still\n~~~~\n# After code\n", "After code"),
        ("    # indented code\n\n# Title\n", "Title"),
        ("<!-- # hidden\n# hidden too -->\n# Seen\n", "Seen"),
        ("# **Bold** and [link](http://x) `code` &amp; more[^1]\n", "Bold and link code & more"),
        ("# snake_case and 2*3\n", "snake_case and 2*3"),
        ("   #   Three spaces\n", "Three spaces"),
        ("# Title \x1b[31mred\x1b[0m\n", "Title red"),
        ("No heading at all.\n", ""),
        ("", ""),
    ],
)
def test_the_first_heading_as_it_is_displayed(markdown: str, heading: str) -> None:
    assert first_heading(markdown) == heading


@given(st.lists(st.sampled_from(["# A", "## B b", "text", "", "```", "> q", "- i", "Under\n==="])))
def test_it_is_the_first_of_the_reading_texts_outline(lines: list[str]) -> None:
    markdown = "\n\n".join(lines) + "\n"
    outline = [text for _, _, text in build(markdown).outline]
    if first_heading(markdown) != (outline[0] if outline else ""):
        # Inside quotes and lists the two may differ: a title is not looked for in there.
        assert "> q" in lines or "- i" in lines


@pytest.mark.parametrize(
    "piece", ["# ", "#", "-", "a\n", "`", "~~~\n", "<!--", " ", "\t", "[", "*", "=\n"]
)
def test_no_text_takes_long(piece: str) -> None:
    start = time.process_time()
    first_heading("# " + piece * (17_000 // len(piece)))
    assert time.process_time() - start < 1
