"""Changing where a highlight begins and ends: its passage opened as a selection, then kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from careader.errors import CareaderError
from careader.model import AnchorState, Highlight, Offsets, PlacedHighlight
from careader.tui.caret import Caret

if TYPE_CHECKING:
    from careader.tui.screens.main import MainScreen


class Adjusting:
    """What the command does, and what is kept of the selection."""

    def __init__(self, screen: MainScreen) -> None:
        self._screen = screen
        self._highlight: Highlight | None = None

    @property
    def current(self) -> PlacedHighlight | None:
        """The highlight whose ends can be moved: the reader's own, and in its article."""
        current = self._screen.annotating.current
        if current is None or current.state is AnchorState.ORPHAN:
            return None
        own = self._screen.workspace.notebook.is_own(current.highlight)
        return current if own and current.end > current.start else None

    def start(self) -> None:
        """Select the passage of the current highlight."""
        screen, current = self._screen, self.current
        if current is None:
            return
        current = screen.workspace.placed_one(current.highlight)
        if not screen.opening.open(current.highlight.article, focus=True):
            return
        highlight, span = current.highlight, (current.start, current.end)

        def begin() -> None:
            if screen.reader.layout_ is None:
                return
            screen.marking.stop()
            self._highlight = highlight
            screen.reader.go_to(span[0], quietly=True)
            screen.reader.set_caret(Caret.over(*span))
            screen.say("Move its ends (o the other one); Enter keeps, Esc leaves it as it was")

        if screen.reader.layout_ is not None:
            begin()
        else:
            screen.call_after_refresh(begin)

    def stop(self) -> None:
        """Leave the highlight as it was."""
        self._highlight = None

    def take(self, span: Offsets | None) -> Highlight | None:
        """Keep what is selected as the passage; return the highlight, None when none is open."""
        highlight, self._highlight = self._highlight, None
        screen, opened = self._screen, self._screen.opened
        if highlight is None or span is None or opened is None:
            return None
        if opened.article.id != highlight.article:
            return None  # the reader went on to another article meanwhile
        now = screen.workspace.placed_one(highlight)
        if (now.start, now.end) == span:
            screen.marking.stop()
            screen.say("Left as it was")
            return highlight
        try:
            kept = screen.workspace.notebook.adjust(highlight, opened.reading, *span)
        except (CareaderError, ValueError) as error:
            screen.say(str(error), failed=True)
            return highlight
        screen.marking.stop()
        screen.annotating.changed(kept.id)
        screen.say("The highlight begins and ends here now; u undoes it")
        return kept
