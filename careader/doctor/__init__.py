"""Is everything as it should be: checks that say what is wrong and how to mend it.

A check is a function of a `Case` that yields findings; those it needs no screen, no network and
no change of anything for. A part that can go wrong gets a module with its checks, and its line in
`CHECKS`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from careader.doctor import clipboard, folders, highlights, index, library, settings, terminal
from careader.doctor.case import Case
from careader.doctor.finding import Finding, fact, wrong

__all__ = ["CHECKS", "Case", "Check", "Finding", "examine", "fact", "wrong"]

Check = Callable[[Case], Iterator[Finding]]

CHECKS: dict[str, Check] = {
    "settings": settings.check,
    "folders": folders.check,
    "library": library.check,
    "index": index.check,
    "highlights": highlights.check,
    "terminal": terminal.check,
    "clipboard": clipboard.check,
}
"""Every check by its name, in the order in which they are told."""


def examine(case: Case) -> Iterator[tuple[str, Finding]]:
    """Yield what every check finds, with the check's name; raises nothing."""
    for name, check in CHECKS.items():
        try:
            for finding in check(case):
                yield name, finding
        except Exception as error:  # one part that is broken must not hide what the others say
            kind = type(error).__name__
            yield name, wrong(f"this could not be checked: {kind}: {error}", "please report it")
