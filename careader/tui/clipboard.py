"""The reader's own clipboard, over SSH: OSC 52, wrapped so that tmux and screen let it through."""

from __future__ import annotations

import base64
import os
from collections.abc import Mapping

MOST_BYTES = 74_994
"""What xterm takes: 100,000 bytes of base64 and frame; longer text is refused whole."""

_SCREEN_CHUNK = 500
"""GNU screen drops a control string past 768 bytes; smaller pieces pass one after the other."""


def sequence(text: str, environment: Mapping[str, str] = os.environ) -> str | None:
    """Return what to send to the terminal so that it takes the text, None when it is too long.

    In tmux the sequence is sent both plainly (for `set-clipboard on`) and passed through
    (for `allow-passthrough on`): which of them works is the server's setting.
    """
    raw = text.encode("utf-8")
    if len(raw) > MOST_BYTES:
        return None
    plain = f"\x1b]52;c;{base64.b64encode(raw).decode('ascii')}\x07"
    if environment.get("TMUX"):
        return plain + "\x1bPtmux;" + plain.replace("\x1b", "\x1b\x1b") + "\x1b\\"
    if environment.get("STY"):
        pieces = [plain[at : at + _SCREEN_CHUNK] for at in range(0, len(plain), _SCREEN_CHUNK)]
        return "".join(f"\x1bP{piece}\x1b\\" for piece in pieces)
    return plain
