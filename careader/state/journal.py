"""What each session wrote, line after line: for undoing after a restart, and for recovery.

A journal is `journal/<host>-<pid>-<start>.jsonl` in the state folder. Only its own session writes
to it, so that it needs no lock and works on NFS. It is a comfort: the truth is in the files of the
highlights, and nothing here ever raises because a journal cannot be written or read.
"""

from __future__ import annotations

import json
import os
import re
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from careader.annotations import format
from careader.annotations.clock import utc_now
from careader.annotations.header import HeaderError
from careader.annotations.history import Step, Turn
from careader.annotations.names import folder_name
from careader.model import Highlight
from careader.state.session import Session, this_session

FOLDER = "journal"
SUFFIX = ".jsonl"

_KEPT, _KEPT_SECONDS = 100, 90 * 24 * 3600.0
"""Of dead sessions the latest journals are kept, and none that is older."""
_STEPS = 200
"""Changes of an earlier session that can be undone."""
_MAX_BYTES = 64 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Written:
    """The bytes of a highlight's file as a session wrote them last."""

    spot: str
    """The file, relative to the annotation folder."""
    data: bytes
    at: str
    """UTC, ISO 8601 with `Z`."""


class Journal:
    """The journal of this session, and the reading of all of them."""

    def __init__(self, state_folder: Path) -> None:
        self.folder = state_folder / FOLDER
        self._descriptor: int | None = None
        self._pid = 0

    # --- writing

    def wrote(self, spot: str, data: bytes) -> None:
        """Keep what a highlight's file holds now."""
        self._append({"file": spot, "text": data.decode("utf-8", "replace"), "at": utc_now()})

    def step(self, turn: Turn, step: Step) -> None:
        """Keep a change that was made, undone or made again."""
        self._append(
            {"turn": str(turn), "before": _packed(step.before), "after": _packed(step.after)}
        )

    def _append(self, entry: dict[str, Any]) -> None:
        with suppress(OSError, ValueError):
            line = json.dumps(entry, ensure_ascii=False).encode("utf-8", "replace")
            os.write(self._opened(), line + b"\n")

    def _opened(self) -> int:
        session = this_session()
        if self._descriptor is None or self._pid != session.pid:  # a forked child has its own
            self.folder.mkdir(parents=True, exist_ok=True)
            self._prune()
            flags = os.O_WRONLY | os.O_CREAT | os.O_APPEND | os.O_NOFOLLOW | os.O_CLOEXEC
            self._descriptor = os.open(self.folder / _name_of(session), flags, 0o600)
            self._pid = session.pid
            head = {"host": session.host, "pid": session.pid, "started": session.started}
            os.write(self._descriptor, json.dumps({"session": head}).encode() + b"\n")
        return self._descriptor

    def _prune(self) -> None:
        for number, path in enumerate(reversed(self._paths())):
            old = time.time() - path.stat().st_mtime > _KEPT_SECONDS
            if (number >= _KEPT or old) and not _is_alive(path):
                path.unlink(missing_ok=True)

    # --- reading

    def written(self) -> dict[str, Written]:
        """Return what every session's journal says of each file, the latest of each."""
        found: dict[str, Written] = {}
        for path in self._paths():
            for entry in _entries(path):
                spot, text, at = entry.get("file"), entry.get("text"), entry.get("at")
                if isinstance(spot, str) and isinstance(text, str) and isinstance(at, str):
                    known = found.get(spot)
                    if known is None or known.at <= at:
                        found[spot] = Written(spot, text.encode("utf-8", "replace"), at)
        return found

    def earlier_steps(self) -> list[Step]:
        """Return what the last session that is over changed and did not undo, oldest first."""
        own = _name_of(this_session())
        over = [each for each in self._paths() if each.name != own and not _is_alive(each)]
        done: list[Step] = []
        undone: list[Step] = []
        for turn, step in _steps(over[-1]) if over else ():
            if turn is Turn.UNDO:
                undone.append(step)
                done = done[:-1]
            else:
                done.append(step)
        return done[-_STEPS:]

    def _paths(self) -> list[Path]:
        """Return the journals, the one written to last at the end."""
        try:
            paths = [each for each in self.folder.iterdir() if each.suffix == SUFFIX]
            return sorted(paths, key=lambda each: (each.stat().st_mtime_ns, each.name))
        except OSError:
            return []


def _name_of(session: Session) -> str:
    host = re.sub(r"[^a-z0-9]+", "-", session.host.lower()).strip("-")[:40] or "host"
    start = re.sub(r"[^0-9]", "", session.started.rpartition(":")[2]) or "0"
    return f"{host}-{session.pid}-{start}{SUFFIX}"


def _is_alive(path: Path) -> bool:
    head = next(_entries(path), {}).get("session")
    if not isinstance(head, dict):
        return False
    host, pid, started = head.get("host"), head.get("pid"), head.get("started")
    if not (isinstance(host, str) and isinstance(pid, int) and isinstance(started, str)):
        return False
    with suppress(OSError):
        return Session(host, pid, started).is_alive(path.stat().st_mtime)
    return False


def _entries(path: Path) -> Iterator[dict[str, Any]]:
    """Yield the entries that can be read; the last line may be torn."""
    try:
        with path.open("rb") as file:
            lines = file.read(_MAX_BYTES).split(b"\n")
    except OSError:
        return
    for line in lines:
        with suppress(ValueError, RecursionError):
            entry = json.loads(line)
            if isinstance(entry, dict):
                yield entry


def _steps(path: Path) -> Iterator[tuple[Turn, Step]]:
    for entry in _entries(path):
        before, after = _unpacked(entry.get("before")), _unpacked(entry.get("after"))
        with suppress(ValueError):
            if before is not None and after is not None:
                yield Turn(str(entry.get("turn"))), Step(before, after)


def _packed(highlight: Highlight) -> dict[str, str]:
    text = format.dump(highlight).decode("utf-8", "replace")
    return {"id": highlight.id, "reader": highlight.reader, "text": text}


def _unpacked(value: object) -> Highlight | None:
    if not isinstance(value, dict) or not all(isinstance(each, str) for each in value.values()):
        return None
    reader = value.get("reader", "")
    try:
        data = value.get("text", "").encode("utf-8", "replace")
        found = format.parse(data, value.get("id", ""), folder_name(reader), "").highlight
    except HeaderError:
        return None
    return replace(found, reader=reader)
