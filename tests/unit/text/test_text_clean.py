"""What `clean` takes out, what it leaves, and that hostile text costs no more than other text."""

from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from text_strategies import prose

from careader.text.clean import FORBIDDEN, clean, clean_line

ANY = st.text(
    st.one_of(st.characters(), st.sampled_from("\x1b\x9b\x9d\x90\x07\r\n\t[]P0;m\\\u202e\ud800"))
)


@given(ANY)
def test_nothing_forbidden_is_left(text: str) -> None:
    assert not re.search(f"[{FORBIDDEN}]", clean(text))
    assert "\r" not in clean(text)


@given(ANY)
def test_nothing_left_controls_a_terminal(text: str) -> None:
    controls = [c for c in clean(text) if unicodedata.category(c) in {"Cc", "Cs", "Zl", "Zp"}]
    assert set(controls) <= {"\n", "\t"}


@given(ANY)
def test_cleaning_twice_is_cleaning_once(text: str) -> None:
    assert clean(clean(text)) == clean(text)


def printing(text: str) -> str:
    return "".join(c for c in text if c.isprintable() or c in "\t\u200c\u200d\u00a0\u3000")


@given(st.one_of(prose, st.text()))
def test_what_prints_stays(text: str) -> None:
    """Without an introducer there is no sequence, and nothing that prints is taken."""
    introduced_by_nothing = re.sub("[\x1b\x90\x98\x9b\x9d-\x9f]", "", text)
    assert printing(clean(introduced_by_nothing)) == printing(text)


@pytest.mark.parametrize(
    ("hostile", "harmless"),
    [
        ("a\x1b[31mred\x1b[0m", "ared"),
        ("a\x9b31mred", "ared"),
        ("\x1b]0;title\x07text", "text"),
        ("\x1b]52;c;cm0gLXJm\x1b\\text", "text"),
        ("\x9d52;c;cm0gLXJm\x9ctext", "text"),
        ("\x1bP1$r0m\x1b\\text", "text"),
        ("\x1bPtmux;\x1b\x1b]52;c;AAAA\x07\x1b\\text", "tmux;text"),
        ("\x1bcreset", "reset"),
        ("\x1b(Bplain", "plain"),
        ("open\x1b]8;;https://x.org", "open8;;https://x.org"),
        ("bell\x07 back\x08 del\x7f nul\x00", "bell back del nul"),
        ("exe\u202egnp.\u2066x\u2069", "exegnp.x"),
        ("\ufeffzero\u200bwidth\u2060", "zerowidth"),
        ("one\r\ntwo\rthree\u2028four\x0cfive", "one\ntwo\nthree\nfour\nfive"),
        ("lone \udc80 surrogate", "lone  surrogate"),
    ],
)
def test_sequences_go_whole(hostile: str, harmless: str) -> None:
    assert clean(hostile) == harmless


def test_persian_and_emoji_keep_their_joiners() -> None:
    text = "می\u200cروم به خانه، ه\u200d. 👨‍👩‍👧 ❤\ufe0f e\u0301 \u00a0"
    assert clean(text) is text


@given(ANY)
def test_a_clean_line_is_one_line(text: str) -> None:
    line = clean_line(text)
    assert line == " ".join(line.split())
    assert clean_line(line) == line


@pytest.mark.parametrize(
    "piece", ["\x1b]", "\x9d", "\x1b]" + "a" * 99, "\x1b[1;", "\x90x", "\x1b "]
)
def test_unclosed_sequences_take_linear_time(piece: str) -> None:
    """Quadratic work on a million characters would outlast any test run."""
    assert "\x1b" not in clean(piece * (1_000_000 // len(piece)))
