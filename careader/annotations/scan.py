"""Reading the annotation folder: which files there are, and the highlights in each."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass, replace
from hashlib import blake2b
from pathlib import Path

from careader.annotations import conflicts, format
from careader.annotations.durable import Stamp, reason
from careader.annotations.header import HeaderError
from careader.annotations.names import id_of, is_highlight_file, original_of
from careader.model import Highlight

GIT_SIDE = ".conflict-git"
"""Ends the id of the other side of a file with git's conflict markers."""


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a file lies in the annotation folder."""

    reader: str
    article: str
    name: str

    def __str__(self) -> str:
        return f"{self.reader}/{self.article}/{self.name}"


@dataclass(frozen=True, slots=True)
class Problem:
    """Something in the annotation folder that a person should look at."""

    where: str
    """Path relative to the annotation folder, harmless to print."""
    what: str

    def __str__(self) -> str:
        return f"{self.where}: {self.what}"


@dataclass(frozen=True, slots=True)
class FileState:
    """What was read from one file."""

    stamp: Stamp
    revision: bytes
    """A hash of the file's bytes."""
    highlights: tuple[Highlight, ...] = ()
    """None when it is damaged, two when git left both sides of a merge in it."""
    problem: str = ""
    lossy: bool = False
    """Whether the highlight holds less than the file."""

    @property
    def is_split(self) -> bool:
        """Whether git left both sides of a merge in the file."""
        return len(self.highlights) == 2


def revision_of(data: bytes) -> bytes:
    """Return what tells two versions of a file apart for certain."""
    return blake2b(data, digest_size=16).digest()


def spots(root: Path, problems: list[Problem]) -> Iterator[tuple[Spot, os.DirEntry[str]]]:
    """Yield every file that may hold a highlight; links and folders without access are problems."""
    for reader in _folders(root, "", problems):
        for article in _folders(Path(reader.path), reader.name, problems):
            where = f"{reader.name}/{article.name}"
            for entry in _entries(article.path, where, problems):
                if is_highlight_file(entry.name) and _is_file(entry, where, problems):
                    yield Spot(reader.name, article.name, entry.name), entry


def read_spot(spot: Spot, path: str, stamp: Stamp) -> FileState:
    """Read one file; what is wrong with it is in the state's problem."""
    if stamp[1] > format.MAX_BYTES:
        return FileState(stamp, b"", problem="is larger than 16 MB and not read")
    try:
        return parse_file(spot, _bytes(path, stamp[1]), stamp)
    except OSError as error:
        return FileState(stamp, b"", problem=f"cannot be read: {reason(error)}")


def parse_file(spot: Spot, data: bytes, stamp: Stamp) -> FileState:
    """Return what the bytes of a file hold."""
    revision = revision_of(data)
    both = None if b"<<<<<<< " not in data else conflicts.sides(data)
    if both and not format.is_whole(data):
        return _two_sides(spot, both, stamp, revision)
    name = id_of(spot.name)
    try:
        reading = format.parse(data, name, spot.reader, spot.article)
    except HeaderError as error:
        return FileState(stamp, revision, problem=f"is damaged and left alone: {error}")
    wrong = reading.doubt or _copy_problem(name, reading.highlight)
    return FileState(stamp, revision, (reading.highlight,), wrong, reading.lossy)


def _two_sides(spot: Spot, both: tuple[bytes, bytes], stamp: Stamp, revision: bytes) -> FileState:
    name = id_of(spot.name)
    try:
        ours, theirs = (format.parse(side, name, spot.reader, spot.article) for side in both)
    except HeaderError as error:
        wrong = f"holds git conflict markers and is left alone: {error}"
        return FileState(stamp, revision, problem=wrong)
    other = replace(theirs.highlight, id=name + GIT_SIDE)
    wrong = "holds git conflict markers: both versions are shown"
    lossy = ours.lossy or theirs.lossy
    return FileState(stamp, revision, (ours.highlight, other), wrong, lossy)


def _copy_problem(name: str, highlight: Highlight) -> str:
    original = original_of(name)
    if original is None or highlight.deleted:
        return ""
    return f"is another version of {original}: keep the better one, delete the other"


def _bytes(path: str, size: int) -> bytes:
    descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_CLOEXEC | os.O_NONBLOCK)
    try:
        data = os.read(descriptor, size + 1)
        while len(data) > size and (more := os.read(descriptor, 65536)):
            data += more
        return data
    finally:
        os.close(descriptor)


def _folders(path: Path, where: str, problems: list[Problem]) -> list[os.DirEntry[str]]:
    found = []
    for entry in _entries(str(path), where, problems):
        if entry.name.startswith("."):
            continue
        if entry.is_dir(follow_symlinks=False):
            found.append(entry)
        elif entry.is_symlink():
            problems.append(problem(_join(where, entry.name), "is a link and is not followed"))
    return found


def _entries(path: str, where: str, problems: list[Problem]) -> list[os.DirEntry[str]]:
    try:
        with os.scandir(path) as entries:
            return sorted(entries, key=lambda entry: entry.name)
    except FileNotFoundError:
        return []
    except OSError as error:
        problems.append(problem(where, f"cannot be read: {reason(error)}"))
        return []


def _is_file(entry: os.DirEntry[str], where: str, problems: list[Problem]) -> bool:
    if entry.is_symlink():
        problems.append(problem(_join(where, entry.name), "is a link and is not followed"))
    return entry.is_file(follow_symlinks=False)


def problems_of(spot: Spot, state: FileState) -> list[Problem]:
    """Return what is wrong with one file, for the person."""
    return [problem(str(spot), state.problem)] if state.problem else []


def problem(where: str, what: str) -> Problem:
    """Return a problem whose words cannot control the terminal."""
    return Problem(_printable(where) or ".", _printable(what))


def _join(where: str, name: str) -> str:
    return f"{where}/{name}" if where else name


def _printable(text: str) -> str:
    # Imported here: only a folder with something wrong in it needs it.
    from careader.text.clean import clean_line

    return clean_line(os.fsencode(text).decode("utf-8", "replace"))
