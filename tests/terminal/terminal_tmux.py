"""The installed program in tmux: what a person on a server has, looked at by `capture-pane`."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
import time
from contextlib import suppress

from terminal_home import LONGEST, PROGRAM, Home
from terminal_reader import Reader
from terminal_screen import Screen

_BETWEEN_LOOKS = 0.03
_TERM = "screen-256color"


class Tmux(Reader):
    """A tmux server of its own, without anybody's settings, that runs careader in one window."""

    def __init__(self, home: Home, columns: int = 120, rows: int = 36) -> None:
        self._home = home
        # Not under tmp_path: the name of a socket has 108 bytes at most.
        self._sockets = tempfile.mkdtemp(prefix="tmux")
        self._size = (columns, rows)
        self.screen = Screen(columns, rows)
        self._start()

    def _start(self) -> None:
        environment = {**self._home.environment, "TERM": _TERM}
        # Whatever tmux itself sets for its programs stays out: env -i.
        command = ["env", "-i", *(f"{name}={value}" for name, value in environment.items())]
        columns, rows = self._size
        self.tmux(
            *("start-server", ";", "set-option", "-g", "remain-on-exit", "on", ";"),
            *("set-option", "-g", "status", "off", ";"),
            *("new-session", "-d", "-x", str(columns), "-y", str(rows)),
            *(*command, str(PROGRAM)),
        )

    def tmux(self, *words: str) -> str:
        """Call tmux; return what it prints."""
        done = subprocess.run(
            ["tmux", "-u", "-L", "careader", "-f", "/dev/null", *words],
            env={**self._home.environment, "TMUX_TMPDIR": self._sockets},
            capture_output=True, text=True, encoding="utf-8", check=True, timeout=LONGEST,
        )  # fmt: skip
        return done.stdout

    def start_again(self) -> None:
        """Start careader anew in the window where it ended."""
        self.screen = Screen(*self._size)
        self.tmux("respawn-pane", "-k")

    def type(self, text: str) -> None:
        self.tmux("send-keys", "-l", "--", text)

    def press(self, *keys: str) -> None:
        self.tmux("send-keys", *keys)

    def look(self) -> None:
        time.sleep(_BETWEEN_LOOKS)
        captured = self.tmux("capture-pane", "-e", "-N", "-p")
        self.screen = Screen(*self._size)
        self.screen.feed(captured.rstrip("\n").replace("\n", "\r\n").encode())

    def resize(self, columns: int, rows: int) -> None:
        self._size = (columns, rows)
        self.tmux("resize-window", "-x", str(columns), "-y", str(rows))

    @property
    def status(self) -> int | None:
        dead, status, number = self.tmux(
            "display-message", "-p", "#{pane_dead},#{pane_dead_status},#{pane_dead_signal}"
        ).strip().split(",")  # fmt: skip
        if dead != "1":
            return None
        return int(status) if status else -int(number or 0)

    def close(self) -> None:
        """End tmux and all that runs in it."""
        with suppress(subprocess.CalledProcessError):
            self.tmux("kill-server")
        shutil.rmtree(self._sockets, ignore_errors=True)
