"""tmux and GNU screen as terminals: what they show of bytes that a program wrote."""

from __future__ import annotations

import os
import pty
import select
import shutil
import subprocess
import tempfile
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from benchmarks.terminal import resize
from tests.emulator import Emulator

LONGEST = 15.0
_DONE = "-shown-"
_ENVIRONMENT = {"PATH": os.environ["PATH"], "LANG": "C.UTF-8", "TERM": "xterm-256color"}


def program(written: str, folder: Path, size: tuple[int, int]) -> str:
    """Return a shell command that writes some bytes, says so in the last line, and stays."""
    file = folder / "written"
    file.write_text(f"\x1b[?1049h\x1b[?7l{written}\x1b[m\x1b[{size[1]};1H{_DONE}")
    return f"stty -echo; cat {file}; exec sleep 60"


def in_tmux(written: str, size: tuple[int, int]) -> Emulator:
    """Return the screen of a tmux pane after some bytes."""
    with tempfile.TemporaryDirectory(prefix="tmux") as name:
        environment = {**_ENVIRONMENT, "TMUX_TMPDIR": name, "HOME": name}

        def tmux(*words: str) -> str:
            command = ["tmux", "-u", "-f", "/dev/null", *words]
            return subprocess.run(
                command, env=environment, check=True, capture_output=True, text=True
            ).stdout

        shown = program(written, Path(name), size)
        off = ("start-server", ";", "set-option", "-g", "status", "off", ";")
        tmux(*off, "new-session", "-d", "-x", str(size[0]), "-y", str(size[1]), shown)
        try:
            captured = _until(lambda: tmux("capture-pane", "-e", "-N", "-p"), _DONE)
        finally:
            tmux("kill-server")
    screen = Emulator(*size)
    screen.feed(captured.rstrip("\n").replace("\n", "\r\n"))
    return screen


def in_screen(written: str, size: tuple[int, int]) -> Emulator:
    """Return what GNU screen shows on its own terminal after some bytes."""
    with tempfile.TemporaryDirectory(prefix="screen") as name:
        folder = Path(name)
        (folder / "rc").write_text("startup_message off\naltscreen on\ndefutf8 on\nvbell off\n")
        (folder / "sockets").mkdir(mode=0o700)
        environment = {**_ENVIRONMENT, "HOME": name, "SCREENDIR": str(folder / "sockets")}
        shown = ["sh", "-c", program(written, folder, size)]
        pid, descriptor = pty.fork()
        if pid == 0:
            resize(0, *size)
            command = ["screen", "-U", "-c", str(folder / "rc"), *shown]
            os.execvpe(command[0], command, environment)
        resize(descriptor, *size)
        screen = Emulator(*size)
        try:
            _feed_until(descriptor, screen)
        finally:
            with suppress(subprocess.CalledProcessError):
                quits = ["screen", "-X", "quit"]
                subprocess.run(quits, env=environment, check=True, capture_output=True)
            os.close(descriptor)
            os.waitpid(pid, 0)
    return screen


def _feed_until(descriptor: int, screen: Emulator) -> None:
    received, deadline = b"", time.monotonic() + LONGEST
    while _DONE.encode() not in received:
        assert time.monotonic() < deadline, received
        if select.select([descriptor], [], [], 0.05)[0]:
            received += os.read(descriptor, 65_536)
    screen.feed(received.decode(errors="replace"))


def _until(look: Callable[[], str], text: str) -> str:
    deadline = time.monotonic() + LONGEST
    while text not in (seen := look()):
        assert time.monotonic() < deadline, seen
    return seen


MULTIPLEXERS = {"tmux": in_tmux, "screen": in_screen}


def missing(name: str) -> str:
    """Return why a multiplexer cannot be tried here; nothing when it can."""
    return "" if shutil.which(name) else f"{name} is not installed"
