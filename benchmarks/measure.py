"""What all benchmarks share: timing, memory, and figures printed beside their budgets."""

from __future__ import annotations

import gc
import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Measurement:
    """One figure and what it may be."""

    name: str
    value: float
    unit: str
    budget: float | None = None
    """The bound, in the same unit; None for a figure that is only told."""
    at_least: bool = False
    """Whether the budget is a floor (documents a second) instead of a ceiling."""

    @property
    def met(self) -> bool:
        """Whether the figure keeps to its budget; one without a budget always does."""
        if self.budget is None:
            return True
        return self.value >= self.budget if self.at_least else self.value <= self.budget

    @property
    def bound(self) -> str:
        """The budget as the table shows it."""
        if self.budget is None:
            return ""
        return f"{'≥' if self.at_least else '≤'} {_figure(self.budget)} {self.unit}"

    @property
    def verdict(self) -> str:
        """`met`, or by what factor the budget is missed."""
        if self.budget is None:
            return ""
        if self.met:
            return "met"
        ends = sorted((self.value, self.budget))
        return f"missed, {ends[1] / ends[0]:.1f} times" if ends[0] > 0 else "missed"


def report(measurements: Sequence[Measurement]) -> int:
    """Print a Markdown table of measured beside budget; return 1 if any is missed, else 0."""
    rows = [("what", "measured", "budget", "verdict")]
    rows += [(m.name, f"{_figure(m.value)} {m.unit}", m.bound, m.verdict) for m in measurements]
    widths = [max(len(row[column]) for row in rows) for column in range(4)]
    rows.insert(1, ("-" * widths[0], "-" * (widths[1] - 1) + ":", "-" * widths[2], "-" * widths[3]))
    for what, measured, budget, verdict in rows:
        cells = (
            what.ljust(widths[0]),
            measured.rjust(widths[1]),
            budget.ljust(widths[2]),
            verdict.ljust(widths[3]),
        )
        print("| " + " | ".join(cells) + " |")
    return 0 if all(m.met for m in measurements) else 1


def _figure(value: float) -> str:
    """Return a figure with three digits that say something, or all before the point."""
    if value == 0 or value >= 100:
        return f"{value:,.0f}"
    return f"{value:.3g}"


def times(call: Callable[[], object], *, runs: int = 5, warm: int = 1) -> list[float]:
    """Return the seconds that each of `runs` calls takes, after `warm` calls that do not count."""
    for _ in range(warm):
        call()
    seconds = []
    for _ in range(runs):
        gc.collect()
        start = time.perf_counter()
        call()
        seconds.append(time.perf_counter() - start)
    return seconds


def median(call: Callable[[], object], *, runs: int = 5, warm: int = 1) -> float:
    """Return the median seconds of `runs` calls."""
    return statistics.median(times(call, runs=runs, warm=warm))


def percentile(values: Sequence[float], percent: float) -> float:
    """Return the value that `percent` of all do not exceed (nearest rank)."""
    ordered = sorted(values)
    rank = max(1, -(-len(ordered) * percent // 100))
    return ordered[int(rank) - 1]


def resident_mb() -> float:
    """Return this process's resident memory now, in MB of a million bytes (Linux)."""
    for text in Path("/proc/self/status").read_text().splitlines():
        if text.startswith("VmRSS:"):
            return int(text.split()[1]) * 1024 / 1e6
    return 0.0
