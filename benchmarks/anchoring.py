"""Measures how well quotes are found again in edited texts, with every character's origin as truth.

    python -m benchmarks.anchoring [--passages N] [--seed N] [--first N]

The English texts are those of `corpus/small` (the sample library where that is absent), the
Russian, Persian and Chinese ones are made. Exit status 1 when a gate is missed.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parents[1]))

from benchmarks.corpus import corpus_documents
from benchmarks.edits import EDITS, Traced
from benchmarks.made import LANGUAGES, made_text
from benchmarks.measure import Measurement, report
from careader.annotations.anchoring import Anchor, Quote, find
from careader.model import AnchorState
from careader.text.reading import build

LENGTH = 50_000
"""Characters of a text; the budget of 10 ms a highlight is for this length."""
PASSAGES = 200
"""Passages marked in each text, looked for again after each edit."""
SHORT_LENGTH, SHORT_PASSAGES = 12_000, 12

RIGHT, WRONG = 0.96, 0.001
"""At least so many of the passages that are there are found; at most so many wrongly, unmarked."""
_SAME = 0.8
"""Overlap (intersection over union) from which a place is the right one."""
_LIVE, _GONE = 0.5, 0.2
"""A passage is there when so many of its characters are, gone when no more than so many are."""


@dataclass(slots=True)
class Tally:
    """What came of the passages of one text and one edit."""

    text: str
    edit: str
    verdicts: Counter[tuple[str, AnchorState]] = field(default_factory=Counter)
    seconds: float = 0.0

    def count(self, *verdicts: str, sure: bool = False) -> int:
        """Return how many passages had one of these verdicts; `sure`: and were not marked."""
        return sum(
            number
            for (verdict, state), number in self.verdicts.items()
            if verdict in verdicts and (not sure or state is AnchorState.SURE)
        )

    @property
    def live(self) -> int:
        """How many passages were still in the text."""
        return self.count("right", "loose", "missed", "wrong")

    @property
    def gone(self) -> int:
        """How many passages were no longer in the text."""
        return self.count("false", "orphan")

    @property
    def checks(self) -> int:
        """How many passages a person is asked to look at."""
        return sum(n for (_, state), n in self.verdicts.items() if state is AnchorState.CHECK)

    def __add__(self, other: Tally) -> Tally:
        return Tally(
            self.text, self.edit, self.verdicts + other.verdicts, self.seconds + other.seconds
        )


@dataclass(frozen=True, slots=True)
class Specimen:
    """A text to mark passages in, and another of the same language to edit it with."""

    name: str
    text: str
    other: str


def specimens(length: int = LENGTH, seed: int = 7, first: int = 0) -> Iterator[Specimen]:
    """Yield the texts: three in English, from the `first` on, and one in each made language."""
    english = _english(length, first + 4)
    for number in range(first, first + 3):
        yield Specimen(f"English {number + 1}", english[number], english[number + 1])
    for name, language in zip(("Russian", "Persian", "Chinese"), LANGUAGES, strict=True):
        yield Specimen(
            name, made_text(language, length, seed), made_text(language, length, seed + 1)
        )


def _english(length: int, count: int) -> list[str]:
    texts, current = [], ""
    for markdown in corpus_documents():
        current += build(markdown).text + "\n"
        if len(current) >= length:
            texts.append(current[:length])
            current = ""
            if len(texts) == count:
                break
    return texts


def experiment(
    specimen: Specimen, passages: int, seed: int, edits: Sequence[str] = tuple(EDITS)
) -> Iterator[Tally]:
    """Mark passages, edit the text in each way, and look for them again."""
    dice = random.Random(seed)
    spans = [_passage(specimen.text, dice) for _ in range(passages)]
    for name in edits:
        edited = EDITS[name](Traced.of(specimen.text), specimen.other, dice)
        yield _tally(specimen, name, edited, spans)


def _passage(text: str, dice: random.Random) -> tuple[int, int]:
    """Return a passage of 20 to 400 characters (7 to 150 where a character is a word)."""
    wide = Traced.new(text).is_ideographic
    while True:
        length = dice.randint(7, 150) if wide else dice.randint(20, 400)
        start = dice.randrange(len(text) - length)
        start, end = _at_words(text, start, start + length)
        if end - start >= (7 if wide else 20):
            return start, end


def _at_words(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and not (start == 0 or text[start - 1].isspace() or text[start] > "\u3000"):
        start += 1
    while end > start and not (end == len(text) or text[end].isspace() or text[end - 1] > "\u3000"):
        end -= 1
    while end > start and text[end - 1].isspace():
        end -= 1
    while start < end and text[start].isspace():
        start += 1
    return start, end


def _tally(
    specimen: Specimen, edit: str, edited: Traced, spans: Sequence[tuple[int, int]]
) -> Tally:
    tally = Tally(specimen.name, edit)
    now = _now(edited, len(specimen.text))
    find(edited.text, Quote("warm"))
    for start, end in spans:
        begun = time.thread_time()
        anchor = find(edited.text, quote_of(specimen.text, start, end))
        tally.seconds += time.thread_time() - begun
        verdict = _verdict(anchor, now[start:end])
        if verdict:
            tally.verdicts[verdict, anchor.state] += 1
    return tally


def quote_of(text: str, start: int, end: int) -> Quote:
    """Return what a highlight keeps of a passage."""
    return Quote(text[start:end], text[max(0, start - 32) : start], text[end : end + 32], start)


def _now(edited: Traced, length: int) -> list[int]:
    """Return where each character of the first text is now, -1 when it is gone."""
    now = [-1] * length
    for place, origin in enumerate(edited.origins):
        if origin >= 0:
            now[origin] = place
    return now


def _verdict(anchor: Anchor, now: Sequence[int]) -> str:
    """Return what an answer is worth; empty when the truth is neither here nor there."""
    there = [place for place in now if place >= 0]
    found = anchor.state is not AnchorState.ORPHAN
    if len(there) <= _GONE * len(now):
        return "false" if found else "orphan"
    if len(there) < _LIVE * len(now):
        return ""
    if not found:
        return "missed"
    start, end = _truth(there)
    shared = min(end, anchor.end) - max(start, anchor.start)
    if shared <= 0:
        return "wrong"
    union = max(end, anchor.end) - min(start, anchor.start)
    return "right" if shared / union >= _SAME else "loose"


def _truth(there: Sequence[int]) -> tuple[int, int]:
    """Return where the passage is now: of one that was torn apart, its larger part."""
    ordered = sorted(there)
    parts, begun = [], 0
    for number in range(1, len(ordered)):
        if ordered[number] - ordered[number - 1] > 400:
            parts.append(ordered[begun:number])
            begun = number
    largest = max([*parts, ordered[begun:]], key=len)
    return largest[0], largest[-1] + 1


def short() -> list[Tally]:
    """Return the experiment in a form for the tests: shorter texts, fewer passages, every edit."""
    return [
        tally for each in specimens(SHORT_LENGTH) for tally in experiment(each, SHORT_PASSAGES, 7)
    ]


def gates(tallies: Sequence[Tally]) -> list[Measurement]:
    """Return the figures of the whole experiment beside what is promised."""
    total = sum(tallies[1:], tallies[0])
    searches = sum(total.verdicts.values())
    return [
        Measurement("right", 100 * total.count("right") / total.live, "%", 100 * RIGHT, True),
        Measurement(
            "wrong and unmarked",
            100 * total.count("wrong", sure=True) / total.live,
            "%",
            100 * WRONG,
        ),
        Measurement("gone, found and unmarked", total.count("false", sure=True), "passages", 0),
        Measurement("a highlight", 1e3 * total.seconds / max(1, searches), "ms", 10),
    ]


_HEAD = (
    "",
    "there",
    "right",
    "loose",
    "missed",
    "wrong (unmarked)",
    "gone: found (unmarked)",
    "to check",
    "ms",
)


def table(tallies: Sequence[Tally]) -> str:
    """Return the verdicts as a Markdown table, summed by edit and by text."""
    rows = ["| " + " | ".join(_HEAD) + " |", "|---" * len(_HEAD) + "|"]
    for key in ("edit", "text"):
        sums: dict[str, Tally] = {}
        for tally in tallies:
            name = getattr(tally, key)
            sums[name] = sums[name] + tally if name in sums else tally
        rows += [_row(name, tally) for name, tally in sums.items()]
    rows.append(_row("**all**", sum(tallies[1:], tallies[0])))
    return "\n".join(rows)


def _row(name: str, tally: Tally) -> str:
    live, searches = max(1, tally.live), max(1, sum(tally.verdicts.values()))
    cells = (
        name,
        f"{tally.live:,}",
        f"{100 * tally.count('right') / live:.1f} %" if tally.live else "",
        str(tally.count("loose")),
        str(tally.count("missed")),
        f"{tally.count('wrong')} ({tally.count('wrong', sure=True)})",
        f"{tally.gone}: {tally.count('false')} ({tally.count('false', sure=True)})",
        f"{100 * tally.checks / searches:.1f} %",
        f"{1e3 * tally.seconds / searches:.1f}",
    )
    return "| " + " | ".join(cells) + " |"


def main() -> int:
    """Print the tables; 1 when a gate is missed."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--passages", type=int, default=PASSAGES)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--first", type=int, default=0, help="the first English text, from 0")
    given = parser.parse_args()
    tallies = [
        tally
        for specimen in specimens(seed=given.seed, first=given.first)
        for tally in experiment(specimen, given.passages, given.seed)
    ]
    print(table(tallies), end="\n\n")
    return report(gates(tallies))


if __name__ == "__main__":
    sys.exit(main())
