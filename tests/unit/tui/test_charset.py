"""Terminals without UTF-8: nothing that cannot be encoded, and every cell where it was."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from careader.tui.terminal.charset import Charset, takes_everything

ENCODINGS = ["ascii", "latin-1", "koi8-r", "cp1251", "gbk", "euc-jp", "big5"]
CONTROL = re.compile("[\x00-\x1f\x7f-\x9f]")

TEXTS = st.text(
    st.one_of(
        st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Cn", "Co"]),
        st.sampled_from("中文한ёқā\u0301\u200d👨👩👧🇰🇿\ufe0f│─•…“”"),
    )
)


@given(TEXTS, st.sampled_from(ENCODINGS))
def test_a_text_can_be_encoded(text: str, encoding: str) -> None:
    assert Charset(encoding).fitted(text).encode(encoding) is not None


@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize(
    "text",
    [
        "中文",
        "한글",
        "“a…”",
        "│ x ─",
        "👨‍👩‍👧‍👦|",
        "🇰🇿|",
        "é|",
        "e\u0301|",
        "Қазақстан",
        "می‌رود",
        "❤️|",
        "• —",
    ],
)
def test_it_takes_as_many_cells_as_before(encoding: str, text: str) -> None:
    assert cell_len(Charset(encoding).fitted(text)) == cell_len(text)


def test_frames_and_marks_have_likenesses_in_ascii() -> None:
    said = Charset("ascii").fitted("│▕▏─ • “x” ‘y’ … → █░ é Ž")
    assert said == "|||- * \"x\" 'y' ~ > #. e Z"


def test_what_the_encoding_has_stays() -> None:
    assert Charset("koi8-r").fitted("Тоқаев │ 中") == "То?аев │ ??"
    assert Charset("latin-1").fitted("Müller Жуков") == "Müller ?????"
    assert Charset("gbk").fitted("中文 Жуков") == "中文 Жуков"


def test_control_sequences_pass() -> None:
    assert Charset("ascii").fitted("\x1b[1;31m中\x1b[0m\r\n") == "\x1b[1;31m??\x1b[0m\r\n"


def test_an_encoding_nobody_knows_is_ascii() -> None:
    assert Charset("x-klingon").fitted("é") == "e"


def test_only_unicode_takes_everything() -> None:
    assert takes_everything("UTF-8")
    assert takes_everything("utf8")
    assert not any(map(takes_everything, ENCODINGS))
