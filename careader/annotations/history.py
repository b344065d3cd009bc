"""Undo and redo over every change to annotations, of this session and of the one before it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Protocol

from careader.annotations.merge import merge
from careader.annotations.settled import KEY
from careader.annotations.store import AnnotationStore
from careader.errors import SaveError
from careader.model import Highlight

_WORDS_SHOWN = 40


@dataclass(frozen=True, slots=True)
class Step:
    """One change: the highlight before it and after it."""

    before: Highlight
    after: Highlight


class Turn(StrEnum):
    """What was done with a step."""

    DO = "do"
    UNDO = "undo"
    REDO = "redo"


class Recorder(Protocol):
    """What keeps the steps beyond the session (`careader.state.journal`)."""

    def step(self, turn: Turn, step: Step) -> None:
        """Keep a step. Never raises."""

    def earlier_steps(self) -> list[Step]:
        """Return the steps of the session before this one, oldest first."""


class History:
    """Changes annotations through the store and remembers how to take each change back.

    Undoing and redoing are changes like any other: durable, merged with what happened elsewhere
    meanwhile, and refused with a SaveError (nothing is forgotten then) when the store refuses.
    """

    def __init__(self, store: AnnotationStore, recorder: Recorder | None = None) -> None:
        self._store = store
        self._recorder = recorder
        self._done: list[Step] = []
        self._undone: list[Step] = []
        self._taken_up = False

    def add(self, highlight: Highlight) -> Highlight:
        """Add a highlight; return it as kept. Undoing it leaves a tombstone."""
        added = self._store.add(highlight)
        self._did(replace(added, deleted=added.updated), added)
        return added

    def change(self, highlight: Highlight) -> Highlight:
        """Change a highlight; return it as it is now. What changes nothing is not remembered."""
        before = self._known(highlight.id)
        after = self._store.change(highlight)
        # The step is what was asked for: what came in from elsewhere is not ours to take back.
        self._did(before, replace(highlight, deleted=after.deleted))
        return after

    def delete(self, highlight_id: str) -> Highlight:
        """Delete a highlight (the tombstone stays); return it."""
        before = self._known(highlight_id)
        after = self._store.delete(highlight_id)
        self._did(before, replace(before, deleted=after.deleted))
        return after

    @property
    def can_undo(self) -> bool:
        """Whether there is a change of this session to take back."""
        return bool(self._done)

    @property
    def can_redo(self) -> bool:
        """Whether there is a change to make again."""
        return bool(self._undone)

    def undo(self) -> str:
        """Take the last change back; return in words what that did, empty when there was none."""
        if not self._done:
            self._take_up()
        if not self._done:
            return ""
        step = self._done[-1]
        words = self._turn(step.after, step.before)
        self._undone.append(self._done.pop())
        self._record(Turn.UNDO, step)
        return words

    def redo(self) -> str:
        """Make the last change again that was taken back; return in words what that did."""
        if not self._undone:
            return ""
        step = self._undone[-1]
        words = self._turn(step.before, step.after)
        self._done.append(self._undone.pop())
        self._record(Turn.REDO, step)
        return words

    def _take_up(self) -> None:
        """Go on where the session before this one stopped, once this one's changes are undone."""
        earlier = self._recorder.earlier_steps() if self._recorder and not self._taken_up else []
        self._taken_up = True
        self._done = [step for step in earlier if self._store.is_own(step.after.id)]

    def _record(self, turn: Turn, step: Step) -> None:
        if self._recorder is not None:
            self._recorder.step(turn, step)

    def _known(self, highlight_id: str) -> Highlight:
        known = self._store.get(highlight_id)
        if known is None:
            raise KeyError(highlight_id)
        return known

    def _did(self, before: Highlight, after: Highlight) -> None:
        if replace(before, updated="") != replace(after, updated=""):
            step = Step(before, after)
            self._done.append(step)
            self._undone.clear()
            self._record(Turn.DO, step)

    def _turn(self, source: Highlight, target: Highlight) -> str:
        """Take back what leads from source to target, and nothing that happened besides."""
        current = self._known(source.id)
        merged = merge(source, target, current)
        if merged.note_conflict:
            raise SaveError("Not undone: the note was changed elsewhere since; nothing is lost")
        wanted = replace(merged.highlight, updated=current.updated)
        return in_words(current, self._store.change(wanted))


def in_words(before: Highlight, after: Highlight) -> str:
    """Return what a change did, for a status line: `deleted the highlight “Customs Union …”`.

    The quote is shown as it was kept: clean it before it reaches a terminal.
    """
    what = "the article" if after.on_article else f"“{_short(after.quote)}”"
    return f"{_verb(before, after)} {what}"


def _verb(before: Highlight, after: Highlight) -> str:
    if bool(before.deleted) != bool(after.deleted) and after.on_article:
        return "deleted the note on" if after.deleted else "restored the note on"
    if bool(before.deleted) != bool(after.deleted):
        return "deleted the highlight" if after.deleted else "restored the highlight"
    if before.note != after.note:
        return f"{_note_verb(before.note, after.note)} the note on"
    if before.color != after.color:
        return f"coloured {after.color} the highlight"
    if before.tags != after.tags:
        return f"tagged {', '.join(after.tags)}:" if after.tags else "took the tags off"
    if (before.start, before.end, before.quote) != (after.start, after.end, after.quote):
        return "moved the ends of"
    if before.extra.get(KEY) != after.extra.get(KEY):
        return "changed the place of"
    if before == after:
        return "left as it was"
    return "changed the highlight"


def _note_verb(before: str, after: str) -> str:
    if not before:
        return "wrote"
    return "changed" if after else "removed"


def _short(quote: str) -> str:
    words = " ".join(quote.split())
    return words if len(words) <= _WORDS_SHOWN else words[: _WORDS_SHOWN - 1].rstrip() + "…"
