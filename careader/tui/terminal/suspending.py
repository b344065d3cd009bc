"""Ctrl+z and back: the terminal as the shell left it, then the screen as the reader left it."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable
from contextlib import suppress
from types import FrameType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from textual.app import App


class Suspending:
    """Stops the process, as the shell's job control wants it, and goes on after `fg`.

    Textual's own handlers stop a process that no shell could continue (`ssh -t host careader`), and
    start keyboard and screen a second time when SIGCONT comes to one that was not suspended.

    Args:
        app: What is suspended.
        ending: Whether the program is ending: it must not take the terminal again.
    """

    def __init__(self, app: App[Any], ending: Callable[[], bool]) -> None:
        self._app, self._ending = app, ending
        self._continued = False

    def watch(self) -> None:
        """Answer the signals from now on; the driver has set its own handlers before."""
        signal.signal(signal.SIGTSTP, self._told_to_stop)
        signal.signal(signal.SIGCONT, self._told_to_go_on)

    def suspend(self) -> bool:
        """Stop until somebody says `fg`; return whether there was a shell to go to."""
        driver = self._app._driver
        if driver is None or not driver.can_suspend:
            return False
        self._app.app_suspend_signal.publish(self._app)
        driver.suspend_application_mode()
        stopped = self._stop(signal.SIGTSTP)
        while not self._ending() and _in_background() and self._stop(signal.SIGTTOU):
            pass  # somebody said `bg`: there is nothing to do without the terminal
        if self._ending():
            signal.signal(signal.SIGTTOU, signal.SIG_IGN)  # to end needs no permission to write
            return stopped
        driver.resume_application_mode()
        self._app.app_resume_signal.publish(self._app)
        self._app.call_later(self._app.refresh, layout=True)
        return stopped

    def _told_to_stop(self, _number: int, _frame: FrameType | None) -> None:
        driver = self._app._driver
        if driver is not None and driver._auto_restart:
            # Between two messages, not in the middle of one: what was typed is on the disk then.
            self._app.call_later(self.suspend)
        else:  # an editor has the terminal, and stops as well
            self._stop(signal.SIGTSTP)

    def _told_to_go_on(self, _number: int, _frame: FrameType | None) -> None:
        self._continued = True

    def _stop(self, number: signal.Signals) -> bool:
        """Stop the whole job, as the terminal's own Ctrl+z does; return whether that happened.

        The kernel ignores it where no shell is there to continue the job (setpgid(2), "orphaned").
        """
        self._continued = False
        previous = signal.signal(number, signal.SIG_DFL)
        with suppress(OSError):
            os.killpg(os.getpgrp(), number)
        signal.signal(number, previous)
        return self._continued


def _in_background() -> bool:
    try:
        return os.tcgetpgrp(sys.__stdin__.fileno()) != os.getpgrp() if sys.__stdin__ else False
    except OSError:  # the terminal is gone, or does not control this process
        return False
