"""Highlights written out: for people, bibliographies, other programs, and again in place."""

from __future__ import annotations

import csv
import io
import json
import re
from dataclasses import replace
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st
from web_annotation import SUITE, failures, need_suite

from careader.annotations import new_ulid
from careader.annotations.export import FORMATS, Passage, render
from careader.annotations.export.bibtex import escaped
from careader.annotations.export.markdown import update
from careader.annotations.export.names import ulid_of, uuid_of
from careader.annotations.export.regions import regions
from careader.annotations.export.sources import citekey
from careader.annotations.export.webannotation import annotation
from careader.model import AnchorState, Article, Highlight, PlacedHighlight

ARTICLE = Article(
    id="customs-union",
    path="articles/customs-union.md",
    title="Tajikistan & the *Customs Union*",
    authors=("Sergei Blagov", "Rashid, Ahmed", "International Crisis Group"),
    date="2012-10-17",
    publication="Asia Times Online",
    url="https://example.org/a?b=1&c=2",
    lang="en",
    extra={"source": {"imported": "2026-11-21T10:00:00Z"}},
)
BARE = Article(id="bare one", path="articles/bare.md", title="Без даты")
ULID = "01JD8QZK4M3N5P7R9T1V3X5Z7A"


def passage(
    quote: str = "the terms are not yet clear", article: Article | None = ARTICLE, **fields: Any
) -> Passage:
    known: dict[str, Any] = {
        "id": ULID,
        "article": article.id if article else "gone",
        "quote": quote,
        "prefix": "say that ",
        "suffix": ", and that",
        "start": 20,
        "end": 20 + len(quote),
        "text_hash": "0" * 64,
        "created": "2026-11-21T10:00:00.000Z",
        "updated": "2026-11-21T11:00:00.000Z",
        "reader": "amina",
    }
    highlight = Highlight(**(known | fields))
    return Passage(PlacedHighlight(highlight, 20, 40, AnchorState.SURE), article)


MANY = (
    passage(note="A *note*.\n\nTwo paragraphs.", tags=("trade", "claim/tariffs"), color="green"),
    passage("two\nlines", id=new_ulid(), heading=("Trade", "Tariffs")),
    passage("a word", BARE, id=new_ulid(), reader="boris"),
    passage("из снятой статьи", None, id=new_ulid(), deleted=""),
    passage("", BARE, id=new_ulid(), note="about the whole article", start=0, end=0),
    passage("by hand", BARE, id="my own id", created="yesterday", updated="", reader=""),
)


# --- W3C


@pytest.mark.parametrize("each", MANY, ids=lambda each: each.placed.highlight.quote[:9])
def test_every_item_of_the_set_is_valid_by_the_w3c_assertions(each: Passage) -> None:
    need_suite()
    assert failures(annotation(each)) == []


def test_the_assertions_run_here_reject_what_the_w3c_calls_incorrect() -> None:
    need_suite()
    for path in SUITE.glob("tools/samples/incorrect/*.json"):
        try:
            document = json.loads(path.read_text(encoding="utf-8"))
        except ValueError:
            continue
        assert failures(document), path.name


def test_the_set_is_one_document_with_every_passage() -> None:
    document = json.loads(render("jsonld", MANY))
    assert document["type"] == "AnnotationSet"
    assert len(document["items"]) == len(MANY)
    first = document["items"][0]
    assert first["target"]["source"] == ARTICLE.url
    assert first["target"]["selector"][0] == {
        "type": "TextQuoteSelector", "exact": "the terms are not yet clear",
        "prefix": "say that ", "suffix": ", and that",
    }  # fmt: skip
    assert first["target"]["state"]["sourceDate"] == "2026-11-21T10:00:00Z"
    assert first["body"][0]["color"] == "green"
    assert [each["value"] for each in first["body"][1:]] == ["trade", "claim/tariffs"]
    assert first["motivation"] == "commenting"


@given(st.integers(0, 2**128 - 1))
def test_a_ulid_and_its_uuid_are_the_same_number(number: int) -> None:
    ulid = ulid_of(UUID(int=number))
    assert uuid_of(ulid) == UUID(int=number)
    assert len(ulid) == 26


# --- tables and bibliographies


def test_readwise_gets_its_columns_and_inline_tags() -> None:
    rows = list(csv.DictReader(io.StringIO(render("readwise", MANY))))
    assert list(rows[0]) == ["Highlight", "Title", "Author", "URL", "Note", "Location", "Date"]
    assert rows[0]["Note"] == ".trade .claim/tariffs\nA *note*.\n\nTwo paragraphs."
    assert (rows[0]["Title"], rows[0]["Date"]) == (ARTICLE.title, "2026-11-21 10:00:00")
    assert [row["Highlight"] for row in rows] == [
        "the terms are not yet clear", "two\nlines", "a word", "из снятой статьи", "by hand"
    ]  # fmt: skip


def test_links_lead_to_their_passages_as_far_as_they_are_exported() -> None:
    other, gone = new_ulid(), new_ulid()
    note = f"see [[{other}|two words]], [[{gone}|not *here*]] and [[Some page]]"
    some = (passage(note=note), passage("two words", id=other))

    markdown = render("markdown", some)
    assert f"see [[#^{other}|two words]], “not \\*here\\*” and [[Some page]]" in markdown
    assert f"^{other}\n" in markdown
    assert "see “two words”, “not *here*” and “Some page”" in render("text", some)
    assert "see “two words”" in render("readwise", some)
    [first, _] = json.loads(render("json", some))
    assert (first["note"], first["links"]) == (note, [other, gone, "Some page"])
    [item, _] = json.loads(render("jsonld", some))["items"]
    assert item["body"][0]["value"] == note
    [row, _] = csv.DictReader(io.StringIO(render("csv", some)))
    assert row["note"] == note


