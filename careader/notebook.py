"""What readers wrote in one library: highlights in their articles, undo, unfinished notes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from careader.annotations.anchors import Reading, adjusted, decide, describe, place
from careader.annotations.history import History
from careader.annotations.settled import Said
from careader.annotations.store import AnnotationStore
from careader.annotations.texts import TextStore
from careader.errors import SaveError
from careader.model import AnchorState, Highlight, PlacedHighlight
from careader.state import Draft, Drafts, Journal
from careader.text.reading import ReadingText

if TYPE_CHECKING:
    from careader.annotations.checks import Finding
    from careader.state.session import Session


@contextmanager
def _gone_is_said() -> Iterator[None]:
    """Turn a highlight that is not there any more into a line for the person."""
    try:
        yield
    except KeyError as error:
        raise SaveError("Not saved: the file of this highlight is gone from the disk") from error


class Notebook:
    """The highlights of all readers; changes go through it, durable before a method returns.

    Every method that changes something raises SaveError when the disk refuses; nothing is
    different then, and a note being typed is still in its draft.
    """

    def __init__(
        self,
        folder: Path,
        reader: str,
        state_folder: Path,
        needs: Path | None = None,
        beside: Path | None = None,
    ) -> None:
        """Take where highlights lie, whose can be changed, and where the reader's state is.

        Without the folder `needs` the library is not there, and nothing is written to `folder`.
        Highlights in `beside` are shown too and never written there.
        """
        self.journal = Journal(state_folder)
        self.store = AnnotationStore(folder, reader, self.journal.wrote, needs, beside)
        self.texts = TextStore(folder, reader, needs)
        self._history = History(self.store, self.journal)
        self._drafts = Drafts(state_folder)
        self._typing: dict[str, Draft] = {}

    @property
    def reader(self) -> str:
        """Whose highlights can be changed."""
        return self.store.reader

    # --- looking

    def load(self) -> None:
        """Read every highlight from the disk."""
        self.store.load()

    def refresh(self) -> bool:
        """Take in what other sessions and hands wrote; say whether anything is different."""
        return bool(self.store.changed_on_disk() and self.store.refresh())

    def all(self) -> tuple[Highlight, ...]:
        """Return every highlight, oldest first."""
        return self.store.highlights()

    def by_article(self) -> Mapping[str, list[Highlight]]:
        """Return the highlights of each article that has some."""
        found: dict[str, list[Highlight]] = {}
        for highlight in self.all():
            found.setdefault(highlight.article, []).append(highlight)
        return found

    def get(self, highlight_id: str) -> Highlight | None:
        """Return a highlight, None when there is none or it was deleted."""
        highlight = self.store.get(highlight_id)
        return highlight if highlight is not None and not highlight.deleted else None

    def is_own(self, highlight: Highlight) -> bool:
        """Say whether a highlight is the reader's own."""
        return self.store.is_own(highlight.id)

    def placed(self, article_id: str, reading: ReadingText) -> tuple[PlacedHighlight, ...]:
        """Return an article's highlights where they stand in its text, orphans last."""
        found = [place(reading, each) for each in self.store.of_article(article_id)]
        return tuple(
            sorted(found, key=lambda each: (each.state is AnchorState.ORPHAN, each.start, each.end))
        )

    @property
    def importing(self) -> ImportKeeper:
        """The highlights as an import sees them."""
        return ImportKeeper(self)

    def check(self) -> list[Finding]:
        """Return what is wrong with the files of the highlights, and what to do about it."""
        from careader.annotations.checks import check  # only the doctor asks

        return check(self.store.folder, self.store.reader, self.journal.written())

    def recover(self) -> list[str]:
        """Write the reader's own lost and damaged highlights again, as the journals have them.

        Returns their files, relative to the annotation folder; what was there is kept beside.
        Raises SaveError when the disk refuses.
        """
        from careader.annotations.checks import recover

        journals = self.journal.written()
        lost = [each for each in self.check() if each.spot is not None]
        for each in lost:
            recover(self.store.folder, each, journals)
        self.store.refresh()
        return [each.where for each in lost]

    # --- changing

    def add(
        self, article_id: str, reading: ReadingText, start: int, end: int, **fields: Any
    ) -> Highlight:
        """Highlight a passage by its offsets in code points; ValueError when it is empty."""
        described = describe(reading, start, end, article=article_id, **fields)
        self.texts.keep(reading.digest, reading.text)
        return self._history.add(described)

    def note_on(self, article_id: str) -> Highlight:
        """Return the reader's note on an article; one without id and text when there is none."""
        for each in self.store.of_article(article_id):
            if each.on_article and self.is_own(each):
                return each
        return Highlight(id="", article=article_id, quote="", reader=self.reader)

    def add_note(self, highlight: Highlight) -> Highlight:
        """Keep a note on an article that `note_on` returned without an id."""
        return self._history.add(highlight)

    def change(self, highlight: Highlight, **changes: Any) -> Highlight:
        """Change fields of a highlight."""
        with _gone_is_said():
            return self._history.change(replace(highlight, **changes))

    def settle(
        self, highlight: Highlight, reading: ReadingText, said: Said, start: int = 0, end: int = 0
    ) -> Highlight:
        """Keep what a person said about where a highlight stands in a text; its quote stays.

        Offsets are code points, of no account for one that is detached. Raises ValueError when
        the passage is empty.
        """
        settled = decide(reading, highlight, said, start, end)
        self.texts.keep(reading.digest, reading.text)
        return self.change(settled)

    def adjust(self, highlight: Highlight, reading: ReadingText, start: int, end: int) -> Highlight:
        """Give a highlight another passage, by offsets in code points; ValueError when it is empty.

        Its id, note and date stay, and in its file what the passage was before.
        """
        moved = adjusted(reading, highlight, start, end)
        self.texts.keep(reading.digest, reading.text)
        return self.change(moved)

    def marked_in(self, highlight: Highlight) -> str | None:
        """Return the text a highlight was marked in, None when nobody kept it."""
        return self.texts.get(highlight.text_hash)

    def delete(self, highlight: Highlight) -> Highlight:
        """Delete a highlight; its file stays as a tombstone."""
        with _gone_is_said():
            return self._history.delete(highlight.id)

    def undo(self) -> str:
        """Take the last change back; return in words what that did, empty when there was none."""
        with _gone_is_said():
            return self._history.undo()

    def redo(self) -> str:
        """Make it again; return in words what that did, empty when there was nothing to redo."""
        with _gone_is_said():
            return self._history.redo()

    # --- unfinished notes

    def keep_draft(self, highlight: Highlight, note: str) -> str:
        """Keep what is typed so far; return why that failed, one line, or nothing."""
        draft = self._typing.get(_draft_key(highlight))
        if draft is None:
            draft = Draft(
                article=highlight.article,
                text=note,
                highlight=highlight.id,
                start=highlight.start,
                end=highlight.end,
                quote=highlight.quote,
                color=highlight.color,
                tags=highlight.tags,
            )
        self._typing[_draft_key(highlight)] = draft = replace(draft, text=note)
        self._drafts.save(draft)
        return self._drafts.problem

    def unsaved(self, highlight: Highlight) -> str | None:
        """Return the note that was typed but could not be saved, None when there is none."""
        draft = self._typing.get(_draft_key(highlight))
        return draft.text if draft is not None else None

    def drop_draft(self, highlight: Highlight) -> None:
        """Forget the draft of a note that was saved."""
        draft = self._typing.pop(_draft_key(highlight), None)
        if draft is not None:
            self._drafts.drop(draft)

    def sync_drafts(self) -> str:
        """Wait until what is being typed is on the disk: the terminal is going away.

        Returns why that failed, one line, empty when nothing can be lost.
        """
        return "" if self._drafts.keep(*self._typing.values()) else self._drafts.problem

    def unfinished(self) -> tuple[Draft, ...]:
        """Return the notes that an earlier session could not finish, oldest first.

        A draft that says what its note says already is dropped: the session died between
        saving the note and dropping the draft.
        """
        offered = []
        for draft in self._drafts.all():
            highlight = self.store.get(draft.highlight)
            if highlight is not None and highlight.note == draft.text:
                self._drafts.drop(draft)
            elif draft.id not in {each.id for each in self._typing.values()}:
                offered.append(draft)
        return tuple(offered)

    def typed_elsewhere(self) -> tuple[tuple[Draft, Session], ...]:
        """Return the notes that other sessions on this machine are typing now."""
        return self._drafts.elsewhere()

    def take_up(self, draft: Draft) -> Highlight | None:
        """Return the highlight a draft belongs to, the draft now being this session's.

        A highlight that was deleted meanwhile is brought back; one whose file is gone is made again
        from what the draft kept. A note on an article may have no id yet.
        """
        highlight = self.store.get(draft.highlight) if draft.highlight else None
        if highlight is not None and highlight.deleted:
            highlight = self.change(highlight, deleted="")
        if highlight is None and draft.quote:
            highlight = self._history.add(
                Highlight(
                    id="",
                    article=draft.article,
                    quote=draft.quote,
                    start=draft.start,
                    end=draft.end,
                    color=draft.color or "yellow",
                    tags=draft.tags,
                )
            )
        if highlight is None and draft.article:
            highlight = self.note_on(draft.article)
        if highlight is not None:
            self._typing[_draft_key(highlight)] = draft
        return highlight


