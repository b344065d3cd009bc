"""Marking a passage: the caret, its motions, the selection, and what is done with it."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from careader.tui.commands.base import Command, Context

if TYPE_CHECKING:
    from careader.tui.screens.main import MainScreen


class _Mark(Command):
    group = "Marking"
    contexts: ClassVar[tuple[Context, ...]] = (Context.MARKING,)

    @classmethod
    def available(cls, screen: MainScreen) -> bool:
        """Say whether there is a text to mark."""
        return screen.opened is not None


class Start(_Mark):
    """Mark: a caret appears."""

    id = "mark.start"
    keys = ("v",)
    contexts = (Context.READING,)
    label = "mark"

    @classmethod
    def run(cls, screen: MainScreen, count: int | None) -> None:
        """Show the caret."""
        screen.marking.start()


class Labels(_Mark):
    """Letters on every visible sentence; typing them selects it, or all up to it."""

    id = "mark.labels"
    keys = ("f",)
    contexts = (Context.READING, Context.MARKING)

    @classmethod
    def run(cls, screen: MainScreen, count: int | None) -> None:
        """Show the letters."""
        screen.marking.labels.show_sentences()


class WordLabels(_Mark):
    """Letters on every visible word that begins with the letter typed next."""

    id = "mark.words"
    keys = ("F",)
    contexts = (Context.READING, Context.MARKING)

    @classmethod
    def run(cls, screen: MainScreen, count: int | None) -> None:
        """Ask for the letter."""
        screen.marking.labels.ask_word()


class _Motion(_Mark):
    motion: ClassVar[str]

    @classmethod
    def run(cls, screen: MainScreen, count: int | None) -> None:
        """Move the caret."""
        screen.marking.move(cls.motion, count or 1)


class Left(_Motion):
    """Caret one character back."""

    id = "caret.left"
    keys = ("h", "Left")
    motion = "left"


class Right(_Motion):
    """Caret one character on."""

    id = "caret.right"
    keys = ("l", "Right")
    motion = "right"


class LineDown(_Motion):
    """Caret one line down."""

    id = "caret.down"
    keys = ("j", "Down")
    motion = "down"


class LineUp(_Motion):
    """Caret one line up."""

    id = "caret.up"
    keys = ("k", "Up")
    motion = "up"


class WordForward(_Motion):
    """Caret to the next word."""

    id = "caret.word"
    keys = ("w",)
    motion = "word"


class WordBack(_Motion):
    """Caret to the beginning of this word or the one before."""

    id = "caret.word-back"
    keys = ("b",)
    motion = "word-back"


class WordEnd(_Motion):
    """Caret to the end of the word."""

    id = "caret.word-end"
    keys = ("e",)
    motion = "word-end"


class SentenceForward(_Motion):
    """Caret to the next sentence."""

    id = "caret.sentence"
    keys = (")",)
    motion = "sentence"


class SentenceBack(_Motion):
    """Caret to the beginning of this sentence or the one before."""

    id = "caret.sentence-back"
    keys = ("(",)
    motion = "sentence-back"


class ParagraphForward(_Motion):
    """Caret to the next paragraph."""

    id = "caret.paragraph"
    keys = ("}",)
    motion = "paragraph"


class ParagraphBack(_Motion):
    """Caret to the beginning of this paragraph or the one before."""

    id = "caret.paragraph-back"
    keys = ("{",)
    motion = "paragraph-back"


class LineStart(_Motion):
    """Caret to the beginning of the line."""

    id = "caret.line-start"
    keys = ("0", "Home")
    motion = "line-start"


class LineEnd(_Motion):
    """Caret to the end of the line."""

    id = "caret.line-end"
    keys = ("$", "End")
    motion = "line-end"


class TextStart(_Motion):
    """Caret to the beginning of the article."""

    id = "caret.text-start"
    keys = ("g g",)
    motion = "text-start"


class TextEnd(_Motion):
    """Caret to the end of the article."""

    id = "caret.text-end"
    keys = ("G",)
    motion = "text-end"


class PageDown(_Motion):
    """Caret a page down."""

    id = "caret.page-down"
    keys = ("Space", "PageDown", "Ctrl+d")
    motion = "page-down"


class PageUp(_Motion):
    """Caret a page up."""

    id = "caret.page-up"
    keys = ("PageUp", "Ctrl+u")
    motion = "page-up"


class NextHit(_Motion):
    """Caret to the next hit."""

    id = "caret.hit"
    keys = ("n",)
    motion = "hit"


class PreviousHit(_Motion):
    """Caret to the previous hit."""

    id = "caret.hit-back"
    keys = ("N",)
    motion = "hit-back"


class Select(_Mark):
    """Begin a selection, or drop it."""

    id = "selection.toggle"
    keys = ("v",)

    @classmethod
    def run(cls, screen: MainScreen, count: int | None) -> None:
        """Change the selection."""
        screen.marking.toggle()


class Sentence(_Mark):
    """Select the sentence; again, the next one too."""

    id = "selection.sentence"
    keys = ("s",)
    label = "sentence"

    @classmethod
    def run(cls, screen: MainScreen, count: int | None) -> None:
        """Select."""
        screen.marking.take("sentence", count or 1)


class Paragraph(_Mark):
    """Select the paragraph; again, the next one too."""

    id = "selection.paragraph"
    keys = ("p",)
    label = "paragraph"

    @classmethod
    def run(cls, screen: MainScreen, count: int | None) -> None:
        """Select."""
        screen.marking.take("paragraph", count or 1)


class Line(_Mark):
    """Select the line of the screen; again, the next one too."""

    id = "selection.line"
    keys = ("V",)

    @classmethod
    def run(cls, screen: MainScreen, count: int | None) -> None:
        """Select."""
        screen.marking.take("line", count or 1)


class OtherEnd(_Mark):
    """Go to the other end of the selection."""

    id = "selection.other-end"
    keys = ("o",)

    @classmethod
    def run(cls, screen: MainScreen, count: int | None) -> None:
        """Go there."""
        screen.marking.swap()


class Highlight(_Mark):
    """Highlight the selection in the current colour."""

    id = "selection.highlight"
    keys = ("Enter",)
    label = "highlight"

    @classmethod
    def run(cls, screen: MainScreen, count: int | None) -> None:
        """Highlight it."""
        screen.annotating.highlight_selection()


class HighlightWithNote(_Mark):
    """Highlight the selection and write a note."""

    id = "selection.note"
    keys = ("a",)
    label = "note"

    @classmethod
    def run(cls, screen: MainScreen, count: int | None) -> None:
        """Highlight it and open the editor."""
        screen.annotating.note_on_selection()


COMMANDS: tuple[type[Command], ...] = (
    Start,
    Labels,
    WordLabels,
    Left,
    Right,
    LineDown,
    LineUp,
    WordForward,
    WordBack,
    WordEnd,
    SentenceForward,
    SentenceBack,
    ParagraphForward,
    ParagraphBack,
    LineStart,
    LineEnd,
    TextStart,
    TextEnd,
    PageDown,
    PageUp,
    NextHit,
    PreviousHit,
    Select,
    Sentence,
    Paragraph,
    Line,
    OtherEnd,
    Highlight,
    HighlightWithNote,
)
