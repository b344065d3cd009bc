"""careader highlights: which passages, where they stand now, and how they are written."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from cli_calls import Call, User

from careader.cli.session import settings
from careader.model import Highlight
from careader.workspace import Workspace, find_library

TEXT = """\
---
id: {id}
title: "{title}"
author: [Ada Author]
date: {date}
publication: The Review
countries: [{country}]
---
Gas goes north, or it goes nowhere. Wool goes west.

The customs posts were shut before the snow came.
"""

KEYS = {
    "id", "article", "article_title", "quote", "note", "color", "tags", "created", "updated",
    "state", "start", "end", "reader",
}  # fmt: skip


def workspace_of(reader: str) -> Workspace:
    """Open the library as one reader, with everybody's highlights."""
    config, paths = settings()
    root = find_library(None, config, paths)
    workspace = Workspace.open(root, replace(config, reader=reader), paths)
    workspace.scan()
    workspace.notebook.load()
    return workspace


def mark(quote: str, article: str = "pipes", *, reader: str = "ada", **fields: object) -> Highlight:
    """Highlight a passage of an article for a reader, as the reader on the screen does."""
    workspace = workspace_of(reader)
    _, reading = workspace.read(article)
    start = reading.text.index(quote)
    return workspace.notebook.add(article, reading, start, start + len(quote), **fields)


@pytest.fixture
def marked(user: User) -> User:
    user.put("a.md", TEXT.format(id="pipes", title="Pipes", date="2012", country="TM"))
    user.put("b.md", TEXT.format(id="posts", title="*Posts* & <more>", date="2015", country="TJ"))
    mark("it goes nowhere", note="Why *not* east?", tags=("claim/trade",), color="green")
    mark("Gas goes north")
    mark("The customs posts", "posts", reader="ben", tags=("Claim", "border"))
    return user


def quotes(careader: Call, *words: str) -> list[str]:
    return [each["quote"] for each in careader("highlights", *words, "--json").json()]


def test_there_are_none_at_first(user: User, careader: Call) -> None:
    user.put("a.md", TEXT.format(id="pipes", title="Pipes", date="2012", country="TM"))
    assert careader("highlights", "--json").json() == []
    outcome = careader("highlights")
    assert (outcome.status, outcome.out, outcome.err) == (0, "", "0 highlights\n")


def test_as_json_has_what_scripts_rely_on(marked: User, careader: Call) -> None:
    found = careader("highlights", "--json").json()
    assert all(set(each) >= KEYS for each in found)
    text = careader("show", "pipes", "--json").json()["text"]
    for each in found:
        if each["article"] == "pipes":
            assert text[each["start"] : each["end"]] == each["quote"]
    assert [each["reader"] for each in found] == ["ben", "ada", "ada"]
    assert {each["state"] for each in found} == {"sure"}


def test_come_newest_article_first_in_the_order_of_the_text(marked: User, careader: Call) -> None:
    assert quotes(careader) == ["The customs posts", "Gas goes north", "it goes nowhere"]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (["--article", "pipes"], ["Gas goes north", "it goes nowhere"]),
        (["--article", "po"], ["The customs posts"]),
        (["--reader", "ben"], ["The customs posts"]),
        (["--color", "green"], ["it goes nowhere"]),
        (["--tag", "claim"], ["The customs posts", "it goes nowhere"]),
        (["--tag", "#Claim/Trade"], ["it goes nowhere"]),
        (["--tag", "cla"], []),
        (["--tag", "claim", "--reader", "ada"], ["it goes nowhere"]),
        (["post"], ["The customs posts"]),
        (["goes"], ["Gas goes north", "it goes nowhere"]),
        (["goes", "-gas"], ["it goes nowhere"]),
        (["east"], ["it goes nowhere"]),
        (["highlight:east"], []),
        (["note:east"], ["it goes nowhere"]),
        (["border"], ["The customs posts"]),
        (["gas OR customs"], ["The customs posts", "Gas goes north"]),
        (["wool"], []),
        (["has:note"], ["it goes nowhere"]),
        (["tag:claim"], ["The customs posts", "it goes nowhere"]),
        (["tag:claim/trade"], ["it goes nowhere"]),
        (["-tag:claim"], ["Gas goes north"]),
        (["color:green"], ["it goes nowhere"]),
        (["-color:green", "goes"], ["Gas goes north"]),
        (["color:yell", "by:be"], ["The customs posts"]),
        (["by:ada", "color:yellow"], ["Gas goes north"]),
        (['by:"ada"', "note:east"], ["it goes nowhere"]),
        (["color:", "by:", "east"], ["it goes nowhere"]),
        (["country:TJ"], ["The customs posts"]),
        (["country:TJ", "goes"], []),
        (["--country", "TJ"], ["The customs posts"]),
        (["title:pipes"], ["Gas goes north", "it goes nowhere"]),
        (["about:Tajikistan"], ["The customs posts"]),
        (["date:..2013", "goes", "NOT", "note:east"], ["Gas goes north"]),
        (["is:read"], []),
    ],
)  # fmt: skip
def test_are_filtered(marked: User, careader: Call, words: list[str], expected: list[str]) -> None:
    assert quotes(careader, *words) == expected


