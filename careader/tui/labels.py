"""Letters for the visible sentences and words, as few and as near to the fingers as can be."""

from __future__ import annotations

from collections.abc import Sequence

from careader.model import Offsets
from careader.text import segment
from careader.text.reading import ReadingText

ALPHABET = "asdfjklghqwertyuiopzxcvbnm"
"""Home row first."""


def label_texts(count: int) -> list[str]:
    """Return `count` labels of one or two letters, the short ones first; none begins another.

    There are 676 at most.
    """
    letters = len(ALPHABET)
    # Each letter that begins pairs is lost as a label and gives 26 of two letters.
    pairs = max(0, -((letters - min(count, letters**2)) // (letters - 1)))
    single, first = ALPHABET[: letters - pairs], ALPHABET[letters - pairs :]
    return [*single, *(one + two for one in first for two in ALPHABET)][:count]


def label_sentences(reading: ReadingText, visible: Offsets) -> dict[str, Offsets]:
    """Return a label for every sentence that is on the screen, in reading order."""
    return _labelled(segment.sentences(reading, *visible))


def label_words(reading: ReadingText, visible: Offsets, letter: str) -> dict[str, Offsets]:
    """Return a label for every visible word that begins with a letter or digit, in any case."""
    start, end = visible
    found, text = [], reading.text
    at = segment.next_word_start(text, start - 1)
    while at < end:
        if text[at].casefold() == letter.casefold():
            found.append(segment.word_at(text, at))
        at = segment.next_word_start(text, at)
    return _labelled(found)


def _labelled(spans: Sequence[Offsets]) -> dict[str, Offsets]:
    return dict(zip(label_texts(len(spans)), spans, strict=False))


def word_at(reading: ReadingText, offset: int) -> Offsets:
    """Return the word at an offset."""
    return segment.word_at(reading.text, offset)


def sentence_at(reading: ReadingText, offset: int) -> Offsets:
    """Return the sentence at an offset."""
    return segment.sentence_at(reading, offset)
