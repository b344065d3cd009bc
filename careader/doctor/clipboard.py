"""Copying: what lies between the reader and the clipboard, and how to open the way."""

from __future__ import annotations

import os
from collections.abc import Iterator

from careader.clipboard import Kept, Tmux, ask_tmux
from careader.doctor.case import Case
from careader.doctor.finding import Finding, fact, wrong

_ALLOWED = "takes what programs copy, unless its settings refuse"
_KNOWN = {
    "xterm-kitty": f"kitty {_ALLOWED} (clipboard_control)",
    "alacritty": f"Alacritty {_ALLOWED} (terminal.osc52)",
    "foot": f"foot {_ALLOWED} ([security] osc52)",
    "xterm-ghostty": f"Ghostty {_ALLOWED} (clipboard-write)",
    "wezterm": f"WezTerm {_ALLOWED}",
    "rxvt": "rxvt takes nothing without an extension of its own",
    "linux": "the Linux console has no clipboard",
}
"""By the beginning of TERM, which is all that comes over SSH."""
_ITERM = "iTerm2 asks first: Settings, General, Selection, “Applications in terminal may access…”"
_UNKNOWN = (
    "many terminals say they are xterm; xterm itself, iTerm2 and mintty have to be told to take"
    " it, GNOME Terminal and Apple’s Terminal cannot: see docs/ssh.md"
)


def check(case: Case) -> Iterator[Finding]:
    """Tell which way a copied text goes, and what to set where it ends on the way."""
    tmux = ask_tmux()
    if tmux is not None:
        yield from _in_tmux(tmux)
    elif os.environ.get("TMUX"):
        yield fact("in a tmux that does not answer: copied text is sent in both its ways")
    elif os.environ.get("STY"):
        yield fact("in screen: copied text is passed on to the terminal in pieces of 500 bytes")
    elif _under_another_multiplexer():
        yield fact(
            "TERM is a multiplexer’s, on your side of the connection: tmux there has to be told"
            " set -s set-clipboard on"
        )
    if tmux is None or tmux.fills_clipboard:
        yield fact(_terminal(tmux.terminal if tmux is not None else os.environ.get("TERM", "")))
    yield fact(f"what was copied last is also in {Kept(case.paths.state_dir).path}")


def _in_tmux(tmux: Tmux) -> Iterator[Finding]:
    version = ".".join(map(str, tmux.version))
    yield fact(
        f"tmux {version}: set-clipboard {tmux.set_clipboard}, allow-passthrough {tmux.passthrough}"
    )
    if not tmux.fills_clipboard and not tmux.passes_through:
        yield wrong(
            "tmux keeps what is copied to itself",
            "tmux set -s set-clipboard external; the same, without tmux, in ~/.tmux.conf",
        )
    elif tmux.fills_clipboard and tmux.terminal and not tmux.knows_clipboard:
        yield wrong(
            f"tmux does not know that its terminal, {tmux.terminal}, has a clipboard",
            f"tmux set -as terminal-features ',{tmux.terminal}:clipboard', where it has one;"
            " the same, without tmux, in ~/.tmux.conf",
        )


def _under_another_multiplexer() -> bool:
    return os.environ.get("TERM", "").startswith(("tmux", "screen"))


def _terminal(term: str) -> str:
    if os.environ.get("LC_TERMINAL") == "iTerm2":
        return _ITERM
    return next((said for name, said in _KNOWN.items() if term.startswith(name)), _UNKNOWN)
