"""What is done with highlights whose article changed: review, accept, attach anew, detach."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from careader.tui.commands.base import Command, Context

if TYPE_CHECKING:
    from careader.tui.screens.main import MainScreen


class Review(Command):
    """Review the highlights whose passages have changed, moved or gone."""

    id = "highlight.review"
    keys = ("r",)
    contexts = (Context.HIGHLIGHTS, Context.READING)
    group = "Highlights"

    @classmethod
    def run(cls, screen: MainScreen, count: int | None) -> None:
        """Show them one after the other."""
        screen.reviewing.review()


class _Place(Command):
    group = "Highlights"
    contexts: ClassVar[tuple[Context, ...]] = (Context.HIGHLIGHTS,)

    @classmethod
    def available(cls, screen: MainScreen) -> bool:
        """Say whether there is a highlight of one's own under the cursor."""
        return screen.reviewing.current is not None


class Accept(_Place):
    """Accept the place that was found for the highlight."""

    id = "highlight.accept"
    keys = ("a",)

    @classmethod
    def available(cls, screen: MainScreen) -> bool:
        """Say whether the place is in doubt."""
        from careader.model import AnchorState

        current = screen.reviewing.current
        return current is not None and current.state is AnchorState.CHECK

    @classmethod
    def run(cls, screen: MainScreen, count: int | None) -> None:
        """Keep that it is right."""
        from careader.annotations.settled import Said

        screen.reviewing.settle(Said.ACCEPTED)


class Move(_Place):
    """Select the passage that the highlight is of."""

    id = "highlight.move"
    keys = ("m",)

    @classmethod
    def run(cls, screen: MainScreen, count: int | None) -> None:
        """Let it be selected."""
        current = screen.reviewing.current
        if current is not None:
            screen.reviewing.move(current)


class Adjust(Command):
    """Change where the highlight begins and ends."""

    id = "highlight.adjust"
    keys = ("A",)
    contexts = (Context.HIGHLIGHTS, Context.READING, Context.MARKING)
    group = "Highlights"

    @classmethod
    def available(cls, screen: MainScreen) -> bool:
        """Say whether there is a highlight of one's own to change."""
        return screen.adjusting.current is not None

    @classmethod
    def run(cls, screen: MainScreen, count: int | None) -> None:
        """Select its passage."""
        screen.adjusting.start()


class Detach(_Place):
    """Detach the highlight: its passage is no longer in the article."""

    id = "highlight.detach"
    keys = ("X",)

    @classmethod
    def run(cls, screen: MainScreen, count: int | None) -> None:
        """Keep that it is gone."""
        from careader.annotations.settled import Said

        screen.reviewing.settle(Said.DETACHED)


COMMANDS: tuple[type[Command], ...] = (Review, Accept, Move, Adjust, Detach)
