"""What goes wrong is one line and an exit status, whatever it is; never a traceback."""

from __future__ import annotations

import pytest
from cli_calls import Call, User

from careader.cli import output, run
from careader.errors import CareaderError, LibraryError, UsageError


def _raising(error: BaseException, monkeypatch: pytest.MonkeyPatch) -> None:
    def dispatch(_: object) -> int:
        raise error

    monkeypatch.setattr(run, "_dispatch", dispatch)


@pytest.mark.parametrize(
    ("error", "status"),
    [
        (CareaderError("it failed"), 1),
        (LibraryError("no library"), 1),
        (UsageError("not so"), 2),
        (KeyboardInterrupt(), 130),
        (output.OutputClosed(), 141),
        (BrokenPipeError(), 141),
        (PermissionError(13, "Permission denied", "/a/file"), 1),
        (MemoryError(), 1),
        (RecursionError("too deep"), 1),
        (ValueError("two\nlines"), 1),
    ],
)
def test_every_error_has_its_status_and_at_most_a_line(
    careader: Call, monkeypatch: pytest.MonkeyPatch, error: BaseException, status: int
) -> None:
    monkeypatch.delenv("CAREADER_DEBUG", raising=False)
    _raising(error, monkeypatch)
    outcome = careader("list")
    assert (outcome.status, outcome.out) == (status, "")
    silent = status in (130, 141)
    assert outcome.err.count("\n") == (0 if silent else 1)
    assert silent or outcome.err.startswith("careader: ")
    assert "Traceback" not in outcome.err


def test_a_fault_names_its_type_and_what_to_do(
    careader: Call, monkeypatch: pytest.MonkeyPatch
) -> None:
    _raising(ZeroDivisionError("division by zero"), monkeypatch)
    err = careader("list").err
    assert "ZeroDivisionError" in err
    assert "CAREADER_DEBUG=1" in err


def test_debugging_prints_where(careader: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CAREADER_DEBUG", "1")
    _raising(ZeroDivisionError("division by zero"), monkeypatch)
    assert "Traceback (most recent call last)" in careader("list").err


@pytest.mark.usefixtures("user")
@pytest.mark.parametrize(
    "words",
    [
        ["--no-such"],
        ["search", "--no-such"],
        ["search", "x", "--limit", "many"],
        ["search", "x", "--limit", "-1"],
        ["search", "x", "--sort", "size"],
        ["show"],
        ["show", "a", "b"],
        ["list", "--json=yes"],
        ["highlights", "--color", "mauve"],
        ["customs", "--sort", "date"],
        ["-x"],
        ["--library"],
        ["search", "--library"],
    ],
)
def test_a_call_that_makes_no_sense_is_status_2(careader: Call, words: list[str]) -> None:
    outcome = careader(*words)
    assert (outcome.status, outcome.out) == (2, "")
    assert outcome.err.startswith("careader: ")
    assert outcome.err.count("\n") == 1
    assert "--help" in outcome.err


@pytest.mark.usefixtures("user")
@pytest.mark.parametrize("command", ["search", "list", "show", "highlights", "countries", "index"])
def test_a_library_that_is_not_there_is_one_line(careader: Call, command: str) -> None:
    outcome = careader(command, *["id"] * (command == "show"), "--library", "/no/such/library")
    assert (outcome.status, outcome.out) == (1, "")
    assert "/no/such/library" in outcome.err
    assert outcome.err.count("\n") == 1


@pytest.mark.usefixtures("user")
@pytest.mark.parametrize(
    "words",
    [
        ["show", "\x1b[31mred\x07"],
        ["search", "--about", "\x1b]0;title\x07x"],
        ["list", "--library", "/no/\x1b[2Jsuch"],
        ["--\x1b[31m"],
        ["search", "\x9b31m(\u202e"],
    ],
)
def test_nothing_said_controls_the_terminal(careader: Call, words: list[str]) -> None:
    outcome = careader(*words)
    assert outcome.err
    assert not set(outcome.out + outcome.err) & {"\x1b", "\x07", "\x9b", "\u202e"}


def test_nothing_printed_controls_the_terminal(user: User, careader: Call) -> None:
    user.put(
        "a\x1b[31m.md",
        '---\nid: evil\ntitle: "\\e]0;x\\a \\u202eTitle"\nauthor: ["\\x9b2J"]\n---\n'
        "Text \x1b[31m red\u202e.\n",
    )
    calls = (
        ("list",),
        ("show", "evil"),
        ("search", "text"),
        ("search", "text", "--json"),
        ("list", "--json"),
    )
    for words in calls:
        outcome = careader(*words)
        assert outcome.status == 0
        assert outcome.out
        assert not set(outcome.out + outcome.err) & {"\x1b", "\x07", "\x9b", "\u202e"}


@pytest.mark.parametrize(
    "words", [["--help"], ["-h"], ["search", "--help"], ["search", "-h"], ["customs", "--help"]]
)
def test_help_is_data(careader: Call, words: list[str]) -> None:
    outcome = careader(*words)
    assert outcome.status == 0
    assert outcome.out.startswith("Usage: careader ")
    assert outcome.err == ""


@pytest.mark.parametrize("words", [["--version"], ["--library", "x", "--version"]])
def test_the_version_is_told(careader: Call, words: list[str]) -> None:
    from careader import __version__

    assert careader(*words).out == f"careader {__version__}\n"
