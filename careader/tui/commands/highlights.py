"""What is done with a highlight: jump, note, tags, colour, delete, copy, undo."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from careader.tui.commands.base import ANYWHERE, Command, Context

if TYPE_CHECKING:
    from careader.tui.screens.main import MainScreen


class _Highlight(Command):
    group = "Highlights"
    contexts: ClassVar[tuple[Context, ...]] = (Context.HIGHLIGHTS, Context.READING)

    @classmethod
    def available(cls, screen: MainScreen) -> bool:
        """Say whether there is a highlight to act on."""
        return screen.annotating.current is not None


class Jump(_Highlight):
    """Jump to the passage."""

    id = "highlight.jump"
    keys = ("Enter", "l")
    contexts = (Context.HIGHLIGHTS,)
    label = "jump"

    @classmethod
    def run(cls, screen: MainScreen, count: int | None) -> None:
        """Go there."""
        screen.annotating.jump()


class EditNote(_Highlight):
    """Write or change the note of the highlight."""

    id = "highlight.note"
    keys = ("e",)
    label = "note"

    @classmethod
    def run(cls, screen: MainScreen, count: int | None) -> None:
        """Open the editor."""
        screen.noting.edit_current()


class EditOutside(_Highlight):
    """Write the note of the highlight in $EDITOR."""

    id = "highlight.editor"
    keys = ("E",)
    contexts = (Context.HIGHLIGHTS,)

    @classmethod
    def run(cls, screen: MainScreen, count: int | None) -> None:
        """Hand it over."""
        screen.noting.edit_outside()


class NoteOnArticle(Command):
    """Write or change your note on the whole article."""

    id = "article.note"
    keys = ("W",)
    contexts = (ANYWHERE, Context.MARKING)
    group = "Highlights"

    @classmethod
    def available(cls, screen: MainScreen) -> bool:
        """Say whether there is an article."""
        return screen.opening.chosen is not None

    @classmethod
    def run(cls, screen: MainScreen, count: int | None) -> None:
        """Open the editor."""
        screen.noting.edit_article()


class FollowLink(_Highlight):
    """Follow a link of the note, or go to a note that links to the highlight."""

    id = "highlight.follow"
    keys = ("g l",)

    @classmethod
    def run(cls, screen: MainScreen, count: int | None) -> None:
        """Go there."""
        screen.linking.follow()


class EditTags(_Highlight):
    """Change the tags of the highlight."""

    id = "highlight.tags"
    keys = ("t",)
    contexts = (Context.HIGHLIGHTS, Context.READING, Context.MARKING)

    @classmethod
    def run(cls, screen: MainScreen, count: int | None) -> None:
        """Ask for them."""
        screen.annotating.ask_tags()


class Delete(_Highlight):
    """Delete the highlight; `u` brings it back."""

    id = "highlight.delete"
    keys = ("d",)
    contexts = (Context.HIGHLIGHTS, Context.READING, Context.MARKING)
    label = "delete"

    @classmethod
    def run(cls, screen: MainScreen, count: int | None) -> None:
        """Delete it."""
        screen.annotating.delete()


class ChooseColor(Command):
    """Choose the colour of the highlight, or of the next ones."""

    id = "highlight.color"
    keys = ("c",)
    contexts = (Context.HIGHLIGHTS, Context.READING, Context.MARKING)
    group = "Highlights"

    @classmethod
    def run(cls, screen: MainScreen, count: int | None) -> None:
        """Ask for it."""
        screen.annotating.choose_color()


class Legend(Command):
    """What every colour and look in the text means now."""

    id = "highlight.legend"
    keys = ("C",)
    contexts = (ANYWHERE, Context.MARKING)
    group = "Highlights"

    @classmethod
    def run(cls, screen: MainScreen, count: int | None) -> None:
        """Show it."""
        screen.annotating.show_legend()


class Copy(Command):
    """Copy the selection or the highlight with its citation."""

    id = "highlight.copy"
    keys = ("y",)
    contexts = (Context.HIGHLIGHTS, Context.READING, Context.MARKING)
    group = "Highlights"
    label = "copy"

    @classmethod
    def available(cls, screen: MainScreen) -> bool:
        """Say whether there is a passage to copy."""
        return screen.annotating.passage is not None

    @classmethod
    def run(cls, screen: MainScreen, count: int | None) -> None:
        """Send it to the terminal's clipboard."""
        screen.annotating.copy()


class ShowCopied(Command):
    """Print what was copied last, for the terminal's own selection."""

    id = "copy.show"
    keys = ("g y",)
    group = "Highlights"

    @classmethod
    def run(cls, screen: MainScreen, count: int | None) -> None:
        """Hand the terminal over until Enter."""
        screen.copying.show()


class TakeOver(Command):
    """Bring a note here that another careader of yours is at; that one ends."""

    id = "note.take-over"
    keys = ("g n",)
    group = "Highlights"

    @classmethod
    def run(cls, screen: MainScreen, count: int | None) -> None:
        """Ask which."""
        screen.unfinished.take_over()


class ToggleScope(Command):
    """The highlights of this article, or of the whole library."""

    id = "highlight.scope"
    keys = ("w",)
    contexts = (Context.HIGHLIGHTS,)
    group = "Highlights"

    @classmethod
    def run(cls, screen: MainScreen, count: int | None) -> None:
        """Change what the pane lists."""
        screen.listing.toggle_scope()


class Filter(Command):
    """List only highlights of a colour, a tag, a reader, a country or with some words."""

    id = "highlight.filter"
    keys = ("f",)
    contexts = (Context.HIGHLIGHTS,)
    group = "Highlights"
    label = "filter"

    @classmethod
    def run(cls, screen: MainScreen, count: int | None) -> None:
        """Ask which."""
        screen.listing.ask_filter()


class CitationStyle(Command):
    """Choose how copied passages are cited: plain, Chicago, Markdown, citation key."""

    id = "highlight.citation"
    group = "Highlights"

    @classmethod
    def run(cls, screen: MainScreen, count: int | None) -> None:
        """Choose one."""
        screen.annotating.choose_citation()


class Undo(Command):
    """Undo the last change to highlights and notes, whatever it was."""

    id = "undo"
    keys = ("u",)
    group = "Highlights"

    @classmethod
    def run(cls, screen: MainScreen, count: int | None) -> None:
        """Undo."""
        screen.annotating.undo()


class Redo(Command):
    """Redo what was undone."""

    id = "redo"
    keys = ("Ctrl+r",)
    group = "Highlights"

    @classmethod
    def run(cls, screen: MainScreen, count: int | None) -> None:
        """Redo."""
        screen.annotating.redo()


COMMANDS: tuple[type[Command], ...] = (
    Jump,
    EditNote,
    EditOutside,
    NoteOnArticle,
    FollowLink,
    EditTags,
    ChooseColor,
    Legend,
    Delete,
    Copy,
    ShowCopied,
    TakeOver,
    CitationStyle,
    ToggleScope,
    Filter,
    Undo,
    Redo,
)
