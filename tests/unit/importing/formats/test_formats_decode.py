"""Bytes of any encoding become the text they mean, with a doubt where that is a guess."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from careader.importing.formats import ImportFailure, read
from careader.importing.formats.decode import decode
from careader.text.clean import clean

RUSSIAN = (
    "Президент Казахстана заявил, что республика намерена развивать партнёрство с Россией. По его "
    "словам, страны договорились о новых проектах в энергетике и на транспорте, а также о торговле."
)
PERSIAN = (
    "رئیس جمهور تاجیکستان روز دوشنبه با همتای خود دیدار کرد. دو کشور درباره گسترش همکاری های "
    "اقتصادی و فرهنگی گفتگو کردند و چند سند همکاری امضا شد."
)
ARABIC = (
    "التقى رئيس طاجيكستان نظيره يوم الاثنين. وناقش البلدان توسيع التعاون الاقتصادي والثقافي بينهما."
)
CHINESE = (
    "哈萨克斯坦总统表示，哈方愿同中方一道，推动两国关系不断"
    "向前发展。双方签署了多项合作协议，涉及能源和贸易。"
)
FRENCH = (
    "Le président du Kazakhstan a déclaré que son pays souhaite développer un partenariat. Les "
    "experts soulignent que la politique étrangère reste équilibrée, malgré les pressions."
)
TURKISH = (
    "Türkiye Cumhurbaşkanı, Kazakistan ile ortaklığı geliştirmek istediklerini söyledi. Görüşmede "
    "enerji ve ulaştırma projeleri ele alındı; çok sayıda anlaşma imzalandı."
)
POLISH = (
    "Prezydent oświadczył, że kraj zamierza rozwijać współpracę. Eksperci podkreślają, że to ważne."
)
KAZAKH = "Қазақстан Президенті әріптестікті дамытуға ниетті екенін айтты. Ол өсу туралы сөйледі."

GUESSED = [
    (RUSSIAN, "cp1251"), (RUSSIAN, "koi8-r"), (RUSSIAN, "cp866"), (RUSSIAN, "iso8859-5"),
    (RUSSIAN, "mac-cyrillic"), (PERSIAN, "utf-16-le"), (ARABIC, "cp1256"), (ARABIC, "iso8859-6"),
    (CHINESE, "gb18030"), (FRENCH, "latin-1"), (FRENCH, "cp1252"), (TURKISH, "cp1254"),
    (POLISH, "cp1250"), (POLISH, "iso8859-2"), (FRENCH[:60], "cp1252"), (TURKISH[:60], "cp1254"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "encoding"), GUESSED, ids=lambda value: value[:8])
def test_an_encoding_is_told_by_its_letters(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding)).text == text


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
@pytest.mark.parametrize("text", [RUSSIAN, PERSIAN, CHINESE, FRENCH, KAZAKH, "ASCII."])
def test_unicode_is_known_without_a_doubt(text: str, encoding: str) -> None:
    decoded = decode(text.encode(encoding))

    assert (decoded.text, decoded.doubt) == (clean(text), "")


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("text", [RUSSIAN, PERSIAN, FRENCH, KAZAKH])
def test_wide_characters_are_known_without_a_mark(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding)).text == text


@pytest.mark.parametrize(
    "declaration",
    ['<?xml version="1.0" encoding="{}"?><rss/>', "<html><meta charset={}>",
     '<meta http-equiv="Content-Type" content="text/html; charset={}">'],
)  # fmt: skip
@pytest.mark.parametrize(("text", "encoding"), [(RUSSIAN, "koi8-u"), (TURKISH, "iso-8859-9")])
def test_what_a_page_declares_is_believed(declaration: str, text: str, encoding: str) -> None:
    source = declaration.format(encoding) + text

    decoded = decode(source.encode(encoding))
    assert (decoded.text, decoded.doubt) == (source, "")


def test_valid_utf_8_is_believed_rather_than_a_declaration() -> None:
    source = f"<meta charset=windows-1251>{RUSSIAN}"

    assert decode(source.encode()).text == source


def test_a_declaration_of_something_that_is_no_encoding_is_not_followed() -> None:
    for label in ("unicode_escape", "zlib", "idna", "nonsense", "rot13"):
        source = f"<meta charset={label}>" + RUSSIAN
        assert decode(source.encode("cp1251")).text == source


def test_a_short_guess_is_doubted() -> None:
    decoded = decode("Тоҷикистон".encode("koi8-t"))

    assert decoded.doubt.startswith("its encoding was guessed")


def test_a_cut_character_is_told() -> None:
    decoded = decode(RUSSIAN.encode()[:-2])

    assert decoded.text[:-1] == RUSSIAN[: len(decoded.text) - 1]
    assert decoded.doubt == "1 characters could not be read"


def test_mojibake_is_mended_and_told() -> None:
    broken = FRENCH.encode().decode("cp1252")
    decoded = decode(broken.encode())

    assert decoded.text == FRENCH
    assert "mojibake" in decoded.doubt


def test_what_controls_a_terminal_is_gone() -> None:
    assert decode(b"a\x1b]52;c;aGFjaw==\x07b\x1b[31mc\r\nd\xe2\x80\xae").text == "abc\nd"


def test_a_program_is_no_text() -> None:
    with pytest.raises(ImportFailure, match="not text"):
        decode(bytes(range(256)) * 40)


@given(st.text(min_size=1))
def test_every_text_survives_utf_8(text: str) -> None:
    try:
        decoded = decode(text.encode("utf-8", "replace"))
    except ImportFailure:
        return
    mended = decoded.doubt.startswith("broken letters")
    expected = clean(text.encode("utf-8", "replace").decode().removeprefix("\ufeff"))
    assert mended or "\x00" in text or decoded.text == expected


@given(st.binary(max_size=2000))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    try:
        decoded = decode(data)
    except ImportFailure:
        return
    assert decoded.text == clean(decoded.text)


def test_the_doubt_reaches_the_extract() -> None:
    extract = next(read("x.txt", "Тоҷикистон".encode("koi8-t")))

    assert extract.doubts["body"].startswith("its encoding was guessed")
