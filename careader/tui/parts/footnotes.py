"""Footnotes shown over the text that refers to them, walked from one to the next, and gone to."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from careader.text.reading import ReadingText, Span
from careader.tui.widgets.note_strip import ShownNote

if TYPE_CHECKING:
    from careader.tui.screens.main import MainScreen


class Footnotes:
    """What the commands about footnotes do."""

    def __init__(self, screen: MainScreen) -> None:
        self._screen = screen

    def walk(self, step: int) -> None:
        """Show the note of the next reference, or of one before; the first time, of the one here.

        Here is the caret, else what the reader jumped to, else the top of the screen.
        """
        opened = self._screen.opened
        if opened is None:
            return
        references = opened.reading.note_references
        if not references:
            self._screen.say("This article has no footnotes")
            return
        number = self._start(references, step) + step
        if 0 <= number < len(references):
            self.show(references[number])
        else:
            self._screen.say(f"No footnote {'further on' if step > 0 else 'before this'}")

    def _start(self, references: tuple[Span, ...], step: int) -> int:
        """Return the number of the reference to step from."""
        reader = self._screen.reader
        here = reader.place if reader.note is None else reader.note.reference[0]
        number = bisect_left(references, here, key=lambda span: span.start)
        if reader.note is not None:
            return number
        # The one the caret is in is the next one, as is the first one from here on.
        inside = number > 0 and references[number - 1].end > here
        return number - inside - (step > 0)

    def show(self, reference: Span) -> None:
        """Show the note of a reference."""
        opened = self._screen.opened
        where = opened.reading.note_range(reference.target) if opened is not None else None
        if opened is None or where is None:
            self._screen.say(f"There is no footnote {reference.target}")
            return
        title = self._title(opened.reading, reference)
        self._screen.reader.show_note(ShownNote((reference.start, reference.end), where, title))
        self._screen.show_hints()

    def _title(self, reading: ReadingText, reference: Span) -> str:
        key = self._screen.keys.key_of
        number = reading.note_references.index(reference) + 1
        keys = (
            f"{key('note.go')} goes",
            f"{key('note.next')} next",
            f"{key('escape')} closes",
        )
        place = f"{number:,}/{len(reading.note_references):,}"
        return f"─ note {reference.target} · {place} ─ {' · '.join(keys)} "

    def go(self) -> None:
        """Go to where the note stands in the article; `Backspace` comes back."""
        screen, shown = self._screen, self._screen.reader.note
        if screen.opened is not None and shown is not None:
            self.close()
            screen.opening.jump(screen.opened.article.id, shown.note[0])
            back = screen.keys.key_of("article.back")
            screen.say(f"{back} goes back to the text")

    def close(self) -> None:
        """Take the note away."""
        self._screen.reader.show_note(None)
        self._screen.show_hints()
