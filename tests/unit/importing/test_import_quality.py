"""The score of an import against an answer: what is wrong with it is seen, and nothing else."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from importing_shelf import article, prose

from benchmarks import import_quality
from benchmarks.import_quality import Score, score_folder
from careader.importing.convert import Candidate, Converted
from careader.importing.likeness import sketch
from careader.importing.model import ImportedArticle


def scored(
    folder: Path,
    monkeypatch: pytest.MonkeyPatch,
    source: str,
    answer: dict[str, Any],
    *imported: ImportedArticle,
) -> Score:
    """Return the score of one document of which these articles were made."""
    (folder / "a.txt").write_text(source, encoding="utf-8")
    (folder / "a.expected.yaml").write_text(yaml.safe_dump(answer), encoding="utf-8")

    class Made(import_quality.Converter):
        def convert(self, name: str, data: bytes) -> Converted:
            return Converted(tuple(Candidate(each, sketch(each.body)) for each in imported), "text")

    monkeypatch.setattr(import_quality, "Converter", Made)
    (document,) = score_folder(folder)
    return document.scores[0]


BODY = prose(1, 80).rstrip()
SOURCE = f"Home | News\nTitle’s here\n{BODY}\n¹ A note.\nShare this\n"
LINES = len(BODY.split("\n"))
ANSWER = {
    "language": "en",
    "articles": [
        {
            "title": "Title’s here",
            "authors": ["Amina Karimova"],
            "date": "2012-10-17",
            "publication": "Silk Road Weekly",
            "countries_primary": ["RU", "TJ"],
            "countries_mentioned": ["TJ"],
            "countries_must_not": ["GE"],
            "footnote_count": 1,
            "body_first_line": 3,
            "body_last_line": 2 + LINES,
        }
    ],
    "chrome": [{"line": 1, "text": "Home | News"}, {"line": 5 + LINES, "text": "Share this"}],
}
RIGHT = article(1, title="Title's here", body=f"{BODY}[^1]\n\n[^1]: A note.\n")


def test_what_is_right_has_no_problems(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    score = scored(tmp_path, monkeypatch, SOURCE, ANSWER, RIGHT)
    assert score.problems == 0
    assert (score.words, score.misplaced, score.notes) == (80, 0, "1/1")


WRONG: dict[str, tuple[dict[str, Any], dict[str, Any]]] = {
    "another title": ({"title": "Title"}, {"title": False}),
    "an author too many": ({"authors": ("Amina Karimova", "X")}, {"authors": False}),
    "a date too precise": ({"date": "2012-10-18"}, {"date": False}),
    "a country too many": (
        {"countries": ("TJ", "RU", "GE")},
        {"countries": False, "wrong": ("GE",)},
    ),
    "no mention": ({"mentions": {}}, {"mentioned": ("TJ",)}),
    "furniture": ({"body": f"Share *this*\n\n{RIGHT.body}"}, {"chrome": ("Share this",)}),
    "a lost word": (
        {"body": RIGHT.body.replace(" carries ", " ", 1)},
        {"lost": ("carries",)},
    ),
    "an unlinked note": ({"body": RIGHT.body.replace("[^1]\n", "\n")}, {"notes": "0/1"}),
}  # fmt: skip


@pytest.mark.parametrize("what", WRONG)
def test_what_is_wrong_is_seen(what: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fields, seen = WRONG[what]
    made = ImportedArticle(
        **{name: getattr(RIGHT, name) for name in RIGHT.__dataclass_fields__} | fields
    )
    score = scored(tmp_path, monkeypatch, SOURCE, ANSWER, made)
    assert {name: getattr(score, name) for name in seen} == seen
    assert score.problems == len(seen)


def test_paragraphs_in_another_order_are_seen(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, two = BODY.split("\n\n")
    made = article(1, title="Title's here", body=f"{two}[^1]\n\n{one}\n\n[^1]: A note.\n")
    score = scored(tmp_path, monkeypatch, SOURCE, ANSWER, made)
    assert (score.lost, score.misplaced) == ((), 40)


@pytest.mark.parametrize(
    ("date", "doubts", "right"),
    [
        ("", {}, True),
        ("2012", {"date": "a guess"}, True),
        ("2012", {}, False),
        ("2011", {"date": "?"}, False),
    ],
)
def test_a_guess_counts_only_where_it_is_marked(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    date: str,
    doubts: dict[str, str],
    right: bool,
) -> None:
    answer = {"articles": [{"title": "T", "date": None, "date_guess_acceptable": ["2012"]}]}
    made = article(1, title="T", date=date, doubts=doubts)
    assert scored(tmp_path, monkeypatch, "T\n", answer, made).date is right


def test_a_word_broken_between_paragraphs_is_one_word(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = "T\nIn the eve-\n\n1 A note\n\nning it \\$2 rained.\n"
    answer = {
        "articles": [
            {"title": "T", "body_first_line": 2, "body_last_line": 6, "footnote_lines": [4],
             "broken_paragraphs": [[2, 6]]}
        ]
    }  # fmt: skip
    made = article(1, title="T", body="In the evening it \\$2 rained.\n")
    score = scored(tmp_path, monkeypatch, source, answer, made)
    assert (score.words, score.lost, score.misplaced) == (6, (), 0)
