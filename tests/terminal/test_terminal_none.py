"""The reader where it cannot work: no terminal, no library. One line, and the right exit status."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from terminal_home import PROGRAM, Home, write_library
from terminal_pty import PtyReader, Terminals


def check_refused(done: subprocess.CompletedProcess[bytes], status: int, *words: str) -> None:
    """One sentence on standard error, with these words, nothing on standard output."""
    said = done.stderr.decode()
    assert (done.returncode, done.stdout or b"") == (status, b"")
    assert said.startswith("careader: ")
    assert said.count("\n") == 1
    assert all(word in said for word in words), said


@pytest.mark.parametrize("words", [(), ("customs", "union"), ("--library", ".")])
def test_standard_input_from_nowhere(home: Home, words: tuple[str, ...]) -> None:
    check_refused(home.run(*words), 2, "terminal", "standard input")


def test_standard_input_from_a_pipe(home: Home) -> None:
    done = home.run(stdin=None, input=b"q")
    check_refused(done, 2, "terminal", "standard input")


def on_terminal(terminals: Terminals, home: Home, shell: str, **variables: str) -> PtyReader:
    """Run a line of shell in a pty, careader being `$0`; return it ended."""
    command = ["/bin/sh", "-c", shell, str(PROGRAM)]
    reader = terminals.run(command, home, columns=80, rows=24, **variables)
    reader.exit_status()
    reader.drain()
    return reader


def test_standard_error_in_a_file(home: Home, terminals: Terminals, tmp_path: Path) -> None:
    log = tmp_path / "log"
    reader = on_terminal(terminals, home, f'"$0" 2>"{log}"')
    assert (reader.status, bytes(reader.raw)) == (2, b"")
    assert "standard error" in log.read_text()
    assert log.read_text().count("\n") == 1


def test_standard_output_may_go_elsewhere(home: Home, terminals: Terminals, tmp_path: Path) -> None:
    log = tmp_path / "log"
    command = ["/bin/sh", "-c", f'exec "$0" >"{log}"', str(PROGRAM)]
    reader = terminals.run(command, home, columns=80, rows=24)
    reader.wait_for("Kazakhstan: a primer")
    reader.quit()
    assert log.read_bytes() == b""


def test_a_dumb_terminal(home: Home, terminals: Terminals) -> None:
    reader = on_terminal(terminals, home, '"$0"', TERM="dumb")
    assert reader.status == 2
    assert reader.raw.startswith(b"careader: ")
    assert b"TERM=dumb" in reader.raw
    assert b"\x1b" not in reader.raw
    assert reader.raw.count(b"\n") == 1


def missing(tmp_path: Path) -> Path:
    return tmp_path / "gone"


def a_file(tmp_path: Path) -> Path:
    (tmp_path / "file").write_text("not a library")
    return tmp_path / "file"


def a_loop(tmp_path: Path) -> Path:
    (tmp_path / "loop").symlink_to(tmp_path / "loop")
    return tmp_path / "loop"


def in_a_file(tmp_path: Path) -> Path:
    return a_file(tmp_path) / "library"


LIBRARIES = [missing, a_file, a_loop, in_a_file]


@pytest.mark.parametrize("make", LIBRARIES)
def test_a_library_that_is_none(
    home: Home, terminals: Terminals, tmp_path: Path, make: Callable[[Path], Path]
) -> None:
    library = make(tmp_path)
    check_refused(home.run("--library", str(library), "list"), 1, library.name)
    reader = on_terminal(terminals, home, f'"$0" --library "{library}"')
    assert reader.status == 1
    assert reader.raw.startswith(b"careader: ")
    assert library.name.encode() in reader.raw
    assert b"\x1b" not in reader.raw
    assert reader.raw.count(b"\n") == 1


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
@pytest.mark.parametrize("locked", ["", "articles"])
def test_a_library_that_cannot_be_read(
    home: Home, terminals: Terminals, tmp_path: Path, locked: str
) -> None:
    library = write_library(tmp_path / "locked", {"a.md": "# A\n\nText.\n"})
    folder = library / locked
    folder.chmod(0)
    try:
        check_refused(home.run("--library", str(library), "list"), 1, "locked")
        reader = on_terminal(terminals, home, f'"$0" --library "{library}"')
    finally:
        folder.chmod(0o700)
    assert reader.status == 1
    assert reader.raw.count(b"\n") == 1
    assert b"locked" in reader.raw
