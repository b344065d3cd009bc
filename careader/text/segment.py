"""Words, sentences and paragraphs of the reading text: where the caret stops and what it selects.

Offsets are code points of the reading text; ranges are (start, end), the end exclusive.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from functools import cache
from unicodedata import category

from careader.text import sentences as rules
from careader.text.reading import Block, BlockKind, ReadingText

Range = tuple[int, int]

_HAN = "\u3005\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003fffd"
_HIRAGANA = "\u3041-\u309f"
_KATAKANA = "\u30a1-\u30fa\u30fc-\u30ff\u31f0-\u31ff\uff66-\uff9f"
_MARK_BLOCKS = (range(0x300, 0x3100), range(0xA600, 0xAC00), range(0xFB1E, 0xFB1F))
_STEP = 256
"""How far back the words before an offset are looked for at first, in characters."""


# Words


@cache
def _words() -> re.Pattern[str]:
    """Match a word: letters, digits and their marks, with what joins them on the inside.

    Apostrophes join (don't, o’zbek, Qur'an), full stops join single letters (U.S), separators
    join digits (1,200.5); hyphens do not: vim's `w` stops at both halves of `post-Soviet`, and
    a half of it is worth selecting. Runs of Han, of hiragana and of katakana are words of their
    own, as in vim.
    """
    marks = "".join(chr(p) for r in _MARK_BLOCKS for p in r if category(chr(p))[0] == "M")
    letter = f"[^\\W_{_HAN}{_HIRAGANA}{_KATAKANA}]"
    inner = f"{letter}|[{marks}\u200c\u200d]|['’‘ʼʻ`](?={letter})|(?<=\\d)[.,:٫٬](?=\\d)"
    dotted = f"(?<!{letter}){letter}(?:\\.{letter})+(?!{letter})"
    return re.compile(f"{dotted}|{letter}(?:{inner})*+|[{_HAN}]+|[{_HIRAGANA}]+|[{_KATAKANA}]+")


def next_word_start(text: str, offset: int) -> int:
    """Return where the next word begins after an offset, as vim's `w`; the text's end if none."""
    return next((start for start, _ in _words_from(text, offset) if start > offset), len(text))


def next_word_end(text: str, offset: int) -> int:
    """Return where the last character of a word stands after an offset, as vim's `e`.

    Combining marks stay with their letter: the offset is the letter's. The text's end if none.
    """
    for start, end in _words_from(text, offset):
        last = end - 1
        while last > start and (category(text[last])[0] == "M" or text[last] in "\u200c\u200d"):
            last -= 1
        if last > offset:
            return last
    return len(text)


def previous_word_start(text: str, offset: int) -> int:
    """Return where a word begins before an offset, as vim's `b`; 0 if none."""
    back = _STEP
    while True:
        begin = _space_before(text, offset - back)
        found = [m.start() for m in _words().finditer(text, begin, offset) if m.start() < offset]
        if found:
            return found[-1]
        if not begin:
            return 0
        back *= 4


def word_at(text: str, offset: int) -> Range:
    """Return the word an offset is in; an empty range at the offset where it is in none."""
    for start, end in _words_from(text, offset):
        if start > offset:
            break
        if offset < end:
            return start, end
    return offset, offset


def _words_from(text: str, offset: int) -> Iterator[Range]:
    """Iterate over the words that end after an offset; no word holds white space."""
    for word in _words().finditer(text, _space_before(text, offset)):
        if word.end() > offset:
            yield word.span()


def _space_before(text: str, offset: int) -> int:
    """Return the start of the line or of what a space begins, at or before an offset."""
    if offset <= 0:
        return 0
    return max(text.rfind(" ", 0, offset), text.rfind("\n", 0, offset), 0)


# Paragraphs


def paragraph_at(reading: ReadingText, offset: int) -> Range:
    """Return the block an offset is in."""
    block = reading.block_at(offset)
    return block.start, block.end


def next_paragraph_start(reading: ReadingText, offset: int) -> int:
    """Return the start of the next block that has text; the text's end if none."""
    for block in reading.blocks[reading.block_index(offset) + 1 :]:
        if block.start < block.end:
            return block.start
    return len(reading.text)


def previous_paragraph_start(reading: ReadingText, offset: int) -> int:
    """Return the start of this block, or of the one before when the offset is there; 0 if none."""
    for index in range(reading.block_index(offset), -1, -1):
        block = reading.blocks[index]
        if block.start < min(block.end, offset):
            return block.start
    return 0


# Sentences


def sentence_at(reading: ReadingText, offset: int) -> Range:
    """Return the sentence an offset is in, trimmed of white space, never crossing a block.

    Between two sentences it is the one before; in a block without text an empty range.
    """
    block = reading.block_at(offset)
    found = _of_block(reading, block)
    index = bisect_right(found, (offset, len(reading.text) + 1)) - 1
    return found[max(index, 0)] if found else (block.start, block.start)


def sentences(reading: ReadingText, start: int, end: int) -> list[Range]:
    """Return the sentences that share a character with [start, end), in order, whole."""
    found: list[Range] = []
    for block in reading.blocks[reading.block_index(start) :]:
        if block.start >= end:
            break
        found += [pair for pair in _of_block(reading, block) if pair[1] > start and pair[0] < end]
    return found


def next_sentence_start(reading: ReadingText, offset: int) -> int:
    """Return where the next sentence begins after an offset; the text's end if none."""
    for block in reading.blocks[reading.block_index(offset) :]:
        found = _of_block(reading, block)
        index = bisect_left(found, (offset + 1, 0))
        if index < len(found):
            return found[index][0]
    return len(reading.text)


def previous_sentence_start(reading: ReadingText, offset: int) -> int:
    """Return where a sentence begins before an offset; 0 if none."""
    for number in range(reading.block_index(offset), -1, -1):
        found = _of_block(reading, reading.blocks[number])
        index = bisect_left(found, (offset, 0))
        if index:
            return found[index - 1][0]
    return 0


def _of_block(reading: ReadingText, block: Block) -> list[Range]:
    text = reading.text[block.start : block.end]
    if block.kind is BlockKind.CODE:
        return _code_lines(text, block.start)
    return [(block.start + start, block.start + end) for start, end in rules.boundaries(text)]


def _code_lines(text: str, offset: int) -> list[Range]:
    """Return the lines of code that are not blank, trimmed: code has no sentences."""
    return [(offset + m.start(), offset + m.end()) for m in re.finditer(r"\S(?:[^\n]*\S)?", text)]
