"""How much is sent ahead of the terminal's answers, on lines fast and slow."""

from __future__ import annotations

import threading

import pytest
from hypothesis import given
from hypothesis import strategies as st

from careader.tui.terminal.driver.pace import QUESTION, Pace


class Line:
    """A line of a rate and a delay, and a terminal at its end that answers; time is its own."""

    def __init__(self, rate: float, delay: float) -> None:
        self.rate, self.delay, self.now = rate, delay, 0.0
        self.pace = Pace()
        self._free = 0.0
        self._answers: list[float] = []

    def send(self, count: int) -> None:
        question = self.pace.send(count, self.now)
        self._free = max(self._free, self.now) + (count + len(question)) / self.rate
        if question:
            self._answers.append(self._free + 2 * self.delay)

    def wait(self, seconds: float) -> None:
        until = self.now + seconds
        while self._answers and self._answers[0] <= until:
            self.now = self._answers.pop(0)
            self.pace.answered(self.now)
        self.now = until

    @property
    def queued(self) -> float:
        """Seconds that a byte sent now waits for those before it."""
        return max(0.0, self._free - self.now)


def busy(line: Line, seconds: float, frame: int) -> float:
    """Paint thirty frames a second where the pace allows; return the longest wait of the last."""
    waits = []
    for _ in range(int(seconds * 30)):
        if line.pace.free:
            line.send(frame)
        line.wait(1 / 30)
        waits.append(line.queued)
    return max(waits[len(waits) // 2 :])


def test_a_slow_line_is_never_far_behind() -> None:
    assert busy(Line(rate=4000, delay=0.3), 30, frame=1000) < 1.0


def test_a_slow_line_is_kept_busy() -> None:
    line = Line(rate=4000, delay=0.3)
    idle = 0
    for _ in range(900):
        if line.pace.free:
            line.send(1000)
        line.wait(1 / 30)
        idle += line.queued == 0.0
    assert idle < 450


def test_a_far_but_fast_line_gets_all_frames() -> None:
    line = Line(rate=1_000_000, delay=0.3)
    busy(line, 10, frame=1000)
    held = 0
    for _ in range(300):
        held += not line.pace.free
        if line.pace.free:
            line.send(1000)
        line.wait(1 / 30)
    assert held < 30


def test_little_asks_nothing() -> None:
    assert Pace().send(60, 0.0) == b""


def test_a_kilobyte_asks_once() -> None:
    pace = Pace()

    assert pace.send(1500, 0.0) == QUESTION
    assert pace.send(60, 0.0) == b""


def test_a_terminal_that_never_answers_is_asked_no_more_and_gets_everything() -> None:
    pace = Pace()
    pace.send(10_000, 0.0)
    assert not pace.free
    assert 0 < pace.patience(1.0) < 5
    assert pace.patience(60.0) == 0
    pace.give_up()

    assert pace.free
    assert pace.send(100_000, 61.0) == b""
    assert pace.free


def test_one_that_answered_before_is_asked_again_after_a_silence() -> None:
    pace = Pace()
    pace.send(2_000, 0.0)
    pace.answered(0.1)
    pace.send(10_000, 1.0)
    pace.give_up()

    assert pace.free
    assert pace.send(2_000, 20.0) == QUESTION


@given(st.lists(st.sampled_from(["send", "answer", "silence"]), max_size=60))
def test_whatever_happens_it_goes_on(events: list[str]) -> None:
    pace = Pace()
    for now, event in enumerate(events):
        if event == "send" and pace.free:
            pace.send(3000, float(now))
        elif event == "answer":
            pace.answered(float(now))
        elif event == "silence" and pace.patience(now + 100.0) == 0:
            pace.give_up()
        assert pace.under_way >= 0
    if not pace.free:
        assert pace.patience(1e9) == 0
        pace.give_up()
    assert pace.free


@pytest.mark.parametrize("answered", [True, False])
def test_the_last_answers_are_waited_for_a_while(answered: bool) -> None:
    pace = Pace()
    pace.send(2000, 0.0)
    if answered:
        threading.Thread(target=pace.answered, args=(0.1,)).start()

    assert pace.settle(5.0 if answered else 0.01) is answered
