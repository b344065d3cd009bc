"""Copying through what really lies between: tmux however it is set, tmux in tmux, GNU screen."""

from __future__ import annotations

import base64
import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from terminal_home import PROGRAM, Home, write_library
from terminal_pty import PtyReader, Terminals, wait_until

OSC_52 = re.compile(rb"\x1b\]52;[^;]*;([A-Za-z0-9+/=]*)(?:\x07|\x1b\\)")
SENTENCE = "The customs union was discussed in Dushanbe."


def received(reader: PtyReader) -> set[str]:
    """Return what the terminal was told to put on its clipboard."""
    return {base64.b64decode(each[1]).decode() for each in OSC_52.finditer(bytes(reader.raw))}


def kept(home: Home) -> Path:
    return home.path / ".local/state/careader/copied.txt"


def library(home: Home, sentence: str = SENTENCE) -> str:
    text = f"---\ntitle: A session\n---\n{sentence} Nothing was decided.\n"
    return str(write_library(home.path / "library", {"a.md": text}))


def copy_first(reader: PtyReader) -> None:
    """Open the article, copy its first sentence, wait for what is said of that."""
    reader.wait_for("Enter open")
    reader.press("Enter")
    reader.wait_for("v mark")
    reader.type("vsy")


@pytest.fixture
def sockets() -> Iterator[Path]:
    """A folder with a name short enough for sockets; what serves them is ended."""
    if shutil.which("tmux") is None:
        pytest.skip("tmux is not installed")
    folder = Path(tempfile.mkdtemp(prefix="tmux"))
    yield folder
    for socket in folder.iterdir():
        subprocess.run(["tmux", "-S", socket, "kill-server"], capture_output=True, check=False)
    shutil.rmtree(folder)


def in_tmux(socket: Path, command: list[str], **settings: str) -> list[str]:
    """Return the words that run a command in a tmux of its own, with server settings."""
    chosen = [w for n, v in settings.items() for w in ("set", "-g", n.replace("_", "-"), v, ";")]
    return ["tmux", "-f", "/dev/null", "-S", str(socket), *chosen, "new-session", *command]


def buffer_of(socket: Path) -> str:
    """Return tmux's newest buffer, nothing when there is none."""
    done = subprocess.run(
        ["tmux", "-S", socket, "show-buffer"], capture_output=True, text=True, check=False
    )
    return done.stdout


def test_a_terminal_is_told_and_the_line_claims_no_more(home: Home, terminals: Terminals) -> None:
    reader = terminals.start(home, "--library", library(home))
    copy_first(reader)
    said = reader.wait_said("Copied with its citation, if the terminal takes it; g y").status
    assert "OSC" not in said
    [copied] = received(reader)
    assert SENTENCE in copied
    assert "A session" in copied
    assert kept(home).read_text() == copied + "\n"
    assert kept(home).stat().st_mode & 0o777 == 0o600


@dataclass(frozen=True)
class Case:
    """How a tmux is set, and where a copied text arrives then."""

    settings: dict[str, str]
    said: str
    reaches_terminal: bool = True


CASES = {
    "as it comes": Case({}, "to tmux, which tells the terminal"),
    "on": Case({"set_clipboard": "on"}, "to tmux, which tells the terminal"),
    "off": Case({"set_clipboard": "off"}, "to tmux, which keeps it from", reaches_terminal=False),
    "off, passthrough": Case(
        {"set_clipboard": "off", "allow_passthrough": "on"}, "to tmux, and past it to the terminal"
    ),
}


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_in_tmux(home: Home, terminals: Terminals, sockets: Path, case: Case) -> None:
    socket = sockets / "one"
    command = [str(PROGRAM), "--library", library(home)]
    words = in_tmux(socket, command, **case.settings)
    reader = terminals.run(words, home, columns=120, rows=36)
    copy_first(reader)
    reader.wait_for(case.said)
    assert SENTENCE in buffer_of(socket)
    if case.reaches_terminal:
        reader.wait(lambda _: any(SENTENCE in each for each in received(reader)))
    else:
        assert received(reader) == set()


def test_in_tmux_in_tmux(home: Home, terminals: Terminals, sockets: Path) -> None:
    """As somebody has it who works in tmux here, and in tmux on the server."""
    inner = in_tmux(sockets / "inner", [str(PROGRAM), "--library", library(home)])
    outer = in_tmux(
        sockets / "outer", ["env", "-u", "TMUX", *inner],
        set_clipboard="on", default_terminal="tmux-256color",
    )  # fmt: skip
    reader = terminals.run(outer, home, columns=120, rows=36)
    copy_first(reader)
    reader.wait_for("to tmux, which tells the terminal")
    wait_until(terminals, lambda: SENTENCE in buffer_of(sockets / "outer"))
    reader.wait(lambda _: any(SENTENCE in each for each in received(reader)))


def test_the_doctor_sees_the_tmux_it_is_in(home: Home, terminals: Terminals, sockets: Path) -> None:
    shell = f"{PROGRAM} --library {library(home)} doctor; cat"
    words = in_tmux(sockets / "one", ["sh", "-c", shell], set_clipboard="off")
    reader = terminals.run(words, home, columns=120, rows=36)
    reader.wait_for("tmux keeps what is copied to itself")
    reader.wait_for("set -s set-clipboard external")


@pytest.mark.parametrize("length", [40, 3_000])
def test_in_screen(home: Home, terminals: Terminals, length: int) -> None:
    if shutil.which("screen") is None:
        pytest.skip("GNU screen is not installed")
    sentence = "Long ago " + "and far away " * (length // 13) + "in the steppe."
    folder = home.path / "screens"
    folder.mkdir(mode=0o700)
    command = [str(PROGRAM), "--library", library(home, sentence)]
    reader = terminals.run(
        ["screen", "-c", "/dev/null", *command],
        home, columns=120, rows=36, SCREENDIR=str(folder),
    )  # fmt: skip
    copy_first(reader)
    reader.wait_for("Copied with its citation, if the terminal takes it")
    reader.wait(lambda _: any(sentence in each for each in received(reader)))
    reader.type("q")
    reader.exit_status()


def test_what_was_copied_is_printed_for_the_terminals_own_selection(
    home: Home, terminals: Terminals
) -> None:
    reader = terminals.start(home, "--library", library(home))
    reader.ready()
    reader.type("gy")
    reader.wait_said("Nothing was copied yet")
    copy_first(reader)
    reader.wait_said("Copied")
    reader.type("gy")
    reader.wait_for("Enter goes back to reading")
    assert SENTENCE in "".join(reader.screen.lines)
    assert "Highlights" not in reader.screen.text
    reader.press("Enter")
    reader.wait_said("It is also in")
    reader.wait_for("Highlights")
    reader.quit()
    reader.drain()
    assert SENTENCE in "".join(reader.screen.lines)


def test_too_long_for_any_terminal(home: Home, terminals: Terminals) -> None:
    sentence = "Long ago " + "and far away " * 7_000 + "in the steppe."
    reader = terminals.start(home, "--library", library(home, sentence))
    copy_first(reader)
    reader.wait_said("Too long for a terminal’s clipboard; g y shows it")
    assert received(reader) == set()
    assert sentence in kept(home).read_text()
