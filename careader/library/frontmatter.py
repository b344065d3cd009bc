"""Front matter: the YAML header of an article, found and read safely, every value as text."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, NamedTuple, NoReturn, TypeAlias

from careader.library.yamltext import MAX_DEPTH, dump
from careader.text.clean import clean, clean_line

if TYPE_CHECKING:
    import yaml

__all__ = ["MAX_HEADER", "Header", "Parts", "Value", "dump", "parse", "parts", "split"]

Value: TypeAlias = "str | list[Value] | dict[str, Value]"
Header: TypeAlias = dict[str, Value]

MAX_HEADER = 16 * 1024
"""Bytes of UTF-8 between the fences; a longer header is not read."""

_FENCE_SLACK = 64
_OPEN = re.compile(r"---[ \t]{0,40}\n")
_CLOSE = re.compile(r"^(?:---|\.\.\.)[ \t]{0,40}(?:\n|\Z)", re.MULTILINE)
_COMMENTS = re.compile(r"(?:[ \t]*(?:#[^\n]*)?\n)*")
_YAML_LIKE = re.compile(
    r"[ \t]*(?:[\[{%&*!?]|-[ \t]|[^\s#\-][^\n]{0,200}?:(?:[ \t]|$))", re.MULTILINE
)
_NULLS = frozenset(("~", "null", "Null", "NULL"))


class Parts(NamedTuple):
    """A file's text in two, and what is odd about the cut."""

    header: str | None
    """What stands between the fences; None where there is no front matter."""
    body: str
    doubt: str | None = None
    """Why something that looks like front matter was left in the body."""


class _RefusedError(Exception):
    """Front matter that is YAML, and holds what careader does not take."""


def split(raw: str) -> tuple[str | None, str]:
    """Return the header between its fences, or None, and the body; line ends become LF."""
    found = parts(raw)
    return found.header, found.body


def parts(raw: str) -> Parts:
    """Return header and body of a file's text, and a doubt where the header cannot be told.

    A header opens with ``---`` on the very first line, holds something like YAML, and closes with
    ``---`` or ``...`` within 16 KB. Anything else is a body whose first line is a rule: no text
    is ever dropped for looking like front matter.
    """
    text = raw.removeprefix("\ufeff")
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    opening = _OPEN.match(text)
    if opening is None:
        return Parts(None, text)
    start = opening.end()
    closing = _CLOSE.search(text, start, start + MAX_HEADER + _FENCE_SLACK)
    header = text[start : closing.start()] if closing else None
    if closing is None or header is None or _bytes(header) > MAX_HEADER:
        doubt = "opened with --- but not closed within 16 KB: left in the text"
        return Parts(None, text, doubt if _looks_like_yaml(text, start) else None)
    if header.strip() and not _looks_like_yaml(text, start):
        doubt = "not keys and values: left in the text"
        return Parts(None, text, None if header.startswith("\n") else doubt)
    return Parts(header, text[closing.end() :])


def _looks_like_yaml(text: str, start: int) -> bool:
    """Whether the first line that says something could begin a mapping or a sequence."""
    comments = _COMMENTS.match(text, start)
    return bool(_YAML_LIKE.match(text, comments.end() if comments else start))


def _bytes(text: str) -> int:
    return len(text) if text.isascii() else len(text.encode("utf-8", "surrogatepass"))


def parse(header: str, most: int = MAX_HEADER) -> tuple[Header, str | None]:
    """Return a header's keys with every scalar as text, and one line on what is wrong with it.

    Built from the parser's events, so no loader constructs anything: `NO`, `on`, `2012-10`,
    `0123` stay text, null is empty, and anchors, aliases, tags, nesting past 8 levels and keys
    that are not text are refused as they stream by. A refused header gives no keys, nor does one
    of more than `most` bytes: 16 KB where anybody may have written it.
    Never raises. Measured: 30 µs for ten keys with libyaml.
    """
    if _bytes(header) > most:
        return {}, f"longer than {most // 1024} KB: not read"
    # Imported here: a start from the cached catalogue reads no YAML, and importing it takes 12 ms.
    import yaml

    try:
        return _read(header)
    except yaml.reader.ReaderError:
        return _second_reading(header)
    except (yaml.YAMLError, _RefusedError, ValueError, RecursionError) as error:
        return {}, _in_one_line(error)


def _second_reading(header: str) -> tuple[Header, str | None]:
    """Read a header again without the control characters that YAML does not allow."""
    import yaml

    try:
        return _read(clean(header))
    except (yaml.YAMLError, _RefusedError, ValueError, RecursionError) as error:
        return {}, _in_one_line(error)


def _read(header: str) -> tuple[Header, str | None]:
    builder = _Builder(_next_event(header))
    value = builder.document()
    if value == "":
        return {}, None
    if not isinstance(value, dict):
        return {}, "not keys and values: not read"
    if builder.repeated:
        return value, f"“{clean_line(builder.repeated[0])}” stands twice: the last one counts"
    return value, None


def _next_event(header: str) -> Callable[[], Any]:
    """Return what gives one parser event after the other, from libyaml where PyYAML has it."""
    import yaml

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)(header)
    next_event: Callable[[], Any] = loader.get_event
    return next_event


def _in_one_line(error: Exception) -> str:
    """Say where a header is broken: YAML's own words, the line counted from the opening fence."""
    problem = getattr(error, "problem", None) or getattr(error, "reason", None) or str(error)
    mark = getattr(error, "problem_mark", None)
    where = f"line {mark.line + 2}: " if mark is not None else ""
    return clean_line(f"{where}{problem}")[:200] or "cannot be read"


class _Builder:
    """Makes plain values of a stream of YAML events, and refuses what front matter may not hold."""

    def __init__(self, next_event: Callable[[], yaml.Event]) -> None:
        import yaml

        self._yaml = yaml
        self._next: Callable[[], Any] = next_event
        self.repeated: list[str] = []

    def document(self) -> Value:
        """Return the one document of the stream; empty text for an empty stream."""
        yaml = self._yaml
        self._next()
        if type(self._next()) is yaml.StreamEndEvent:
            return ""
        value = self._value(self._next(), 1)
        self._next()
        if type(self._next()) is not yaml.StreamEndEvent:
            raise _RefusedError("more than one YAML document")
        return value

    def _value(self, event: Any, depth: int) -> Value:
        kind = type(event)
        if kind is self._yaml.AliasEvent or event.anchor is not None:
            self._refuse("anchors and aliases are not taken", event)
        if event.tag is not None:
            self._refuse("tags are not taken", event)
        if kind is self._yaml.ScalarEvent:
            text: str = event.value
            return "" if text in _NULLS and event.implicit[0] else text
        if depth > MAX_DEPTH:
            self._refuse(f"nested deeper than {MAX_DEPTH} levels", event)
        if kind is self._yaml.SequenceStartEvent:
            return self._sequence(depth)
        return self._mapping(depth)

    def _sequence(self, depth: int) -> list[Value]:
        end, values = self._yaml.SequenceEndEvent, []
        while type(event := self._next()) is not end:
            values.append(self._value(event, depth + 1))
        return values

    def _mapping(self, depth: int) -> Header:
        end = self._yaml.MappingEndEvent
        values: Header = {}
        while type(event := self._next()) is not end:
            key = self._value(event, depth + 1)
            if not isinstance(key, str):
                self._refuse("a key must be text", event)
            if key in values:
                self.repeated.append(key)
            values[key] = self._value(self._next(), depth + 1)
        return values

    def _refuse(self, what: str, event: Any) -> NoReturn:
        raise _RefusedError(f"line {event.start_mark.line + 2}: {what}")