def test_a_colour_is_asked_for_by_what_it_means(marked: User, careader: Call) -> None:
    marked.configure("colors:\n  green: Evidence\n  yellow: claim\n")
    assert quotes(careader, "--color", "evidence") == ["it goes nowhere"]
    assert quotes(careader, "color:evi") == ["it goes nowhere"]
    assert quotes(careader, "--color", "green") == ["it goes nowhere"]

    outcome = careader("highlights", "--color", "red")
    assert outcome.status == 2
    assert "green (Evidence)" in outcome.err


def test_every_export_says_what_a_colour_means_or_only_its_name(
    marked: User, careader: Call
) -> None:
    marked.configure("colors:\n  green: Evidence\n")
    found = {each["quote"]: each for each in careader("highlights", "--json").json()}
    rows = list(csv.DictReader(io.StringIO(careader("highlights", "--format", "csv").out)))

    green = found["it goes nowhere"]
    assert (green["color"], green["meaning"]) == ("green", "Evidence")
    assert found["Gas goes north"]["meaning"] == ""
    assert {row["color"]: row["meaning"] for row in rows} == {"green": "Evidence", "yellow": ""}
    for name in ("text", "markdown"):
        assert "green (Evidence)" in careader("highlights", "--format", name).out.replace("\\", "")
    assert '"color": "green"' in careader("highlights", "--format", "jsonld").out


def test_a_colour_that_does_not_exist_says_so(marked: User, careader: Call) -> None:
    outcome = careader("highlights", "color:crimson")
    assert (outcome.out, "crimson" in outcome.err) == ("", True)


def test_a_query_that_is_not_understood_says_so(marked: User, careader: Call) -> None:
    outcome = careader("highlights", "(gas")
    assert "parenthesis" in outcome.err
    assert "Gas goes north" in outcome.out


def test_follow_the_text_or_say_that_they_cannot(marked: User, careader: Call) -> None:
    changed = TEXT.format(id="pipes", title="Pipes", date="2012", country="TM").replace(
        "Gas goes north, or it goes nowhere.", "A new beginning. Gas goes north, all of it."
    )
    marked.put("a.md", changed)
    (marked.library / "articles" / "b.md").unlink()
    found = {each["quote"]: each for each in careader("highlights", "--json").json()}
    moved, lost = found["Gas goes north"], found["The customs posts"]
    text = careader("show", "pipes", "--json").json()["text"]
    assert text[moved["start"] : moved["end"]] == "Gas goes north"
    assert found["it goes nowhere"]["state"] != "sure"
    assert (lost["state"], lost["start"], lost["end"]) == ("orphan", 0, 0)
    assert "orphan" in careader("highlights").out


def test_deleted_ones_are_not_listed(marked: User, careader: Call) -> None:
    notebook = workspace_of("ada").notebook
    notebook.delete(next(each for each in notebook.all() if each.quote == "Gas goes north"))
    assert quotes(careader) == ["The customs posts", "it goes nowhere"]


