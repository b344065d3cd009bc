"""Every kind of terminal: its name, its colours, its encoding, its size, what it is run in."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest
from terminal_home import PROGRAM, Home, write_library
from terminal_pty import PtyReader, Terminals

KINDS = {
    "xterm": {"TERM": "xterm"},
    "xterm, 256 colours": {"TERM": "xterm-256color"},
    "xterm, every colour": {"TERM": "xterm-256color", "COLORTERM": "truecolor"},
    "in tmux": {"TERM": "tmux-256color", "TMUX": "/tmp/none,1,0"},
    "in screen": {"TERM": "screen", "STY": "1.none"},
    "Linux console": {"TERM": "linux"},
    "kitty": {"TERM": "xterm-kitty", "COLORTERM": "truecolor", "KITTY_WINDOW_ID": "1"},
    "Windows Terminal": {"TERM": "xterm-256color", "COLORTERM": "truecolor", "WT_SESSION": "1"},
    "Terminal.app": {"TERM": "xterm-256color", "TERM_PROGRAM": "Apple_Terminal"},
    "vt100": {"TERM": "vt100"},
    "one nobody knows": {"TERM": "klingon-9000"},
    "no name": {"TERM": ""},
}
TRUE, FINE = "true", "256"
COLORS = {
    "xterm, every colour": TRUE, "kitty": TRUE, "Windows Terminal": TRUE,
    "xterm, 256 colours": FINE, "in tmux": FINE, "Terminal.app": FINE,
    "vt100": "none",
}  # fmt: skip
"""How many colours are sent; sixteen to the others."""

SGR = re.compile(rb"\x1b\[([0-9;]*)m")


def depths(written: bytes) -> set[str]:
    """Return which kinds of colours stand in what was written."""
    found = set()
    for sequence in SGR.findall(written):
        codes = sequence.split(b";")
        while codes:
            code = codes.pop(0)
            if code in (b"38", b"48"):
                found.add(TRUE if codes[0] == b"2" else FINE)
                del codes[: 4 if codes[0] == b"2" else 2]
            elif re.fullmatch(rb"[349][0-7]|10[0-7]", code):
                found.add("16")
    return found


def choose_theme(home: Home, theme: str) -> None:
    settings = home.path / ".config" / "careader" / "config.yaml"
    settings.parent.mkdir(parents=True)
    settings.write_text(f"theme: {theme}\n")


def tour(reader: PtyReader) -> None:
    """Open, highlight, mark on; leave."""
    reader.ready()
    reader.open_first()
    reader.highlight()
    reader.type("v")
    reader.wait(lambda screen: "s sentence" in screen.status)
    reader.press("Escape")
    reader.wait(lambda screen: "s sentence" not in screen.status)
    reader.quit()
    reader.drain()


FINE_THEMES = ("dark", "light", "contrast")
CASES = [
    *((kind, "terminal") for kind in KINDS),
    *((kind, theme) for kind in ("xterm", "in tmux", "kitty") for theme in FINE_THEMES),
]


@pytest.mark.parametrize(("kind", "theme"), CASES)
def test_the_reader_works_in_the_colours_there_are(
    home: Home, terminals: Terminals, kind: str, theme: str
) -> None:
    choose_theme(home, theme)
    reader = terminals.start(home, **KINDS[kind])
    tour(reader)
    sent, there_are = depths(bytes(reader.raw)), COLORS.get(kind, "16")
    if there_are == "none":
        assert sent == set()
    elif theme == "terminal" or there_are == "16":
        assert sent == {"16"}
    else:
        assert sent & {TRUE, FINE} == {there_are}
    assert len(home.json("highlights")) == 1


@pytest.mark.parametrize("theme", ["terminal", "dark"])
def test_no_color_sends_none(home: Home, terminals: Terminals, theme: str) -> None:
    choose_theme(home, theme)
    reader = terminals.start(home, NO_COLOR="1", COLORTERM="truecolor")
    tour(reader)
    assert depths(bytes(reader.raw)) == set()


# --- encodings

TEXT = (
    "---\ntitle: Тоқаев in 中国 “now”\nauthor: Müller\ndate: 2012-10-17\ncountries: [KZ, CN]\n---\n"
    "Words — 中文字 and ўзбек, می‌رود, 👨‍👩‍👧‍👦, é. " * 30 + "\n\n> Quoted 한국\n\n- item\n\n"
    "| a | 中 |\n| - | - |\n| é | Ж |\n"
)


@pytest.fixture(scope="module")
def locales(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of real locales of other encodings."""
    folder = tmp_path_factory.mktemp("locales")
    if shutil.which("localedef") is None:
        pytest.skip("localedef is not installed")
    for name, charset in (("ru_RU", "KOI8-R"), ("en_US", "ISO-8859-1")):
        command = ["localedef", "-i", name, "-f", charset, str(folder / f"{name}.{charset}")]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        if not (folder / f"{name}.{charset}").is_dir():
            pytest.skip(f"no locale can be made here: {done.stderr.strip()[:100]}")
    return folder


