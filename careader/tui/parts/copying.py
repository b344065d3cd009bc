"""Copying a text for use elsewhere: what is sent where, and what is said of it."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from careader.clipboard import Kept, ask_tmux, load_buffer, sequence
from careader.clipboard.osc52 import passed_through_tmux, plain_sequence
from careader.text.clean import clean
from careader.tui.terminal import outside
from careader.tui.threads import in_thread

if TYPE_CHECKING:
    from careader.tui.screens.main import MainScreen


class Copying:
    """What every command that copies does with its text.

    No terminal says whether it took a text, so no line says that it did; the text is kept in a
    file and can be shown for the terminal's own selection.
    """

    def __init__(self, screen: MainScreen) -> None:
        self._screen = screen
        self._kept = Kept(screen.workspace.paths.state_dir)

    def copy(self, text: str, what: str = "Copied") -> None:
        """Copy a text; `what` begins the line that says so."""
        self._problem = self._keep(text)
        if os.environ.get("TMUX"):
            # A call of another program: 10 ms, or two seconds when it hangs.
            in_thread(self._screen, lambda: self._through_tmux(text, what), group="copying")
        else:
            self._send(sequence(text), f"{what}, if the terminal takes it", what)

    def _keep(self, text: str) -> str:
        try:
            self._kept.keep(text)
        except OSError as error:
            return f"not kept: {error.strerror or error}"
        return ""

    def _through_tmux(self, text: str, what: str) -> None:
        tmux = ask_tmux()
        taken = tmux is not None and load_buffer(text, to_terminal=tmux.fills_clipboard)
        if tmux is None or not taken:
            self._later(sequence(text), f"{what}, if tmux and the terminal take it", what)
        elif tmux.fills_clipboard:
            self._later("", f"{what} to tmux, which tells the terminal", what)
        elif tmux.passes_through:
            plain = plain_sequence(text)
            passed = passed_through_tmux(plain) if plain is not None else None
            self._later(passed, f"{what} to tmux, and past it to the terminal", what)
        else:
            self._later("", f"{what} to tmux, which keeps it from the terminal", what)

    def _later(self, sent: str | None, said: str, what: str) -> None:
        self._screen.call_later(self._send, sent, said, what)

    def _send(self, sent: str | None, said: str, what: str) -> None:
        """Send a sequence, None for one that would be too long, and say what happened."""
        if sent:
            self._screen.send_to_terminal(sent)
        if sent is None:
            said = "Too long for a terminal’s clipboard"
        shown = f"; {self._screen.keys.key_of('copy.show')} shows it"
        self._screen.say(
            f"{said}; {self._problem}" if self._problem else said + shown,
            failed=sent is None or bool(self._problem),
        )

    def show(self) -> None:
        """Print what was copied last on the shell's screen, and wait there for Enter."""
        text = self._kept.text()
        if not text:
            self._screen.say("Nothing was copied yet")
            return
        problem = outside.print_text(self._screen.app, clean(text))
        self._screen.say(problem or f"It is also in {self._kept.path}", failed=bool(problem))
