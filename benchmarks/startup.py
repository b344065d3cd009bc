"""How long until something is on the screen, and the memory that takes: in a real pty.

    python -m benchmarks.startup --work DIR

Each figure is a ratio to a peer measured in the same run, turn and turn about: an empty Textual
app for the reader, `python -c pass` for the command line.
"""

from __future__ import annotations

import argparse
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from benchmarks.measure import Measurement, report
from benchmarks.terminal import Terminal, reader_on_medium

ROUNDS = 9
EMPTY_APP = """
from textual.app import App
from textual.widgets import Static
class Empty(App):
    def compose(self):
        yield Static("painted")
Empty().run()
"""


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument(
        "--work", type=Path, help="folder for the libraries; kept (default: a temporary one)"
    )
    options = parser.parse_args(arguments)
    if options.work is not None:
        return report(measure(options.work))
    with tempfile.TemporaryDirectory() as folder:
        return report(measure(Path(folder)))


def measure(work: Path) -> list[Measurement]:
    """Return the figures for a library of 10,000 articles, made under `work` if missing."""
    reader, environment = reader_on_medium(work)
    careader = reader[0]
    empty = [sys.executable, "-c", EMPTY_APP]
    painted, floor = in_turns(
        lambda: first_paint(reader, b"10,000", environment),
        lambda: first_paint(empty, b"painted", environment),
    )
    version, nothing = in_turns(
        lambda: seconds([careader, "--version"]), lambda: seconds([sys.executable, "-c", "pass"])
    )
    return [
        Measurement(
            "first painted list, 10,000 articles, to an empty Textual app",
            painted / floor,
            "times",
            1.3,
        ),
        Measurement("… itself", painted * 1000, "ms"),
        Measurement("`careader --version` to `python -c pass`", version / nothing, "times", 1.5),
        Measurement("resident memory, library open", resident(reader, environment), "MB", 120),
        Measurement("processor while idle for 3 s", idle(reader, environment) * 1000, "ms", 30),
    ]


def in_turns(one: Callable[[], float], other: Callable[[], float]) -> tuple[float, float]:
    """Return the medians of two measurements made alternately, so that noise hits both alike."""
    pairs = [(one(), other()) for _ in range(ROUNDS)]
    return statistics.median(a for a, _ in pairs), statistics.median(b for _, b in pairs)


def first_paint(command: Sequence[str], sign: bytes, environment: dict[str, str]) -> float:
    """Return the seconds from the start of a process until it has written a sign."""
    terminal = Terminal(command, 120, 36, environment)
    terminal.read(until=sign)
    taken = terminal.last_byte - terminal.started
    terminal.close()
    return taken


def seconds(command: Sequence[str]) -> float:
    """Return how long a command takes."""
    begun = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - begun


def resident(command: Sequence[str], environment: dict[str, str]) -> float:
    """Return the memory after opening the library, searching and reading, in MB."""
    terminal = Terminal(command, 120, 36, environment)
    terminal.read(until=b"10,000")
    terminal.read(quiet=2.0)
    for keys in (b"/uranium enrichment\r", b"\r", b"   ", b"]", b"]", b"G"):
        terminal.send(keys, quiet=0.8)
    megabytes = terminal.resident_megabytes()
    terminal.close()
    return megabytes


def idle(command: Sequence[str], environment: dict[str, str]) -> float:
    """Return the processor seconds of three idle seconds after everything has come to rest."""
    terminal = Terminal(command, 80, 24, environment)
    terminal.read(quiet=3.0)
    before = terminal.processor_seconds()
    written = terminal.read(quiet=3.0, longest=3.0)
    used = terminal.processor_seconds() - before
    terminal.close()
    if written:
        raise SystemExit(f"idle, yet {len(written)} bytes were written")
    return used


if __name__ == "__main__":
    raise SystemExit(main())