ENCODINGS = {
    "ru_RU.KOI8-R": ("koi8-r", 'То?аев in ???? "now"'),
    "en_US.ISO-8859-1": ("latin-1", '?????? in ???? "now"'),
}
"""What a locale is called: its encoding, and what becomes of the title in it."""


def check_layout(reader: PtyReader, encoding: str) -> str:
    """Every row has its borders in the same cells; nothing is escaped; return the screen."""
    raw = bytes(reader.raw)
    assert b"\\u" not in raw
    assert b"\\x" not in raw
    assert b"\xef\xbf\xbd" not in raw
    raw.decode(encoding)
    lines = reader.screen.lines[1:10]
    borders = {tuple(at for at, cell in enumerate(line) if cell == "|") for line in lines}
    assert len({each for each in borders if each}) == 1, "\n".join(lines)
    return reader.screen.text


@pytest.mark.parametrize("name", ENCODINGS)
def test_a_real_locale_without_utf_8(
    home: Home, terminals: Terminals, tmp_path: Path, locales: Path, name: str
) -> None:
    encoding, title = ENCODINGS[name]
    library = write_library(tmp_path / "library", {"a.md": TEXT})
    reader = terminals.start(
        home, "--library", str(library), LANG=name, LC_ALL=name, LOCPATH=str(locales)
    )
    reader.screen.speak(encoding)
    reader.ready()
    reader.open_first()
    shown = check_layout(reader, encoding)
    assert title in shown
    reader.highlight()
    check_layout(reader, encoding)
    reader.quit()
    [highlight] = home.json("--library", str(library), "highlights")
    assert "中文字" in highlight["quote"]


def test_letters_are_typed_in_the_terminals_encoding(
    home: Home, terminals: Terminals, tmp_path: Path, locales: Path
) -> None:
    library = write_library(tmp_path / "library", {"a.md": TEXT, "b.md": "# Other\n\nGas.\n"})
    name = "ru_RU.KOI8-R"
    words = ["--library", str(library)]
    reader = terminals.start(home, *words, LANG=name, LC_ALL=name, LOCPATH=str(locales))
    reader.screen.speak("koi8-r")
    reader.wait(lambda screen: screen.shows("Articles") and "q quit" in screen.status)
    reader.type("s")
    reader.wait_said("Search: ")
    reader.send("тоқаев".replace("қ", "к").encode("koi8-r"))
    reader.wait(lambda screen: "токаев" in screen.status)
    reader.wait(lambda screen: "1 of 2" in screen.text)
    reader.press("Enter")
    reader.wait(lambda screen: not screen.status.startswith("токаев"))
    reader.quit()


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "koi8-r", "gbk"])
def test_an_encoding_that_python_was_told(
    home: Home, terminals: Terminals, tmp_path: Path, encoding: str
) -> None:
    library = write_library(tmp_path / "library", {"a.md": TEXT})
    reader = terminals.start(home, "--library", str(library), PYTHONIOENCODING=encoding)
    reader.screen.speak(encoding)
    reader.ready()
    reader.open_first()
    if encoding != "gbk":
        check_layout(reader, encoding)
    bytes(reader.raw).decode(encoding)
    reader.send(b"\xff\xfe\x80")
    reader.type("2j")
    reader.wait_said("1/1")
    reader.quit()


