"""The reader with a driver that keeps what is written, for a raw terminal and for a lean one."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import Any

from textual.drivers.headless_driver import HeadlessDriver
from textual.pilot import Pilot
from tui_driver import Driven

from careader.tui.app import CareaderApp
from careader.tui.terminal.driver.controls import Effect, effect
from careader.tui.terminal.driver.frame import is_frame
from careader.tui.terminal.driver.shadow import Shadow
from careader.workspace import Workspace
from tests.emulator import Emulator, difference


class Wires:
    """Two terminals of one size: one gets what Textual writes, one what the shadow makes of it."""

    def __init__(self, size: tuple[int, int]) -> None:
        self.raw, self.lean, self.shadow = Emulator(*size), Emulator(*size), Shadow()
        self.raw_bytes = self.lean_bytes = 0
        self.refused: list[str] = []
        """Frames that were not understood."""
        self.log: list[tuple[str, str]] = []
        """What was sent to each, in order."""

    def take(self, data: str, size: tuple[int, int]) -> None:
        if is_frame(data):
            if self.shadow.paint(data, size):
                self._send(data, "")
            else:
                self.refused.append(data)
                self._send(data, self.shadow.update() + data)
                self.shadow.forget()
        else:
            assert effect(data) in (Effect.NONE, Effect.CLEARS), repr(data)
            if effect(data) is Effect.CLEARS:
                self.shadow.cleared()
            self._send(data, data)

    def _send(self, raw: str, lean: str) -> None:
        self.raw.feed(raw)
        self.lean.feed(lean)
        self.raw_bytes += len(raw.encode())
        self.lean_bytes += len(lean.encode())
        self.log.append((raw, lean))

    def resize(self, size: tuple[int, int]) -> None:
        """Give both terminals another size; what they show then is anybody's guess."""
        for each in (self.raw, self.lean):
            each.resize(size[1], size[0])

    def catch_up(self) -> None:
        """Send what changed since the last time, and compare the screens."""
        self._send("", self.shadow.update(whole=True))
        found = difference(self.raw, self.lean)
        assert not found, found


class Recorder(HeadlessDriver):
    """A driver of a terminal that is not there, which Textual paints for nevertheless."""

    wires: Wires

    @property
    def is_headless(self) -> bool:
        return False

    def write(self, data: str) -> None:
        self.wires.take(data, tuple(self._app.size))


async def recorded(
    workspace: Workspace,
    size: tuple[int, int],
    session: Callable[[Driven, Wires], Awaitable[Any]],
) -> Wires:
    """Run a session with the reader; return what was written."""
    wires = Wires(size)
    failed: list[BaseException] = []

    async def run(pilot: Pilot[None]) -> None:
        reader = Driven(app, pilot)
        try:
            await reader.settle()
            wires.catch_up()
            await session(reader, wires)
        except BaseException as error:
            failed.append(error)
        finally:
            app.exit()

    app = CareaderApp(workspace)
    app.driver_class = type("Recording", (Recorder,), {"wires": wires})
    with suppress(KeyboardInterrupt):
        await app.run_async(headless=False, size=size, auto_pilot=run)
    if failed:
        raise failed[0]
    return wires
