"""The driver that Textual is given: a terminal that is told only of what changed.

It builds on what Textual documents of a driver: `App(driver_class=…)`, `write`, `flush`, `close`,
`process_message`, and the two calls that start and stop application mode. Everything written goes
through `write`. Frames are put on a shadow of the screen, and the way from what was sent to what
is wanted goes out as soon as the link is free: frames that a slow link has no time for are never
sent, the newest one always is. What is not understood goes out as it is.
"""

from __future__ import annotations

import asyncio
import re
import signal
import sys
import time
from contextlib import suppress
from types import FrameType
from typing import TYPE_CHECKING, Any

from textual import events
from textual.drivers.linux_driver import LinuxDriver

from careader.tui.terminal.driver.controls import SYNC_END, SYNC_START, Effect, effect
from careader.tui.terminal.driver.frame import is_frame
from careader.tui.terminal.driver.outlet import Outlet
from careader.tui.terminal.driver.pace import Pace
from careader.tui.terminal.driver.shadow import CLEAR, Shadow

if TYPE_CHECKING:
    from textual.app import App
    from textual.message import Message

_WHOLE_FROM = 256
"""Bytes from which a frame is bracketed so that the terminal shows it whole; fewer arrive whole."""
_LAST_ANSWERS, _LAST_BYTES = 1.0, 1.0
"""Seconds that leaving waits for answers of the terminal, and for what is still to be written."""
_SETTLE = 0.15
"""Seconds after a resize in which Textual paints the new size; else the old screen is sent anew."""
_ANSWER = re.compile(r"\x1b?\[\d+;\d+R")


class LeanDriver(LinuxDriver):
    """Sends what changed, as fast as it arrives."""

    def __init__(
        self, app: App[Any], *, debug: bool = False, mouse: bool = True,
        size: tuple[int, int] | None = None,
    ) -> None:  # fmt: skip
        super().__init__(app, debug=debug, mouse=mouse, size=size)
        terminal = sys.__stderr__
        assert terminal is not None
        self._descriptor = terminal.fileno()
        self._encoding = (terminal.encoding or "utf-8").lower()
        self._shadow = Shadow()
        self._pace = Pace()
        self._outlet: Outlet | None = None
        self._sync = False
        self._shown = False
        """Whether the reader's screen is the one on the terminal."""
        self._starts = 0
        self._resized: tuple[int, int] | None = None
        """The size that was painted when the terminal told of another; None when that is done."""
        self._later: asyncio.TimerHandle | None = None
        self._settling: asyncio.TimerHandle | None = None
        self.passed_raw = 0
        """Frames that were not understood and went out as they were."""

    # --- what Textual calls

    def write(self, data: str) -> None:
        """Take a frame, or send what is for the terminal itself."""
        if data in (SYNC_START, SYNC_END):
            self._sync = True
        elif not is_frame(data):
            self._control(data)
        elif self._shadow.paint(data, (self._app.size.width, self._app.size.height)):
            self._paint()
        else:
            self.passed_raw += 1
            self._pass(data)
            self._shadow.forget()

    def start_application_mode(self) -> None:
        """Take the terminal."""
        self._starts += 1
        if self._outlet is not None:
            self._outlet.close(0)
        self._pace = Pace()
        loop = asyncio.get_running_loop()

        def drained() -> None:
            with suppress(RuntimeError):  # the loop has ended
                loop.call_soon_threadsafe(self._paint)

        self._outlet = Outlet(self._descriptor, drained)
        super().start_application_mode()  # type: ignore[no-untyped-call]
        self._listen_for_resizes()

    def stop_application_mode(self) -> None:
        """Give the terminal back, after it answered: an answer that comes later is typed."""
        if self._outlet is not None and not (self._outlet.broken or self._outlet.busy):
            self._pace.settle(min(_LAST_ANSWERS, self._pace.patience(time.monotonic())))
        self._send(self._shadow.finish())
        super().stop_application_mode()

    def close(self) -> None:
        """End the threads; a link that takes nothing holds nobody up."""
        if self._outlet is not None:
            self._outlet.close(_LAST_BYTES)
        super().close()

    def process_message(self, message: Message) -> None:
        """Take the terminal's answers out of what is typed (called in the input's thread)."""
        if isinstance(message, events.CursorPosition):
            self._pace.answered(time.monotonic())
            with suppress(RuntimeError):
                self._loop.call_soon_threadsafe(self._paint)
            return
        if isinstance(message, events.Paste):
            message.text = _ANSWER.sub("", message.text)
        elif isinstance(message, events.Resize) and message.size != self._shadow.wanted.size:
            self._resizes()
        super().process_message(message)

    # --- sending

    def _send(self, data: str) -> None:
        if data and self._outlet is not None:
            raw = data.encode(self._encoding, "replace")
            self._outlet.send(raw + self._pace.send(len(raw), time.monotonic()))

    def _control(self, data: str) -> None:
        does = effect(data)
        if does is Effect.UNKNOWN:
            self._pass(data)
            self._shadow.lose()
            return
        self._send(data)
        if does is Effect.ENTERS:
            self._send(CLEAR)
        if does in (Effect.ENTERS, Effect.CLEARS):
            self._shadow.cleared()
            self._shown = True
            self._paint()
        elif does is Effect.LEAVES:
            self._shown = False

    def _pass(self, data: str) -> None:
        """Send what nobody here understands, after all that was painted before it."""
        if self._shown:
            self._send(self._shadow.update())
        self._send(data)

    def _paint(self) -> None:
        """Send the newest screen if the link is free for it; else be called again."""
        if not self._shown or self._outlet is None or self._outlet.busy or self._is_settling():
            return
        if not self._pace.free:
            self._paint_later(self._pace.patience(time.monotonic()))
            return
        starts = self._starts
        data = self._shadow.update(whole=self._sync)
        if starts != self._starts:
            # Ctrl+z and back, in the middle: what was worked out is for a screen that is gone.
            self._shadow.lose()
            data = self._shadow.update()
        whole = self._sync and len(data) >= _WHOLE_FROM
        self._send(f"{SYNC_START}{data}{SYNC_END}" if whole else data)

    def _paint_later(self, seconds: float) -> None:
        if self._later is None:
            self._later = self._loop.call_later(seconds, self._paint_anyway)

    def _paint_anyway(self) -> None:
        self._later = None
        if not self._pace.free and self._pace.patience(time.monotonic()) <= 0:
            self._pace.give_up()
        self._paint()

    # --- other sizes

    def _listen_for_resizes(self) -> None:
        before = signal.getsignal(signal.SIGWINCH)

        def resized(number: int, stack: FrameType | None) -> None:
            self._resizes()
            if callable(before):
                before(number, stack)

        signal.signal(signal.SIGWINCH, resized)

    def _resizes(self) -> None:
        self._resized = self._shadow.wanted.size
        with suppress(RuntimeError):
            self._loop.call_soon_threadsafe(self._paint)

    def _is_settling(self) -> bool:
        """Say whether the terminal has another size, and nothing is painted for it yet."""
        if self._resized is None:
            return False
        if self._resized != self._shadow.wanted.size:
            self._resized = None
            return False
        if self._settling is None:
            self._settling = self._loop.call_later(_SETTLE, self._settled)
        return True

    def _settled(self) -> None:
        # A terminal that changed and changed back may have lost rows; Textual saw no change.
        self._settling = None
        if self._is_settling():
            self._resized = None
            self._shadow.lose()
            self._paint()
