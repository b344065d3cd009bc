"""What an import is given: files, folders and standard input, nothing odd followed."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path, PurePath

from careader.library.scan import open_safely
from careader.library.walk import ARTICLES, is_inside, shown_name
from careader.text.clean import clean_line

STANDARD_INPUT = "-"

MAX_BYTES = 100 * 1024 * 1024
"""Bytes of one source; formats have smaller limits of their own."""

_OTHER_FILES = """
7z aac avi bib bmp bz2 c cfg class conf cpp css csv db dll dylib eot exe flac gif gz h ico ini iso
jar java jpeg jpg js json jsonl less lock log m4a map mjs mkv mov mp3 mp4 mpeg o ogg otf png ppt
pptx psd py pyc rar ris scss sh so sqlite svg tar tif tiff toml ts tsv ttf wasm wav webm webp woff
woff2 xls xlsx xz yaml yml zst
"""
NO_DOCUMENTS = frozenset(f".{suffix}" for suffix in _OTHER_FILES.split())
"""Suffixes, lower case, of what lies beside documents and is none: passed over in folders."""

MAX_DEPTH = 64
"""Folders in folders."""

OWN_FOLDERS = (ARTICLES, "annotations", "originals")
"""The folders of a library that are not imported into it again."""


@dataclass(frozen=True, slots=True)
class Source:
    """One document to read."""

    shown: str
    """As the report names it: the path as it was given, one clean line."""
    name: str
    """Relative to the folder that was given, else the file's own name: kept in front matter."""
    file: str
    """The path to open it by; empty for standard input."""


@dataclass(frozen=True, slots=True)
class Refused:
    """Something that is not read, and why in a few words."""

    shown: str
    why: str


@dataclass(slots=True)
class Found:
    """What lies under the paths of an import."""

    items: list[Source | Refused] = field(default_factory=list)
    """In the order given, a folder's files by name."""
    passed_over: dict[str, int] = field(default_factory=dict)
    """Suffix to the number of files that were no documents by it."""


def find(paths: Iterable[str], library: Path) -> Found:
    """Return what an import is to read. A file that is named directly is read whatever its suffix.

    In folders hidden files, the library's own and what is no document by its suffix are passed
    over; links that lead out of the folder, pipes, devices and sockets are refused.
    """
    return _Finder(library).find(paths)


