"""Bytes on the wire and the time to the last of them, for each thing a reader does.

    python -m benchmarks.wire --work DIR

Beside careader stand careader with the driver Textual comes with (`updates: whole`), less and vim,
all on the same text in a pty of the same size. The article is 60,000 characters of real documents
with a highlight in each of its first forty paragraphs.
"""

from __future__ import annotations

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.corpus import corpus_documents, write_library
from benchmarks.measure import Measurement
from benchmarks.terminal import Terminal, resize

SIZES = ((80, 24), (200, 50))
LONG = 60_000
HIGHLIGHTS = 40
ARTICLE = "wire-long"
CAREADER = str(Path(sys.executable).with_name("careader"))
IDLE = 3.0
"""Seconds without a key."""

BYTES: Mapping[str, tuple[float | None, float | None]] = {
    "start": (None, None),
    "next row in the list": (None, None),
    "change of pane": (150, 250),
    "open an article": (None, None),
    "scroll a line": (1200, 4000),
    "page": (1800, 6000),
    "focus lost and back": (0, 0),
    "caret a cell": (60, 60),
    "a letter typed, results shown": (None, None),
    "resize": (None, None),
    "idle": (0, 0),
}
"""What is done, and the bytes it may take at either size: at 80×24 DESIGN.md's, at 200×50 three
times as much where three times as much text is painted."""
LATENCY = 10.0
"""Milliseconds from the key to the last byte, at 80×24 (DESIGN.md)."""
_ONCE = ("start", "open an article", "a letter typed, results shown", "resize", "idle")
"""What the budget of time does not speak of: a search, a file, other widths."""


@dataclass
class Figures:
    """What one program took for each thing: bytes and milliseconds."""

    name: str
    bytes: dict[str, float] = field(default_factory=dict)
    times: dict[str, float] = field(default_factory=dict)

    def keep(self, action: str, answers: Iterator[tuple[int, float]]) -> None:
        """Keep the medians of what several keys were answered with."""
        sizes, times = zip(*answers, strict=True)
        self.bytes[action] = statistics.median(sizes)
        self.times[action] = statistics.median(times)


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--work", type=Path, help="folder for the library (default: temporary)")
    options = parser.parse_args(arguments)
    if options.work is not None:
        options.work.mkdir(parents=True, exist_ok=True)
        return run(options.work)
    with tempfile.TemporaryDirectory() as folder:
        return run(Path(folder))


def run(work: Path) -> int:
    """Measure and print both tables; return 1 if a budget is missed, else 0."""
    library, text = prepare(work)
    missed = False
    for number, (columns, rows) in enumerate(SIZES):
        found = [
            careader(work, library, "changes", columns, rows),
            careader(work, library, "whole", columns, rows),
            *pagers(text, columns, rows),
        ]
        missed |= table(f"{columns}×{rows}", found, number)
    return int(missed)


# --- what is read


def prepare(work: Path) -> tuple[Path, Path]:
    """Return the library with the long article first in its list, and the article as a text."""
    library, text = work / "wire", work / "wire.txt"
    if not text.exists():
        try:
            write_library(library, "small")
        except FileNotFoundError:
            shutil.copytree(Path(__file__).parents[1] / "articles", library / "articles")
        found = list(paragraphs())
        body = "\n\n".join(found)
        (library / "articles" / f"{ARTICLE}.md").write_text(
            f"---\nid: {ARTICLE}\ntitle: A long article\ndate: 2099-01-01\n---\n\n{body}\n"
        )
        environment = environment_of(work, "changes")
        command = [CAREADER, "--library", str(library)]
        subprocess.run([*command, "index"], env=environment, check=True, capture_output=True)
        for number, paragraph in enumerate(found[:HIGHLIGHTS]):
            quote = " ".join(paragraph.split()[2:12])
            color = ("yellow", "green", "blue", "pink")[number % 4]
            words = ["annotate", ARTICLE, "--quote", quote, "--color", color]
            subprocess.run([*command, *words], env=environment, check=False, capture_output=True)
        shown = subprocess.run(
            [*command, "show", ARTICLE], env=environment, check=True, capture_output=True
        )
        text.write_bytes(shown.stdout)
    return library, text


def paragraphs() -> Iterator[str]:
    """Yield paragraphs of real documents, as many as a long article has."""
    left = LONG
    for document in corpus_documents():
        for line in document.splitlines():
            if 150 < len(line) < 900 and line[0].isalpha():
                yield line
                left -= len(line)
            if left <= 0:
                return


def environment_of(work: Path, updates: str) -> dict[str, str]:
    """Return the environment of a user with a setting for what is sent to the terminal."""
    home = work / f"home-{updates}"
    file = home / ".config" / "careader" / "config.yaml"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(f"updates: {updates}\nreader: ada\n")
    kept = {name: value for name, value in os.environ.items() if not name.startswith("XDG_")}
    return {**kept, "HOME": str(home), "XDG_CACHE_HOME": str(work / "wire-cache")}


