"""Letters for the visible sentences, as few and as near to the fingers as there can be."""

from __future__ import annotations

from itertools import product

from careader.model import Offsets
from careader.text import segment
from careader.text.reading import ReadingText

ALPHABET = "asdfjklghqwertyuiopzxcvbnm"
"""Home row first."""


def label_texts(count: int) -> list[str]:
    """Return `count` labels of one letter, or all of two; none begins another."""
    if count <= len(ALPHABET):
        return list(ALPHABET[:count])
    return ["".join(pair) for pair in product(ALPHABET, repeat=2)][:count]


def label_sentences(reading: ReadingText, visible: Offsets) -> dict[str, Offsets]:
    """Return a label for every sentence that begins on the screen, in reading order."""
    start, end = visible
    sentences = [each for each in segment.sentences(reading, start, end) if start <= each[0] < end]
    return dict(zip(label_texts(len(sentences)), sentences, strict=False))


def word_at(reading: ReadingText, offset: int) -> Offsets:
    """Return the word at an offset."""
    return segment.word_at(reading.text, offset)


def sentence_at(reading: ReadingText, offset: int) -> Offsets:
    """Return the sentence at an offset."""
    return segment.sentence_at(reading, offset)
