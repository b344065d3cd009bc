"""The terminal: what it says of itself, and what the reader needs of it."""

from __future__ import annotations

import locale
import os
import shutil
import sys
from collections.abc import Iterator

from careader.doctor.case import Case
from careader.doctor.finding import Finding, fact, wrong

NARROWEST = 40
"""Cells the reader can still be used in."""


def check(case: Case) -> Iterator[Finding]:
    """Tell the facts that a report of a fault needs, and what will not work."""
    term = os.environ.get("TERM", "")
    size = shutil.get_terminal_size((0, 0))
    yield fact(f"terminal: {term or 'none named'}, {size.columns} x {size.lines}{_inside()}")
    yield fact(f"colours: {os.environ.get('COLORTERM') or 'as TERM says'}{_no_color()}")
    encoding = locale.getpreferredencoding(False)
    if encoding.lower().replace("-", "") != "utf8":
        yield wrong(f"the locale's encoding is {encoding}", "set LANG to a UTF-8 locale: C.UTF-8")
    if not sys.stdout.isatty():
        return
    if term in ("", "dumb"):
        yield wrong("the terminal cannot place a cursor", "set TERM, xterm-256color mostly fits")
    if 0 < size.columns < NARROWEST:
        yield wrong(f"{size.columns} columns are too narrow to read", "make the window wider")


def _inside() -> str:
    names = {"TMUX": "tmux", "STY": "screen", "SSH_CONNECTION": "ssh"}
    found = [name for variable, name in names.items() if os.environ.get(variable)]
    return f", in {' and '.join(found)}" if found else ""


def _no_color() -> str:
    return ", NO_COLOR is set" if os.environ.get("NO_COLOR") else ""