# --- careader


def careader(work: Path, library: Path, updates: str, columns: int, rows: int) -> Figures:
    """Return the figures of careader under a setting."""
    figures = Figures("careader" if updates == "changes" else "as Textual")
    command = [CAREADER, "--library", str(library)]
    terminal = Terminal(command, columns, rows, environment_of(work, updates))
    started = terminal.read(until=b"quit") + terminal.read(quiet=1.0)
    figures.bytes["start"] = len(started)
    figures.keep("next row in the list", pressed(terminal, [b"j"] * 8))
    terminal.send(b"gg1")
    changes = [b"2", b"3", b"2", b"1", b"3", b"1"]
    figures.keep("change of pane", pressed(terminal, changes))
    terminal.send(b"2")
    figures.keep("open an article", pressed(terminal, [b"\r"]))
    terminal.send(b"jjjj")
    figures.keep("scroll a line", pressed(terminal, [b"j"] * 12))
    figures.keep("page", pressed(terminal, [b" "] * 6))
    lost = len(terminal.send(b"\x1b[O")) + len(terminal.send(b"\x1b[I"))
    figures.bytes["focus lost and back"] = lost
    terminal.send(b"ggjjjv")
    figures.keep("caret a cell", pressed(terminal, [b"l"] * 12))
    terminal.send(b"\x1b[27u", quiet=0.5)
    terminal.send(b"s")
    letters = [bytes([letter]) for letter in b"water supp"]
    figures.keep("a letter typed, results shown", pressed(terminal, letters))
    terminal.send(b"\x1b[27u", quiet=0.5)
    figures.keep("resize", resized(terminal, columns, rows))
    figures.bytes["idle"] = len(terminal.read(quiet=IDLE, until=b"never", longest=IDLE))
    terminal.close()
    return figures


def pressed(terminal: Terminal, keys: Sequence[bytes]) -> Iterator[tuple[int, float]]:
    """Yield the bytes and milliseconds of the answer to each key."""
    for key in keys:
        answer = terminal.send(key, quiet=0.25)
        yield len(answer), (terminal.last_byte - terminal.sent) * 1000 if answer else 0.0


def resized(terminal: Terminal, columns: int, rows: int) -> Iterator[tuple[int, float]]:
    """Yield the bytes after the window became smaller, and after it became as it was."""
    for size in ((columns - 2, rows - 1), (columns, rows)):
        resize(terminal.fd, *size)
        yield len(terminal.read(quiet=0.6, until=b"never", longest=2.0)), 0.0


# --- others


def pagers(text: Path, columns: int, rows: int) -> Iterator[Figures]:
    """Yield the figures of less and vim, where they are installed, on the text alone."""
    width = f"fold -s -w {columns - 2} {text} > {text}.{columns}"
    subprocess.run(["sh", "-c", width], check=True)
    file = f"{text}.{columns}"
    keys = {
        "less": (["less", file], b"j", b" ", None),
        "vim": (["vim", "-u", "NONE", "-N", "-n", file], b"\x05", b"\x06", b"l"),
    }
    for name, (command, line, page, caret) in keys.items():
        if shutil.which(name) is None:
            continue
        figures = Figures(name)
        terminal = Terminal(command, columns, rows)
        figures.bytes["start"] = len(terminal.read(quiet=0.6))
        terminal.send(line * 3)
        figures.keep("scroll a line", pressed(terminal, [line] * 12))
        figures.keep("page", pressed(terminal, [page] * 6))
        if caret is not None:
            figures.keep("caret a cell", pressed(terminal, [caret] * 8))
        figures.keep("resize", resized(terminal, columns, rows))
        figures.bytes["idle"] = len(terminal.read(quiet=IDLE, until=b"never", longest=IDLE))
        terminal.close()
        yield figures


# --- what is printed


def table(size: str, found: Sequence[Figures], number: int) -> bool:
    """Print the figures of a size beside the budgets; say whether one is missed."""
    own = found[0]
    columns = [each.name for each in found]
    print(f"\n| {size}, bytes | {' | '.join(columns)} | budget | verdict | ms | budget | verdict |")
    print("|" + "---|" * (len(columns) + 6))
    missed = False
    for action, budgets in BYTES.items():
        sent = Measurement(action, own.bytes.get(action, 0), "B", budgets[number])
        within = LATENCY if number == 0 and action not in _ONCE else None
        time = Measurement(action, own.times.get(action, 0), "ms", within)
        missed |= not (sent.met and time.met)
        cells = [f"{each.bytes[action]:,.0f}" if action in each.bytes else "–" for each in found]
        took = f"{time.value:.1f}" if time.value else "–"
        ends = [sent.bound, sent.verdict, took, time.bound, time.verdict]
        print(f"| {action} | {' | '.join([*cells, *ends])} |")
    return missed


if __name__ == "__main__":
    raise SystemExit(main())
