"""Writing a note under its passage. Whatever is typed is a draft on disk at once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, ClassVar

from rich.text import Text
from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.dom import DOMNode
from textual.widgets import Static, TextArea

from careader.annotations.links import words_of
from careader.text.clean import clean, clean_line
from careader.tui.screens.modal import Modal
from careader.tui.widgets.at_once import actions_by_key, run_at_once

if TYPE_CHECKING:
    from careader.model import Highlight
    from careader.tui.screens.chooser import Choice

_QUOTE_SHOWN = 300
_IN_A_TEXT = actions_by_key(TextArea.BINDINGS)


class NoteEditor(TextArea):
    """The note as it is written. `[[` asks the screen for something to link to."""

    def __init__(self, text: str, link: Callable[[], object]) -> None:
        super().__init__(text, soft_wrap=True, show_line_numbers=False, tab_behavior="focus")
        self.cursor_blink = False
        self._link = link

    def watch(
        self,
        obj: DOMNode,
        attribute_name: str,
        callback: Callable[..., Any],
        init: bool = True,
    ) -> None:
        """Watch something, save the app: it never forgets who does, and would keep each editor.

        A text area looks for another theme there; careader's stays while it runs.
        """
        if obj is not self.app:
            super().watch(obj, attribute_name, callback, init)

    async def _on_key(self, event: events.Key) -> None:
        await run_at_once(self, event, _IN_A_TEXT)
        if event.key not in _IN_A_TEXT:
            await super()._on_key(event)
        # At once, not when the change is told of: the next key may be waiting already.
        if event.character == "[" and self.before_cursor.endswith("[["):
            self._link()

    @property
    def before_cursor(self) -> str:
        """The line as far as the cursor."""
        row, column = self.cursor_location
        return self.document.get_line(row)[:column]

    def insert_link(self, highlight: Highlight) -> None:
        """Finish a link that was begun with `[[`."""
        row, column = self.cursor_location
        closed = self.document.get_line(row)[column:].startswith("]]")
        self.insert(f"{highlight.id}|{words_of(highlight)}{'' if closed else ']]'}")
        if closed:
            self.move_cursor_relative(columns=2)


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
        links: Callable[[], Sequence[Choice[Highlight]]] = tuple,
        hint: str = "",
    ) -> None:
        """Prepare the editor.

        Args:
            passage: The quotation the note belongs to; shown above, shortened.
            note: What is written already.
            typed: Called with the whole text after every change, before anything else happens;
                returns why it could not be kept, one line, empty when it was.
            edit_outside: Hands a text to the user's own editor and returns what came back.
            links: Returns what a note can link to; asked when `[[` is typed.
            hint: A line at the foot instead of the usual one.
        """
        super().__init__()
        self._passage = passage
        self._note = note
        self._shown = clean(note)
        self._typed = typed
        self._edit_outside = edit_outside
        self._problem = ""
        self._links = links
        self._hint = hint or "Esc keeps the note · [[ links · Ctrl+z undoes · Ctrl+e $EDITOR"

    def compose(self) -> ComposeResult:
        """Passage, editor, hint."""
        passage = clean_line(self._passage)
        if len(passage) > _QUOTE_SHOWN:
            passage = passage[:_QUOTE_SHOWN].rstrip() + "…"
        with Vertical():
            # Text, not a string: brackets in a quotation are not markup.
            yield Static(Text(passage), id="passage")
            yield NoteEditor(self._shown, self._offer_links)
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

    def _offer_links(self) -> None:
        from careader.tui.screens.chooser import ChooserScreen

        editor = self.query_one(NoteEditor)

        def chosen(highlight: Highlight | None) -> None:
            if highlight is not None:
                editor.insert_link(highlight)

        choices = self._links()
        if choices:
            self.app.push_screen(ChooserScreen("Link to a passage", choices), chosen)

    def action_editor(self) -> None:
        """Write on in the user's own editor."""
        editor = self.query_one(TextArea)
        editor.text = self._edit_outside(editor.text)
        self._typed(editor.text)  # now: the line may have dropped under the other editor
        editor.move_cursor(editor.document.end)
