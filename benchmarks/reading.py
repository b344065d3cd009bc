"""Measures the reading text of a 500,000-character article: made, laid out, paged, searched.

python -m benchmarks.reading
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

if __name__ == "__main__":
    # So that the script also runs by its path, and where careader is not installed.
    sys.path.insert(0, str(Path(__file__).parents[1]))

from benchmarks.measure import Measurement, median, report
from careader.text.clean import clean
from careader.text.find import find_all
from careader.text.layout import Layout
from careader.text.reading import ReadingText, build
from careader.text.segment import next_sentence_start, next_word_start, sentences
from careader.text.sentences import boundaries

LENGTH = 500_000
WIDTH = 78
PAGE = 24
STEPS = 1_000

ENGLISH = (
    "In the spring the ministry said that trade with its neighbours had grown by 2.5 percent, to"
    " $1.3 billion; officials in the capital were less sure of the figures."
)
MARKED = (
    "In the *spring* the [ministry](https://example.org/a_b) said that **trade** had grown[^1]; see"
    " `table 3` for what officials, e.g. those of the U.S. embassy, made of it."
)
PERSIAN = "وزیر گفت که تجارت با کشورهای همسایه می‌تواند رشد کند و مردم آن را می‌خواهند."
CHINESE = (
    "部长在春天说，与邻国的贸易增长了百分之二点五，达到十三亿美元（约合）；官员们却「不太确定」。"
)


def article(*sentences: str) -> str:
    """Return Markdown of LENGTH characters: headings, and paragraphs of six sentences in turn."""
    blocks, length, number = [], 0, 0
    while length < LENGTH:
        text = " ".join([sentences[number % len(sentences)]] * 6)
        blocks += [f"## Part {number}"] * (number % 20 == 0) + [text]
        length += len(text) + 2
        number += 1
    return "\n\n".join([*blocks, "[^1]: A note."])[:LENGTH]


def ms(action: Callable[[], object]) -> float:
    """Return the milliseconds an action takes, median."""
    return median(action) * 1e3


def measure() -> list[Measurement]:
    """Return every figure."""
    plain, marked = article(ENGLISH), article(MARKED)
    mixed = article(ENGLISH, ENGLISH, CHINESE)
    build(marked[:1000])  # markdown-it's import is start-up, not reading
    reading = build(plain)
    return [
        Measurement("clean 500,000 characters", ms(lambda: clean(plain)), "ms", 5),
        *_built(plain, marked, reading),
        Measurement("lay out, ASCII", ms(lambda: Layout(reading, WIDTH)), "ms", 40),
        _laid_out("a third Chinese", mixed),
        _laid_out("all Chinese", article(CHINESE)),
        _laid_out("Persian with ZWNJ", article(PERSIAN)),
        Measurement("open: build and lay out", ms(lambda: Layout(build(plain), WIDTH)), "ms", 100),
        *_paged(Layout(reading, WIDTH), Layout(build(mixed), WIDTH)),
        *_walked(reading),
    ]


def _built(plain: str, marked: str, reading: ReadingText) -> list[Measurement]:
    data = reading.to_bytes()
    return [
        Measurement("build, plain paragraphs", ms(lambda: build(plain)), "ms", 80),
        Measurement("build, markup in every sentence", ms(lambda: build(marked)), "ms"),
        Measurement("to bytes", ms(reading.to_bytes), "ms", 10),
        Measurement("from bytes", ms(lambda: ReadingText.from_bytes(data)), "ms", 10),
    ]


def _laid_out(name: str, markdown: str) -> Measurement:
    reading = build(markdown)
    return Measurement(f"lay out, {name}", ms(lambda: Layout(reading, WIDTH)), "ms", 150)


def _paged(plain: Layout, mixed: Layout) -> list[Measurement]:
    """Measure what a page and a click cost; every run is somewhere else, so no cache helps."""
    tops = iter(range(0, 10**9, PAGE))

    def page(layout: Layout) -> None:
        top = next(tops) % (layout.height - PAGE)
        for index in range(top, top + PAGE):
            layout.line(index)
            layout.runs(index)

    def positions(layout: Layout) -> None:
        for number in range(STEPS):
            line, cell = layout.position_of(number * 499)
            layout.offset_at(line, cell)

    return [
        Measurement("a page of 24 lines", ms(lambda: page(plain)), "ms", 1),
        Measurement("a page of 24 lines, a third Chinese", ms(lambda: page(mixed)), "ms", 1),
        Measurement("offset to cell and back", ms(lambda: positions(plain)), "µs", 20),
        Measurement("offset to cell and back, mixed", ms(lambda: positions(mixed)), "µs", 200),
    ]


def _walked(reading: ReadingText) -> list[Measurement]:
    text = reading.text
    middle = len(text) // 2
    varied = build(article(*(f"In {number} {ENGLISH}" for number in range(10_000))))

    def words() -> None:
        offset = middle
        for _ in range(STEPS):
            offset = next_word_start(text, offset)

    def every_sentence() -> None:
        boundaries.cache_clear()  # and no two paragraphs are alike: nothing is known already
        sentences(varied, 0, len(varied.text))

    return [
        Measurement("find a word", ms(lambda: find_all(text, "ministry")), "ms", 8),
        Measurement("find a phrase", ms(lambda: find_all(text, "trade with its")), "ms", 8),
        Measurement("find nothing", ms(lambda: find_all(text, "caravanserai")), "ms", 8),
        Measurement("to the next word", ms(words), "µs", 100),
        Measurement(
            "to the next sentence", ms(lambda: next_sentence_start(reading, middle)), "ms", 1
        ),
        Measurement("all sentences", ms(every_sentence), "ms", 20),
    ]


if __name__ == "__main__":
    sys.exit(report(measure()))
