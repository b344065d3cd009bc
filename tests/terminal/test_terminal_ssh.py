"""Really over SSH: read, mark, write, lose the connection, log in again, find everything."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from terminal_home import PROGRAM, Home, parsed, write_library
from terminal_pty import Terminals, is_running, processor_seconds, wait_until, wait_until_gone
from terminal_shell import PROMPT, Shell
from terminal_ssh import Server, careader

StartServer = Callable[..., Server]
NOTE = "Half a thought when the train entered the tunnel"


@pytest.fixture
def server(home: Home, tmp_path: Path) -> Iterator[StartServer]:
    """Start a server that is closed when the test is over: `server(patience=1)`."""
    started: list[Server] = []

    # A first search while the index is still being built may find less.
    home.run("index")

    def start(patience: int = 0) -> Server:
        started.append(Server(tmp_path / "sshd", home, patience))
        return started[-1]

    yield start
    for each in started:
        each.close()


def read_and_mark(shell: Shell) -> None:
    """Search, open, highlight a sentence: what is on the disk from then on."""
    reader = shell.careader()
    reader.search("customs union", "2 of 12")
    reader.open_first()
    reader.highlight("v))s")


def begin_note(shell: Shell, home: Home) -> int:
    """Write half a note on another sentence; return the process of careader on the server."""
    reader = shell.reader
    reader.type("vsa")
    reader.wait_for("Esc keeps the note")
    reader.type(NOTE)
    reader.wait_for(NOTE)
    wait_until(reader.terminals, lambda: NOTE in "".join(map(Path.read_text, home.drafts())))
    [draft] = home.drafts()
    return int(parsed(draft)["pid"])


def find_everything(server: Server, terminals: Terminals) -> None:
    """Log in again: the highlight, the draft under its passage, the note after going on with it."""
    shell = server.log_in(terminals)
    shell.reader.type(careader() + "\r")
    reader = shell.reader
    screen = reader.wait_for("Unfinished when the last session ended")
    assert NOTE in screen.text
    assert screen.highlight_count == 2
    quotes = [str(each["quote"]) for each in server.home.highlights()]
    assert any(quote[:40] in screen.text for quote in quotes)
    reader.type(", whole")
    reader.wait_for(f"{NOTE}, whole")
    reader.press("Escape")
    reader.wait_said("Note saved")
    reader.type("q")
    shell.wait_prompt()
    notes = sorted(str(each["note"]) for each in server.home.json("highlights"))
    assert notes == ["", f"{NOTE}, whole"]
    assert not server.home.drafts()
    assert not server.home.crash()


CUTS = ["the client is killed", "the window is closed", "the server's side dies"]


@pytest.mark.parametrize("how", CUTS)
def test_a_connection_cut_in_the_middle_of_a_note(
    home: Home, server: StartServer, terminals: Terminals, how: str
) -> None:
    started = server()
    shell = started.log_in(terminals)
    read_and_mark(shell)
    pid = begin_note(shell, home)
    if how == "the client is killed":
        shell.reader.kill()
    elif how == "the window is closed":
        shell.reader.hang_up()
    else:
        started.drop_sessions()
    wait_until_gone(terminals, pid)
    find_everything(started, terminals)


def test_a_suspended_client_is_given_up_by_the_server(
    home: Home, server: StartServer, terminals: Terminals
) -> None:
    """As a link that says nothing any more: `ClientAliveInterval` ends the session."""
    started = server(patience=1)
    shell = started.log_in(terminals)
    read_and_mark(shell)
    pid = begin_note(shell, home)
    shell.reader.signal(signal.SIGSTOP)
    before = processor_seconds(pid)
    spent = before
    while is_running(pid):
        terminals.pump()
        spent = processor_seconds(pid) if is_running(pid) else spent
    assert spent - before < 1.0
    find_everything(started, terminals)


def test_before_the_server_gives_up_the_note_is_brought_over(
    home: Home, server: StartServer, terminals: Terminals
) -> None:
    """As a network that is gone: the server asks nobody, and the first careader still runs."""
    started = server()
    shell = started.log_in(terminals)
    read_and_mark(shell)
    pid = begin_note(shell, home)
    shell.reader.signal(signal.SIGSTOP)
    again = started.log_in(terminals)
    again.reader.type(careader() + "\r")
    again.reader.wait_said("Another careader of yours is at a note; g n brings it here")
    again.reader.type("gn")
    again.reader.wait_for("End the careader that is at this note")
    again.reader.press("Enter")
    again.reader.wait_for("Unfinished when the last session ended")
    assert not is_running(pid)
    assert NOTE in again.reader.screen.text
    again.reader.press("Escape")
    again.reader.wait_said("Note saved")
    assert NOTE in [each["note"] for each in home.json("highlights")]


def test_two_logins_on_one_library_see_each_other(
    home: Home, server: StartServer, terminals: Terminals
) -> None:
    started = server()
    shells = [started.log_in(terminals) for _ in range(2)]
    readers = [shell.careader() for shell in shells]
    for reader in readers:
        reader.open_first()
    readers[0].highlight("vs")
    readers[1].highlight("v))s")
    for reader in readers:
        reader.wait(lambda screen: screen.highlight_count == 2)
        reader.type("q")
    for shell in shells:
        shell.wait_prompt()
    assert len(home.highlights()) == 2
    assert not home.crash()


def test_without_a_shell_as_well(home: Home, server: StartServer, terminals: Terminals) -> None:
    """`ssh -t host careader`: Ctrl+z has nowhere to go, and quitting closes the connection."""
    reader = server().open_directly(terminals, careader())
    reader.ready()
    reader.send(b"\x1a")
    reader.wait_said("There is no shell to go to")
    reader.quit()


@pytest.fixture
def tmux_socket(home: Home) -> Iterator[Path]:
    """Where a tmux listens that outlives its login; ended when the test is over."""
    if shutil.which("tmux") is None:
        pytest.skip("tmux is not installed")
    yield home.path / "tmux"
    kill = ["tmux", "-S", str(home.path / "tmux"), "kill-server"]
    subprocess.run(kill, capture_output=True, check=False)


def test_in_tmux_the_reader_outlives_the_connection(
    home: Home, server: StartServer, terminals: Terminals, tmux_socket: Path
) -> None:
    started = server()
    shell = started.log_in(terminals)
    settings = home.path / "tmux.conf"
    settings.write_text("set -g status off\n")
    tmux = f"tmux -f {settings} -S {tmux_socket}"
    shell.reader.type(f"{tmux} new-session -s work {careader()}\r")
    shell.reader.ready()
    shell.reader.open_first()
    pid = begin_note(shell, home)
    shell.reader.kill()
    again = started.log_in(terminals)
    again.reader.type(f"{tmux} attach -t work\r")
    again.reader.wait_for(NOTE)
    assert is_running(pid)
    again.reader.type(", whole")
    again.reader.wait_for(f"{NOTE}, whole")
    again.reader.press("Escape")
    again.reader.wait_for("Note saved")
    again.reader.type("q")
    again.wait_prompt("exited")
    assert [each["note"] for each in home.json("highlights")] == [f"{NOTE}, whole"]


@pytest.fixture
def shared(tmp_path: Path) -> Iterator[Path]:
    """A library that its owner shares, and nobody else may write to.

    Not under `tmp_path`, which no other user may enter.
    """
    root = Path(tempfile.mkdtemp(prefix="shared-"))
    root.chmod(0o755)
    text = "The customs union was discussed. Nothing was decided. They met again."
    articles = {f"{n}.md": f"---\ntitle: Session {n}\n---\n{text}\n" for n in range(3)}
    library = write_library(root / "library", articles)
    set_modes(library, 0o555, 0o444)
    yield library
    set_modes(library, 0o755, 0o644)
    shutil.rmtree(root)


def set_modes(root: Path, folders: int, files: int) -> None:
    root.chmod(folders)
    for path in root.rglob("*"):
        path.chmod(folders if path.is_dir() else files)


def contents(root: Path) -> dict[str, bytes]:
    return {str(path): path.read_bytes() if path.is_file() else b"" for path in root.rglob("*")}


NOBODY = 65534
"""A user without a password and without a home; root becomes that user, whom permissions bind."""


def as_reader(home: Home, library: Path) -> str:
    """Return the shell's words that start careader as somebody who may only read the library."""
    words = careader("--library", str(library))
    if os.geteuid() != 0:
        return words
    become = ["setpriv", f"--reuid={NOBODY}", f"--regid={NOBODY}", "--clear-groups"]
    if shutil.which(become[0]) is None:
        pytest.skip("root may write everywhere, and there is no setpriv to become somebody else")
    if subprocess.run([*become, str(PROGRAM), "--version"], check=False).returncode != 0:
        pytest.skip("careader is installed where only root may read it")
    return f"{' '.join(become)} {words}"


def test_a_library_that_another_shares_read_only(
    home: Home, server: StartServer, terminals: Terminals, shared: Path
) -> None:
    own = Home(shared.parent / "home")
    (own.path / ".profile").write_text(f"PS1='{PROMPT}'\n")
    if os.geteuid() == 0:
        os.chown(own.path, NOBODY, NOBODY)
    before = contents(shared)
    started = server()
    shell = started.log_in(terminals)
    reader = shell.reader
    command = f"HOME={own.path} {as_reader(home, shared)}\r"
    reader.type(command)
    reader.ready()
    assert reader.screen.article_count == "3"
    reader.search("customs", "3 of 3")
    reader.open_first()
    reader.highlight()
    pid = begin_note(shell, own)
    reader.kill()
    wait_until_gone(terminals, pid)

    again = started.log_in(terminals).reader
    again.type(command)
    screen = again.wait_for("Unfinished when the last session ended")
    assert NOTE in screen.text
    again.press("Escape")
    again.wait_said("Note saved")
    assert contents(shared) == before
    files = sorted((own.path / ".local/share/careader/annotations").rglob("*.md"))
    # The note was begun on the sentence that was highlighted: it is the same highlight's.
    assert [parsed(each)["note"] for each in files] == [NOTE]
