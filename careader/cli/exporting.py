"""Where exported highlights go: standard output, a file, or their places in somebody's Markdown."""

from __future__ import annotations

import os
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from careader.annotations.export import Passage, render
from careader.annotations.export.document import shape
from careader.cli import output
from careader.cli.tables import counted
from careader.errors import CareaderError


def deliver(passages: Sequence[Passage], format_: str, file: str | None) -> None:
    """Write passages in a format to a file, to standard output without one.

    A Markdown file that careader wrote before is brought up to date, never written over.

    Raises:
        CareaderError: The file cannot be read or written.
    """
    if file is None:
        _print(passages, format_)
        return
    path = Path(file).expanduser()
    if format_ == "markdown" and _has_regions(path):
        update(passages, path)
    else:
        save(path, render(format_, passages))


def update(passages: Sequence[Passage], path: Path) -> None:
    """Bring the passages of a Markdown file up to date, and say what that did.

    What the user wrote around them stays, and so do passages that they changed by hand.

    Raises:
        CareaderError: The file cannot be read or written.
    """
    from careader.annotations.export.markdown import update as updated

    text = _read(path)
    ends = "\r\n" if "\r\n" in text else "\n"
    result = updated(text.replace("\r\n", "\n"), passages)
    new = result.text.replace("\n", ends)
    if new != text:
        save(path, new)
    output.say(f"{counted(result.added, 'passage')} added, {result.changed:,} changed in {path}")
    if result.edited:
        names = ", ".join(result.edited[:3]) + (", …" if len(result.edited) > 3 else "")
        output.say(
            f"{counted(len(result.edited), 'passage')} changed by hand and left alone: {names}"
        )


def save(path: Path, text: str) -> None:
    """Write a file in one step: after an error it is as it was.

    Raises:
        CareaderError: It cannot be written.
    """
    target = Path(os.path.realpath(path))
    temporary = target.with_name(f".{target.name[:60]}.{os.getpid()}.tmp")
    try:
        if target.exists() and not target.is_file():  # a pipe, a terminal
            target.write_text(text, encoding="utf-8", newline="")
            return
        temporary.write_text(text, encoding="utf-8", errors="replace", newline="")
        if target.exists():
            temporary.chmod(target.stat().st_mode & 0o7777)
        temporary.replace(target)
    except OSError as error:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)
        raise CareaderError(f"{path} was not written: {error.strerror}") from error


def _print(passages: Sequence[Passage], format_: str) -> None:
    if format_ == "json":
        output.json_document(list(map(shape, passages)))
    else:
        output.write(render(format_, passages))


def _has_regions(path: Path) -> bool:
    from careader.annotations.export.regions import regions

    return path.is_file() and any(regions(_read(path).replace("\r\n", "\n")))


def _read(path: Path) -> str:
    try:
        return path.read_bytes().decode("utf-8") if path.exists() else ""
    except UnicodeDecodeError as error:
        raise CareaderError(f"{path} is not UTF-8 text, it is left alone") from error
    except OSError as error:
        raise CareaderError(f"{path} cannot be read: {error.strerror}") from error
