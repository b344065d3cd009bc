"""Highlights and notes: anchors, the store of one file each, undo and redo."""

from __future__ import annotations

from typing import TYPE_CHECKING

from careader.annotations.anchors import decide, describe, place, quotes_of
from careader.annotations.history import History, in_words
from careader.annotations.names import original_of
from careader.annotations.scan import Problem
from careader.annotations.settled import Decision, Said, decisions
from careader.annotations.store import AnnotationStore
from careader.annotations.texts import TextStore
from careader.annotations.ulid import new_ulid

if TYPE_CHECKING:
    from careader.annotations.anchoring import Anchor, Quote, find

__all__ = [
    "Anchor",
    "AnnotationStore",
    "Decision",
    "History",
    "Problem",
    "Quote",
    "Said",
    "TextStore",
    "decide",
    "decisions",
    "describe",
    "find",
    "in_words",
    "new_ulid",
    "original_of",
    "place",
    "quotes_of",
]

_ANCHORING = ("Anchor", "Quote", "find")


def __getattr__(name: str) -> object:
    if name in _ANCHORING:  # 20 ms of start-up that only an edited article needs
        from careader.annotations import anchoring

        return getattr(anchoring, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
