"""Following what the text refers to: footnotes and links."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from careader.tui.commands.base import Command, Context

if TYPE_CHECKING:
    from careader.tui.screens.main import MainScreen


class _Following(Command):
    group = "Footnotes and links"
    contexts: ClassVar[tuple[Context, ...]] = (Context.READING, Context.MARKING)

    @classmethod
    def available(cls, screen: MainScreen) -> bool:
        """Say whether an article is open."""
        return screen.opened is not None


class NextNote(_Following):
    """Show the footnote referred to here, then the next one."""

    id = "note.next"
    keys = (".",)

    @classmethod
    def run(cls, screen: MainScreen, count: int | None) -> None:
        """Show it over the text."""
        screen.footnotes.walk(1)


class PreviousNote(_Following):
    """Show the footnote referred to before this."""

    id = "note.previous"
    keys = (",",)

    @classmethod
    def run(cls, screen: MainScreen, count: int | None) -> None:
        """Show it over the text."""
        screen.footnotes.walk(-1)


class GoToNote(_Following):
    """Go to the footnote that is shown; Backspace comes back."""

    id = "note.go"
    keys = ("Enter",)
    contexts = (Context.READING,)

    @classmethod
    def available(cls, screen: MainScreen) -> bool:
        """Say whether a footnote is shown."""
        return screen.reader.note is not None

    @classmethod
    def run(cls, screen: MainScreen, count: int | None) -> None:
        """Go there."""
        screen.footnotes.go()


class Links(_Following):
    """The links of the article, to open or copy one."""

    id = "link.choose"
    keys = ("O",)

    @classmethod
    def run(cls, screen: MainScreen, count: int | None) -> None:
        """Offer them."""
        screen.links.choose()


COMMANDS: tuple[type[Command], ...] = (NextNote, PreviousNote, GoToNote, Links)
