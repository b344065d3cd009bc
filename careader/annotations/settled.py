"""What a person said about where a highlight stands in a changed text: its anchor history. Pure.

The quote a highlight was made of is never overwritten. Each decision is one more entry of the key
`anchors` in its file: the text it was made for, the passage there with its context, what was said.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from enum import StrEnum
from types import MappingProxyType

from careader.model import AnchorState, Highlight

KEY = "anchors"
"""The key in a highlight's file, and in `Highlight.extra`."""


class Said(StrEnum):
    """What a person said."""

    ACCEPTED = "accepted"
    """The place that was found is the right one."""
    MOVED = "moved"
    """The passage is this one, which they selected."""
    DETACHED = "detached"
    """The passage is no longer there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """One entry of the anchor history. Offsets are code points of the text it was made for."""

    said: Said
    at: str
    """UTC, ISO 8601 with `Z`."""
    text_hash: str
    """SHA-256 of that reading text, hexadecimal."""
    start: int = 0
    end: int = 0
    quote: str = ""
    """What stood there; empty when the highlight was detached."""
    prefix: str = ""
    suffix: str = ""
    canon: int = 1

    @property
    def state(self) -> AnchorState:
        """Where that leaves the highlight in that text."""
        return AnchorState.ORPHAN if self.said is Said.DETACHED else AnchorState.SURE


def decisions(highlight: Highlight) -> tuple[Decision, ...]:
    """Return the anchor history of a highlight, oldest first, without what makes no sense."""
    entries = highlight.extra.get(KEY)
    if not isinstance(entries, list):
        return ()
    read = (_decision(each) for each in entries if isinstance(each, Mapping))
    return tuple(each for each in read if each is not None)


def settled_in(highlight: Highlight, digest: str) -> Decision | None:
    """Return the last decision made for a text, by the text's SHA-256; None without one."""
    made = (each for each in reversed(decisions(highlight)) if each.text_hash == digest)
    return next(made, None)


def decided(highlight: Highlight, decision: Decision) -> Highlight:
    """Return the highlight with one more entry in its anchor history."""
    entry = {key: value for key, value in asdict(decision).items() if value not in ("", 0)}
    before = highlight.extra.get(KEY)
    entries = [*(before if isinstance(before, list) else ()), entry | {"said": str(decision.said)}]
    return replace(highlight, extra=MappingProxyType({**highlight.extra, KEY: entries}))


def united(ours: object, theirs: object) -> list[object]:
    """Return the entries of two histories that grew apart, by their time, each once."""
    known = [
        *(ours if isinstance(ours, list) else ()),
        *(theirs if isinstance(theirs, list) else ()),
    ]
    once = [each for number, each in enumerate(known) if each not in known[:number]]
    return sorted(once, key=lambda each: str(each.get("at")) if isinstance(each, dict) else "")


def _decision(entry: Mapping[str, object]) -> Decision | None:
    try:
        said = Said(_text(entry, "said"))
        decision = Decision(
            said=said,
            at=_text(entry, "at"),
            text_hash=_text(entry, "text_hash"),
            start=_number(entry, "start"),
            end=_number(entry, "end"),
            quote=_text(entry, "quote"),
            prefix=_text(entry, "prefix"),
            suffix=_text(entry, "suffix"),
            canon=_number(entry, "canon") or 1,
        )
    except ValueError:
        return None
    whole = said is Said.DETACHED or 0 <= decision.start < decision.end
    return decision if whole else None


def _text(entry: Mapping[str, object], key: str) -> str:
    value = entry.get(key, "")
    if not isinstance(value, str):
        raise ValueError(key)
    return value


def _number(entry: Mapping[str, object], key: str) -> int:
    value = entry.get(key, 0)
    if not isinstance(value, int):
        raise ValueError(key)
    return value
