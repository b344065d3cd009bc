"""Whatever is typed has a meaning, and says what it is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from careader.search import query as q
from careader.search.parse import parse

TYPED = st.text(
    alphabet=st.one_of(st.sampled_from('ab c"()-*?~:.|ORANDNOT “”«»'), st.characters()), max_size=60
)
PIECES = st.lists(
    st.sampled_from(
        [
            "customs",
            "union",
            "OR",
            "AND",
            "NOT",
            "-",
            "(",
            ")",
            '"',
            "~5",
            "wild*",
            "fu~",
            "ti*le",
            "title:",
            "about:",
            "country:",
            "date:",
            "is:",
            "has:",
            "note:",
            "highlight:",
            "pub:",
            "author:",
            "tag:",
            "lang:",
            "2010..2012",
            "KZ",
            "unread",
            "*",
            "?",
            "foo:",
            "“",
            "”",
            "中亚",
            "ё",
        ]
    ),
    max_size=12,
).map(" ".join)


@given(st.one_of(TYPED, PIECES), st.booleans())
def test_no_text_is_an_error_and_every_meaning_can_be_said(text: str, typing: bool) -> None:
    parsed = parse(text, typing)
    assert parsed.describe()
    assert parsed.problem is None or parsed.problem.endswith(".")


@pytest.mark.parametrize("piece", ["(", "-", '"', "a OR ", "NOT ", "a"])
def test_a_senseless_length_is_no_error_either(piece: str) -> None:
    assert parse(piece * 5_000).describe()


@pytest.mark.parametrize(
    ("text", "meaning"),
    [
        ("", "every article"),
        ("customs union", "customs and union"),
        ("customs AND union", "customs and union"),
        ('"customs union"', "“customs union”"),
        ("“customs union”", "“customs union”"),
        ('"near words"~5', "the words “near words” within 5 words of each other"),
        ("a b OR c", "(a and b) or c"),
        ("a (b OR c)", "a and (b or c)"),
        ("a -b", "a and not b"),
        ("a NOT (b c)", "a and not (b and c)"),
        ("post-soviet", "“post soviet” in any form"),
        ("econom*", "words beginning with econom"),
        ("*stan", "words like *stan"),
        ("what?", "what"),
        ("trade~", "words within one letter of trade"),
        ("kazahstan~", "words within 2 letters of kazahstan"),
        ("title:trade", "trade in the title"),
        ('title:"free trade"', "“free trade” in the title"),
        ("title:(a OR b)", "a in the title or b in the title"),
        ('pub:"Asia Times"', "publication “asia times”"),
        ("author:Blagov tag:trade lang:EN", "author “blagov” and tag “trade” and language “en”"),
        ("about:KZ country:tajikistan", "about Kazakhstan and mentioning Tajikistan"),
        ('about:"Russian Federation"', "about Russia"),
        ("date:2010..2012", "dated 2010 to 2012"),
        ("date:2012-02", "dated 2012-02-01 to 2012-02-29"),
        ("date:..2012-10-17", "dated up to 2012-10-17"),
        ("is:unread has:note", "unread and with a note"),
        ('note:"see also"', "“see also” in a note"),
        ("highlight:tariff*", "words beginning with tariff in a highlighted passage"),
    ],
)
def test_the_language_of_the_design(text: str, meaning: str) -> None:
    parsed = parse(text)
    assert parsed.describe() == meaning
    assert parsed.problem is None


@pytest.mark.parametrize(
    ("text", "meaning", "part_of_problem"),
    [
        ("(a OR b", "a or b", "never closed"),
        ("a) b", "a and b", "no opening one"),
        ('"a b', "“a b”", "never closed"),
        ("a OR", "a", "missing"),
        ("NOT", "every article", "missing"),
        ("foo:bar", "foo and bar", "no field “foo”"),
        ("date:yesterday", "yesterday", "no date"),
        ("date:2012-13", "“2012 13” in any form", "no date"),
        ("is:green", "green", "read, unread, starred"),
        ("title:", "every article", "Nothing stands after"),
        ("about:Atlantis", "nothing, since “Atlantis” is unknown", "No country"),
    ],
)
def test_what_is_not_understood_is_searched_as_words_and_said(
    text: str, meaning: str, part_of_problem: str
) -> None:
    parsed = parse(text)
    assert parsed.describe() == meaning
    assert part_of_problem in (parsed.problem or "")


@pytest.mark.parametrize(
    "text", ['"customs un', "a OR", "a (b", "title:", "is:un", "about:Kaz", "date:20", "NOT"]
)
def test_what_is_merely_unfinished_is_no_problem(text: str) -> None:
    assert parse(text, typing=True).problem is None


def test_only_the_last_word_is_being_typed() -> None:
    assert parse("nuclear wea", typing=True).node == q.And(
        (q.Word("nuclear"), q.Word("wea", beginning=True))
    )
    assert parse("nuclear wea ", typing=True).node == parse("nuclear wea").node


def test_a_web_address_is_no_unknown_field() -> None:
    assert parse("https://example.org/a").problem is None
