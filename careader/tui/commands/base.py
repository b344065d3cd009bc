"""What a command is: one user action with its id, its keys, where it applies and when."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, ClassVar

if TYPE_CHECKING:
    from careader.tui.screens.main import MainScreen


class Context(StrEnum):
    """Where the reader is: a pane, or marking or walking the hits in the reading pane."""

    COUNTRIES = "countries"
    ARTICLES = "articles"
    READING = "reading"
    MARKING = "marking"
    SELECTION = "selection"
    HITS = "hits"
    HIGHLIGHTS = "highlights"
    ANYWHERE = "anywhere"


ANYWHERE = Context.ANYWHERE
LISTS = (Context.COUNTRIES, Context.ARTICLES, Context.HIGHLIGHTS)
PANES = (*LISTS, Context.READING)


class Command:
    """One user action. Its docstring describes it in the help, palette and documentation."""

    id: ClassVar[str]
    """`subject.verb`, stable: the user's keymap refers to it."""
    keys: ClassVar[tuple[str, ...]] = ()
    """Key sequences, keys of one sequence separated by blanks; none for the palette alone."""
    contexts: ClassVar[tuple[Context, ...]] = (ANYWHERE,)
    label: ClassVar[str] = ""
    """A word or two for the hints in the status line; empty to stay out of them."""
    group: ClassVar[str] = ""
    """The heading in the help under which it stands."""

    @classmethod
    def title(cls) -> str:
        """Return the first sentence of the description."""
        return (cls.__doc__ or cls.id).strip().split("\n")[0].rstrip(".")

    @classmethod
    def available(cls, screen: MainScreen) -> bool:
        """Say whether the action makes sense now."""
        return True

    @classmethod
    def run(cls, screen: MainScreen, count: int | None) -> None:
        """Do it.

        Args:
            screen: The screen whose state the command changes.
            count: The number typed before the key, None when there was none.
        """
        raise NotImplementedError
