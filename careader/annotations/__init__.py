"""Highlights and notes: anchors, the store of one file each, undo and redo."""

from careader.annotations.anchors import describe, place
from careader.annotations.history import History, in_words
from careader.annotations.names import original_of
from careader.annotations.scan import Problem
from careader.annotations.store import AnnotationStore
from careader.annotations.ulid import new_ulid

__all__ = [
    "AnnotationStore",
    "History",
    "Problem",
    "describe",
    "in_words",
    "new_ulid",
    "original_of",
    "place",
]
