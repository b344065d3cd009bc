"""careader annotate, verify and --update: highlights from scripts, quotations looked up again."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from cli_calls import Call, User

TEXT = """\
---
id: pipes
title: Pipes and Posts
author: [Ada Author]
date: 2012
publication: The Review
url: https://example.org/pipes
---
Gas goes north, or it “goes nowhere” — so they say. Wool goes west.

The customs posts were shut before the snow came. Wool goes west.
"""


@pytest.fixture
def library(user: User) -> User:
    user.put("a.md", TEXT)
    return user


class TestAnnotate:
    def test_marks_a_passage_and_prints_its_id(self, library: User, careader: Call) -> None:
        outcome = careader(
            "annotate", "pipes", "--quote", "The customs posts were shut", "--note", "why?",
            "--color", "green", "--tag", "trade", "--tag", "#border",
        )  # fmt: skip
        assert outcome.status == 0
        [kept] = careader("highlights", "--json").json()
        assert kept["id"] == outcome.out.strip()
        assert kept["quote"] == "The customs posts were shut"
        assert (kept["note"], kept["color"], kept["tags"]) == ("why?", "green", ["trade", "border"])
        assert kept["state"] == "sure"

    def test_takes_typography_as_a_person_does(self, library: User, careader: Call) -> None:
        quote = 'north, or it "goes\n nowhere" -- so they say.'
        document = careader("annotate", "pip", "--quote", quote, "--json").json()
        assert document["quote"] == "north, or it “goes nowhere” — so they say."
        assert document["article"] == "pipes"

    def test_again_it_is_the_same_highlight_with_what_is_given(
        self, library: User, careader: Call
    ) -> None:
        words = ("annotate", "pipes", "--quote", "The customs posts")
        first = careader(*words, "--note", "one").out
        assert careader(*words).out == first
        assert careader(*words, "--tag", "x").out == first
        [kept] = careader("highlights", "--json").json()
        assert (kept["note"], kept["tags"]) == ("one", ["x"])

    @pytest.mark.parametrize(
        ("quote", "reason"),
        [
            ("Wool goes west", "2 times"),
            ("Nothing of the kind was ever said", "no such passage"),
            ("The custom post was shut before snow came", "nearest to it is “The customs posts"),
            ("", "no such passage"),
        ],
    )
    def test_says_why_a_passage_cannot_be_marked(
        self, library: User, careader: Call, quote: str, reason: str
    ) -> None:
        outcome = careader("annotate", "pipes", "--quote", quote)
        assert (outcome.status, outcome.out) == (1, "")
        assert reason in outcome.err
        assert outcome.err.count("\n") == 1
        assert careader("highlights", "--json").json() == []

    def test_an_unknown_article_is_one_line(self, library: User, careader: Call) -> None:
        outcome = careader("annotate", "tubes", "--quote", "x")
        assert outcome.status == 1
        assert "there is no article" in outcome.err
        assert careader("annotate", "pipes").status == 2


class TestHits:
    WEST = "Wool goes west."
    QUOTED = "Gas goes north, or it “goes nowhere” — so they say."

    def test_marks_every_sentence_with_a_hit_and_prints_the_ids(
        self, library: User, careader: Call
    ) -> None:
        outcome = careader(
            "annotate", "pipes", "--hits", "goes", "--color", "green", "--tag", "going"
        )
        assert outcome.status == 0
        assert outcome.err == "3 sentences highlighted\n"
        kept = careader("highlights", "--json").json()
        assert [each["id"] for each in kept] == outcome.out.split()
        assert [each["quote"] for each in kept] == [self.QUOTED, self.WEST, self.WEST]
        assert {(each["color"], *each["tags"]) for each in kept} == {("green", "going")}

    def test_a_dry_run_prints_them_and_writes_nothing(self, library: User, careader: Call) -> None:
        outcome = careader("annotate", "pipes", "--hits", "wool OR gas", "--dry-run")
        assert outcome.out.splitlines() == [self.QUOTED, self.WEST, self.WEST]
        assert outcome.err == "3 sentences to highlight\n"
        assert careader("highlights", "--json").json() == []

    def test_what_was_highlighted_before_is_left(self, library: User, careader: Call) -> None:
        careader("annotate", "pipes", "--quote", self.QUOTED, "--note", "mine")
        outcome = careader("annotate", "pipes", "--hits", "goes", "--json")
        assert [each["quote"] for each in outcome.json()] == [self.WEST, self.WEST]
        assert outcome.err == "2 sentences highlighted, 1 highlighted before\n"
        again = careader("annotate", "pipes", "--hits", "goes", "--json")
        assert again.json() == []
        assert again.err == "0 sentences highlighted, 3 highlighted before\n"

    def test_a_note_alone_is_on_the_whole_article_and_there_is_one(
        self, library: User, careader: Call
    ) -> None:
        first = careader("annotate", "pipes", "--note", "fair", "--tag", "energy//gas").out
        again = careader("annotate", "pipes", "--note", "fair to both", "--json").json()
        assert again["id"] == first.strip()
        assert (again["quote"], again["note"]) == ("", "fair to both")
        assert (again["state"], again["start"], again["end"]) == ("sure", 0, 0)
        assert again["tags"] == ["energy/gas"]
        [listed] = careader("highlights", "--json").json()
        assert listed["id"] == again["id"]
        assert "on the whole article" in careader("highlights").out
        assert "fair to both" in careader("highlights", "--format", "markdown").out
        target = json.loads(careader("highlights", "--format", "jsonld").out)["items"][0]["target"]
        assert "selector" not in target

    @pytest.mark.parametrize(
        "words",
        [
            (),
            ("--color", "blue"),
            ("--note", " "),
            ("--quote", "x", "--hits", "y"),
            ("--quote", "x", "--dry-run"),
        ],
    )
    def test_one_way_to_say_what(self, library: User, careader: Call, words: tuple[str]) -> None:
        assert careader("annotate", "pipes", *words).status == 2


class TestVerify:
    def exported(self, library: User, careader: Call, tmp_path: Path) -> Path:
        for quote in ("The customs posts were shut before the snow came", "Gas goes north"):
            assert careader("annotate", "pipes", "--quote", quote).status == 0
        file = tmp_path / "paper.md"
        assert careader("highlights", "--format", "markdown", "-o", str(file)).status == 0
        return file

    def test_what_the_archive_says_is_done(
        self, library: User, careader: Call, tmp_path: Path
    ) -> None:
        outcome = careader("verify", str(self.exported(library, careader, tmp_path)))
        assert (outcome.status, outcome.out) == (0, "")
        assert outcome.err == "2 quotations, 0 of which no longer match\n"

    def test_what_it_no_longer_says_is_listed_and_fails(
        self, library: User, careader: Call, tmp_path: Path
    ) -> None:
        file = self.exported(library, careader, tmp_path)
        library.put("a.md", TEXT.replace("shut before the snow", "closed after the snow"))
        outcome = careader("verify", str(file))
        assert outcome.status == 1
        [said, article, now] = outcome.out.splitlines()
        line = (
            file.read_text()
            .splitlines()
            .index("> The customs posts were shut before the snow came")
        )
        assert said.startswith(f"{file}:{line + 1}: changed: “The customs posts were shut")
        assert article.strip() == "in: pipes"
        assert now.strip().startswith("now: The customs posts were closed after")
        found = careader("verify", str(file), "--json")
        assert found.status == 1
        assert [each["verdict"] for each in json.loads(found.out)] == ["same", "changed"]

    def test_a_quotation_the_user_changed_does_not_match(
        self, library: User, careader: Call, tmp_path: Path
    ) -> None:
        file = self.exported(library, careader, tmp_path)
        file.write_text(file.read_text().replace("were shut before", "were never shut before"))
        assert careader("verify", str(file)).status == 1

    def test_an_article_that_is_gone_says_nothing(
        self, library: User, careader: Call, tmp_path: Path
    ) -> None:
        file = self.exported(library, careader, tmp_path)
        (library.library / "articles" / "a.md").unlink()
        outcome = careader("verify", str(file))
        assert outcome.status == 1
        assert outcome.out.count(": gone: ") == 2

    @pytest.mark.parametrize(
        ("text", "verdicts"),
        [
            (
                "> The customs posts were shut\n>\n> — [Ada](https://www.example.org/pipes?utm_source=x)",
                ["same"],
            ),
            (
                "> The customs posts […] before the snow came.\n\n— “Pipes and Posts,” 2012",
                ["same"],
            ),
            ("> before the snow […] The customs posts\n\n— “Pipes and Posts,” 2012", ["changed"]),
            ("> [!quote] Ada\n> The *customs* posts\n\n— <https://example.org/pipes>", ["same"]),
            ("> Invented from beginning to end\n\n— <https://example.org/pipes>", ["gone"]),
            ("> To be or not to be\n\nShakespeare", ["unknown"]),
            ("```\n> code\n```", []),
            ("> \n\ntext", []),
        ],
    )
    def test_quotations_written_by_hand_are_looked_up_by_their_source(
        self, library: User, careader: Call, tmp_path: Path, text: str, verdicts: list[str]
    ) -> None:
        file = tmp_path / "paper.md"
        file.write_text(f"# A paper\r\n\r\n{text}\r\n")
        found = careader("verify", str(file), "--json")
        assert [each["verdict"] for each in json.loads(found.out)] == verdicts
        assert found.status == int(bool({"changed", "gone"} & set(verdicts)))

    def test_a_file_that_is_not_there_is_one_line(self, library: User, careader: Call) -> None:
        outcome = careader("verify", "nowhere.md")
        assert (outcome.status, outcome.err.count("\n")) == (1, 1)
        assert careader("verify").status == 2


class TestUpdate:
    def test_a_file_is_brought_up_to_date_around_what_the_user_wrote(
        self, library: User, careader: Call, tmp_path: Path
    ) -> None:
        file = tmp_path / "paper.md"
        file.write_text("Mine, before.\r\n", newline="")
        careader("annotate", "pipes", "--quote", "Gas goes north")
        assert careader("highlights", "--update", str(file)).status == 0
        with file.open("a", newline="") as more:
            more.write("\r\nMine, after.\r\n")
        careader("annotate", "pipes", "--quote", "Gas goes north", "--note", "A note.")
        careader("annotate", "pipes", "--quote", "The customs posts")
        for option in ("--update", "-o"):
            outcome = careader("highlights", "--format", "markdown", option, str(file))
            assert (outcome.status, outcome.out) == (0, "")
        data = file.read_bytes().decode()
        assert data.startswith("Mine, before.\r\n")
        assert data.endswith("\r\nMine, after.\r\n")
        assert data.count("\n") == data.count("\r\n")
        assert data.count("A note.") == 1
        assert data.index("The customs posts") < data.index("Mine, after.")

    def test_what_cannot_be_written_is_one_line_and_the_file_as_it_was(
        self, library: User, careader: Call, tmp_path: Path
    ) -> None:
        careader("annotate", "pipes", "--quote", "Gas goes north")
        file = tmp_path / "latin.md"
        file.write_bytes(b"caf\xe9\n")
        outcome = careader("highlights", "--update", str(file))
        assert (outcome.status, outcome.err.count("\n")) == (1, 1)
        assert file.read_bytes() == b"caf\xe9\n"
