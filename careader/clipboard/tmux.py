"""The tmux that careader runs in: how it is set, and a text into its buffer.

As it comes tmux ignores the OSC 52 of programs in it (`set-clipboard external`) and passes nothing
through (`allow-passthrough off`, since 3.3), but `load-buffer -w`, since 3.2, fills its own buffer
and tells its terminal: nobody has to set anything.
"""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass

_SECONDS = 2.0
"""A server that hangs does not hang the reader."""

_QUESTIONS = (
    *("display-message", "-p", "#{version}\n#{client_termname}\n#{client_termfeatures}", ";"),
    *("show-options", "-sv", "set-clipboard", ";"),
    *("show-options", "-Apqv", "allow-passthrough"),
)


@dataclass(frozen=True, slots=True)
class Tmux:
    """What a tmux server says of itself."""

    version: tuple[int, int]
    set_clipboard: str
    """`on`, `external` or `off`."""
    passthrough: str
    """`on`, `all` or `off`; `on` before 3.3, which has no such setting."""
    terminal: str = ""
    """What tmux takes its own terminal for: its TERM."""
    features: tuple[str, ...] = ()
    """What tmux thinks that terminal can; `clipboard` among them is what counts here."""

    @property
    def fills_clipboard(self) -> bool:
        """Whether a text loaded into its buffer goes to its terminal as well."""
        return self.version >= (3, 2) and self.set_clipboard != "off"

    @property
    def passes_through(self) -> bool:
        """Whether a wrapped sequence reaches its terminal."""
        return self.passthrough in ("on", "all")

    @property
    def knows_clipboard(self) -> bool:
        """Whether it knows how to tell its terminal; always assumed before 3.2 told of it."""
        return self.version < (3, 2) or "clipboard" in self.features


def ask_tmux(environment: Mapping[str, str] = os.environ) -> Tmux | None:
    """Return how the tmux around us is set; None when there is none, or it does not answer."""
    if not environment.get("TMUX"):
        return None
    answer = _call(_QUESTIONS, environment)
    if answer is None:
        return None
    version, terminal, features, set_clipboard, passthrough, *_ = [
        *answer.decode("utf-8", "replace").split("\n"), *[""] * 5,
    ]  # fmt: skip
    numbers = re.search(r"(\d+)\.(\d+)", version)
    known = (int(numbers[1]), int(numbers[2])) if numbers else (0, 0)
    return Tmux(
        version=known,
        set_clipboard=set_clipboard or "external",
        passthrough=passthrough or ("on" if known < (3, 3) else "off"),
        terminal=terminal,
        features=tuple(features.split(",")),
    )


def load_buffer(
    text: str, *, to_terminal: bool, environment: Mapping[str, str] = os.environ
) -> bool:
    """Put a text into tmux's newest buffer, and on its terminal's clipboard if that is wanted.

    Returns whether tmux took it; what its terminal does nobody is told.
    """
    words = ("load-buffer", *(("-w",) if to_terminal else ()), "-")
    return _call(words, environment, text.encode("utf-8", "replace")) is not None


def _call(
    words: tuple[str, ...], environment: Mapping[str, str], given: bytes = b""
) -> bytes | None:
    """Call tmux about the pane we are in; None when that fails."""
    pane = environment.get("TMUX_PANE", "")
    if pane and words[0] == "display-message":
        words = ("display-message", "-t", pane, *words[1:])
    try:
        done = subprocess.run(
            ["tmux", *words], input=given, capture_output=True, timeout=_SECONDS, check=False,
            env=dict(environment),
        )  # fmt: skip
    except (OSError, subprocess.SubprocessError):
        return None
    return done.stdout if done.returncode == 0 else None
