"""Writing from a thread: in order, never waiting, over when the terminal is gone."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator
from contextlib import suppress

import pytest

from careader.tui.terminal.driver.outlet import Outlet

LONGEST = 10.0


@pytest.fixture
def pipe() -> Iterator[tuple[int, int]]:
    reading, writing = os.pipe()
    yield reading, writing
    for each in (reading, writing):
        with suppress(OSError):
            os.close(each)


def test_everything_comes_in_order_and_the_end_is_told(pipe: tuple[int, int]) -> None:
    drained = threading.Event()
    outlet = Outlet(pipe[1], drained.set)
    for number in range(100):
        outlet.send(b"%d," % number)
    assert drained.wait(LONGEST)
    assert outlet.close(LONGEST)

    assert os.read(pipe[0], 65_536) == b"".join(b"%d," % number for number in range(100))
    assert not outlet.busy


def test_sending_never_waits_for_one_that_takes_nothing(pipe: tuple[int, int]) -> None:
    outlet = Outlet(pipe[1], lambda: None)
    for _ in range(100):
        outlet.send(b"x" * 65_536)

    assert outlet.busy
    assert not outlet.close(0.01)


def test_a_non_blocking_terminal_is_waited_for(pipe: tuple[int, int]) -> None:
    os.set_blocking(pipe[1], False)
    outlet = Outlet(pipe[1], lambda: None)
    outlet.send(b"x" * 300_000)
    received = 0
    while received < 300_000:
        received += len(os.read(pipe[0], 65_536))

    assert outlet.close(LONGEST)


def test_a_terminal_that_is_gone_takes_everything(pipe: tuple[int, int]) -> None:
    drained = threading.Event()
    outlet = Outlet(pipe[1], drained.set)
    os.close(pipe[0])
    outlet.send(b"x")
    assert drained.wait(LONGEST)
    outlet.send(b"y")

    assert outlet.broken
    assert not outlet.busy
    assert outlet.close(LONGEST)
