"""What stands beside each Whoosh segment: its documents' keys, its lexicon, its files' sizes."""

from __future__ import annotations

import json
import zlib
from array import array
from dataclasses import dataclass
from pathlib import Path

from careader.search.engine import Damaged
from careader.search.lexicon import Lexicon, SortedLines

_MAGIC = b"careader segment 1\n"
SUFFIX = ".forms"


@dataclass(frozen=True, slots=True)
class SegmentFile:
    """Keys by slot, forms and stems of one segment."""

    keys: array[int]
    lexicon: Lexicon

    def write(self, folder: Path, name: str) -> None:
        """Write `<name>.forms`, after all other files of the segment are closed."""
        blobs = [self.keys.tobytes(), self.lexicon.forms.data, self.lexicon.stems.data]
        head = {
            "files": {file.name: file.stat().st_size for file in folder.glob(f"{name}[._]*")},
            "parts": [len(blob) for blob in blobs],
            "crc": zlib.crc32(b"".join(blobs)),
        }
        data = _MAGIC + json.dumps(head).encode() + b"\n" + b"".join(blobs)
        (folder / f"{name}{SUFFIX}").write_bytes(data)

    @classmethod
    def read(cls, folder: Path, name: str, documents: int) -> SegmentFile:
        """Read it back and check that every file of the segment is as long as it was.

        Raises Damaged.
        """
        try:
            data = (folder / f"{name}{SUFFIX}").read_bytes()
            _, line, rest = data.split(b"\n", 2)
            head = json.loads(line)
            sizes = {file: (folder / file).stat().st_size for file in head["files"]}
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise Damaged(f"segment {name}: {error}") from error
        if not data.startswith(_MAGIC) or sizes != head["files"]:
            raise Damaged(f"segment {name}: a file is not as long as it was")
        if zlib.crc32(rest) != head["crc"] or sum(head["parts"]) != len(rest):
            raise Damaged(f"segment {name}: its list of forms is not what was written")
        return cls._of(rest, head["parts"], documents)

    @classmethod
    def _of(cls, rest: bytes, parts: list[int], documents: int) -> SegmentFile:
        keys = array("Q", rest[: parts[0]])
        if len(keys) != documents:
            raise Damaged("a segment does not hold the documents it says")
        forms = rest[parts[0] : parts[0] + parts[1]]
        stems = rest[parts[0] + parts[1] :]
        return cls(keys, Lexicon(SortedLines(forms), SortedLines(stems)))
