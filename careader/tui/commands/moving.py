"""Moving in a pane and between panes."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from careader.tui.commands.base import PANES, Command

if TYPE_CHECKING:
    from careader.tui.screens.main import MainScreen


class _Move(Command):
    group = "Moving"
    contexts = PANES


class Down(_Move):
    """One line or row down."""

    id = "move.down"
    keys = ("j", "Down")

    @classmethod
    def run(cls, screen: MainScreen, count: int | None) -> None:
        """Move."""
        screen.focused_pane.move_by(count or 1)


class Up(_Move):
    """One line or row up."""

    id = "move.up"
    keys = ("k", "Up")

    @classmethod
    def run(cls, screen: MainScreen, count: int | None) -> None:
        """Move."""
        screen.focused_pane.move_by(-(count or 1))


class Top(_Move):
    """To the beginning."""

    id = "move.top"
    keys = ("g g", "Home")

    @classmethod
    def run(cls, screen: MainScreen, count: int | None) -> None:
        """Move."""
        screen.focused_pane.move_to_edge(start=True)


class Bottom(_Move):
    """To the end."""

    id = "move.bottom"
    keys = ("G", "End")

    @classmethod
    def run(cls, screen: MainScreen, count: int | None) -> None:
        """Move."""
        screen.focused_pane.move_to_edge(start=False)


class HalfPageDown(_Move):
    """Half a page down."""

    id = "move.half-page-down"
    keys = ("Ctrl+d",)

    @classmethod
    def run(cls, screen: MainScreen, count: int | None) -> None:
        """Move."""
        screen.focused_pane.move_pages(0.5)


class HalfPageUp(_Move):
    """Half a page up."""

    id = "move.half-page-up"
    keys = ("Ctrl+u",)

    @classmethod
    def run(cls, screen: MainScreen, count: int | None) -> None:
        """Move."""
        screen.focused_pane.move_pages(-0.5)


class PageDown(_Move):
    """A page down."""

    id = "move.page-down"
    keys = ("Space", "PageDown")
    label = "page"

    @classmethod
    def run(cls, screen: MainScreen, count: int | None) -> None:
        """Move."""
        if screen.pane == "reading" and screen.reader.at_end:
            screen.opening.tell_end()
        screen.focused_pane.move_pages(1)


class PageUp(_Move):
    """A page up."""

    id = "move.page-up"
    keys = ("b", "PageUp")

    @classmethod
    def run(cls, screen: MainScreen, count: int | None) -> None:
        """Move."""
        screen.focused_pane.move_pages(-1)


class _Pane(Command):
    group = "Panes"
    pane: ClassVar[str]

    @classmethod
    def run(cls, screen: MainScreen, count: int | None) -> None:
        """Give the pane the keyboard."""
        screen.focus_pane(cls.pane)


class CountriesPane(_Pane):
    """To the countries."""

    id = "pane.countries"
    keys = ("1",)
    pane = "countries"


class ArticlesPane(_Pane):
    """To the articles."""

    id = "pane.articles"
    keys = ("2",)
    pane = "articles"


class ReadingPane(_Pane):
    """To the article being read."""

    id = "pane.reading"
    keys = ("3",)
    pane = "reading"


class HighlightsPane(_Pane):
    """To the highlights."""

    id = "pane.highlights"
    keys = ("4",)
    pane = "highlights"


class NextPane(Command):
    """To the next pane."""

    id = "pane.next"
    keys = ("Tab",)
    group = "Panes"

    @classmethod
    def run(cls, screen: MainScreen, count: int | None) -> None:
        """Give the next pane the keyboard."""
        screen.focus_next_pane(1)


class PreviousPane(Command):
    """To the previous pane."""

    id = "pane.previous"
    keys = ("Shift+Tab",)
    group = "Panes"

    @classmethod
    def run(cls, screen: MainScreen, count: int | None) -> None:
        """Give the previous pane the keyboard."""
        screen.focus_next_pane(-1)


COMMANDS: tuple[type[Command], ...] = (
    Down,
    Up,
    PageDown,
    PageUp,
    HalfPageDown,
    HalfPageUp,
    Top,
    Bottom,
    NextPane,
    PreviousPane,
    CountriesPane,
    ArticlesPane,
    ReadingPane,
    HighlightsPane,
)
