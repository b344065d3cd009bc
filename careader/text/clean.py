"""Removes what could control a terminal from text that comes from outside."""

from __future__ import annotations

import re

FORBIDDEN = (
    "\x00-\x08\x0b-\x1f\x7f-\x9f"  # C0 without tab and newline, DEL, C1
    "\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f"  # bidi controls, invisible formatting
    "\ufeff\ufff9-\ufffb"  # byte order mark, interlinear annotation
    "\ud800-\udfff"  # lone surrogates: no terminal encoding can take them
    "\U000e0000-\U000e007f"  # tags
)
"""The inside of a regular expression class: what `clean` leaves none of.

ZWNJ and ZWJ are not in it (Persian and emoji need them). Soft hyphens neither: they control
nothing, and only the reading text drops them.
"""

_FORBIDDEN = re.compile(f"[{FORBIDDEN}]")
_NEWLINE = re.compile("\r\n|[\r\v\f\x85\u2028\u2029]")
# A body holds no introducer of another sequence, so no character is read twice.
_BODY = "[^\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]{0,4096}+"
_SEQUENCE = re.compile(
    rf"(?:\x1b\]|\x9d){_BODY}(?:\x07|\x1b\\|\x9c)"  # OSC
    rf"|(?:\x1b[PX^_]|[\x90\x98\x9e\x9f]){_BODY}(?:\x1b\\|\x9c)"  # DCS, SOS, PM, APC
    r"|(?:\x1b\[|\x9b)[0-?]{0,256}+[ -/]{0,16}+[@-~]"  # CSI
    r"|\x1b[ -/]{0,16}+[0-~]"  # charset switches, resets and other short ones
)


def clean(text: str) -> str:
    """Return the text without anything that may control a terminal, its line ends newlines.

    OSC, DCS, SOS, PM, APC (up to 4,096 characters of body) and CSI sequences go whole, then
    every character of `FORBIDDEN`. Vertical tabs, form feeds, NEL, U+2028 and U+2029 are line
    ends. Idempotent; linear in the length of the text. Text that needs nothing is returned as
    it is. The list is that of ECMA-48 and UAX #9.
    """
    if not _FORBIDDEN.search(text):
        return text
    text = _NEWLINE.sub("\n", _SEQUENCE.sub("", text))
    return _FORBIDDEN.sub("", text)


def clean_line(text: str) -> str:
    """Return the text cleaned, on one line: white space is single spaces, none at the ends."""
    return " ".join(clean(text).split())
