"""careader as a process: streams, locales, pipes, terminals, what is imported."""

from __future__ import annotations

import os
import pty
import select
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from cli_calls import ROOT, Process, User

from careader.cli.call import COMMANDS, module_of

Make = Callable[..., Process]

HEAVY = {"textual", "whoosh", "yaml", "click", "rich", "markdown_it", "sqlite3", "json", "re"}


def imported(statement: str) -> set[str]:
    """Return the modules a fresh Python has imported after a statement."""
    code = f"{statement}\nimport sys\nprint(*sys.modules, file=sys.stderr)"
    done = subprocess.run(
        [sys.executable, "-I", "-S", "-c", f"import sys; sys.path[:0] = {sys.path!r}\n{code}"],
        capture_output=True, text=True, check=True, timeout=60,
    )  # fmt: skip
    return set(done.stderr.split())


def test_version_imports_nothing_heavy() -> None:
    modules = imported("from careader.cli.main import main; main(['--version'])")
    assert not modules & HEAVY
    assert {each for each in modules if each.startswith("careader")} == {
        "careader", "careader.cli", "careader.cli.main",
    }  # fmt: skip


def test_the_table_of_keys_imports_no_textual() -> None:
    modules = imported("import careader.tui.commands, careader.tui.keymap")
    assert "careader.tui.commands" in modules
    assert not modules & {"textual", "rich"}


@pytest.mark.parametrize("command", COMMANDS)
def test_no_command_imports_textual(command: str) -> None:
    modules = imported(f"import {module_of(command)}")
    assert not modules & {"textual", "whoosh", "yaml"}


def test_the_reader_needs_a_terminal(sample: User, process: Make) -> None:
    done = process(sample, "customs").run()
    assert (done.returncode, done.stdout) == (2, b"")
    assert done.stderr.decode() == (
        "careader: the reader needs a terminal on standard input; "
        "careader search, list and show work without one\n"
    )


def on_terminal(process: Process, *, stderr: int | None = None) -> tuple[int, str]:
    """Run a process on a terminal of its own; return its status and what it wrote there."""
    ours, theirs = pty.openpty()
    child = subprocess.Popen(
        process.arguments,
        env=dict(process.environment),
        stdin=theirs,
        stdout=theirs,
        stderr=theirs if stderr is None else stderr,
        start_new_session=True,
    )
    os.close(theirs)
    written = bytearray()
    while select.select([ours], [], [], 30)[0]:
        try:
            data = os.read(ours, 65_536)
        except OSError:  # Linux says so when the last writer has gone.
            break
        if not data:
            break
        written += data
    os.close(ours)
    return child.wait(timeout=30), written.decode()


def test_the_reader_refuses_a_dumb_terminal(sample: User, process: Make) -> None:
    status, screen = on_terminal(process(sample, TERM="dumb"))
    assert status == 2
    assert "TERM=dumb" in screen


def test_the_reader_needs_standard_error_on_the_terminal(
    sample: User, process: Make, tmp_path: Path
) -> None:
    with (tmp_path / "log").open("wb") as log:
        status, _ = on_terminal(process(sample), stderr=log.fileno())
    assert status == 2
    assert "standard error" in (tmp_path / "log").read_text()


def test_on_a_terminal_matches_stand_out_and_lines_fit(sample: User, process: Make) -> None:
    _, screen = on_terminal(process(sample, "search", "customs", "--limit", "1", COLUMNS="60"))
    assert "\x1b[1mCustoms\x1b[22m" in screen
    _, listed = on_terminal(process(sample, "list", COLUMNS="60"))
    rows = listed.split("\r\n")
    assert max(map(len, rows)) <= 60
    assert any(row.endswith("…") for row in rows)


def test_on_a_terminal_the_index_shows_its_progress(user: User, process: Make) -> None:
    for number in range(3):
        user.put(f"{number}.md", f"# Article {number}\n\nText.\n")
    _, screen = on_terminal(process(user, "index"))
    assert " of 3\x1b[K" in screen
    assert "\r\x1b[K3 articles: 3 new" in screen
    assert "█" not in process(user, "index", "--rebuild").run().stderr.decode()


def test_a_reader_of_the_output_that_leaves_is_no_error(sample: User, process: Make) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    try:
        done = process(sample, "list").run(stdout=writing)
    finally:
        os.close(writing)
    assert (done.returncode, done.stderr) == (141, b"")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
@pytest.mark.parametrize("words", [("list",), ("--version",), ("--help",)])
def test_a_full_disk_is_one_line(sample: User, process: Make, words: tuple[str, ...]) -> None:
    with Path("/dev/full").open("wb") as full:
        done = process(sample, *words).run(stdout=full)
    assert done.returncode == 1
    assert done.stderr.decode().startswith("careader: ")
    assert done.stderr.count(b"\n") == 1


@pytest.mark.parametrize("encoding", ["ascii", "iso8859-5"])
def test_a_locale_that_cannot_print_everything_loses_no_json(
    user: User, process: Make, encoding: str
) -> None:
    import json

    user.put("a.md", "---\ntitle: Ташкент “ⵣ”\n---\nТекст.\n")
    as_text = process(user, "list", PYTHONIOENCODING=encoding).run()
    assert as_text.returncode == 0
    assert as_text.stderr.startswith(b"1 article")
    done = process(user, "list", "--json", PYTHONIOENCODING=encoding).run()
    assert json.loads(done.stdout)[0]["title"] == "Ташкент “ⵣ”"


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_a_shell_gets_its_completion(sample: User, process: Make, shell: str) -> None:
    if shell == "bash" and not Path("/bin/bash").exists():
        pytest.skip("click asks bash for its version")
    done = process(sample, _CAREADER_COMPLETE=f"{shell}_source").run()
    assert done.returncode == 0
    assert b"_CAREADER_COMPLETE" in done.stdout
    assert b"careader" in done.stdout


def test_ids_and_commands_are_completed(sample: User, process: Make) -> None:
    def complete(line: str, at: int) -> str:
        variables = {
            "COMP_WORDS": line,
            "COMP_CWORD": str(at),
            "_CAREADER_COMPLETE": "bash_complete",
        }
        return process(sample, **variables).run().stdout.decode()

    assert "plain,countries\n" in complete("careader co", 1)
    assert "plain,primer-kazakhstan\n" in complete("careader show primer-k", 2)
    assert "plain,markdown\n" in complete("careader highlights --format m", 3)


def test_an_interrupt_ends_it_quietly(user: User, process: Make) -> None:
    code = (
        "import os, signal, sys\n"
        "from careader.cli import run\n"
        "run._dispatch = lambda words: os.kill(os.getpid(), signal.SIGINT)\n"
        "sys.exit(run.run([]))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        env=dict(process(user).environment),
        cwd=ROOT,
        capture_output=True,
        check=False,
        timeout=60,
    )
    assert (done.returncode, done.stdout, done.stderr) == (128 + signal.SIGINT, b"", b"")


@pytest.mark.parametrize(
    ("closed", "status"), [((), 0), ((1,), 1), ((2,), 0), ((1, 2), 1), ((0, 1, 2), 1)]
)
def test_streams_that_are_closed_cause_no_fault(
    sample: User, process: Make, closed: tuple[int, ...], status: int
) -> None:
    made = process(sample, "list")
    redirections = " ".join(f"{number}>&-" for number in closed)
    shell = ("sh", "-c", f'exec "$@" {redirections}', "sh", *made.arguments)
    done = Process(shell, made.environment).run()
    assert done.returncode == status
    assert b"Traceback" not in done.stderr
