"""The last resort: a program whose loop hangs ends, its words kept, the terminal usable."""

from __future__ import annotations

import signal
import sys
import termios
from pathlib import Path

import pytest
from terminal_home import Home
from terminal_pty import Terminals
from terminal_shell import modes

ROOT = Path(__file__).parents[2]

HANGS = """
import asyncio, sys, termios, time, tty
from pathlib import Path
from types import SimpleNamespace

sys.path.insert(0, {root!r})
from careader.tui.terminal.ending import Ending


async def main():
    driver = SimpleNamespace(attrs_before=termios.tcgetattr(0), _auto_restart=True)
    app = SimpleNamespace(_driver=driver, exit=lambda **_: None)
    Ending(
        app,
        save=lambda: Path({kept!r}).write_text("every word"),
        leave=lambda: None,
        hang_up=lambda: None,
    ).watch()
    tty.setraw(0)
    sys.stderr.write("\\x1b[?1049h\\x1b[?25lhanging")
    sys.stderr.flush()
    {hang}


asyncio.run(main())
"""


@pytest.mark.parametrize("hang", ["time.sleep(60)", "while True: pass"])
def test_an_event_loop_that_hangs(
    home: Home, terminals: Terminals, tmp_path: Path, hang: str
) -> None:
    kept = tmp_path / "kept"
    code = HANGS.format(root=str(ROOT), kept=str(kept), hang=hang)
    reader = terminals.run([sys.executable, "-c", code], home, columns=80, rows=24)
    before = modes(reader)
    reader.wait_for("hanging")
    assert modes(reader) != before
    reader.signal(signal.SIGTERM)
    assert reader.exit_status(4.0) == 128 + signal.SIGTERM
    assert kept.read_text() == "every word"
    reader.drain()
    assert not reader.screen.shows("hanging")
    assert b"\x1b[?25h" in reader.raw
    assert modes(reader)[3] == before[3]  # echo, line by line, Ctrl+c
    assert modes(reader)[3] & termios.ECHO