class TestFormats:
    def test_text_is_for_reading(self, marked: User, careader: Call) -> None:
        out = careader("highlights", "--article", "pipes").out
        assert out.startswith("Pipes\npipes\n\n  “Gas goes north”\n  ada · ")
        assert "    Why *not* east?\n" in out
        assert "#claim/trade" in out

    def test_markdown_shows_title_and_quote_as_they_are(self, marked: User, careader: Call) -> None:
        from markdown_it import MarkdownIt

        out = careader("highlights", "--format", "markdown").out
        html = MarkdownIt().render(out)
        assert "<h2>*Posts* &amp; &lt;more&gt;</h2>" in html
        assert "<blockquote>\n<p>The customs posts</p>\n</blockquote>" in html
        assert "<p>Why <em>not</em> east?</p>" in html

    def test_csv_has_the_keys_of_the_json(self, marked: User, careader: Call) -> None:
        rows = list(csv.DictReader(io.StringIO(careader("highlights", "--format", "csv").out)))
        documents = careader("highlights", "--json").json()
        assert [row["quote"] for row in rows] == [each["quote"] for each in documents]
        assert set(rows[0]) == set(documents[0])
        assert rows[0]["tags"] == "Claim; border"

    def test_csv_holds_no_formula(self, marked: User, careader: Call) -> None:
        mark("Wool goes west", note='=HYPERLINK("http://x")')
        rows = csv.DictReader(io.StringIO(careader("highlights", "wool", "--format", "csv").out))
        assert next(rows)["note"].startswith("'=")

    @pytest.mark.parametrize("name", ["text", "markdown", "json", "csv"])
    def test_goes_to_a_file(self, marked: User, careader: Call, tmp_path: Path, name: str) -> None:
        file = tmp_path / "out"
        printed = careader("highlights", "--format", name)
        for option in ("-o", "--output"):
            outcome = careader("highlights", "--format", name, option, str(file))
            assert (outcome.status, outcome.out) == (0, "")
            saved = file.read_text(encoding="utf-8")
            assert saved == printed.out or json.loads(saved) == json.loads(printed.out)

    def test_a_file_that_cannot_be_written_is_one_line(self, marked: User, careader: Call) -> None:
        outcome = careader("highlights", "-o", str(marked.home / "no" / "folder"))
        assert outcome.status == 1
        assert outcome.err.count("\n") == 1

    @pytest.mark.parametrize("name", ["text", "markdown", "json", "csv"])
    def test_nothing_in_a_file_of_highlights_controls_the_terminal(
        self, marked: User, careader: Call, name: str
    ) -> None:
        files: Sequence[Path] = list((marked.library / "annotations").rglob("*.md"))
        for file in files:
            text = file.read_text(encoding="utf-8")
            text = text.replace('"yellow"', '"\\u001b[31m"').replace(
                '"created": "', '"created": "\\u202e'
            )
            file.write_text(text + "\x1b]0;title\x07\u202e", encoding="utf-8")
        outcome = careader("highlights", "--format", name)
        assert outcome.out
        assert not set(outcome.out + outcome.err) & {"\x1b", "\x07", "\u202e"}


def test_markdown_escapes_only_what_would_be_markup() -> None:
    from careader.annotations.export.markdown import escaped

    assert escaped("plain, text. (12) - fine") == "plain, text. (12) - fine"
    assert escaped("1. first\n- dash\n# hash") == "1\\. first\n\\- dash\n\\# hash"


def test_a_search_finds_articles_by_the_tags_of_their_highlights(
    marked: User, careader: Call
) -> None:
    mark("Wool goes west", "posts", tags=("energy/gas",))

    def found(query: str) -> list[str]:
        return [hit["id"] for hit in careader("search", query, "--json").json()["hits"]]

    assert found("tag:energy") == ["posts"]
    assert found("tag:energy/gas") == ["posts"]
    assert found("tag:oil") == []
    assert sorted(found("tag:claim")) == ["pipes", "posts"]
    assert quotes(careader, "--tag", "energy") == ["Wool goes west"]
