"""Highlights and notes: making, changing, undoing, copying. First the disk, then the screen."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from careader.citation import cite
from careader.config import CITATION_STYLES, COLORS
from careader.errors import CareaderError
from careader.model import AnchorState, Highlight, Offsets, PlacedHighlight
from careader.tui.screens.chooser import Choice, ChooserScreen

if TYPE_CHECKING:
    from careader.notebook import Notebook
    from careader.tui.screens.main import MainScreen


CITED = {
    "plain": "“…” (author, “title,” publication, date)",
    "chicago": "a note of the Chicago Manual of Style",
    "markdown": "a block quotation with its source",
    "pandoc": "a block quotation with its key: [@key]",
}
"""Style of a citation to what it looks like."""


class Annotating:
    """What the commands on selections and highlights do."""

    def __init__(self, screen: MainScreen) -> None:
        self._screen = screen
        self.color = COLORS[0]
        """The colour of the next highlight."""
        self.citation = screen.workspace.config.citation
        """The style of copied passages, until the reader ends."""

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
        if self._screen.reviewing.take(span) or self._screen.adjusting.take(span):
            return
        same = self._own_over(span)
        if same is not None:
            self._screen.marking.stop()
            self._screen.reader.current = same.id
            if same.color == self.color:
                self._screen.say("Highlighted already")
            else:
                self.change(same, f"Now {self.color}", color=self.color)
        elif self._add(span) is not None:
            self._screen.say(f"Highlighted, {self.color}; u undoes it")

    def highlight(self, span: Offsets | None) -> Highlight | None:
        """Highlight a passage, unless it is already; return the highlight, None when it failed."""
        return self._own_over(span) or self._add(span)

    def note_on_selection(self) -> None:
        """Write a note on what is selected; the highlight is made with it."""
        span, opened = self._wanted(), self._screen.opened
        if span is None or opened is None:
            return
        highlight = self._screen.adjusting.take(span) or self.highlight(span)
        if highlight is not None:
            self._screen.marking.stop()
            self._screen.noting.edit(highlight)

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
        if opened is None or span is None:
            return None
        if not opened.reading.text[slice(*span)].strip():
            self._screen.say("There is no text in the selection")
            return None
        added = self._try(
            lambda: self._notebook.add(opened.article.id, opened.reading, *span, color=self.color)
        )
        if added is not None:
            self._screen.marking.stop()
            self.changed(added.id)
        return added

    # --- changing

    @property
    def current_own(self) -> Highlight | None:
        """The highlight the keys act on when the reader may change it; else that is said."""
        current = self.current
        return current.highlight if current is not None and self._may_change(current) else None

    def ask_tags(self) -> None:
        """Ask for the tags of the current highlight."""
        highlight = self.current_own
        if highlight is not None:
            self._screen.tagging.ask(highlight)

    def choose_color(self) -> None:
        """Offer the colours with their meanings."""
        meanings = self._screen.workspace.config.colors
        choices = [Choice(color, color, meanings.get(color, "")) for color in COLORS]
        current = self.current.highlight.color if self.current is not None else self.color
        start = COLORS.index(current) if current in COLORS else 0
        self._screen.app.push_screen(
            ChooserScreen("Colour", choices, start=start), self._color_chosen
        )

    def show_legend(self) -> None:
        """Show what colours and looks mean."""
        from careader.tui import legend
        from careader.tui.screens.sheet import SheetScreen

        self._screen.app.push_screen(SheetScreen("Colours and looks", legend.lines(self._screen)))

    def _color_chosen(self, color: str | None) -> None:
        if color is None:
            return
        current = self.current
        if self._screen.marking.selection is not None or current is None:
            self.color = color
            self._screen.say(f"The next highlights are {color}")
        elif self._may_change(current):
            self.change(current.highlight, f"Now {color}", color=color)

    def delete(self) -> None:
        """Delete the current highlight; the file stays as a tombstone."""
        highlight = self.current_own
        if highlight is not None:
            self.delete_one(highlight)

    def delete_one(self, highlight: Highlight) -> bool:
        """Delete a highlight; say whether that could be done."""
        if self._try(lambda: self._notebook.delete(highlight)) is None:
            return False
        self.changed("")
        self._screen.say("Deleted; u brings it back")
        return True

    def add(self, make: Callable[[], Highlight], said: str) -> bool:
        """Keep a new highlight; say whether that could be done."""
        return self._keep(make, said)

    def change(self, highlight: Highlight, said: str, **changes: object) -> bool:
        """Change a highlight; say whether that could be done."""
        return self._keep(lambda: self._notebook.change(highlight, **changes), said)

    def _keep(self, make: Callable[[], Highlight], said: str) -> bool:
        saved = self._try(make)
        if saved is not None:
            self.changed(saved.id)
            self._screen.say(said)
        return saved is not None

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
        self.changed("")
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

    def changed(self, current: str = "") -> None:
        """Show what is different, a highlight the current one."""
        self._screen.opening.reload()
        if current:
            self._screen.reader.current = current
        self._screen.listing.show()
        if current:
            self._screen.highlights.select(current)

    def jump(self) -> None:
        """Go to the passage of the highlight under the pane's cursor."""
        current = self._screen.highlights.current
        if current is not None and self._screen.whole_library:
            current = self._screen.workspace.placed_one(current.highlight)
        if current is not None:
            self.jump_to(current)

    def jump_to(self, placed: PlacedHighlight) -> None:
        """Go to the passage of a highlight."""
        screen = self._screen
        if placed.state is AnchorState.ORPHAN:
            screen.say("This passage is not in its article any more")
            return
        screen.opening.jump(placed.highlight.article, placed.start)
        screen.reader.current = placed.highlight.id
        screen.highlights.select(placed.highlight.id)

    def choose_citation(self) -> None:
        """Offer the styles of copied passages, each with what it looks like."""
        choices = [Choice(style, style, CITED[style]) for style in CITATION_STYLES]

        def chosen(style: str | None) -> None:
            if style is not None:
                self.citation = style
                self._screen.say(f"Copied passages are cited as {style}, until you quit")

        start = CITATION_STYLES.index(self.citation)
        self._screen.app.push_screen(ChooserScreen("Citations", choices, start=start), chosen)

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
        cited = cite(text, article, style=self.citation, paragraph=paragraph)
        screen.marking.stop()
        screen.copying.copy(cited, "Copied with its citation")
