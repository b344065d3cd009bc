"""What may be wrong with the annotations of a library, and how each of it is mended.

For `careader doctor`: `check` only looks. `recover` gives a file back its last good state, which
a session's journal kept; the bytes that were there are kept beside it.
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from careader.annotations.clock import utc_now
from careader.annotations.durable import open_folder, reason
from careader.annotations.names import folder_name, is_highlight_file
from careader.annotations.scan import Spot, parse_file, problem
from careader.annotations.store import AnnotationStore
from careader.annotations.texts import TextStore
from careader.errors import SaveError

_LEFT_SECONDS = 3600.0
"""A temporary file older than this was left by a session that died."""


class Written(Protocol):
    """The bytes of a file as a session wrote them last (`careader.state.journal`)."""

    @property
    def data(self) -> bytes:
        """The whole file."""

    @property
    def at(self) -> str:
        """When: UTC, ISO 8601 with `Z`."""


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that is wrong, in words for a person."""

    where: str
    """Path relative to the annotation folder, harmless to print."""
    what: str
    mend: str
    """What to do about it."""
    spot: Spot | None = None
    """The file that `recover` can give its last good state back; None for what it cannot mend."""


def check(folder: Path, reader: str, journals: Mapping[str, Written]) -> list[Finding]:
    """Return what is wrong with an annotation folder. Changes nothing, never raises.

    Args:
        folder: The annotation folder of a library.
        reader: Whose files can be mended.
        journals: What sessions wrote last, by the file (`Journal.written`).
    """
    store = AnnotationStore(folder, reader)
    store.load()
    lost = list(_lost(folder, reader, journals))
    mended = {each.where for each in lost}
    return [
        *lost,
        *(
            Finding(each.where, each.what, "look at the file; none is lost")
            for each in store.problems
            if each.where not in mended
        ),
        *(
            Finding(name, "is a kept text that is damaged", "delete it: no highlight is lost by it")
            for name in TextStore(folder, reader).damaged()
        ),
        *_left_behind(folder),
    ]


def recover(folder: Path, finding: Finding, journals: Mapping[str, Written]) -> None:
    """Give a file back what a journal kept of it; what is there now stays beside it.

    Raises SaveError when that cannot be done.
    """
    spot = finding.spot
    written = journals.get(str(spot)) if spot is not None else None
    if spot is None or written is None:
        raise SaveError(f"Not recovered: no journal knows {finding.where}")
    try:
        with open_folder(folder, spot.reader, spot.article, synced=set()) as opened:
            opened.lock()
            now = opened.read(spot.name)
            if now is not None:
                moment = "".join(filter(str.isdigit, utc_now()))
                opened.write(f"{spot.name}.damaged-{moment}", now)
            opened.write(spot.name, written.data)
    except OSError as error:
        raise SaveError(f"Not recovered: {reason(error)} ({finding.where})") from error


def _lost(folder: Path, reader: str, journals: Mapping[str, Written]) -> Iterator[Finding]:
    """Yield the reader's files that are damaged, gone or older than what was written to them."""
    for name, written in sorted(journals.items()):
        parts = name.split("/")
        if len(parts) != 3 or not is_highlight_file(parts[2]) or parts[0] != folder_name(reader):
            continue
        if any(part in ("", ".", "..") for part in parts):
            continue
        what = _what_is_lost(folder, Spot(*parts), written)
        if what:
            found = problem(name, what)
            mend = "`careader doctor --recover` writes it again as it was written last"
            yield Finding(found.where, found.what, mend, Spot(*parts))


def _what_is_lost(folder: Path, spot: Spot, written: Written) -> str:
    path = folder / spot.reader / spot.article / spot.name
    kept = parse_file(spot, written.data, (0, 0, 0))
    if not kept.highlights:
        return ""
    try:
        now = parse_file(spot, path.read_bytes(), (0, 0, 0))
    except FileNotFoundError:
        return "was written and is gone"
    except OSError:
        return ""
    if not now.highlights:
        return now.problem
    older = now.highlights[0].updated < kept.highlights[0].updated
    return "was put back to an older version" if older else ""


def _left_behind(folder: Path) -> Iterator[Finding]:
    """Yield temporary files of sessions that died while they wrote."""
    for path in sorted(folder.glob("*/*/.*.tmp")):
        with suppress(OSError):
            if time.time() - path.stat().st_mtime > _LEFT_SECONDS:
                found = problem(path.relative_to(folder).as_posix(), "was left by a dead session")
                yield Finding(found.where, found.what, "delete it")
