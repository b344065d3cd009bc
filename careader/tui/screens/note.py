"""Writing a note under its passage. Whatever is typed is a draft on disk at once."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import Static, TextArea

from careader.text.clean import clean, clean_line
from careader.tui.screens.modal import Modal

_QUOTE_SHOWN = 300


class NoteScreen(Modal[str]):
    """A small Markdown editor at the foot of the screen; it answers with the note."""

    CSS = """
    NoteScreen { align: center bottom; background: transparent; }
    NoteScreen > Vertical {
        height: 12; max-height: 80%; width: 100%;
        border-top: solid $primary; background: $background;
    }
    NoteScreen #passage { height: auto; max-height: 3; padding: 0 1; text-style: italic; }
    NoteScreen TextArea { height: 1fr; border: none; padding: 0 1; background: $background; }
    NoteScreen #hint { height: 1; padding: 0 1; color: $foreground; text-style: dim; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,ctrl+s", "keep", "Keep", priority=True),
        Binding("ctrl+e", "editor", "Edit in $EDITOR", priority=True),
    ]
    AUTO_FOCUS = "TextArea"

    def __init__(
        self,
        passage: str,
        note: str,
        *,
        typed: Callable[[str], str],
        edit_outside: Callable[[str], str],
        hint: str = "",
    ) -> None:
        """Prepare the editor.

        Args:
            passage: The quotation the note belongs to; shown above, shortened.
            note: What is written already.
            typed: Called with the whole text after every change, before anything else happens;
                returns why it could not be kept, one line, empty when it was.
            edit_outside: Hands a text to the user's own editor and returns what came back.
            hint: A line at the foot instead of the usual one.
        """
        super().__init__()
        self._passage = passage
        self._note = note
        self._shown = clean(note)
        self._typed = typed
        self._edit_outside = edit_outside
        self._problem = ""
        self._hint = hint or "Esc keeps the note · Ctrl+e opens it in $EDITOR"

    def compose(self) -> ComposeResult:
        """Passage, editor, hint."""
        passage = clean_line(self._passage)
        if len(passage) > _QUOTE_SHOWN:
            passage = passage[:_QUOTE_SHOWN].rstrip() + "…"
        with Vertical():
            # Text, not a string: brackets in a quotation are not markup.
            yield Static(Text(f"“{passage}”"), id="passage")
            editor = TextArea(
                self._shown, soft_wrap=True, show_line_numbers=False, tab_behavior="focus"
            )
            editor.cursor_blink = False
            yield editor
            yield Static(Text(self._hint), id="hint")

    def on_mount(self) -> None:
        """Go on where the note ends."""
        editor = self.query_one(TextArea)
        editor.move_cursor(editor.document.end)

    def on_text_area_changed(self, event: TextArea.Changed) -> None:
        """Keep the draft before anything else can happen."""
        event.stop()
        self._hint_at(self._typed(event.text_area.text))

    def _hint_at(self, problem: str) -> None:
        """Say at the foot what went wrong, else which keys there are."""
        if problem != self._problem:
            self._problem = problem
            shown = Text(problem, style="bold") if problem else Text(self._hint)
            self.query_one("#hint", Static).update(shown, layout=False)

    def action_keep(self) -> None:
        """Answer with the note; one that was not touched is left as it is in its file."""
        text = self.query_one(TextArea).text
        self.dismiss(self._note if text == self._shown else text)

    def action_editor(self) -> None:
        """Write on in the user's own editor."""
        editor = self.query_one(TextArea)
        editor.text = self._edit_outside(editor.text)
        editor.move_cursor(editor.document.end)
