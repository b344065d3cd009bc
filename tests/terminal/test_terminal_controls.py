"""Hostile text: nothing an article or a highlight holds arrives at the terminal as control."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from terminal_home import PROGRAM, Home, write_library
from terminal_pty import PtyReader, Terminals

ATTACKS = {
    "clear the screen": "\x1b[2J\x1b[31;4747m",
    "write the clipboard": "\x1b]52;c;ZXZpbCA0NzQ3\x07",
    "set the title": "\x1b]0;evil4747\x1b\\",
    "device control": "\x1bP4747;1|17/evil4747\x1b\\",
    "application command": "\x1b_Gevil4747\x1b\\",
    "one-byte control": "\x9b4747m\x9d52;c;ZXZpbCA0NzQ3\x9c\x90evil4747\x9c\x85",
    "reset": "\x1bc\x1b[!p\x1b[?4747h\x1b(0",
    "report back": "\x1b[6n\x1b[c\x05\x1b[4747t",
    "bells and movement": "\x07\x08\x08\x0b\x0c\x0e\x0f\x7f\r",
    "bidi": "\u202eevil\u202c\u2066a\u2067b\u2068c\u2069\u200e\u200f\u061c",
    "invisible": "\u2028\u2029\ufeff\u206a\u206f",
    "unfinished": "\x1b[31;",
}
TRACES = (
    *(b"4747", b"ZXZpbC", b"\x07", b"\x08", b"\x0b", b"\x0c", b"\x0e", b"\x0f", b"\x05", b"\x7f"),
    *(bytes([0xC2, code]) for code in range(0x80, 0xA0)),
    *(character.encode() for character in "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"),
    *(character.encode() for character in "\u061c\u200e\u200f\u2028\u2029\ufeff\u206a\u206f"),
)
"""What is left of an attack that came through; none of it is in anything careader writes itself."""

SEQUENCE = re.compile(rb"\x1b(?:\[([?>=!]?)[0-9;:]*([ -/]*[@-~])|([\]PX^_])|(.))", re.DOTALL)
DRIVER = {*(bytes([final]) for final in b"ABCDHJKLMXmnr"), b"ESC D", b"ESC E"}
"""What the driver writes, each where it is the shortest: which depends on the text."""
OWN_OSC = b"\x1b]22;default\x07"
"""The one string Textual sends by itself: the pointer's shape."""


SENTENCE = "First — words of the body."


def spread(harm: str) -> str:
    """Return Markdown that has something in every place of a text."""
    return (
        f"First {harm}— words of the body.\n\n# Head{harm}ing\n\n> Quo{harm}te\n\n- it{harm}em\n\n"
        f"| a{harm} | b |\n| --- | --- |\n| c | d{harm} |\n\n```\nco{harm}de\n```\n\n"
        f"*em{harm}ph* [li{harm}nk](https://example.org/{harm}) `s{harm}` note[^1]\n\n"
        f"[^1]: foot{harm}note\n\nLast{harm} words.\n"
    )


def header(harm: str) -> str:
    """Return a front matter whose every value escapes its harm, as YAML allows."""
    values = {
        "title": f"Ti{harm}tle",
        "author": [f"Au{harm}thor"],
        "publication": f"Pub{harm}",
        "section": f"Sec{harm}",
        "tags": [f"ta{harm}g"],
        "abstract": f"Ab{harm}stract",
        "url": f"https://example.org/{harm}",
        "mine": f"un{harm}known",
    }
    return "".join(f"{key}: {json.dumps(value)}\n" for key, value in values.items())


def hostile_articles(harm: str, name: str = "") -> dict[str, str]:
    """Return an article that escapes the harm, one with its bytes, one that has it in its name."""
    in_name = re.sub(r"[/\0]", "", harm)
    return {
        f"escaped{name}.md": f"---\n{header(harm)}---\n{spread(harm)}",
        f"raw{name}.md": f"---\ntitle: Raw{harm} title\n---\n{spread(harm)}",
        f"named{name} {in_name} so.md": spread(harm),
    }


def kinds(written: bytes) -> set[bytes]:
    """Return the kinds of control sequences: CSI by private mark and final byte, others whole."""
    found = SEQUENCE.finditer(written.replace(OWN_OSC, b""))
    return {(m[1] or b"") + m[2] if m[2] else b"ESC " + (m[3] or m[4]) for m in found}


def tour(home: Home, terminals: Terminals, library: Path) -> PtyReader:
    """Look at every place where the reader shows what is in a library."""
    reader = terminals.start(home, "--library", str(library), COLORTERM="truecolor")
    reader.wait(lambda screen: screen.article_count == "3")
    reader.ready()
    for row in range(3):
        reader.open_first()
        reader.type("vsa")
        reader.wait_for("Esc keeps the note")
        reader.press("Escape")
        reader.wait(lambda screen: "Esc keeps the note" not in screen.text)
        reader.type("i")
        reader.wait_for("About this article")
        reader.press("Escape")
        reader.wait(lambda screen: "About this article" not in screen.text)
        reader.type("2j")
        reader.wait_said(f"{min(row + 2, 3)}/3")
    reader.type("4w")
    reader.wait(lambda screen: screen.highlight_count == 3)
    reader.search("words", "3 of 3")
    reader.quit()
    reader.drain()
    return reader


