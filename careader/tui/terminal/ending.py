"""The end that somebody else decides: a signal, a line that drops, a terminal that is gone.

Each step is for the case that the one before cannot be taken: the event loop saves and ends the
program properly; a thread does so when the loop waits for a terminal that takes nothing any more;
the kernel ends it when even the interpreter hangs.
"""

from __future__ import annotations

import asyncio
import os
import select
import signal
import termios
import threading
from collections.abc import Callable
from contextlib import suppress
from types import FrameType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from textual.app import App

SIGNALS = (signal.SIGHUP, signal.SIGTERM, signal.SIGINT)
"""Ctrl+c is a key like others to the reader; SIGINT comes from another process."""

PATIENCE = 1.5
"""Seconds in which the reader must have ended properly: two is what a person waits for a shell."""

_LAST_RESORT = 5
"""Seconds after which the kernel ends the process."""

_SHELL = (
    b"\x1b[?2004l\x1b[?7h\x1b[?1006l\x1b[?1002l\x1b[?1000l\x1b[<u\x1b[?1049l\x1b[?25h\x1b[?1004l"
)
"""What takes back all that the reader sets: pasting, mouse, keyboard, screen, cursor, focus."""


class Ending:
    """Ends the app when the system says so, whatever it waits for at that moment.

    Args:
        app: What is ended, its event loop running.
        save: Makes what is being typed durable; called from the event loop, or from a thread when
            the loop is stuck. It must not touch a widget.
        leave: Called in the event loop after `save`, while there are widgets still.
        hang_up: Ends the program that has the terminal meanwhile; called from a thread.
    """

    def __init__(
        self,
        app: App[Any],
        *,
        save: Callable[[], object],
        leave: Callable[[], object],
        hang_up: Callable[[], object],
    ) -> None:
        self._app, self._save, self._leave, self._hang_up = app, save, leave, hang_up
        self._loop = asyncio.get_running_loop()
        self.begun: signal.Signals | None = None
        """Why the program is ending; None while nobody asked it to."""

    def watch(self) -> None:
        """End the app from now on when a signal comes or the terminal vanishes."""
        for number in SIGNALS:
            # Not `add_signal_handler`: its callback waits for the event loop. This also ends what
            # was started to ignore hangups, and would read its dead terminal for ever.
            signal.signal(number, self._signalled)
        threading.Thread(target=self._watch_terminal, name="hang-up", daemon=True).start()

    def _watch_terminal(self) -> None:
        """Wait until the kernel says that nobody holds the other end of standard input.

        A process whose terminal does not control it gets no SIGHUP; reading says end of file, at
        once and for ever.
        """
        poll = select.poll()
        poll.register(0, 0)
        with suppress(OSError):
            for _, event in poll.poll():
                if event & (select.POLLHUP | select.POLLERR):
                    self._stop_reading()
                    self._begin(signal.SIGHUP)

    def _stop_reading(self) -> None:
        # Textual's thread for the keyboard asks a dead terminal again and again until this is set.
        over = getattr(self._app._driver, "exit_event", None)
        if over is not None:
            over.set()

    def _signalled(self, number: int, _frame: FrameType | None) -> None:
        driver = self._app._driver
        if number == signal.SIGINT and driver is not None and not driver._auto_restart:
            return  # Ctrl+c, for the program that has the terminal meanwhile
        self._begin(signal.Signals(number))

    def _begin(self, number: signal.Signals) -> None:
        if self.begun is not None:
            return
        self.begun = number
        signal.alarm(_LAST_RESORT)
        threading.Thread(target=self._insist, name="ending", daemon=True).start()
        with suppress(RuntimeError):  # the loop is closed: the program is ending already
            self._loop.call_soon_threadsafe(self._end)

    def _end(self) -> None:
        assert self.begun is not None
        self._save()
        self._leave()
        self._app.exit(return_code=128 + self.begun)

    def _give_terminal_back(self) -> None:
        """Set the line and the screen as they were, if the terminal still takes anything."""
        before = getattr(self._app._driver, "attrs_before", None)
        with suppress(OSError, termios.error):
            if before is None or os.tcgetpgrp(0) != os.getpgrp():
                return
            termios.tcsetattr(0, termios.TCSANOW, before)
            if select.select([], [2], [], 0)[1]:
                os.write(2, _SHELL)

    def _insist(self) -> None:
        """End the process, the properly ended one before it comes to this excepted."""
        assert self.begun is not None
        self._hang_up()
        threading.Event().wait(PATIENCE)
        with suppress(Exception):
            self._save()
        self._give_terminal_back()
        os._exit(128 + self.begun)
