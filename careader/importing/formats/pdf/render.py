"""A PDF's blocks as Markdown, its raised marks as references to notes."""

from __future__ import annotations

import re

from careader.importing.formats import render
from careader.importing.formats.blocks import RAISED, Block, Kind, Run
from careader.importing.formats.pdf.flow import Paragraph
from careader.importing.formats.pdf.footnotes import Note
from careader.importing.formats.pdf.pages import MARK_END, MARK_START

_RAISED = re.compile(rf"\s*{MARK_START}([^{MARK_END}]*){MARK_END}")
_MARKS = re.compile(r"\d{1,3}|[*†‡§]{1,3}|[a-z](?![a-z])")
_ENDNOTE = re.compile(rf"(?:{MARK_START}(\d{{1,3}}){MARK_END}|\[?(\d{{1,3}})[\].)]?)\s+(?=\S)")
_NUMBER = re.compile(r"(\d{1,3})[.)]\s+(?=\S)")
_WITHIN_ITEM = 0
"""In place of a number: a further paragraph of the item before it."""
_LEAST_ENDNOTES = 2


def markdown(paragraphs: list[Paragraph], notes: list[Note]) -> str:
    """Return Markdown with the notes as definitions at its end."""
    if not notes:
        paragraphs, notes = _endnotes(paragraphs)
    lookup = _Lookup(notes)
    blocks = _blocks(paragraphs, lookup)
    definitions = {
        note.label: [Block(Kind.PARAGRAPH, _runs(note.text, note.page, _Lookup([])))]
        for note in notes
    }
    return render.markdown(blocks, definitions)


class _Lookup:
    """Finds the note a mark on a page refers to."""

    def __init__(self, notes: list[Note]) -> None:
        self._by_page = {(note.page, note.mark): note.label for note in notes}
        self._by_mark: dict[str, str] = {}
        several = {note.mark for note in notes if sum(each.mark == note.mark for each in notes) > 1}
        for note in notes:
            if note.mark not in several:
                self._by_mark[note.mark] = note.label

    def label(self, mark: str, page: int) -> str:
        for near in (page, page + 1):
            if label := self._by_page.get((near, mark)):
                return label
        return self._by_mark.get(mark, "")


def _blocks(paragraphs: list[Paragraph], lookup: _Lookup) -> list[Block]:
    found: list[Block] = []
    numbers = _numbered(paragraphs)
    for index, paragraph in enumerate(paragraphs):
        number = _NUMBER.match(paragraph.text) if numbers.get(index) else None
        text = paragraph.text[number.end() :] if number else paragraph.text
        runs = _runs(text, paragraph.page, lookup)
        if paragraph.level:
            found.append(Block(Kind.HEADING, runs, level=paragraph.level))
        elif numbers.get(index) == _WITHIN_ITEM:
            found[-1].blocks[-1].blocks.append(Block(Kind.PARAGRAPH, runs))
        elif paragraph.item or index in numbers:
            level = numbers.get(index, -1) + 1
            if not found or found[-1].kind is not Kind.LIST or level == 2:
                found.append(Block(Kind.LIST, level=level))
            found[-1].blocks.append(Block(Kind.ITEM, blocks=[Block(Kind.PARAGRAPH, runs)]))
        else:
            found.append(Block(Kind.PARAGRAPH, runs))
    return found


def _numbered(paragraphs: list[Paragraph]) -> dict[int, int]:
    """Return which paragraphs are items of lists that count from 1, and their numbers.

    A paragraph between two items, torn off by a column's end, belongs to the first of them.
    """
    found: dict[int, int] = {}
    run: dict[int, int] = {}
    for index, paragraph in enumerate(paragraphs):
        number = _NUMBER.match(paragraph.text) if not paragraph.level else None
        last = max(run, default=-1)
        if number and run and int(number[1]) == run[last] + 1 and index - last <= 2:
            run |= dict.fromkeys(range(last + 1, index), _WITHIN_ITEM)
            run[index] = int(number[1])
            found |= run
        elif number and number[1] == "1":
            run = {index: 1}
        elif paragraph.level or paragraph.item or index - last >= 2:
            run = {}
    return found


def _runs(text: str, page: int, lookup: _Lookup) -> list[Run]:
    runs: list[Run] = []
    at = 0
    for raised in _RAISED.finditer(text):
        marks = _MARKS.findall(raised[1])
        labels = [lookup.label(mark, page) for mark in marks]
        if marks and all(labels):
            runs += [Run(text[at : raised.start()]), *(Run("", note=label) for label in labels)]
        else:
            runs += [Run(text[at : raised.start(1) - 1]), Run(raised[1], RAISED)]
        at = raised.end()
    return [*runs, Run(text[at:])]


def _endnotes(paragraphs: list[Paragraph]) -> tuple[list[Paragraph], list[Note]]:
    """Find notes at the end of the text: paragraphs that count 1, 2, 3 and are referred to."""
    raised = {
        mark
        for each in paragraphs
        for group in _RAISED.findall(each.text)
        for mark in _MARKS.findall(group)
    }
    found: dict[int, Note] = {}
    for index, paragraph in enumerate(paragraphs):
        mark = _ENDNOTE.match(paragraph.text)
        number = int(mark[1] or mark[2]) if mark else 0
        if mark and number == 1:
            found = {}
        if mark and number == len(found) + 1:
            found[index] = Note(
                paragraph.page, str(number), text=paragraph.text[mark.end() :], label=str(number)
            )
    referred = sum(note.mark in raised for note in found.values())
    if len(found) < _LEAST_ENDNOTES or referred < 0.6 * len(found):
        return paragraphs, []
    kept = [each for index, each in enumerate(paragraphs) if index not in found]
    return [each for each in kept if not _is_heading_of_notes(each)], list(found.values())


def _is_heading_of_notes(paragraph: Paragraph) -> bool:
    return bool(paragraph.level) and bool(
        re.fullmatch(r"(?:end|foot)?notes|примечания|сноски", paragraph.text, re.I)
    )
