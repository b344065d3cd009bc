"""OSC 52: whatever stands between the reader and the terminal, the text arrives as it was sent."""

from __future__ import annotations

import base64
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from careader.clipboard import MOST_BYTES, sequence

environments = st.sampled_from(
    (
        {},
        {"TERM": "xterm-256color"},
        {"TMUX": "/run/tmux,1,0"},
        {"STY": "1234.pts-0"},
        {"TMUX": "/run/tmux,1,0", "STY": "1234.pts-0"},
        {"TMUX": "", "STY": ""},
    )
)
DCS = re.compile("\x1bP(.*?)\x1b\\\\", re.DOTALL)


def decoded(osc: str) -> str:
    """Return what a terminal puts on the clipboard, insisting on exactly one sequence."""
    found = re.fullmatch("\x1b\\]52;c;([A-Za-z0-9+/=]*)\x07", osc)
    assert found is not None, f"not one OSC 52 sequence: {osc[:80]!r}"
    return base64.b64decode(found[1], validate=True).decode("utf-8")


def through_tmux(sent: str) -> list[str]:
    """Return the OSC sequences of the server's own handling and of the passed through part."""
    plain, _, wrapped = sent.partition("\x1bPtmux;")
    assert wrapped.endswith("\x1b\\")
    body = wrapped.removesuffix("\x1b\\")
    assert re.fullmatch("(?:[^\x1b]|\x1b\x1b)*", body), "a lone ESC would end the wrapping"
    return [plain, body.replace("\x1b\x1b", "\x1b")]


def through_screen(sent: str) -> str:
    """Return what GNU screen lets through: the strings' bodies, each under its limit."""
    assert all(len(each) <= 768 for each in DCS.findall(sent))
    assert DCS.sub("", sent) == ""
    return "".join(DCS.findall(sent))


@given(st.text(max_size=3000), environments)
def test_the_text_comes_back_out_whatever_is_in_between(
    text: str, environment: dict[str, str]
) -> None:
    sent = sequence(text, environment)

    assert sent is not None
    if environment.get("TMUX"):
        arrived = through_tmux(sent)
    elif environment.get("STY"):
        arrived = [through_screen(sent)]
    else:
        arrived = [sent]
    assert [decoded(each) for each in arrived] == [text] * len(arrived)


@pytest.mark.parametrize("environment", [{}, {"TMUX": "x"}, {"STY": "x"}])
def test_a_text_as_long_as_a_terminal_takes_is_sent(environment: dict[str, str]) -> None:
    assert sequence("x" * MOST_BYTES, environment) is not None
    assert sequence("x" * (MOST_BYTES + 1), environment) is None


@pytest.mark.parametrize("length", [400, 575, 576, 1200, MOST_BYTES])
def test_a_long_text_passes_through_screen_in_pieces(length: int) -> None:
    sent = sequence("x" * length, {"STY": "1234.pts-0"})

    assert sent is not None
    assert decoded(through_screen(sent)) == "x" * length


def test_the_longest_sequence_keeps_to_what_others_send() -> None:
    sent = sequence("x" * MOST_BYTES, {})

    assert sent is not None
    assert len(sent) <= 100_000


def test_length_is_counted_in_bytes() -> None:
    assert sequence("ш" * (MOST_BYTES // 2), {}) is not None
    assert sequence("ш" * (MOST_BYTES // 2 + 1), {}) is None


def test_the_environment_is_that_of_the_moment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("STY", raising=False)
    monkeypatch.setenv("TMUX", "/run/tmux,1,0")
    in_tmux = sequence("word")
    monkeypatch.delenv("TMUX")

    assert in_tmux != sequence("word") == sequence("word", {})
