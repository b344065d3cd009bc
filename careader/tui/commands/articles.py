"""Opening articles, going from one to the next, and looking at one as a whole."""

from __future__ import annotations

from typing import TYPE_CHECKING

from careader.tui.commands.base import Command, Context

if TYPE_CHECKING:
    from careader.tui.screens.main import MainScreen


class _Article(Command):
    group = "Articles"


class _OpenArticle(_Article):
    @classmethod
    def available(cls, screen: MainScreen) -> bool:
        """Say whether an article is open."""
        return screen.opened is not None


class Open(_Article):
    """Open the article under the cursor."""

    id = "article.open"
    keys = ("Enter", "l")
    contexts = (Context.ARTICLES,)
    label = "open"

    @classmethod
    def run(cls, screen: MainScreen, count: int | None) -> None:
        """Open it and read on there."""
        screen.opening.open_row(screen.articles.cursor, focus=True)


class Next(_Article):
    """The next article of the list."""

    id = "article.next"
    keys = ("]",)

    @classmethod
    def run(cls, screen: MainScreen, count: int | None) -> None:
        """Open it."""
        screen.opening.step(count or 1)


class Previous(_Article):
    """The previous article of the list."""

    id = "article.previous"
    keys = ("[",)

    @classmethod
    def run(cls, screen: MainScreen, count: int | None) -> None:
        """Open it."""
        screen.opening.step(-(count or 1))


class NextUnread(_Article):
    """The next article of the list that was not opened yet."""

    id = "article.next-unread"
    keys = ("g u",)

    @classmethod
    def run(cls, screen: MainScreen, count: int | None) -> None:
        """Open it."""
        screen.opening.next_unread()


class Back(_Article):
    """Back to where you jumped from."""

    id = "article.back"
    keys = ("Backspace",)

    @classmethod
    def run(cls, screen: MainScreen, count: int | None) -> None:
        """Go back."""
        screen.opening.back()


class Contents(_OpenArticle):
    """The headings of the article, to jump to one."""

    id = "article.contents"
    keys = ("o",)
    contexts = (Context.READING, Context.ARTICLES, Context.HIGHLIGHTS)
    label = "contents"

    @classmethod
    def run(cls, screen: MainScreen, count: int | None) -> None:
        """Show them."""
        screen.opening.choose_heading()


class About(_Article):
    """What is known about the article: author, source, countries, doubts."""

    id = "article.about"
    keys = ("i",)

    @classmethod
    def run(cls, screen: MainScreen, count: int | None) -> None:
        """Show it."""
        screen.opening.show_about()


class Doubts(_Article):
    """Settle what an import was not sure of in the article."""

    id = "article.doubts"
    keys = ("D",)

    @classmethod
    def run(cls, screen: MainScreen, count: int | None) -> None:
        """Offer the doubts."""
        screen.settling.choose_doubt()


class Edit(_Article):
    """Open the article's file in $EDITOR."""

    id = "article.edit"
    keys = ("E",)

    @classmethod
    def run(cls, screen: MainScreen, count: int | None) -> None:
        """Hand the terminal over."""
        screen.opening.edit()


class Star(_Article):
    """Star the article, or take the star away."""

    id = "article.star"
    keys = ("*",)

    @classmethod
    def run(cls, screen: MainScreen, count: int | None) -> None:
        """Change it."""
        screen.opening.toggle_star()


class ToggleRead(_Article):
    """Mark the article as unread, or as read."""

    id = "article.toggle-read"
    keys = ("m",)

    @classmethod
    def run(cls, screen: MainScreen, count: int | None) -> None:
        """Change it."""
        screen.opening.toggle_read()


COMMANDS: tuple[type[Command], ...] = (
    Open,
    Next,
    Previous,
    NextUnread,
    Back,
    Contents,
    About,
    Star,
    ToggleRead,
    Doubts,
    Edit,
)
