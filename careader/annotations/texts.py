"""The reading texts that passages were marked in, kept so that an orphan can be read in its own.

Each lies compressed under the name of its content, `<reader>/.texts/<SHA-256>.gz`, beside the
highlights of the reader who marked something in it: it travels with them in git and Syncthing,
is never written twice, and nobody writes into another's folder.
"""

from __future__ import annotations

import os
import re
import zlib
from hashlib import sha256
from pathlib import Path

from careader.annotations.durable import open_folder
from careader.annotations.names import folder_name

FOLDER = ".texts"
SUFFIX = ".gz"

_DIGEST = re.compile(r"[0-9a-f]{64}")
_GZIP = 16 + zlib.MAX_WBITS
_LARGEST = 64 * 1024 * 1024
"""Bytes of a text; what claims to be larger is not unpacked."""


class TextStore:
    """The texts kept in an annotation folder, every reader's. Losing one loses no highlight."""

    def __init__(self, folder: Path, reader: str, needs: Path | None = None) -> None:
        """Take the annotation folder, whose texts these are, and what must be there to write."""
        self._folder = folder
        self._needs = needs
        self._own = folder_name(reader)
        self._kept: set[str] = set()
        self._synced: set[str] = set()

    def keep(self, digest: str, text: str) -> bool:
        """Keep a text under its SHA-256 (hexadecimal), once; say whether it is on the disk."""
        if digest in self._kept:
            return True
        try:
            with open_folder(
                self._folder, self._own, FOLDER, synced=self._synced, needs=self._needs
            ) as folder:
                if not folder.exists(digest + SUFFIX):
                    folder.write(digest + SUFFIX, packed(text))
        except OSError:
            return False  # the highlight matters, and its quote and context are in its own file
        self._kept.add(digest)
        return True

    def get(self, digest: str) -> str | None:
        """Return a kept text by its SHA-256; None when nobody kept it or it is damaged."""
        if not _DIGEST.fullmatch(digest):
            return None
        for path in self._paths(digest):
            text = _read(path)
            if text is not None and digest_of(text) == digest:
                return text
        return None

    def damaged(self) -> list[str]:
        """Return the names, below the annotation folder, of kept texts that cannot be read."""
        found = []
        for path in sorted(self._folder.glob(f"*/{FOLDER}/*{SUFFIX}")):
            text = _read(path)
            if text is None or digest_of(text) != path.name.removesuffix(SUFFIX):
                found.append(path.relative_to(self._folder).as_posix())
        return found

    def _paths(self, digest: str) -> list[Path]:
        try:
            readers = sorted(os.listdir(self._folder), key=lambda name: name != self._own)
        except OSError:
            return []
        return [self._folder / name / FOLDER / f"{digest}{SUFFIX}" for name in readers]


def digest_of(text: str) -> str:
    """Return the SHA-256 of a text, hexadecimal, as `ReadingText.digest` counts it."""
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def packed(text: str) -> bytes:
    """Return a text as a gzip file without name and time: equal texts are equal files."""
    packer = zlib.compressobj(9, zlib.DEFLATED, _GZIP)
    return packer.compress(text.encode("utf-8", "surrogatepass")) + packer.flush()


def _read(path: Path) -> str | None:
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
        with open(descriptor, "rb") as file:
            unpacker = zlib.decompressobj(_GZIP)
            data = unpacker.decompress(file.read(_LARGEST), _LARGEST)
        whole = unpacker.eof and not unpacker.unconsumed_tail
        return data.decode("utf-8", "surrogatepass") if whole else None
    except (OSError, ValueError, zlib.error):
        return None
