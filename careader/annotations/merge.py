"""Two changes of one highlight made without knowing of each other, merged field by field. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

from careader.annotations.settled import KEY, united
from careader.model import NOTHING, Highlight

_ANCHOR = ("article", "quote", "prefix", "suffix", "start", "end", "heading", "text_hash", "canon")


@dataclass(frozen=True, slots=True)
class Merged:
    """What comes of both changes."""

    highlight: Highlight
    note_conflict: bool
    """Both changed the note: ours stands in the highlight, theirs must be kept apart."""


def merge(base: Highlight, ours: Highlight, theirs: Highlight) -> Merged:
    """Merge our change and theirs of `base`.

    A field that one side changed is taken from that side. Changed by both: the note and the colour
    are ours, of tags and unknown keys both sides' changes hold, the anchor's fields go together and
    are ours. What somebody wrote beats a deletion that did not know of it.
    """
    anchor = ours if _anchor(ours) != _anchor(base) else theirs
    merged = replace(
        ours,
        **{name: getattr(anchor, name) for name in _ANCHOR},
        color=theirs.color if ours.color == base.color else ours.color,
        tags=_tags(base.tags, ours.tags, theirs.tags),
        note=theirs.note if ours.note == base.note else ours.note,
        deleted=_deleted(base, ours, theirs),
        created=base.created or theirs.created,
        extra=_extra(base.extra, ours.extra, theirs.extra),
    )
    both = ours.note != base.note and theirs.note not in (base.note, ours.note)
    return Merged(merged, both)


def content(highlight: Highlight) -> tuple[object, ...]:
    """Return what of a highlight a person can change, besides deleting it."""
    return (
        _anchor(highlight), highlight.color, highlight.tags, highlight.note, dict(highlight.extra)
    )  # fmt: skip


def _anchor(highlight: Highlight) -> tuple[object, ...]:
    return tuple(getattr(highlight, name) for name in _ANCHOR)


def _deleted(base: Highlight, ours: Highlight, theirs: Highlight) -> str:
    if ours.deleted != base.deleted:
        wrote_elsewhere = content(theirs) != content(base)
        return "" if ours.deleted and wrote_elsewhere and not theirs.deleted else ours.deleted
    unknown_to_us = theirs.deleted and theirs.deleted != base.deleted
    return "" if unknown_to_us and content(ours) != content(base) else theirs.deleted


def _tags(base: tuple[str, ...], ours: tuple[str, ...], theirs: tuple[str, ...]) -> tuple[str, ...]:
    if ours == base:
        return theirs
    dropped = set(base) - set(theirs)
    kept = [tag for tag in ours if tag not in dropped]
    return tuple(dict.fromkeys([*kept, *(tag for tag in theirs if tag not in base)]))


def _extra(
    base: Mapping[str, object], ours: Mapping[str, object], theirs: Mapping[str, object]
) -> Mapping[str, object]:
    changed = {key for key in {*base, *ours} if base.get(key) != ours.get(key)}
    merged = {key: value for key, value in theirs.items() if key not in changed}
    merged |= {key: ours[key] for key in ours if key in changed}
    if KEY in changed and KEY in ours and theirs.get(KEY) not in (None, base.get(KEY)):
        merged[KEY] = united(ours[KEY], theirs[KEY])
    return MappingProxyType(merged) if merged else NOTHING
