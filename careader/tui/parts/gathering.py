"""Walking the hits of the open article: each one's sentence highlighted or passed over."""

from __future__ import annotations

from typing import TYPE_CHECKING

from careader.annotations.gathering import Gathered, gather
from careader.errors import CareaderError
from careader.tui.caret import Caret

if TYPE_CHECKING:
    from careader.tui.opened import Opened
    from careader.tui.screens.main import MainScreen

_AT_ONCE = 8
"""Sentences highlighted before the screen is drawn and keys are heard again: some 30 ms."""


class Gathering:
    """What the commands of the walk do."""

    def __init__(self, screen: MainScreen) -> None:
        self._screen = screen
        self._found = Gathered()
        self._made: dict[int, str] = {}
        """Number of a sentence to the highlight that was made of it."""
        self._passed: set[int] = set()
        self._at = 0
        self._walked: Opened | None = None
        self._running = self._writing = False

    @property
    def active(self) -> bool:
        """Whether a walk is under way."""
        return self._walked is not None

    @property
    def line(self) -> str:
        """How far the walk is, for the status line."""
        return f"{self._at + 1} of {len(self._found.sentences)} · {len(self._made)} highlighted"

    # --- beginning and ending

    def start(self) -> None:
        """Show the first sentence, or that of the hit the reader stands on."""
        screen, opened = self._screen, self._screen.opened
        if opened is None or not opened.hits:
            screen.say("No hits in this article; / finds words in it")
            return
        own = [each for each in opened.placed if screen.workspace.notebook.is_own(each.highlight)]
        self._found = gather(opened.reading, opened.hits, own)
        if not self._found.sentences:
            screen.say("Every sentence with a hit is highlighted already")
            return
        self._made, self._passed, self._walked = {}, set(), opened
        stands_on = opened.hits[screen.reader.hit][1] if screen.reader.hit is not None else 0
        ahead = (n for n, (_, end) in enumerate(self._found.sentences) if end >= stands_on)
        self._show(next(ahead, 0))

    def stop(self) -> None:
        """End the walk; what was highlighted stays."""
        if self.active:
            self._end()
            self._screen.marking.stop()
            self._screen.say(self._outcome())

    def _end(self) -> None:
        self._walked, self._running, self._writing = None, False, False

    def _outcome(self) -> str:
        before = f", {self._found.taken} were before" if self._found.taken else ""
        undo = "; u undoes one at a time" if self._made else ""
        return f"{len(self._made)} of {len(self._found.sentences)} highlighted{before}{undo}"

    # --- one sentence

    def take(self) -> None:
        """Highlight what is selected and go on."""
        if self._take_selected():
            self._go_on()

    def take_with_note(self) -> None:
        """Highlight what is selected and write a note; the walk goes on when that is closed."""
        if self._take_selected():
            self._writing = True
            self._show(self._at)
            self._screen.annotating.note_on_selection()

    def written(self) -> None:
        """Go on after a note."""
        if self._writing:
            self._writing = False
            self._go_on()

    def _take_selected(self) -> bool:
        self._running = False
        if self._at in self._made:
            return True
        made = self._screen.annotating.highlight(self._screen.marking.selection)
        if made is not None:
            self._made[self._at] = made.id
            self._passed.discard(self._at)
        return made is not None

    def skip(self) -> None:
        """Pass the sentence over."""
        self._running = False
        if self._at not in self._made:
            self._passed.add(self._at)
        self._go_on()

    def back(self) -> None:
        """Go to the sentence before."""
        self._running = False
        self._show((self._at - 1) % len(self._found.sentences))

    def _go_on(self) -> None:
        """Show the next sentence nothing was said of, round the end; end after the last."""
        count = len(self._found.sentences)
        following = ((self._at + step) % count for step in range(1, count + 1))
        number = next((n for n in following if self._open(n)), None)
        if number is None:
            self.stop()
        else:
            self._show(number)

    def _open(self, number: int) -> bool:
        return number not in self._made and number not in self._passed

    def _show(self, number: int) -> None:
        self._at = number
        start, end = self._found.sentences[number]
        reader = self._screen.reader
        reader.go_to(start, quietly=True)
        reader.set_caret(Caret.over(start, end))

    # --- all the rest

    def take_rest(self) -> None:
        """Highlight every sentence nothing was said of; any key stops it."""
        self._running = True
        self._take_some()

    def _take_some(self) -> None:
        screen, opened = self._screen, self._screen.opened
        if not self._running or opened is None:
            return
        open_ones = [n for n in range(len(self._found.sentences)) if self._open(n)]
        try:
            for self._at in open_ones[:_AT_ONCE]:
                made = screen.workspace.notebook.add(
                    opened.article.id,
                    opened.reading,
                    *self._found.sentences[self._at],
                    color=screen.annotating.color,
                )
                self._made[self._at] = made.id
        except CareaderError as error:
            self.stop()
            screen.say(str(error), failed=True)
        else:
            if len(open_ones) > _AT_ONCE:
                screen.show_where()
                screen.call_later(self._take_some)
            else:
                self.stop()
        screen.annotating.changed()

    # --- what happens meanwhile

    def reopened(self, opened: Opened | None) -> None:
        """Follow what is open: an undo goes back to its sentence, another text ends the walk."""
        walked = self._walked
        if walked is None or self._running:
            return
        if opened is None or opened.reading is not walked.reading or opened.hits != walked.hits:
            self._end()
            self._screen.reader.set_caret(None)
            return
        notebook = self._screen.workspace.notebook
        undone = [n for n, made in self._made.items() if notebook.get(made) is None]
        for number in undone:
            del self._made[number]
        if undone:
            self._show(undone[-1])