def test_the_c_locale_is_taken_for_utf_8(home: Home, terminals: Terminals, tmp_path: Path) -> None:
    """As Python does (PEP 538): a terminal of today that nobody told a locale shows UTF-8."""
    library = write_library(tmp_path / "library", {"a.md": TEXT})
    reader = terminals.start(home, "--library", str(library), LANG="C")
    reader.ready()
    reader.open_first()
    assert "中国" in reader.screen.text.replace(" ", "")
    reader.quit()


def test_the_c_locale_and_nothing_else_is_ascii(
    home: Home, terminals: Terminals, tmp_path: Path
) -> None:
    library = write_library(tmp_path / "library", {"a.md": TEXT})
    only = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    reader = terminals.start(home, "--library", str(library), **only)
    reader.ready()
    reader.open_first()
    shown = check_layout(reader, "ascii")
    assert '?????? in ???? "now"' in shown
    reader.quit()


def test_bytes_that_are_no_character_end_nothing(home: Home, terminals: Terminals) -> None:
    """A terminal set to another encoding than the locale says sends them for a single letter."""
    reader = terminals.start(home)
    reader.ready()
    for data in (b"\xe9", b"\xff\xfe", b"\xc3", b"\xd4\xcf\xcb"):
        reader.send(data)
    reader.type("j")
    reader.wait_said("2/12")
    reader.quit()
    assert b"Traceback" not in reader.raw


# --- sizes

SIZES = [
    *[(40, 10), (300, 100), (1, 1), (3, 2), (20, 5), (80, 24), (5, 60), (200, 3), (119, 36)],
    *[(39, 9), (2, 2), (80, 1), (1, 30), (120, 36)],
]


def test_any_size_at_any_moment(home: Home, terminals: Terminals) -> None:
    reader = terminals.start(home, columns=40, rows=10)
    reader.wait(lambda screen: screen.shows("Kazakhstan: a primer"))
    for keys in ("\r", "vs", "4w", "i", "?", "/gas", "M", "s", "3ve"):
        for columns, rows in SIZES:
            reader.resize(columns, rows)
            reader.type("j")
            reader.look()
        reader.type(keys)
        reader.wait(lambda screen: screen.shows("") and screen.status)
        reader.send(b"\x1b[27u" * 3)
    reader.resize(120, 36)
    reader.type("2")
    reader.wait(lambda screen: screen.article_count and "q quit" in screen.status)
    reader.quit()
    assert not home.crash()


@pytest.mark.parametrize(("columns", "rows"), [(40, 10), (60, 20), (80, 24), (300, 100)])
def test_it_starts_in_any_size(home: Home, terminals: Terminals, columns: int, rows: int) -> None:
    reader = terminals.start(home, columns=columns, rows=rows)
    reader.wait_for("Kazakhstan: a primer")
    reader.press("Enter")
    reader.wait_for("Central Asia's")
    reader.type("vs\r")
    reader.wait_said("Highlighted")
    reader.quit()
    assert len(home.json("highlights")) == 1


@pytest.mark.parametrize(("columns", "rows"), [(1, 1), (3, 2), (20, 5)])
def test_it_starts_where_nothing_can_be_read(
    home: Home, terminals: Terminals, columns: int, rows: int
) -> None:
    reader = terminals.start(home, columns=columns, rows=rows)
    # The mouse is asked for once the first frame is out; in one cell that may be a blank.
    reader.wait(lambda _: b"\x1b[?1006h" in reader.raw)
    reader.resize(120, 36)
    reader.ready()
    reader.quit()


# --- what it is run in


def test_in_gnu_screen(home: Home, terminals: Terminals, tmp_path: Path) -> None:
    found = shutil.which("screen")
    if found is None:
        pytest.skip("screen is not installed")
    sockets = tmp_path / "sockets"
    sockets.mkdir(mode=0o700)
    reader = terminals.run(
        [found, "-U", "-c", "/dev/null", str(PROGRAM)], home, columns=120, rows=36,
        SCREENDIR=str(sockets),
    )  # fmt: skip
    reader.ready()
    reader.open_first()
    reader.highlight()
    reader.type("q")
    reader.exit_status()
    assert len(home.json("highlights")) == 1