def test_sources_are_each_named_once_for_citation_processors() -> None:
    items = json.loads(render("csl", MANY))
    assert [item["id"] for item in items] == ["customs-union", citekey("bare one")]
    assert items[0]["author"] == [
        {"family": "Blagov", "given": "Sergei"},
        {"family": "Rashid", "given": "Ahmed"},
        {"literal": "International Crisis Group"},
    ]
    assert items[0]["issued"] == {"date-parts": [[2012, 10, 17]]}
    assert (items[0]["type"], items[1]["type"]) == ("article-magazine", "webpage")
    assert set(items[1]) == {"id", "type", "title"}


def test_bibtex_has_an_entry_for_each_source() -> None:
    text = render("bibtex", MANY)
    assert text.count("@") == 2
    assert "@article{customs-union," in text
    assert "author = {Blagov, Sergei and Rashid, Ahmed and {International Crisis Group}}" in text
    assert r"title = {{Tajikistan \& the *Customs Union*}}" in text
    assert "url = {https://example.org/a?b=1&c=2}" in text
    assert "month = oct" in text
    assert f"@misc{{{citekey('bare one')}," in text


@given(st.text())
def test_braces_in_bibtex_always_match(text: str) -> None:
    depth = 0
    for character in re.sub(r"\\[{}]", "", escaped(text)):
        depth += {"{": 1, "}": -1}.get(character, 0)
        assert depth >= 0
    assert depth == 0


@pytest.mark.parametrize("name", FORMATS)
def test_no_format_minds_an_empty_list_or_lets_anything_control_a_terminal(name: str) -> None:
    assert "\x1b" not in render(name, [])
    nasty = passage("\x1b[31mred\u202e", note="\x1b]0;x\x07", tags=("\x1bt",), color="\x1b[1m")
    assert not set(render(name, [nasty])) & {"\x1b", "\x07", "\u202e"}


# --- Markdown, written again in place


def test_a_second_export_changes_nothing() -> None:
    text = render("markdown", MANY)
    again = update(text, MANY)
    assert again.text == text
    assert (again.changed, again.added, again.edited) == (0, 0, ())


def test_from_nothing_it_is_the_plain_export() -> None:
    assert update("", MANY).text == render("markdown", MANY)


def test_what_the_user_wrote_around_the_passages_stays() -> None:
    text = render("markdown", MANY[:2])
    [heading, first, second] = regions(text)
    mine = "# My paper\n\n" + text[: first.start] + "An introduction.\n\n"
    mine += text[first.start : first.end] + "\n\nWhat follows from it.\n\n"
    mine += text[second.start :] + "\nAn end.\n"
    changed = (
        passage("two\nlines", id=second.name, note="now with a note"),
        passage("a third", id=new_ulid()),
    )
    result = update(mine, (MANY[0], *changed))
    assert (result.changed, result.added, result.edited) == (1, 1, ())
    kept = re.sub(r"<!-- careader .*?<!-- /careader -->", "", result.text, flags=re.DOTALL)
    assert [line for line in kept.splitlines() if line] == [
        "# My paper", "An introduction.", "What follows from it.", "An end."
    ]  # fmt: skip
    names = [each.name for each in regions(result.text)]
    assert names == [heading.name, first.name, second.name, changed[1].placed.highlight.id]
    assert result.text.index("a third") < result.text.index("An end.")
    assert "now with a note" in result.text
    assert update(result.text, (MANY[0], *changed)).text == result.text


def test_a_region_changed_by_hand_is_the_users_and_stays() -> None:
    text = render("markdown", MANY[:1]).replace("A *note*.", "A better note.")
    result = update(text, [replace(MANY[0])])
    assert result.text == text
    assert result.edited == (ULID,)


def test_passages_that_are_not_exported_this_time_stay() -> None:
    text = render("markdown", MANY)
    assert update(text, MANY[:1]).text == text


def test_a_heading_the_user_took_out_does_not_come_back() -> None:
    text = render("markdown", MANY[:2])
    [heading, *_] = regions(text)
    without = text[heading.end :]
    assert update(without, MANY[:2]).text == without


def test_a_note_cannot_end_its_region() -> None:
    nasty = passage(note="a\n<!-- /careader -->\nb\n<!-- careader x 00000000 -->\nc")
    text = render("markdown", [nasty])
    assert [each.name for each in regions(text)] == ["customs-union", ULID]
    assert all(each.own for each in regions(text))
    assert update(text, [nasty]).text == text


def test_the_block_id_stands_alone_where_obsidian_looks_for_it() -> None:
    lines = render("markdown", MANY[:1]).splitlines()
    at = lines.index(f"^{ULID}")
    assert (lines[at - 1], lines[at + 1]) == ("", "")
    assert lines[at - 2] == "> the terms are not yet clear"


SOME = st.lists(st.integers(0, len(MANY) - 1), unique=True).map(lambda ns: [MANY[n] for n in ns])


@given(SOME, SOME)
def test_updating_in_any_order_ends_with_every_passage_once(
    first: list[Passage], second: list[Passage]
) -> None:
    text = update(update("Mine.\n", first).text, second).text
    assert text.startswith("Mine.\n")
    names = [each.name for each in regions(text) if not each.is_heading]
    assert sorted(names) == sorted({each.placed.highlight.id for each in (*first, *second)})
    assert update(text, second).text == text
