"""Keys as a terminal sends them: also half a character at a time."""

from __future__ import annotations

import os
import threading
from types import SimpleNamespace
from typing import Any

import pytest
from textual import events

from careader.tui.terminal import fitted_driver
from careader.tui.terminal.fitted_driver import FittedDriver


def typed(*pieces: bytes) -> str:
    """Return the characters that the driver makes of what it reads, piece by piece."""
    readable, other = os.pipe()
    os.write(other, b"there is something to read")
    waiting, keys = [*pieces], []

    def process(message: Any) -> None:
        if isinstance(message, events.Key):
            keys.append(message.character or "")

    driver: Any = SimpleNamespace(
        _debug=False,
        fileno=readable,
        exit_event=threading.Event(),
        process_message=process,
        _read=lambda: waiting.pop(0) if waiting else None,
    )
    try:
        FittedDriver.run_input_thread(driver)
    finally:
        os.close(readable)
        os.close(other)
    return "".join(keys)


@pytest.mark.parametrize("text", ["я", "中", "Ўзбек", "a"])
def test_a_character_that_comes_in_pieces_is_typed_once(
    monkeypatch: pytest.MonkeyPatch, text: str
) -> None:
    monkeypatch.setattr(fitted_driver, "of_terminal", lambda: "utf-8")
    assert typed(*(bytes([byte]) for byte in text.encode())) == text


def test_what_is_no_character_ends_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fitted_driver, "of_terminal", lambda: "utf-8")
    assert typed(b"\xd1", b"\xff", b"a").endswith("a")
