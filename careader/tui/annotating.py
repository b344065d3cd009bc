"""Highlights and notes: making, changing, undoing, copying. First the disk, then the screen."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from careader.citation import cite
from careader.config import COLORS
from careader.errors import CareaderError
from careader.model import AnchorState, Highlight, Offsets, PlacedHighlight
from careader.tui import clipboard, outside
from careader.tui.purpose import Purpose
from careader.tui.screens.chooser import Choice, ChooserScreen

if TYPE_CHECKING:
    from careader.notebook import Notebook
    from careader.state import Draft
    from careader.tui.screens.main import MainScreen


class Annotating:
    """What the commands on selections and highlights do."""

    def __init__(self, screen: MainScreen) -> None:
        self._screen = screen
        self.color = COLORS[0]
        """The colour of the next highlight."""

    @property
    def _notebook(self) -> Notebook:
        return self._screen.workspace.notebook

    # --- what is meant

    @property
    def current(self) -> PlacedHighlight | None:
        """The highlight the keys act on: under caret or cursor, or the last one touched."""
        screen = self._screen
        if screen.pane == "highlights":
            return screen.highlights.current
        if screen.opened is None:
            return None
        if screen.marking.caret is not None:
            found = screen.opened.highlights.at(screen.marking.caret.offset)
            return found[2] if found else None
        wanted = screen.reader.current
        return next((each for each in screen.opened.placed if each.highlight.id == wanted), None)

    @property
    def passage(self) -> tuple[str, str, int] | None:
        """What `y` copies: the text, its article's id, its offset."""
        opened, selected = self._screen.opened, self._screen.marking.selection
        if opened is not None and selected is not None:
            return (opened.reading.text[slice(*selected)], opened.article.id, selected[0])
        current = self.current
        if current is None:
            return None
        return (current.highlight.quote, current.highlight.article, current.start)

    # --- making

    def highlight_selection(self) -> None:
        """Highlight what is selected, else the sentence the caret is in."""
        span = self._wanted()
        if self._screen.reviewing.take(span):
            return
        same = self._own_over(span)
        if same is not None:
            self._screen.marking.stop()
            self._screen.reader.current = same.id
            if same.color == self.color:
                self._screen.say("Highlighted already")
            else:
                self._change(same, f"Now {self.color}", color=self.color)
        elif self._add(span) is not None:
            self._screen.say(f"Highlighted, {self.color}; u undoes it")

    def note_on_selection(self) -> None:
        """Write a note on what is selected; the highlight is made with it."""
        span, opened = self._wanted(), self._screen.opened
        if span is None or opened is None:
            return
        highlight = self._own_over(span) or self._add(span)
        if highlight is not None:
            self._screen.marking.stop()
            self._edit(highlight)

    def _own_over(self, span: Offsets | None) -> Highlight | None:
        """Return the reader's own highlight of exactly this passage, None when there is none."""
        opened = self._screen.opened
        for placed in opened.placed if opened is not None else ():
            exact = (placed.start, placed.end) == span and placed.state is not AnchorState.ORPHAN
            if exact and self._notebook.is_own(placed.highlight):
                return placed.highlight
        return None

    def _wanted(self) -> Offsets | None:
        marking = self._screen.marking
        if marking.selection is None:
            marking.take("sentence", 1)
        return marking.selection

    def _add(self, span: Offsets | None) -> Highlight | None:
        opened = self._screen.opened
        if opened is None or span is None or span[0] >= span[1]:
            return None
        added = self._try(
            lambda: self._notebook.add(opened.article.id, opened.reading, *span, color=self.color)
        )
        if added is not None:
            self._screen.marking.stop()
            self._changed(added.id)
        return added

    # --- changing

    def edit_note(self) -> None:
        """Open the editor on the current highlight's note."""
        if self.current is not None and self._may_change(self.current):
            self._edit(self.current.highlight)

    def _edit(self, highlight: Highlight, text: str | None = None, hint: str = "") -> None:
        # TextArea takes some 30 ms to import and most sessions begin without writing.
        from careader.tui.screens.note import NoteScreen

        screen = self._screen
        if text is None:
            text = self._notebook.unsaved(highlight)

        def typed(note: str) -> str:
            return self._notebook.keep_draft(highlight, note)

        def kept(note: str | None) -> None:
            if note is not None and self._save_note(highlight, note):
                self._notebook.drop_draft(highlight)

        screen.app.push_screen(
            NoteScreen(
                highlight.quote,
                highlight.note if text is None else text,
                typed=typed,
                edit_outside=lambda note: outside.edit_text(screen.app, note),
                hint=hint,
            ),
            kept,
        )

    def _save_note(self, highlight: Highlight, note: str) -> bool:
        if note == highlight.note:
            return True
        try:
            saved = self._notebook.change(highlight, note=note)
        except CareaderError as error:
            # What was typed is in its draft and in memory: the editor begins with it.
            self._screen.say(f"Your words are kept: e goes on with them. {error}", failed=True)
            return False
        self._changed(saved.id)
        self._screen.say("Note saved")
        return True

    def offer_draft(self, draft: Draft) -> None:
        """Open the editor, in its place, on a note that an earlier session could not finish."""
        try:
            highlight = self._notebook.take_up(draft)
        except CareaderError as error:
            self._screen.say(str(error), failed=True)
            return
        if highlight is not None:
            if self._screen.opening.open(highlight.article, focus=True):
                self._changed(highlight.id)
            self._edit(
                highlight, draft.text, "Unfinished when the last session ended · Esc keeps the note"
            )

    def ask_tags(self) -> None:
        """Ask for the tags of the current highlight."""
        current = self.current
        if current is not None and self._may_change(current):
            self._tagging = current.highlight
            self._screen.asking.ask(
                Purpose.TAGS, " ".join(current.highlight.tags), "tags, with blanks between them"
            )

    _tagging: Highlight | None = None

    def tags_entered(self, text: str) -> None:
        """Keep the tags that were typed."""
        self._screen.asking.stop()
        highlight, self._tagging = self._tagging, None
        tags = tuple(dict.fromkeys(word.strip("#,") for word in text.split() if word.strip("#,")))
        if highlight is not None and tags != highlight.tags:
            self._change(highlight, "Tags saved", tags=tags)

    def choose_color(self) -> None:
        """Offer the colours with their meanings."""
        meanings = self._screen.workspace.config.colors
        choices = [Choice(color, color, meanings.get(color, "")) for color in COLORS]
        current = self.current.highlight.color if self.current is not None else self.color
        start = COLORS.index(current) if current in COLORS else 0
        self._screen.app.push_screen(
            ChooserScreen("Colour", choices, start=start), self._color_chosen
        )

    def _color_chosen(self, color: str | None) -> None:
        if color is None:
            return
        current = self.current
        if self._screen.marking.selection is not None or current is None:
            self.color = color
            self._screen.say(f"The next highlights are {color}")
        elif self._may_change(current):
            self._change(current.highlight, f"Now {color}", color=color)

    def delete(self) -> None:
        """Delete the current highlight; the file stays as a tombstone."""
        current = self.current
        if current is None or not self._may_change(current):
            return
        if self._try(lambda: self._notebook.delete(current.highlight)) is not None:
            self._changed("")
            self._screen.say("Deleted; u brings it back")

    def _change(self, highlight: Highlight, said: str, **changes: object) -> None:
        saved = self._try(lambda: self._notebook.change(highlight, **changes))
        if saved is not None:
            self._changed(saved.id)
            self._screen.say(said)

    def undo(self) -> None:
        """Undo the last change of this session."""
        self._step_history(self._notebook.undo, "Nothing to undo")

    def redo(self) -> None:
        """Redo what was undone."""
        self._step_history(self._notebook.redo, "Nothing to redo")

    def _step_history(self, step: Callable[[], str], nothing: str) -> None:
        try:
            said = step()
        except CareaderError as error:
            self._screen.say(str(error), failed=True)
            return
        self._changed("")
        self._screen.say(said or nothing)

    def _may_change(self, placed: PlacedHighlight) -> bool:
        if self._notebook.is_own(placed.highlight):
            return True
        self._screen.say(
            f"This highlight is {placed.highlight.reader}’s; only its reader can change it"
        )
        return False

    def _try(self, action: Callable[[], Highlight]) -> Highlight | None:
        try:
            return action()
        except CareaderError as error:
            self._screen.say(str(error), failed=True)
            return None

    # --- showing

    def _changed(self, current: str) -> None:
        self._screen.opening.reload()
        if current:
            self._screen.reader.current = current
        self.show_rows()
        if current:
            self._screen.highlights.select(current)

    def show_rows(self) -> None:
        """List the highlights of the open article, or of the library."""
        screen = self._screen
        screen.rows = screen.reviewing.rows()
        screen.highlights.waiting = len(screen.reviewing.waiting())
        screen.show_titles()

    def toggle_scope(self) -> None:
        """Change between this article and the whole library."""
        self._screen.whole_library = not self._screen.whole_library
        self.show_rows()
        if self._screen.whole_library:
            self._screen.reviewing.place_library()

    def jump(self) -> None:
        """Go to the passage of the highlight under the pane's cursor."""
        current = self._screen.highlights.current
        if current is None:
            return
        if self._screen.whole_library:
            current = self._screen.workspace.placed_one(current.highlight)
        if current.state is AnchorState.ORPHAN:
            self._screen.say("This passage is not in its article any more")
            return
        self._screen.opening.jump(current.highlight.article, current.start)
        self._screen.reader.current = current.highlight.id

    def copy(self) -> None:
        """Send the passage with its citation to the terminal's clipboard."""
        screen, passage = self._screen, self.passage
        if passage is None:
            return
        text, article_id, offset = passage
        article = screen.workspace.article(article_id)
        if article is None:
            return
        paragraph = screen.workspace.paragraph_number(article_id, offset)
        cited = cite(text, article, style=screen.workspace.config.citation, paragraph=paragraph)
        sent = clipboard.sequence(cited)
        if sent is None:
            screen.say(
                "Too long for a terminal's clipboard: `careader highlights` prints it", failed=True
            )
            return
        screen.send_to_terminal(sent)
        screen.marking.stop()
        screen.say("Copied with its citation, if your terminal allows OSC 52")
