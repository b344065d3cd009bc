"""The settings and the reader's own lists."""

from __future__ import annotations

from collections.abc import Iterator

from careader.doctor.case import Case
from careader.doctor.finding import Finding, fact, wrong


def check(case: Case) -> Iterator[Finding]:
    """Look at config.yaml and aliases.yaml."""
    file = case.paths.config_file
    if case.settings_problem:
        yield wrong(case.settings_problem, f"correct {file}; `careader config` lists the settings")
    elif file.exists():
        yield fact(f"settings: {file}")
    else:
        yield fact(f"settings: the defaults; {file} would hold your own")
    yield from _spellings(case)
    if case.workspace is not None:
        for problem in case.workspace.own_country_problems:
            yield wrong(problem, "correct the entry in that file")


def _spellings(case: Case) -> Iterator[Finding]:
    from careader.search.spellings import OwnSpellings

    file = case.paths.aliases_file
    spellings = OwnSpellings(file)
    count = len(spellings.now().groups)
    yield fact(f"names with other spellings: {count:,}")
    for problem in spellings.problems:
        yield wrong(f"{file}: {problem}", "write each entry as a list of names of one thing")
