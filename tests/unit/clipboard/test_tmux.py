"""What a real tmux says of itself, and a text in its buffer, however it is set."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator, Mapping

import pytest

from careader.clipboard import Tmux, ask_tmux, load_buffer

Server = Callable[..., Mapping[str, str]]


@pytest.fixture
def server() -> Iterator[Server]:
    """Start a tmux with settings; return the environment of a program in its one pane."""
    if shutil.which("tmux") is None:
        pytest.skip("tmux is not installed")
    folder = tempfile.mkdtemp(prefix="tmux")
    socket = f"{folder}/socket"

    def tmux(*words: str) -> str:
        return subprocess.run(
            ["tmux", "-f", "/dev/null", "-S", socket, *words],
            capture_output=True, text=True, check=True, timeout=10,
        ).stdout.strip()  # fmt: skip

    def start(**settings: str) -> Mapping[str, str]:
        tmux("new-session", "-d", "-x", "80", "-y", "24", "cat")
        for name, value in settings.items():
            scope = "-s" if name == "set_clipboard" else "-p"
            subprocess.run(
                ["tmux", "-S", socket, "set-option", scope, name.replace("_", "-"), value],
                capture_output=True, check=False, timeout=10,
            )  # fmt: skip
        inside = tmux("display-message", "-p", "#{socket_path},#{pid},0 #{pane_id}").split()
        return {"PATH": os.environ["PATH"], "TMUX": inside[0], "TMUX_PANE": inside[1]}

    yield start
    subprocess.run(["tmux", "-S", socket, "kill-server"], capture_output=True, check=False)
    shutil.rmtree(folder, ignore_errors=True)


def buffer(environment: Mapping[str, str]) -> str:
    return subprocess.run(
        ["tmux", "show-buffer"], env=environment, capture_output=True, text=True, check=True,
        timeout=10,
    ).stdout  # fmt: skip


def test_as_it_comes_a_loaded_buffer_reaches_the_terminal(server: Server) -> None:
    tmux = ask_tmux(server())
    assert tmux is not None
    assert tmux.version >= (2, 6)
    assert tmux.set_clipboard == "external"
    assert tmux.fills_clipboard is (tmux.version >= (3, 2))
    assert tmux.passes_through is (tmux.version < (3, 3))


@pytest.mark.parametrize("set_clipboard", ["on", "external", "off"])
@pytest.mark.parametrize("passthrough", ["on", "off"])
def test_its_settings_are_read(server: Server, set_clipboard: str, passthrough: str) -> None:
    environment = server(set_clipboard=set_clipboard, allow_passthrough=passthrough)
    tmux = ask_tmux(environment)
    assert tmux is not None
    assert tmux.set_clipboard == set_clipboard
    assert tmux.passes_through is (passthrough == "on" or tmux.version < (3, 3))
    assert tmux.fills_clipboard is (set_clipboard != "off" and tmux.version >= (3, 2))


TEXTS = {
    "word": "word",
    "wide": "a “quote” — Қазақ 👩‍🚀\n\nand its source.",
    "half a million": "x" * 500_000,
}


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_a_text_of_any_length_is_in_the_newest_buffer(server: Server, text: str) -> None:
    environment = server()
    assert load_buffer(text, to_terminal=True, environment=environment)
    assert buffer(environment) == text


def test_a_server_that_is_gone_is_no_server() -> None:
    gone = {"PATH": os.environ["PATH"], "TMUX": "/nonexistent/socket,1,0", "TMUX_PANE": "%0"}
    assert ask_tmux(gone) is None
    assert not load_buffer("word", to_terminal=True, environment=gone)
    assert ask_tmux({}) is None


def test_before_3_3_everything_passes_through() -> None:
    old = Tmux(version=(3, 1), set_clipboard="external", passthrough="on")
    assert not old.fills_clipboard
    assert old.passes_through
    assert old.knows_clipboard
