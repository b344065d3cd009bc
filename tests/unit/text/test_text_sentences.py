"""How well sentences are told: cases written for it in ten languages, and real prose.

`data/sample_sentences.json` holds no text: for each file of the samples the SHA-256 of its reading
text and the offsets where a sentence ends inside a block. Every full stop, question mark,
exclamation mark, ellipsis and hard break was judged by reading, not by running the splitter;
`either` are three that can be read both ways (a couplet, a line of contents, a reference).
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from careader.text import sentences as rules
from careader.text.clean import clean
from careader.text.reading import build
from careader.text.segment import sentences

DATA = Path(__file__).with_name("data")
SAMPLES = Path(__file__).parents[3].parent / "shared" / "samples"
LABELLED: dict[str, Any] = json.loads((DATA / "sample_sentences.json").read_text())


class Case(NamedTuple):
    """One line of `sentences.txt`."""

    text: str
    ends: tuple[int, ...]
    """Of all sentences but the last, in the text without its bars."""
    known: bool
    """Whether it is known to be told wrongly."""


def case(line: str) -> Case:
    text, ends = "", []
    for part in line.lstrip("~").split("|"):
        ends.append(len(text.rstrip()))
        text += part.removeprefix(" ") if text.endswith(" ") else part
    return Case(text, tuple(ends[1:]), line.startswith("~"))


CASES = [
    case(line)
    for line in (DATA / "sentences.txt").read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
]


def told(text: str) -> tuple[int, ...]:
    return tuple(end for _, end in rules.boundaries(text)[:-1])


def f1(right: int, wrong: int, missed: int) -> float:
    return 2 * right / (2 * right + wrong + missed)


@pytest.mark.parametrize("each", [c for c in CASES if not c.known], ids=lambda c: c.text[:40])
def test_a_sentence_ends_where_its_reader_ends_it(each: Case) -> None:
    assert told(each.text) == each.ends


def test_what_is_told_wrongly_is_known_and_little() -> None:
    wrong = [each.text for each in CASES if told(each.text) != each.ends]
    assert wrong == [each.text for each in CASES if each.known]
    pairs = [(set(told(each.text)), set(each.ends)) for each in CASES]
    right = sum(len(found & true) for found, true in pairs)
    score = f1(
        right,
        sum(len(found - true) for found, true in pairs),
        sum(len(true - found) for found, true in pairs),
    )
    assert len(CASES) >= 150
    assert right > 150
    assert score >= 0.98


@pytest.mark.skipif(
    not SAMPLES.is_dir(), reason="the samples are other people's texts and not in the repository"
)
def test_in_the_samples_99_of_100_ends_are_right() -> None:
    right = wrong = missed = 0
    for name, labels in LABELLED.items():
        reading = build(clean((SAMPLES / name).read_text(encoding="utf-8")))
        assert reading.digest == labels["digest"], f"{name} is another text: label it again"
        blocks = {block.end for block in reading.blocks}
        found = {end for _, end in sentences(reading, 0, len(reading.text))} - blocks
        true, either = set(labels["ends"]), set(labels["either"])
        right += len(found & true)
        wrong += len(found - true - either)
        missed += len(true - found)

    assert right + missed == 356
    assert f1(right, wrong, missed) >= 0.99


@pytest.mark.parametrize("text", ["", " ", "\u00a0", "\n\t\n"])
def test_blank_text_has_no_sentence(text: str) -> None:
    assert rules.boundaries(text) == ()
