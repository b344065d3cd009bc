"""Notes that are still being typed: one small plain file each, offered again after a crash."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from careader.annotations import header
from careader.annotations.clock import utc_now
from careader.annotations.durable import open_folder, reason
from careader.annotations.names import file_name, id_of, is_highlight_file
from careader.annotations.ulid import new_ulid
from careader.state.session import Session, this_session
from careader.text.clean import clean_line

FOLDER = "drafts"
_MAX_BYTES = 16 * 1024 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A note being typed, and what it belongs to."""

    article: str
    text: str
    """What was typed so far."""
    highlight: str = ""
    """The id of the highlight whose note it is; empty when the passage is not highlighted yet."""
    start: int = 0
    end: int = 0
    """The passage, code points of the reading text."""
    quote: str = ""
    """The passage itself, so that it is found when the article changed since."""
    color: str = ""
    tags: tuple[str, ...] = ()
    line: str = ""
    """What the line at the foot was open for when this was typed in it; empty for a note."""
    updated: str = ""
    """UTC, ISO 8601; set when it is saved."""
    id: str = field(default_factory=new_ulid)


class Drafts:
    """The drafts of one library in a reader's state folder.

    Nothing raises: what cannot be written is in `problem`, one line, and the answer is False.
    """

    def __init__(self, folder: Path, name: str = FOLDER) -> None:
        self.folder = folder / name
        self.problem = ""
        """Why the last draft could not be kept; empty when it was."""
        self._root, self._name = folder, name
        self._synced: set[str] = set()

    def save(self, draft: Draft) -> bool:
        """Write a draft, quickly: it survives the process, perhaps not a power cut."""
        return self._write(draft, durable=False)

    def keep(self, *drafts: Draft) -> bool:
        """Write drafts and wait for the disk: for the moment the terminal goes away."""
        kept = [self._write(draft, durable=True) for draft in drafts]
        return all(kept)

    def all(self) -> tuple[Draft, ...]:
        """Return what can be offered, oldest first: this session's and what dead sessions left."""
        found = [draft for draft, session, sign in self._read() if _is_free(session, sign)]
        return tuple(sorted(found, key=lambda draft: draft.id))

    def elsewhere(self) -> tuple[tuple[Draft, Session], ...]:
        """Return what other sessions on this machine are typing now, oldest first."""
        found = [
            (draft, session)
            for draft, session, sign in self._read()
            if session.host == this_session().host and not _is_free(session, sign)
        ]
        return tuple(sorted(found, key=lambda each: each[0].id))

    def drop(self, draft: Draft) -> None:
        """Forget a draft: its note was saved, or thrown away on purpose."""
        with suppress(OSError, ValueError):
            os.unlink(self.folder / file_name(draft.id))

    def _write(self, draft: Draft, *, durable: bool) -> bool:
        data = header.dump(_values(draft, this_session()), draft.text)
        try:
            with open_folder(self._root, self._name, synced=self._synced) as folder:
                folder.write(file_name(draft.id), data, durable=durable)
        except OSError as error:
            self.problem = clean_line(f"The draft is not kept: {reason(error)} ({self.folder})")
            return False
        self.problem = ""
        return True

    def _read(self) -> Iterator[tuple[Draft, Session, float]]:
        with suppress(OSError), os.scandir(self.folder) as entries:
            for entry in entries:
                if is_highlight_file(entry.name) and entry.is_file(follow_symlinks=False):
                    with suppress(OSError, ValueError):
                        yield _parse(entry)


def _is_free(session: Session, last_sign: float) -> bool:
    return session == this_session() or not session.is_alive(last_sign)


def _values(draft: Draft, session: Session) -> dict[str, object]:
    return {
        "article": draft.article,
        "highlight": draft.highlight,
        "quote": draft.quote,
        "start": draft.start,
        "end": draft.end,
        "color": draft.color,
        "tags": list(draft.tags),
        "line": draft.line,
        "updated": utc_now(),
        "host": session.host,
        "pid": session.pid,
        "started": session.started,
    }


def _parse(entry: os.DirEntry[str]) -> tuple[Draft, Session, float]:
    """Read one draft; ValueError or OSError when it cannot be read: the file stays as it is."""
    status = entry.stat(follow_symlinks=False)
    if status.st_size > _MAX_BYTES:
        raise ValueError("too large")
    values, text, _ = header.parse(Path(entry.path).read_bytes().decode(errors="replace"))
    words = {key: value for key, value in values.items() if isinstance(value, str)}
    numbers = {key: value for key, value in values.items() if isinstance(value, int)}
    tags = values.get("tags")
    draft = Draft(
        id=id_of(entry.name),
        article=words.get("article", ""),
        text=text,
        highlight=words.get("highlight", ""),
        start=numbers.get("start", 0),
        end=numbers.get("end", 0),
        quote=words.get("quote", ""),
        color=words.get("color", ""),
        tags=tuple(str(tag) for tag in tags) if isinstance(tags, list) else (),
        line=words.get("line", ""),
        updated=words.get("updated", ""),
    )
    session = Session(words.get("host", ""), numbers.get("pid", 0), words.get("started", ""))
    return draft, session, status.st_mtime
