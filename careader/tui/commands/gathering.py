"""Highlighting the sentences of a search's hits, one after the other."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from careader.tui.commands.base import Command, Context

if TYPE_CHECKING:
    from careader.tui.screens.main import MainScreen


class Gather(Command):
    """Highlight the sentences with hits, one after the other."""

    id = "hits.gather"
    keys = ("H",)
    contexts = (Context.READING, Context.MARKING)
    group = "Highlighting hits"

    @classmethod
    def available(cls, screen: MainScreen) -> bool:
        """Say whether an article is open."""
        return screen.opened is not None

    @classmethod
    def run(cls, screen: MainScreen, count: int | None) -> None:
        """Begin."""
        screen.gathering.start()


class _OfWalk(Command):
    group = "Highlighting hits"
    contexts: ClassVar[tuple[Context, ...]] = (Context.HITS,)


class Take(_OfWalk):
    """Highlight this sentence and go on to the next."""

    id = "hits.take"
    keys = ("Enter",)
    label = "highlight"

    @classmethod
    def run(cls, screen: MainScreen, count: int | None) -> None:
        """Highlight it."""
        screen.gathering.take()


class Skip(_OfWalk):
    """Pass this sentence over."""

    id = "hits.skip"
    keys = ("n",)
    label = "skip"

    @classmethod
    def run(cls, screen: MainScreen, count: int | None) -> None:
        """Go on."""
        screen.gathering.skip()


class TakeWithNote(_OfWalk):
    """Highlight this sentence, write a note, and go on to the next."""

    id = "hits.note"
    keys = ("a",)
    label = "note"

    @classmethod
    def run(cls, screen: MainScreen, count: int | None) -> None:
        """Highlight it and open the editor."""
        screen.gathering.take_with_note()


class Back(_OfWalk):
    """Go back to the sentence before."""

    id = "hits.back"
    keys = ("N",)
    label = "back"

    @classmethod
    def run(cls, screen: MainScreen, count: int | None) -> None:
        """Go there."""
        screen.gathering.back()


class TakeRest(_OfWalk):
    """Highlight every sentence that was not passed over."""

    id = "hits.rest"
    keys = ("R",)
    label = "all the rest"

    @classmethod
    def run(cls, screen: MainScreen, count: int | None) -> None:
        """Highlight them."""
        screen.gathering.take_rest()


class Stop(_OfWalk):
    """Stop here; what was highlighted stays."""

    id = "hits.stop"
    keys = ("Escape",)
    label = "stop"

    @classmethod
    def run(cls, screen: MainScreen, count: int | None) -> None:
        """Stop."""
        screen.gathering.stop()


COMMANDS: tuple[type[Command], ...] = (Gather, Take, Skip, TakeWithNote, Back, TakeRest, Stop)
