"""What was being typed when a line dropped: kept while it is typed, offered at the next start.

A note comes back in its editor, under its passage. The line at the foot is said, and filled in when
it is opened again. A careader that still runs behind a dead connection can be ended from here.
"""

from __future__ import annotations

import time
from contextlib import suppress
from typing import TYPE_CHECKING

from careader.state.drafts import Draft
from careader.tui.purpose import Purpose
from careader.tui.threads import in_thread
from careader.tui.widgets.pieces import shortened

if TYPE_CHECKING:
    from careader.state.session import Session
    from careader.tui.screens.main import MainScreen

_COMMANDS = {
    Purpose.SEARCH: "search.library",
    Purpose.FIND: "search.here",
    Purpose.TAGS: "highlight.tags",
}
"""The lines worth keeping, each with the command that opens it again."""

_SHOWN = 30
"""Cells of a text in a message."""

_PATIENCE = 6.0
"""Seconds in which another careader ends that is asked to (`ending`: five at most)."""


class Unfinished:
    """What was not finished, here, before, and in other sessions."""

    def __init__(self, screen: MainScreen) -> None:
        self._screen = screen
        self._left: Draft | None = None

    def offer(self) -> None:
        """Offer what a dead session left; tell of a note that a living one is at."""
        screen = self._screen
        notes = screen.workspace.notebook.unfinished()
        if notes:
            screen.noting.offer(notes[0])
        elif (line := screen.workspace.typed_line.take_left()) is not None:
            self._offer_line(line)
        elif screen.workspace.notebook.typed_elsewhere():
            key = screen.keys.key_of("note.take-over")
            screen.say(f"Another careader of yours is at a note; {key} brings it here")

    # --- the line at the foot

    def typed(self, purpose: Purpose, text: str) -> None:
        """Keep what stands in the line."""
        if purpose not in _COMMANDS:
            return
        screen = self._screen
        highlight = screen.annotating.current.highlight if screen.annotating.current else None
        tagged = highlight if purpose is Purpose.TAGS else None
        article = screen.opened.article.id if screen.opened is not None else ""
        screen.workspace.typed_line.typed(
            Draft(
                line=purpose.name,
                text=text,
                article=tagged.article if tagged is not None else article,
                highlight=tagged.id if tagged is not None else "",
                quote=tagged.quote if tagged is not None else "",
            )
        )

    def closed(self) -> None:
        """Forget it: it was answered."""
        self._screen.workspace.typed_line.closed()

    def resume(self, purpose: Purpose) -> str:
        """Return what goes into the line that opens now, empty when nothing was left for it."""
        left = self._left
        if left is None or left.line != purpose.name or not self._is_here(left):
            return ""
        self._left = None
        return left.text

    def _is_here(self, line: Draft) -> bool:
        screen = self._screen
        if line.highlight:
            current = screen.annotating.current
            return current is not None and current.highlight.id == line.highlight
        if line.line == Purpose.FIND.name:
            return screen.opened is not None and screen.opened.article.id == line.article
        return True

    def _offer_line(self, line: Draft) -> None:
        screen = self._screen
        if line.line not in Purpose.__members__ or not line.text.strip():
            return
        purpose = Purpose[line.line]
        tagged = screen.workspace.notebook.get(line.highlight) if line.highlight else None
        if purpose is Purpose.TAGS and tagged is None:
            return
        if purpose is not Purpose.SEARCH and not screen.opening.open(line.article, focus=True):
            return
        if tagged is not None:
            screen.annotating.jump_to(screen.workspace.placed_one(tagged))
        self._left = line
        text = shortened(line.text.strip(), _SHOWN)
        key = screen.keys.key_of(_COMMANDS[purpose])
        screen.say(f"Unfinished, {purpose.lower()}: {text}; {key} goes on with it")

    # --- other sessions

    def take_over(self) -> None:
        """Ask which of the notes that other sessions are at is to be brought here."""
        found = self._screen.workspace.notebook.typed_elsewhere()
        if not found:
            self._screen.say("No other careader of yours is at a note")
            return
        # Every start asks for what is unfinished; hardly one has something to choose.
        from careader.tui.screens.chooser import Choice, ChooserScreen

        choices = [
            Choice(shortened(each[0].text.strip() or each[0].quote, _SHOWN), each, _since(each[0]))
            for each in found
        ]
        self._screen.app.push_screen(
            ChooserScreen("End the careader that is at this note, and go on here", choices),
            self._end,
        )

    def _end(self, chosen: tuple[Draft, Session] | None) -> None:
        if chosen is not None:
            self._screen.say("The other careader is ending…")
            in_thread(self._screen, lambda: self._end_and_wait(*chosen), group="taking-over")

    def _end_and_wait(self, draft: Draft, session: Session) -> None:
        deadline = time.monotonic() + _PATIENCE
        with suppress(OSError):  # it is another user's: that will not end
            session.hang_up()
            while session.is_alive(0) and time.monotonic() < deadline:
                time.sleep(0.05)
        self._screen.call_later(self._take_on, draft, session)

    def _take_on(self, draft: Draft, session: Session) -> None:
        if session.is_alive(0):
            self._screen.say("The other careader does not end; its note stays there", failed=True)
            return
        self._screen.clear_message()
        notebook = self._screen.workspace.notebook
        notebook.refresh()
        for each in notebook.unfinished():
            if each.id == draft.id:
                self._screen.noting.offer(each)


def _since(draft: Draft) -> str:
    return f"last key {draft.updated[11:16]} UTC" if draft.updated else ""
