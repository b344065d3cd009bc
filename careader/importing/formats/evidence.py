"""Whether what a file's properties say stands in its text too."""

from __future__ import annotations

import re

DOUBT = "from the file's properties, not from its text"
"""What is said of a hint that the text does not bear out."""

_WORD = re.compile(r"\w+")


def stands_in(said: str, text: str) -> bool:
    """Return whether the words of a title or name follow each other in a text."""
    return _words(said) in _words(text)


def _words(text: str) -> str:
    return f" {' '.join(_WORD.findall(text.casefold()))} "