def _draft_key(highlight: Highlight) -> str:
    """Return what a draft is kept under while it is typed; a note on an article has no id yet."""
    return highlight.id or f"article {highlight.article}"


class ImportKeeper:
    """The highlights as `careader.annotations.importing.taking` wants them. Not for undoing."""

    def __init__(self, notebook: Notebook) -> None:
        self._notebook = notebook
        self._store = notebook.store

    def known(self, highlight_id: str) -> Highlight | None:
        """Return a highlight, deleted or not, whoever's it is."""
        return self._store.get(highlight_id)

    def of_article(self, article: str) -> tuple[Highlight, ...]:
        """Return an article's highlights."""
        return self._store.of_article(article)

    def is_own(self, highlight: Highlight) -> bool:
        """Say whether the reader may change a highlight."""
        return self._store.is_own(highlight.id)

    def take(self, highlight: Highlight, reading: Reading | None) -> Highlight:
        """Keep a new highlight with its id, and the text it was placed in."""
        if reading is not None and highlight.text_hash == reading.digest:
            self._notebook.texts.keep(reading.digest, reading.text)
        return self._store.add(highlight)

    def change(self, highlight: Highlight) -> Highlight:
        """Keep a changed highlight."""
        with _gone_is_said():
            return self._store.change(highlight)
