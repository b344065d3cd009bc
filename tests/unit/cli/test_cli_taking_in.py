"""careader highlights --import: other programs' annotations, from the command line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from cli_calls import Call, User

TEXT = """\
---
id: pipes
title: Pipes and Posts
url: https://example.org/pipes
---
Gas goes north, or it goes nowhere. Wool goes west over the high passes in late autumn.

The customs posts were shut before the snow came, and nobody has opened them again since.
"""
QUOTE = "The customs posts were shut before the snow came, and nobody has opened them again since."


@pytest.fixture
def library(user: User) -> User:
    user.put("a.md", TEXT)
    return user


def rows(*annotations: dict[str, object]) -> str:
    known = {"uri": "https://example.org/pipes?utm_source=x", "user": "acct:jo@x", "text": "note"}
    return json.dumps({"total": len(annotations), "rows": [known | each for each in annotations]})


def selecting(quote: str) -> list[dict[str, object]]:
    return [{"selector": [{"type": "TextQuoteSelector", "exact": quote}]}]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "annotations.json"
    path.write_text(
        rows(
            {"id": "1", "target": selecting("Gas goes north, or it goes nowhere")},
            {"id": "2", "target": selecting(QUOTE), "uri": "https://mirror.example/copy"},
            {"id": "3", "target": selecting("Elsewhere."), "uri": "https://else.example/"},
        )
    )
    return path


def test_every_annotation_is_told_with_its_article(
    library: User, careader: Call, file: Path
) -> None:
    found = careader("highlights", "--import", str(file), "--json").json()
    assert [(each["source"], each["status"], each["article"], each["state"]) for each in found] == [
        ("1", "imported", "pipes", "sure"),
        ("2", "imported", "pipes", "sure"),
        ("3", "imported", "", "orphan"),
    ]
    listed = careader("highlights", "--json").json()
    assert {each["id"] for each in listed} == {each["id"] for each in found}
    assert "https://else.example/" in careader("highlights").out


def test_again_it_changes_nothing(library: User, careader: Call, file: Path) -> None:
    careader("highlights", "--import", str(file))
    before = careader("highlights", "--json").out
    outcome = careader("highlights", "--import", str(file))
    assert outcome.status == 0
    assert [line.split("\t")[0] for line in outcome.out.splitlines()] == ["unchanged"] * 3
    assert "3 unchanged, 1 with no article that fits" in outcome.err
    assert careader("highlights", "--json").out == before


def test_what_was_exported_comes_back_the_same_in_an_empty_library(
    library: User, careader: Call, file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    careader("highlights", "--import", str(file))
    careader("annotate", "pipes", "--quote", "over the high passes", "--tag", "a/b", "--note", "x")
    exported = careader("highlights", "--format", "jsonld").out
    set_ = tmp_path / "set.jsonld"
    set_.write_text(exported)
    listed = {each["id"]: each for each in careader("highlights", "--json").json()}
    empty = tmp_path / "empty"
    (empty / "articles").mkdir(parents=True)
    (empty / "articles" / "a.md").write_text(TEXT)
    monkeypatch.setenv("CAREADER_LIBRARY", str(empty))
    assert careader("highlights", "--import", str(set_)).status == 0
    again = {each["id"]: each for each in careader("highlights", "--json").json()}
    assert again == listed
    assert careader("highlights", "--format", "jsonld").out == exported


def test_a_bad_record_is_one_line_and_the_others_arrive(
    library: User, careader: Call, tmp_path: Path
) -> None:
    path = tmp_path / "mixed.json"
    path.write_text(
        rows({"id": "1", "target": selecting("Gas goes north")}, {"id": "2", "uri": None})
    )
    outcome = careader("highlights", "--import", str(path))
    assert outcome.status == 1
    assert "careader: 2: names no page\n" in outcome.err
    assert len(outcome.out.splitlines()) == 1


@pytest.mark.parametrize("data", [None, b"", b"hello", b"{"])
def test_what_cannot_be_read_is_one_line(
    library: User, careader: Call, tmp_path: Path, data: bytes | None
) -> None:
    path = tmp_path / "odd"
    if data is not None:
        path.write_bytes(data)
    outcome = careader("highlights", "--import", str(path), "--json")
    assert (outcome.status, outcome.out, outcome.err.count("\n")) == (1, "", 1)
