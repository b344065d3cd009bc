"""Choosing a sentence or a word by the letters that stand on it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from careader.model import Offsets
from careader.tui.caret import Caret
from careader.tui.labels import label_sentences, label_words
from careader.tui.layouts import latin_twins

if TYPE_CHECKING:
    from careader.tui.screens.main import MainScreen


class Labelling:
    """The letters on the screen, and what is typed of one."""

    def __init__(self, screen: MainScreen) -> None:
        self._screen = screen
        self._labels: dict[str, Offsets] = {}
        self._typed = ""
        self._wants_letter = False

    @property
    def active(self) -> bool:
        """Whether the next key is for the letters."""
        return bool(self._labels) or self._wants_letter

    def show_sentences(self) -> None:
        """Put letters on the sentences that are on the screen."""
        opened = self._screen.opened
        if opened is not None:
            self._show(label_sentences(opened.reading, self._screen.reader.on_screen))
            said = "Type the letters of a sentence" if self._labels else "No sentence here"
            self._screen.say(said)

    def ask_word(self) -> None:
        """Wait for the letter that the word begins with."""
        if self._screen.opened is not None:
            self._wants_letter = True
            self._screen.say("The word begins with …")

    def key(self, key: str) -> None:
        """Take a key: a letter of a label, or the one that words begin with; others give up."""
        if self._wants_letter:
            self._wants_letter = False
            self._words(key)
            return
        typed = self._typed + latin_twins((key,))[0]
        if typed in self._labels:
            self._take(self._labels[typed])
        elif any(label.startswith(typed) for label in self._labels):
            self._typed = typed
            self._paint()
        else:
            self.drop()

    def _words(self, letter: str) -> None:
        opened = self._screen.opened
        if opened is None or len(letter) != 1:
            return
        found = label_words(opened.reading, self._screen.reader.on_screen, letter)
        if len(found) == 1:
            self._take(*found.values())
        elif found:
            self._show(found)
        else:
            self._screen.say(f"No word on this screen begins with {letter}")

    def _take(self, span: Offsets) -> None:
        """Select it; a selection there is already reaches as far as it."""
        screen = self._screen
        self.drop()
        if screen.opened is not None:
            caret = screen.marking.caret or Caret(span[0])
            screen.reader.set_caret(caret.reaching(*span, screen.opened.reading.text))

    def _show(self, labels: dict[str, Offsets]) -> None:
        self._labels, self._typed = labels, ""
        self._paint()

    def _paint(self) -> None:
        first, typed = self._screen.reader.on_screen[0], len(self._typed)
        # What begins above the screen has its letter where it comes into sight.
        shown = {
            max(first, span[0]): label[typed:]
            for label, span in self._labels.items()
            if label.startswith(self._typed)
        }
        self._screen.reader.set_labels(shown)

    def drop(self) -> None:
        """Take the letters away."""
        self._wants_letter = False
        if self._labels:
            self._labels, self._typed = {}, ""
            self._screen.reader.set_labels({})

    def forget(self) -> None:
        """Forget them: what they stood on is gone."""
        self._labels, self._typed, self._wants_letter = {}, "", False
