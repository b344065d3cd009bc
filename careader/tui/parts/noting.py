"""Writing notes: on a passage, on a whole article, in careader's own editor and in $EDITOR."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from careader.errors import CareaderError
from careader.tui.terminal import outside

if TYPE_CHECKING:
    from careader.model import Highlight
    from careader.notebook import Notebook
    from careader.state import Draft
    from careader.tui.screens.main import MainScreen

_UNFINISHED = "Unfinished when the last session ended · Esc keeps the note"


class Noting:
    """What the commands about notes do. A note is a draft on disk before anything else happens."""

    def __init__(self, screen: MainScreen) -> None:
        self._screen = screen

    @property
    def _notebook(self) -> Notebook:
        return self._screen.workspace.notebook

    def edit_current(self) -> None:
        """Open the editor on the note of the highlight that is meant."""
        current = self._screen.annotating.current_own
        if current is not None:
            self.edit(current)

    def edit_article(self) -> None:
        """Open the editor on the reader's note on the article that is meant."""
        article = self._screen.opening.chosen
        if article is not None:
            self.edit(self._notebook.note_on(article.id))

    def edit_outside(self) -> None:
        """Hand the note of the highlight that is meant to $EDITOR, and keep what comes back."""
        highlight = self._screen.annotating.current_own
        if highlight is not None:
            text = self._notebook.unsaved(highlight)
            before = highlight.note if text is None else text
            note = self._outside(before)
            if note != before:
                self._kept(highlight, note)

    def edit(self, highlight: Highlight, text: str | None = None, hint: str = "") -> None:
        """Open the editor on a highlight's note, on `text` instead where that is given."""
        # TextArea takes some 30 ms to import and most sessions begin without writing.
        from careader.tui.screens.note import NoteScreen

        if text is None:
            text = self._notebook.unsaved(highlight)

        def typed(note: str) -> str:
            return self._notebook.keep_draft(highlight, note)

        def kept(note: str | None) -> None:
            if note is not None:
                self._kept(highlight, note)

        self._screen.app.push_screen(
            NoteScreen(
                self._subject(highlight),
                highlight.note if text is None else text,
                typed=typed,
                edit_outside=self._outside,
                links=lambda: self._screen.linking.choices(highlight),
                hint=hint,
            ),
            kept,
        )

    def _subject(self, highlight: Highlight) -> str:
        if highlight.quote.strip():
            return f"“{highlight.quote}”"
        return f"On the whole article: {self._screen.linking.title_of(highlight.article)}"

    def _outside(self, note: str) -> str:
        return outside.edit_text(self._screen.app, note, self._say_failed)

    def _say_failed(self, problem: str) -> None:
        self._screen.say(problem, failed=True)

    def _kept(self, highlight: Highlight, note: str) -> None:
        if note != highlight.note:
            self._notebook.keep_draft(highlight, note)
        if self._save(highlight, note):
            self._notebook.drop_draft(highlight)
            return
        # What was typed is in its draft, at least in memory: the editor begins with it.
        screen = self._screen
        screen.say(
            f"Your words are kept: e goes on with them. {screen.status.message}", failed=True
        )

    def _save(self, highlight: Highlight, note: str) -> bool:
        """Save a note; a note on an article that is empty now is no longer there."""
        annotating = self._screen.annotating
        if note == highlight.note:
            return True
        if highlight.on_article and not note.strip():
            return not highlight.id or annotating.delete_one(highlight)
        if highlight.id:
            return annotating.change(highlight, "Note saved", note=note)
        return annotating.add(
            lambda: self._notebook.add_note(replace(highlight, note=note)), "Note saved"
        )

    # --- what an earlier session could not finish

    def offer(self, draft: Draft) -> None:
        """Open the editor, in its place, on a note that an earlier session could not finish."""
        try:
            highlight = self._notebook.take_up(draft)
        except CareaderError as error:
            self._screen.say(str(error), failed=True)
            return
        if highlight is not None:
            if self._screen.opening.open(highlight.article, focus=True) and highlight.id:
                self._screen.annotating.changed(highlight.id)
            self.edit(highlight, draft.text, _UNFINISHED)
