"""Searching the library, finding in the article, clearing what narrows the list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from careader.tui.commands.base import ANYWHERE, Command, Context

if TYPE_CHECKING:
    from careader.tui.screens.main import MainScreen


class _Search(Command):
    group = "Searching and filtering"


class SearchHere(_Search):
    """Search where you are: in the reading pane this article, elsewhere the library."""

    id = "search.here"
    keys = ("/",)
    label = "search"

    @classmethod
    def run(cls, screen: MainScreen, count: int | None) -> None:
        """Ask for the words."""
        if screen.pane == "reading" and screen.opened is not None:
            screen.searching.ask_find()
        else:
            screen.searching.ask()


class SearchLibrary(_Search):
    """Search the library from anywhere."""

    id = "search.library"
    keys = ("s",)

    @classmethod
    def run(cls, screen: MainScreen, count: int | None) -> None:
        """Ask for the words."""
        screen.searching.ask()


class NextHit(_Search):
    """The next hit in the article."""

    id = "hit.next"
    keys = ("n",)

    @classmethod
    def run(cls, screen: MainScreen, count: int | None) -> None:
        """Go there."""
        screen.searching.step_hit(count or 1)


class PreviousHit(_Search):
    """The previous hit in the article."""

    id = "hit.previous"
    keys = ("N",)

    @classmethod
    def run(cls, screen: MainScreen, count: int | None) -> None:
        """Go there."""
        screen.searching.step_hit(-(count or 1))


class ClearFilters(_Search):
    """Clear every filter and the search."""

    id = "filter.clear"
    keys = ("x",)

    @classmethod
    def run(cls, screen: MainScreen, count: int | None) -> None:
        """Show everything again."""
        screen.searching.clear()


class ToggleSort(_Search):
    """Order by date, or by relevance when there are words to rank by."""

    id = "search.sort"
    keys = ("r",)
    contexts = (Context.ARTICLES,)

    @classmethod
    def run(cls, screen: MainScreen, count: int | None) -> None:
        """Change the order."""
        screen.searching.toggle_sort()


class Why(_Search):
    """What the search means, and why the article under the cursor was found."""

    id = "search.why"
    keys = ("w",)
    contexts = (Context.ARTICLES,)
    label = "why"

    @classmethod
    def available(cls, screen: MainScreen) -> bool:
        """Say whether anything was looked for."""
        return (
            screen.results is not None and bool(screen.results.total) and not screen.request.empty
        )

    @classmethod
    def run(cls, screen: MainScreen, count: int | None) -> None:
        """Show it."""
        screen.searching.why()


class SavedSearches(_Search):
    """The saved searches: run one, or save the search you see."""

    id = "search.saved"
    keys = ("S",)

    @classmethod
    def run(cls, screen: MainScreen, count: int | None) -> None:
        """Choose one."""
        screen.searching.choose_saved()


class Escape(_Search):
    """Leave what you are in: marking, labels, a find, a message."""

    id = "escape"
    keys = ("Escape",)
    contexts = (ANYWHERE, Context.MARKING)

    @classmethod
    def run(cls, screen: MainScreen, count: int | None) -> None:
        """Leave it."""
        screen.escape()


COMMANDS: tuple[type[Command], ...] = (
    SearchHere,
    SearchLibrary,
    NextHit,
    PreviousHit,
    ClearFilters,
    ToggleSort,
    Why,
    SavedSearches,
    Escape,
)
