"""The Textual application: wiring only. What happens is in the commands and the workspace."""

from __future__ import annotations

import os
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING

from rich.text import Text
from textual import events
from textual.app import App

from careader.text.clean import clean
from careader.tui.screens.main import MainScreen
from careader.tui.screens.modal import Answered
from careader.tui.terminal.depth import Depth, depth_of, fitting_theme
from careader.tui.terminal.ending import Ending
from careader.tui.terminal.suspending import Suspending
from careader.tui.terminal.typeahead import TypeAhead
from careader.tui.themes import TERMINAL, THEMES

if TYPE_CHECKING:
    from textual.driver import Driver

    from careader.workspace import Workspace


_TO_SHELL = "ctrl+z"
"""The same over every screen; in the editor of notes it undoes. Over the panes a command has it."""


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
        self.workspace = workspace
        super().__init__(ansi_color=workspace.config.theme == TERMINAL)
        self.query_text = query
        self.animation_level = "none"
        for theme in THEMES:
            self.register_theme(theme)
        self.theme = workspace.config.theme

    def get_driver_class(self) -> type[Driver]:
        """Return a driver that fits the terminal; it sends only what changed if the settings do."""
        from textual.drivers.linux_driver import LinuxDriver

        from careader.tui.terminal.fitted_driver import fitted

        given = super().get_driver_class()
        if self.workspace.config.updates == "changes" and given is LinuxDriver:
            from careader.tui.terminal.driver.lean import LeanDriver

            return fitted(LeanDriver)
        return fitted(given)

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
        self.ending = Ending(self, save=self._save, leave=self._leave, hang_up=_hang_up)
        self.suspending = Suspending(self, lambda: self.ending.begun is not None)
        if not self.is_headless:
            self.ending.watch()
            self.suspending.watch()

    def _save(self) -> None:
        # What is being typed is a draft since the last key; now it outlasts a power cut, too.
        self.workspace.notebook.sync_drafts()
        self.workspace.typed_line.sync()

    def _leave(self) -> None:
        self.get_main_screen().opening.remember_place()

    def action_suspend_process(self) -> None:
        """Stop and go to the shell; say so where there is none."""
        if not self.suspending.suspend():
            self.get_main_screen().say("There is no shell to go to: careader was started without")

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
        if ready and main.take_key(event.key):
            return
        if event.key == _TO_SHELL and not hasattr(self.focused, "undo"):
            self.action_suspend_process()
        else:
            await super().on_event(event)
            self._type_ahead.follow(self.focused)

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


def _hang_up() -> None:
    from careader.tui.terminal import outside  # a start needs no editor

    outside.hang_up()


def run(workspace: Workspace, query: str = "") -> int:
    """Run the reader until the user quits; return the exit status."""
    from careader.tui.terminal.mouse import leave_quiet

    depth = depth_of(os.environ)
    if depth is Depth.NONE:
        os.environ["NO_COLOR"] = "1"  # Textual asks nothing else
    theme = fitting_theme(workspace.config.theme, depth)
    workspace.config = replace(workspace.config, theme=theme)
    app = CareaderApp(workspace, query)
    try:
        # Textual would ask for every movement of the pointer (see careader.tui.terminal.mouse).
        app.run(mouse=False)
    finally:
        if workspace.config.mouse:
            leave_quiet()
    return app.return_code or 0
