"""The labelled set: what the detector finds in short texts whose mentions were marked by hand."""

import re
from collections import Counter
from pathlib import Path
from typing import NamedTuple

import pytest
import yaml

from careader.countries.detect import detect

CASES = yaml.load(
    (Path(__file__).parent / "mentions.yaml").read_text(encoding="utf-8"), Loader=yaml.BaseLoader
)
MARK = re.compile(r"\[([^]|]*)\|([A-Z]{2})\]")
GOAL = 0.97

Spans = set[tuple[int, int, str]]


class Outcome(NamedTuple):
    text: str
    expected: Spans
    found: Spans

    @property
    def wrong(self) -> str:
        def show(spans: Spans) -> str:
            return ", ".join(f"{self.text[a:b]!r} {code}" for a, b, code in sorted(spans))

        return (
            f"missed: {show(self.expected - self.found)}; false: {show(self.found - self.expected)}"
        )


def marked(text: str) -> tuple[str, Spans]:
    """Return the text without its marks, and the spans they stood for."""
    plain, spans, last = "", set(), 0
    for mark in MARK.finditer(text):
        plain += text[last : mark.start()]
        spans.add((len(plain), len(plain) + len(mark[1]), mark[2]))
        plain += mark[1]
        last = mark.end()
    return plain + text[last:], spans


def outcome(case: dict[str, str]) -> Outcome:
    text, expected = marked(case.get("expect", case["text"]))
    return Outcome(text, expected, set(detect(text, lang=case.get("lang", "")).spans))


def test_the_set_is_large_and_hard_enough():
    assert len(CASES) >= 150
    assert sum("trap" in case for case in CASES) >= 40
    assert sum(case.get("lang") in ("ru", "fa") for case in CASES) >= 30


@pytest.mark.parametrize("lang", ["en", "ru", "fa", "all"])
def test_precision_and_recall_reach_the_goal(lang):
    chosen = [case for case in CASES if lang in ("all", case.get("lang", "en"))]
    outcomes = [outcome(case) for case in chosen]
    right = sum(len(o.found & o.expected) for o in outcomes)
    found = sum(len(o.found) for o in outcomes)
    expected = sum(len(o.expected) for o in outcomes)
    failures = "\n".join(f"{o.text}\n  {o.wrong}" for o in outcomes if o.found != o.expected)
    report = f"precision {right}/{found}, recall {right}/{expected}\n{failures}"
    assert right / found >= GOAL, report
    assert right / expected >= GOAL, report


def test_counts_are_the_spans_counted_and_spans_are_in_order():
    for case in CASES:
        text, _ = marked(case["text"])
        mentions = detect(text)
        assert mentions.counts == Counter(code for _, _, code in mentions.spans)
        ends = [0, *(end for _, end, _ in mentions.spans)]
        starts = [start for start, _, _ in mentions.spans]
        assert all(before <= start for before, start in zip(ends, starts, strict=False))
        assert len(mentions.weights) == len(mentions.spans)
