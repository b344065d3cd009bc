"""The two streams: data to standard output, talk to standard error, none of it in control."""

from __future__ import annotations

import contextlib
import io
import os
import shutil
import sys
from collections.abc import Iterator
from typing import Any, TextIO

from careader.errors import CareaderError
from careader.text.clean import clean, clean_line

_MOST_COLUMNS = 100
"""Cells; longer lines are hard to read (Bringhurst gives 45 to 75 characters, tables need more)."""


class OutputClosed(Exception):
    """Whoever read the output has gone; there is nothing more to do and nothing to say."""


class Bold(str):
    """Text that stands out on a terminal."""

    __slots__ = ()


class Dim(str):
    """Text that stands back on a terminal."""

    __slots__ = ()


def prepare() -> None:
    """Make sure that no character, whatever the locale, raises an error when it is printed."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")


def line(*parts: str) -> None:
    """Print one or more lines of data: the parts side by side, then a newline."""
    write("".join(map(_shown, parts)) + "\n")


def write(text: str) -> None:
    """Write to standard output as it is; for text that was cleaned already.

    Raises OutputClosed when nobody reads it, CareaderError when it cannot be written.
    """
    if sys.stdout is None:
        raise CareaderError("standard output is closed: there is nowhere to print to")
    with _refusals():
        sys.stdout.write(text)


def flush() -> None:
    """Write out what is buffered; raises as `write` does."""
    with _refusals():
        if sys.stdout is not None:
            sys.stdout.flush()


@contextlib.contextmanager
def _refusals() -> Iterator[None]:
    try:
        yield
    except BrokenPipeError as error:
        raise OutputClosed from error
    except OSError as error:
        raise CareaderError(f"the output cannot be written: {error.strerror}") from error


def settle() -> None:
    """Write out what can be written; the rest goes nowhere, so that Python ends quietly.

    Else it would complain as it ends and change the exit status to 120.
    """
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except (OSError, ValueError, AttributeError):
            with contextlib.suppress(OSError, ValueError, AttributeError):
                os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def json_document(data: Any) -> None:
    """Print data as one JSON document, indented on a terminal.

    Characters stand for themselves where the stream can take them, else escaped: none is lost.
    """
    import json

    text = json.dumps(
        _cleaned(data),
        ensure_ascii=not _takes_everything(sys.stdout),
        indent=2 if is_terminal(sys.stdout) else None,
    )
    write(text + "\n")


def _cleaned(data: Any) -> Any:
    if isinstance(data, str):
        return clean(data)
    if isinstance(data, dict):
        return {clean(str(key)): _cleaned(value) for key, value in data.items()}
    return [_cleaned(each) for each in data] if isinstance(data, list | tuple) else data


def _takes_everything(stream: TextIO | None) -> bool:
    encoding = getattr(stream, "encoding", None) or "ascii"
    return encoding.lower().replace("-", "").replace("_", "") in ("utf8", "utf16", "utf32")


def say(text: str) -> None:
    """Say something to the person, on standard error."""
    if sys.stderr is None:
        return
    # When nobody listens the exit status still says what matters.
    with contextlib.suppress(OSError):
        print(clean(text), file=sys.stderr, flush=True)


def conclude(text: str) -> None:
    """Say something about the data once all of it is written out."""
    flush()
    say(text)


def complain(message: str) -> None:
    """Say in one line what went wrong."""
    say(f"careader: {clean_line(message)}")


def is_terminal(stream: TextIO | None) -> bool:
    """Say whether a person looks at what is written to a stream, or types what is read from it."""
    try:
        return stream is not None and stream.isatty()
    except ValueError:
        return False


def is_styled() -> bool:
    """Say whether bold and dim are understood where the data goes."""
    return is_terminal(sys.stdout) and os.environ.get("TERM", "dumb") != "dumb"


def columns() -> int:
    """Return the width for text in cells: the terminal's, 100 at most; 80 where there is none."""
    return max(20, min(shutil.get_terminal_size((80, 24)).columns, _MOST_COLUMNS))


def terminal_columns() -> int:
    """Return the terminal's whole width in cells, for rows that are cut to it."""
    return max(20, shutil.get_terminal_size((80, 24)).columns)


def _shown(part: str) -> str:
    text = clean(part)
    if not text or type(part) is str or not is_styled():
        return text
    return f"\x1b[1m{text}\x1b[22m" if isinstance(part, Bold) else f"\x1b[2m{text}\x1b[22m"
