"""What stands for characters that the terminal's encoding does not have: as wide, and readable."""

from __future__ import annotations

import codecs
import re
import sys
import unicodedata
from functools import lru_cache

from rich.cells import cell_len, split_graphemes

_BEYOND_ASCII = re.compile("[^\x00-\x7f]+")

_STAND_INS = str.maketrans(
    {
        **dict.fromkeys("─━┄┈╌—–‐‑‒―−", "-"),
        **dict.fromkeys("│┃┆┊▏▕▎▍▌▐", "|"),
        **dict.fromkeys("┌┐└┘├┤┬┴┼╭╮╯╰╔╗╚╝", "+"),
        **dict.fromkeys("█▇▆▅▓", "#"),
        **dict.fromkeys("▄▃▂▒", "="),
        **dict.fromkeys("▁░·", "."),
        **dict.fromkeys("•◦▪●○■□", "*"),
        **dict.fromkeys("“”„«»″", '"'),
        **dict.fromkeys("‘’‚‹›′", "'"),
        **dict.fromkeys("→▶▸►", ">"),
        **dict.fromkeys("←◀◂◄", "<"),
        **{"↑": "^", "▲": "^", "↓": "v", "▼": "v", "…": "~", "✓": "v", "✎": "#", "\xa0": " "},
    }
)
"""One cell each: frames, bars, bullets, quotation marks and arrows in ASCII."""


def takes_everything(encoding: str) -> bool:
    """Say whether every character can be written in an encoding."""
    return _name_of(encoding).startswith("utf")


def of_terminal() -> str:
    """Return the encoding of the terminal, as Python found it in the locale."""
    return _name_of(getattr(sys.__stderr__, "encoding", None) or "utf-8")


def _name_of(encoding: str) -> str:
    try:
        return codecs.lookup(encoding).name
    except LookupError:
        return "ascii"


class Charset:
    """The characters of one encoding."""

    def __init__(self, encoding: str) -> None:
        self.encoding = _name_of(encoding)
        self._cluster = lru_cache(4096)(self._stand_in)

    def fitted(self, text: str) -> str:
        """Return a text, control sequences included, with nothing that cannot be encoded.

        It takes as many cells as before: a letter with an accent becomes the letter, what has no
        likeness a `?` for each cell.
        """
        if text.isascii():
            return text
        return _BEYOND_ASCII.sub(lambda found: self._run(found[0]), text)

    def _run(self, run: str) -> str:
        if self._has(run):
            return run
        return "".join(self._cluster(run[start:end]) for start, end, _ in split_graphemes(run)[0])

    def _stand_in(self, cluster: str) -> str:
        if self._has(cluster):
            return cluster
        cells = cell_len(cluster)
        for likeness in (cluster.translate(_STAND_INS), _bare(cluster)):
            if cell_len(likeness) == cells and self._has(likeness):
                return likeness
        return "?" * cells

    def _has(self, text: str) -> bool:
        try:
            text.encode(self.encoding)
        except UnicodeEncodeError:
            return False
        return True


def _bare(cluster: str) -> str:
    """Return a letter without its marks."""
    return "".join(
        each for each in unicodedata.normalize("NFKD", cluster) if not unicodedata.combining(each)
    )
