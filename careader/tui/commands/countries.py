"""Filtering by countries, and the pictures of how they meet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from careader.tui.commands.base import Command, Context

if TYPE_CHECKING:
    from careader.tui.screens.main import MainScreen


class _Countries(Command):
    group = "Countries"
    contexts = (Context.COUNTRIES,)


class CycleCountry(_Countries):
    """Only articles about this country or group, then only others, then all."""

    id = "country.cycle"
    keys = ("Enter",)
    label = "include, exclude, off"

    @classmethod
    def run(cls, screen: MainScreen, count: int | None) -> None:
        """Change the filter."""
        screen.filtering.cycle()


class Pair(_Countries):
    """Articles about both: the country under the cursor and another."""

    id = "country.pair"
    keys = ("p",)
    label = "pair"

    @classmethod
    def run(cls, screen: MainScreen, count: int | None) -> None:
        """Choose the other."""
        screen.filtering.choose_pair()


class AnyOrAll(_Countries):
    """Any of the countries included, or all of them."""

    id = "country.any"
    keys = ("a",)

    @classmethod
    def run(cls, screen: MainScreen, count: int | None) -> None:
        """Change it."""
        screen.filtering.toggle_any()


class Mentions(_Countries):
    """Filter by what articles mention, or by what they are about."""

    id = "country.mentions"
    keys = ("m",)

    @classmethod
    def run(cls, screen: MainScreen, count: int | None) -> None:
        """Change it."""
        screen.filtering.toggle_mention()


class Narrow(_Countries):
    """List only the countries and groups of a name."""

    id = "country.narrow"
    keys = ("f",)

    @classmethod
    def run(cls, screen: MainScreen, count: int | None) -> None:
        """Ask for the name."""
        screen.filtering.ask_narrow()


class Groups(_Countries):
    """To the regions and organisations, or back to the countries."""

    id = "country.groups"
    keys = ("o",)

    @classmethod
    def run(cls, screen: MainScreen, count: int | None) -> None:
        """Go there."""
        screen.filtering.go_to_groups()


class SortCountries(_Countries):
    """Order the countries by count, or by name."""

    id = "country.sort"
    keys = ("r",)

    @classmethod
    def run(cls, screen: MainScreen, count: int | None) -> None:
        """Change the order."""
        screen.filtering.toggle_order()


class PaintMentions(_Countries):
    """Paint where articles name the filtered countries, for `n` and `N`; or stop it."""

    id = "country.paint"
    keys = ("p",)
    contexts = (Context.READING,)

    @classmethod
    def available(cls, screen: MainScreen) -> bool:
        """Say whether an article is open."""
        return screen.opened is not None

    @classmethod
    def run(cls, screen: MainScreen, count: int | None) -> None:
        """Paint them."""
        screen.filtering.toggle_paint()


class _Picture(Command):
    group = "Countries"


class Matrix(_Picture):
    """How many articles are about each pair of countries; Enter lists them."""

    id = "picture.pairs"
    keys = ("M",)

    @classmethod
    def run(cls, screen: MainScreen, count: int | None) -> None:
        """Show it."""
        screen.filtering.show_picture(years=False)


class Years(_Picture):
    """How many articles there are of each year, for the countries of the filter."""

    id = "picture.years"
    keys = ("Y",)

    @classmethod
    def run(cls, screen: MainScreen, count: int | None) -> None:
        """Show it."""
        screen.filtering.show_picture(years=True)


COMMANDS: tuple[type[Command], ...] = (
    CycleCountry,
    Pair,
    AnyOrAll,
    Mentions,
    Narrow,
    Groups,
    SortCountries,
    PaintMentions,
    Matrix,
    Years,
)
