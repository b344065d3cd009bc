"""OSC 52, the request to a terminal to take a text, wrapped so that tmux and screen let it through.

xterm's control sequences define it; BEL ends it, because GNU screen would take the other end for
its own.
"""

from __future__ import annotations

import base64
import os
from collections.abc import Mapping

MOST_BYTES = 74_994
"""Of UTF-8: 99,992 of base64 and 8 of frame are the 100,000 that hterm's osc52.sh sends at most.

Terminals take less or more and drop what is longer without a word; tmux takes 1,000,000.
"""

_SCREEN_CHUNK = 500
"""GNU screen drops a control string past 768 bytes; smaller pieces pass one after the other."""


def sequence(text: str, environment: Mapping[str, str] = os.environ) -> str | None:
    """Return what to send to the terminal so that it takes the text, None when it is too long.

    In tmux the sequence is sent both plainly (for `set-clipboard on`) and passed through
    (for `allow-passthrough on`): which of them works is the server's setting.
    """
    plain = plain_sequence(text)
    if plain is None:
        return None
    if environment.get("TMUX"):
        return plain + passed_through_tmux(plain)
    if environment.get("STY"):
        pieces = [plain[at : at + _SCREEN_CHUNK] for at in range(0, len(plain), _SCREEN_CHUNK)]
        return "".join(f"\x1bP{piece}\x1b\\" for piece in pieces)
    return plain


def plain_sequence(text: str) -> str | None:
    """Return the sequence as a terminal itself takes it, None when the text is too long."""
    raw = text.encode("utf-8", "replace")
    if len(raw) > MOST_BYTES:
        return None
    return f"\x1b]52;c;{base64.b64encode(raw).decode('ascii')}\x07"


def passed_through_tmux(sequence: str) -> str:
    """Return a sequence wrapped so that tmux hands it to its own terminal unread."""
    return "\x1bPtmux;" + sequence.replace("\x1b", "\x1b\x1b") + "\x1b\\"