class _Finder:
    def __init__(self, library: Path) -> None:
        root = os.path.realpath(library)
        self._own = [os.path.join(root, name) for name in OWN_FOLDERS]
        self._found = Found()
        self._taken: set[tuple[int, int]] = set()

    def find(self, paths: Iterable[str]) -> Found:
        for path in paths:
            if path == STANDARD_INPUT:
                self._found.items.append(Source("standard input", "standard input", ""))
            else:
                self._named(path)
        return self._found

    def _named(self, path: str) -> None:
        """Take what a person named: links to it are followed."""
        shown = _shown(path)
        try:
            real = os.path.realpath(path, strict=True)
            status = os.stat(real)
        except OSError as error:
            self._refuse(shown, reason(error))
            return
        if is_inside(real, self._own[0]) or (
            stat.S_ISDIR(status.st_mode) and any(is_inside(real, own) for own in self._own)
        ):
            self._refuse(shown, "it is in the library already")
        elif stat.S_ISDIR(status.st_mode):
            self._folder(real, shown, real, PurePath())
        else:
            self._file(real, shown, shown_name(os.path.basename(real)), status)

    def _folder(self, folder: str, shown: str, top: str, inside: PurePath) -> None:
        """Take what lies in a folder, and in the folders in it, by name."""
        if len(inside.parts) > MAX_DEPTH:
            self._refuse(shown, f"folders nested deeper than {MAX_DEPTH} levels: not read")
            return
        try:
            with os.scandir(folder) as entries:
                ordered = sorted(entries, key=lambda entry: entry.name)
        except OSError as error:
            self._refuse(shown, reason(error))
            return
        pages = {os.path.splitext(e.name)[0] for e in ordered if _is_page(e.name)}
        for entry in ordered:
            if not entry.name.startswith("."):
                self._entry(
                    entry, f"{shown.rstrip('/')}/{shown_name(entry.name)}", top, inside, pages
                )

    def _entry(
        self, entry: os.DirEntry[str], shown: str, top: str, inside: PurePath, pages: set[str]
    ) -> None:
        below = inside / shown_name(entry.name)
        try:
            if entry.is_symlink():
                self._link(entry, shown, top)
            elif entry.is_dir(follow_symlinks=False):
                if entry.path not in self._own and not _is_of_a_page(entry.name, pages):
                    self._folder(entry.path, shown, top, below)
            elif _suffix(entry.name) in NO_DOCUMENTS:
                self._pass_over(_suffix(entry.name))
            else:
                self._file(entry.path, shown, str(below), entry.stat(follow_symlinks=False))
        except OSError as error:
            self._refuse(shown, reason(error))

    def _link(self, entry: os.DirEntry[str], shown: str, top: str) -> None:
        """Refuse a link that leads out; what one inside leads to is found by itself."""
        if _suffix(entry.name) in NO_DOCUMENTS:
            self._pass_over(_suffix(entry.name))
        elif not is_inside(os.path.realpath(entry.path), top):
            self._refuse(shown, "a link that leads out of the folder: not followed")

    def _file(self, file: str, shown: str, name: str, status: os.stat_result) -> None:
        key = (status.st_dev, status.st_ino)
        if not stat.S_ISREG(status.st_mode):
            self._refuse(shown, f"{_kind(status.st_mode)}, not a file")
        elif status.st_size > MAX_BYTES:
            self._refuse(shown, too_large(status.st_size))
        elif key not in self._taken:
            self._taken.add(key)
            self._found.items.append(Source(shown, name, file))

    def _refuse(self, shown: str, why: str) -> None:
        self._found.items.append(Refused(shown, why))

    def _pass_over(self, suffix: str) -> None:
        self._found.passed_over[suffix] = self._found.passed_over.get(suffix, 0) + 1


def read(source: Source) -> bytes:
    """Return the bytes of a source, at most one more than `MAX_BYTES`; raises OSError."""
    if not source.file:
        return b"".join(_standard_input())
    with open(open_safely(source.file), "rb") as opened:
        return opened.read(MAX_BYTES + 1)


def _standard_input() -> Iterator[bytes]:
    left = MAX_BYTES + 1
    while left > 0 and (piece := os.read(0, min(left, 1 << 16))):
        left -= len(piece)
        yield piece


def too_large(size: int) -> str:
    """Say that so many bytes are more than is read."""
    return f"{size / 1e6:,.0f} MB, more than {MAX_BYTES // 1_000_000} MB"


def _suffix(name: str) -> str:
    return os.path.splitext(name)[1].lower()


def _is_page(name: str) -> bool:
    return _suffix(name) in (".htm", ".html", ".xhtml")


def _is_of_a_page(folder: str, pages: set[str]) -> bool:
    """Whether a folder holds the images and frames that a browser saved with a page beside it."""
    return any(folder in (f"{page}_files", f"{page}.files") for page in pages)


def _shown(path: str) -> str:
    return clean_line(path.encode("utf-8", "surrogateescape").decode("utf-8", "replace"))


def _kind(mode: int) -> str:
    kinds = {
        stat.S_IFIFO: "a pipe",
        stat.S_IFSOCK: "a socket",
        stat.S_IFCHR: "a device",
        stat.S_IFBLK: "a device",
    }
    return kinds.get(stat.S_IFMT(mode), "something else")


def reason(error: OSError) -> str:
    """Say in a few words why the system refused."""
    if isinstance(error, FileNotFoundError):
        return "there is no such file or folder"
    if isinstance(error, PermissionError):
        return "you have no permission to read it"
    return (error.strerror or str(error)).lower()
