"""The doctor says what lies between a copied passage and the clipboard."""

from __future__ import annotations

from pathlib import Path

import pytest

from careader.clipboard import Tmux
from careader.doctor import Case, Finding, clipboard
from careader.paths import Paths


@pytest.fixture
def case(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Case:
    for name in ("TMUX", "STY", "LC_TERMINAL"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TERM", "xterm-256color")
    return Case(None, Paths(*(tmp_path / name for name in ("config", "data", "state", "cache"))))


def found(case: Case, monkeypatch: pytest.MonkeyPatch, tmux: Tmux | None = None) -> list[Finding]:
    monkeypatch.setattr(clipboard, "ask_tmux", lambda: tmux)
    return list(clipboard.check(case))


def said(findings: list[Finding]) -> str:
    return "\n".join(f"{each.what} {each.mend}" for each in findings)


def tmux_3_4(**changes: object) -> Tmux:
    given = {
        "version": (3, 4), "set_clipboard": "external", "passthrough": "off",
        "terminal": "xterm-256color", "features": ("clipboard", "title"),
    }  # fmt: skip
    return Tmux(**{**given, **changes})  # type: ignore[arg-type]


def test_it_names_the_file(case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    assert str(case.paths.state_dir / "copied.txt") in said(found(case, monkeypatch))


@pytest.mark.parametrize(
    ("term", "words"),
    [
        ("xterm-kitty", "clipboard_control"),
        ("alacritty", "terminal.osc52"),
        ("foot-extra", "[security] osc52"),
        ("linux", "no clipboard"),
        ("xterm-256color", "docs/ssh.md"),
        ("tmux-256color", "set -s set-clipboard on"),
        ("screen", "set -s set-clipboard on"),
    ],
)
def test_it_says_of_a_terminal_what_its_name_tells(
    case: Case, monkeypatch: pytest.MonkeyPatch, term: str, words: str
) -> None:
    monkeypatch.setenv("TERM", term)
    assert words in said(found(case, monkeypatch))


def test_iterm_tells_its_name_over_ssh(case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_TERMINAL", "iTerm2")
    assert "Applications in terminal" in said(found(case, monkeypatch))


def test_tmux_as_it_comes_is_right(case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    findings = found(case, monkeypatch, tmux_3_4())
    assert "tmux 3.4: set-clipboard external, allow-passthrough off" in said(findings)
    assert not any(each.wrong for each in findings)


def test_tmux_that_keeps_everything_has_a_mend(case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    [fault] = [f for f in found(case, monkeypatch, tmux_3_4(set_clipboard="off")) if f.wrong]
    assert "tmux set -s set-clipboard external" in fault.mend
    through = found(case, monkeypatch, tmux_3_4(set_clipboard="off", passthrough="on"))
    assert not any(each.wrong for each in through)


def test_tmux_in_a_terminal_it_does_not_know_has_a_mend(
    case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    inner = tmux_3_4(terminal="screen-256color", features=("title",))
    [fault] = [each for each in found(case, monkeypatch, inner) if each.wrong]
    assert "',screen-256color:clipboard'" in fault.mend


def test_screen_passes_it_on(case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("STY", "1234.pts-0")
    assert "in screen" in said(found(case, monkeypatch))
