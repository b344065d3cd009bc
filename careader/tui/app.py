"""The Textual application: wiring only. What happens is in the commands and the workspace."""

from __future__ import annotations

import asyncio
import signal
from functools import cached_property
from typing import TYPE_CHECKING

from rich.text import Text
from textual import events
from textual.app import App

from careader.text.clean import clean
from careader.tui.screens.main import MainScreen
from careader.tui.screens.modal import Answered
from careader.tui.themes import TERMINAL, THEMES
from careader.tui.typeahead import TypeAhead

if TYPE_CHECKING:
    from textual.driver import Driver

    from careader.workspace import Workspace

_ENDING_SIGNALS = (signal.SIGHUP, signal.SIGTERM)


class CareaderApp(App[None]):
    """careader on a terminal."""

    ENABLE_COMMAND_PALETTE = False
    ESCAPE_TO_MINIMIZE = False
    ALLOW_SELECT = False
    AUTO_FOCUS = None
    CSS_PATH = "careader.tcss"
    TITLE = "careader"

    def __init__(self, workspace: Workspace, query: str = "") -> None:
        # Textual has to know before it looks at NO_COLOR, else it paints black on black.
        super().__init__(ansi_color=workspace.config.theme == TERMINAL)
        self.workspace = workspace
        self.query_text = query
        self.animation_level = "none"
        for theme in THEMES:
            self.register_theme(theme)
        self.theme = workspace.config.theme

    def get_driver_class(self) -> type[Driver]:
        """Return the driver, made to read and write as the terminal does."""
        from careader.tui.fitted_driver import fitted

        return fitted(super().get_driver_class())

    def get_default_screen(self) -> MainScreen:
        """Return the one screen."""
        return MainScreen(self.workspace, self.query_text)

    def get_main_screen(self) -> MainScreen:
        """Return the one screen, whatever stands over it."""
        screen = self.screen_stack[0]
        assert isinstance(screen, MainScreen)
        return screen

    @cached_property
    def _type_ahead(self) -> TypeAhead:
        return TypeAhead(self.get_main_screen())

    def on_mount(self) -> None:
        """End properly when the connection drops or somebody asks the process to."""
        loop = asyncio.get_running_loop()
        for number in _ENDING_SIGNALS:
            loop.add_signal_handler(number, self._ended_by, number)

    def on_app_focus(self) -> None:
        """Look at once what happened while somebody was in another window."""
        main = self.get_main_screen()
        if main.is_mounted:
            main.background.look()

    async def on_event(self, event: events.Event) -> None:
        """Give keys to the screen one after the other; let nothing pasted control the terminal."""
        if isinstance(event, events.Paste):
            event.text = clean(event.text)
        elif isinstance(event, events.Key) and not event.is_forwarded:
            await self._take_key(event)
            return
        await super().on_event(event)

    async def _take_key(self, event: events.Key) -> None:
        if self._exit:
            return  # typed after `q`: nothing can be mounted any more
        main = self.get_main_screen()
        await self._type_ahead.caught_up()
        if isinstance(self.screen, MainScreen | Answered):
            self.screen.keep_keyboard()
        ready = self.screen is main and main.is_mounted
        if not ready or not main.take_key(event.key):
            await super().on_event(event)
            self._type_ahead.follow(self.focused)

    def _ended_by(self, number: signal.Signals) -> None:
        # What is being typed is a draft since the last key; here it is made to outlast a power cut.
        self.workspace.notebook.sync_drafts()
        self.get_main_screen().opening.remember_place()
        self.exit(return_code=128 + number)

    def _fatal_error(self) -> None:
        # Textual prints a traceback with every local variable, a hundred kilobytes of the user's
        # own text. It has no public hook for this; its version is bounded in pyproject.toml.
        error = self._exception
        report = self.workspace.report_crash(error) if error is not None else ""
        kind = type(error).__name__
        said = (
            f"careader stopped: {kind}. Highlights, notes and what was being typed are on the disk."
        )
        self.panic(Text(f"{said} {report}".strip()))


def run(workspace: Workspace, query: str = "") -> int:
    """Run the reader until the user quits; return the exit status."""
    app = CareaderApp(workspace, query)
    app.run(mouse=workspace.config.mouse)
    return app.return_code or 0
