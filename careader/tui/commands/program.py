"""The screen as a whole: zoom, width, help, palette, quit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from careader.tui.commands.base import ANYWHERE, Command, Context

if TYPE_CHECKING:
    from careader.tui.screens.main import MainScreen


class _Program(Command):
    group = "careader"


class Zoom(_Program):
    """The reading pane alone, or all panes again."""

    id = "view.zoom"
    keys = ("z",)
    contexts = (ANYWHERE, Context.MARKING)

    @classmethod
    def run(cls, screen: MainScreen, count: int | None) -> None:
        """Change the layout."""
        screen.toggle_zoom()


class Wider(_Program):
    """A wider text."""

    id = "view.wider"
    keys = ("+",)

    @classmethod
    def run(cls, screen: MainScreen, count: int | None) -> None:
        """Widen by four cells."""
        screen.change_measure(4)


class Narrower(_Program):
    """A narrower text."""

    id = "view.narrower"
    keys = ("-",)

    @classmethod
    def run(cls, screen: MainScreen, count: int | None) -> None:
        """Narrow by four cells."""
        screen.change_measure(-4)


class Mouse(_Program):
    """Give the mouse to the terminal, for its own selection, or take it back."""

    id = "mouse.toggle"
    keys = ("P",)
    contexts = (ANYWHERE, Context.MARKING)

    @classmethod
    def run(cls, screen: MainScreen, count: int | None) -> None:
        """Switch until the end of the session."""
        screen.mouse.toggle()


class Import(_Program):
    """Import documents or folders of them."""

    id = "library.import"

    @classmethod
    def run(cls, screen: MainScreen, count: int | None) -> None:
        """Ask for their path."""
        screen.importing.ask()


class Redraw(_Program):
    """Draw the whole screen again, whatever the terminal shows."""

    id = "view.redraw"
    keys = ("Ctrl+l",)
    contexts = (ANYWHERE, Context.MARKING)

    @classmethod
    def run(cls, screen: MainScreen, count: int | None) -> None:
        """Draw it."""
        from careader.tui.terminal.driver.controls import REDRAW

        screen.send_to_terminal(REDRAW)
        screen.refresh()


class Help(_Program):
    """Every key, those of where you are first."""

    id = "help"
    keys = ("?", "F1")
    contexts = (ANYWHERE, Context.MARKING)
    label = "help"

    @classmethod
    def run(cls, screen: MainScreen, count: int | None) -> None:
        """Show them."""
        screen.keys.show_help()


class Palette(_Program):
    """Every command by name."""

    id = "palette"
    keys = (":",)
    contexts = (ANYWHERE, Context.MARKING)

    @classmethod
    def run(cls, screen: MainScreen, count: int | None) -> None:
        """Choose one."""
        screen.keys.show_palette()


class Suspend(_Program):
    """Stop and go to the shell; `fg` comes back."""

    id = "suspend"
    keys = ("Ctrl+z",)
    contexts = (ANYWHERE, Context.MARKING)

    @classmethod
    def run(cls, screen: MainScreen, count: int | None) -> None:
        """Stop."""
        screen.app.action_suspend_process()


class Quit(_Program):
    """Quit; everything is saved already."""

    id = "quit"
    keys = ("q",)
    label = "quit"

    @classmethod
    def run(cls, screen: MainScreen, count: int | None) -> None:
        """Leave."""
        screen.quit()


COMMANDS: tuple[type[Command], ...] = (
    Zoom,
    Wider,
    Narrower,
    Mouse,
    Import,
    Redraw,
    Help,
    Palette,
    Suspend,
    Quit,
)
