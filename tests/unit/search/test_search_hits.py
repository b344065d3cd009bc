"""What is painted in a text, and what is quoted of it."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from careader.search import find_hits
from careader.search import query as q
from careader.search.hits import _read_whole, hits_of, joined
from careader.search.parse import parse
from careader.search.seeds import Haystack
from careader.search.snippets import LENGTH, snippet
from tests.unit.search.search_cases import TEXT_LEAVES, TEXTS

RAW = st.one_of(
    TEXTS,
    TEXTS.map(str.upper),
    TEXTS.map(lambda t: t.replace("a", "á") + " ½ ﬁ"),
    TEXTS.map(lambda t: t.replace("e", "ё") + " ½ № ™"),
)


def painted(text: str, query: str, **options: bool) -> list[str]:
    return [text[a:b] for a, b in find_hits(text, parse(query), **options)]


@given(RAW, TEXT_LEAVES)
def test_leaping_from_candidate_to_candidate_finds_what_reading_finds(text: str, leaf) -> None:  # type: ignore[no-untyped-def]
    parts = leaf.parts if isinstance(leaf, q.Spelled) else [leaf]
    read = [span for part in parts for span in _read_whole(text, part)]
    assert joined(hits_of(Haystack(text), leaf)) == joined(read)


@given(RAW, st.text(alphabet='unio*~"-( )трade', max_size=20))
def test_spans_are_sorted_and_do_not_overlap(text: str, query: str) -> None:
    found = find_hits(text, parse(query))
    flat = [offset for span in found for offset in span]
    assert flat == sorted(flat)
    assert all(0 <= a < b <= len(text) for a, b in found)


@pytest.mark.parametrize(
    ("query", "text", "expected"),
    [
        ("union", "Unions of the union, reunion.", ["Unions", "union"]),
        (
            '"customs union"',
            "The Customs\nUnion; customs, union!",
            ["Customs\nUnion", "customs, union"],
        ),
        ('"unions"', "union unions", ["unions"]),
        ("econom*", "Economy, economic, macroeconomic", ["Economy", "economic"]),
        ("*stan", "Uzbekistan and stan-like", ["Uzbekistan", "stan"]),
        ("kazahstan~", "Kazakhstan, Kazakh", ["Kazakhstan"]),
        ('"oil gas"~2', "oil or gas, oil and then some more gas", ["oil", "gas", "oil"]),
        ("ozbekiston", "Oʻzbekiston, O’zbekiston’s", ["Oʻzbekiston", "O’zbekiston’s"]),
        ("naive", "Nai\u0308ve NAÏVE", ["Nai\u0308ve", "NAÏVE"]),
        ("россия", "О России и россиянах", ["России"]),
        ("елки", "Ёлка", ["Ёлка"]),
        ("国家", "中亚国家的", ["国家"]),
        ("中亚国家", "中亚国家的", ["中亚国家"]),
        ('"中亚国家"', "中亚国家的", ["中亚国家"]),
        ("国", "中亚国家", ["亚国家"]),
        ("oil -gas", "oil and gas", ["oil"]),
        ("note:oil about:KZ", "oil in Kazakhstan", []),
        ("dying", "they die, he died", ["die", "died"]),
        ("istanbul", "İSTANBUL", ["İSTANBUL"]),
    ],
)
def test_every_form_of_what_was_asked_for_is_painted(
    query: str, text: str, expected: list[str]
) -> None:
    assert painted(text, query) == expected


def test_words_asked_of_titles_are_painted_in_titles_only() -> None:
    assert painted("Customs union", "title:union") == []
    assert painted("Customs union", "title:union", title=True) == ["union"]


def test_a_word_being_typed_is_painted_from_its_beginning() -> None:
    assert find_hits("Kazakh and Kazakhstan", parse("kaza", typing=True)) == ((0, 6), (11, 21))


def test_a_very_long_article_is_painted_at_once() -> None:
    text = "The customs union’s tariffs were naïve, said Kazakhstan. " * 9_000
    query = parse('"customs union" tariff kazakh*')
    start = time.process_time()
    found = find_hits(text, query)
    assert len(found) == 27_000
    assert time.process_time() - start < 1.0, "500,000 characters must not take seconds"


def snippet_of(text: str, query: str, pieces: int = 1) -> tuple[str, list[str]]:
    from careader.search.query import text_leaves

    size = max(1, -(-len(text) // pieces))
    parts = [text[at : at + size] for at in range(0, len(text), size)]
    found = snippet(parts, list(text_leaves(parse(query).node)))
    return found.text, [found.text[a:b] for a, b in found.marks]


FILLER = "Nothing of interest is said here at all. " * 30


def test_a_snippet_shows_where_the_words_stand_closest() -> None:
    text = f"{FILLER}The union.\n{FILLER}A customs union was founded.\n{FILLER}Customs."
    shown, marks = snippet_of(text, "customs union")
    assert "A customs union was founded." in shown
    assert marks == ["customs", "union"]
    assert "\n" not in shown
    assert len(shown) <= LENGTH + 40


def test_without_hits_it_is_the_beginning() -> None:
    shown, marks = snippet_of(FILLER, "customs")
    assert shown.startswith("Nothing of interest")
    assert shown.endswith("…")
    assert marks == []
    assert snippet_of("", "customs") == ("", [])


def test_hits_far_into_the_text_are_found_piece_by_piece() -> None:
    shown, marks = snippet_of(FILLER * 20 + "At last the customs union." + FILLER, "customs", 7)
    assert marks == ["customs"]
    assert "At last the customs union." in shown


@given(RAW, st.sampled_from(["union", "trade policy", '"the union"', "kazakh*", "россия"]))
def test_marks_lie_in_the_snippet(text: str, query: str) -> None:
    from careader.search.query import text_leaves

    found = snippet([text], list(text_leaves(parse(query).node)))
    flat = [offset for mark in found.marks for offset in mark]
    assert flat == sorted(flat)
    assert all(0 <= a < b <= len(found.text) for a, b in found.marks)