@pytest.fixture(scope="module")
def harmless(tmp_path_factory: pytest.TempPathFactory) -> set[bytes]:
    """The kinds of sequences that the reader uses on a library without any harm."""
    if not PROGRAM.exists():
        pytest.skip("careader is not installed")
    folder = tmp_path_factory.mktemp("harmless")
    library = write_library(folder / "library", hostile_articles(""))
    terminals = Terminals()
    try:
        return kinds(bytes(tour(Home(folder / "home"), terminals, library).raw)) | DRIVER
    finally:
        terminals.close()


def check_clean(written: bytes, allowed: set[bytes]) -> None:
    own = written.replace(OWN_OSC, b"")
    assert [trace for trace in TRACES if trace in own] == []
    assert kinds(written) <= allowed


def test_the_reader_shows_the_words_and_no_control(
    home: Home, terminals: Terminals, harmless: set[bytes], tmp_path: Path
) -> None:
    library = write_library(tmp_path / "library", hostile_articles("".join(ATTACKS.values())))
    reader = tour(home, terminals, library)
    check_clean(bytes(reader.raw), harmless)
    assert {each["quote"] for each in home.json("--library", str(library), "highlights")}


COMMANDS = (
    ("list",),
    ("search", "words", "--limit", "0"),
    ("search", "", "--limit", "0"),
    ("highlights",),
    ("countries",),
    ("index", "--rebuild"),
)


def test_no_command_lets_control_through(home: Home, tmp_path: Path) -> None:
    articles: dict[str, str] = {}
    for number, harm in enumerate(ATTACKS.values()):
        articles |= hostile_articles(harm, str(number))
    library = str(write_library(tmp_path / "library", articles))
    ids = [each["id"] for each in home.json("--library", library, "list")]
    assert len(ids) == len(articles)
    shown = [("show", id_) for id_ in ids if id_.startswith("raw")]
    assert len(shown) == len(ATTACKS)
    for words in (*COMMANDS, *shown):
        done = home.run("--library", library, *words)
        check_clean(done.stdout + done.stderr, set())
        assert done.returncode == 0, (words, done.stderr)
        assert words[0] != "show" or b"words of the body" in done.stdout, done.stdout.decode()


def test_on_a_terminal_the_commands_only_set_bold_and_dim(
    home: Home, terminals: Terminals, tmp_path: Path
) -> None:
    library = write_library(tmp_path / "library", hostile_articles("".join(ATTACKS.values())))
    for words in (("list",), ("search", "words"), ("highlights",)):
        reader = terminals.start(home, "--library", str(library), *words)
        assert reader.exit_status() == 0
        reader.drain()
        check_clean(bytes(reader.raw).replace(b"\r\n", b"\n"), {b"m", b"K"})


def test_what_colleagues_wrote_is_no_control_either(
    home: Home, terminals: Terminals, harmless: set[bytes], tmp_path: Path
) -> None:
    """Highlights come with a git pull: their quote, note, tags and reader are another's words."""
    library = write_library(tmp_path / "library", hostile_articles(""))
    listed = home.json("--library", str(library), "list")
    [article] = [each["id"] for each in listed if each["title"] == "Title"]
    harm = "".join(ATTACKS.values())
    short = ATTACKS["clear the screen"] + ATTACKS["write the clipboard"] + ATTACKS["bidi"]
    for name, quote in (("colleague", SENTENCE), (f"col{short}league", f"Fi{harm}rst")):
        values = {
            "article": article, "quote": quote, "start": 0, "end": len(SENTENCE),
            "color": f"green{harm}", "tags": [f"ta{harm}g"], "reader": f"Na{harm}me",
        }  # fmt: skip
        file = library / "annotations" / name / article / "01JD0000000000000000000000.md"
        file.parent.mkdir(parents=True)
        lines = "".join(f"{key}: {json.dumps(value)}\n" for key, value in values.items())
        file.write_text(f"---\n{lines}---\nNo{harm}te\n", encoding="utf-8")

    done = home.run("--library", str(library), "highlights")
    check_clean(done.stdout + done.stderr, set())
    assert SENTENCE.encode() in done.stdout

    reader = terminals.start(home, "--library", str(library), COLORTERM="truecolor")
    reader.ready()
    reader.type("4w")
    reader.wait(lambda screen: screen.highlight_count == 2)
    for keys in ("gg", "j"):
        reader.type(f"4{keys}\r")
        reader.wait(lambda screen: screen.reading[0] or "passage" in screen.status)
    reader.wait(lambda screen: "Title" in screen.reading[0])
    reader.quit()
    reader.drain()
    check_clean(bytes(reader.raw), harmless)
