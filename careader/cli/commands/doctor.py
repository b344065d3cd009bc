"""`careader doctor`: what is wrong, and how to mend it."""

from __future__ import annotations

import click

from careader.cli import output
from careader.cli.group import command as careader_command
from careader.cli.group import json_option, library_of_call
from careader.cli.status import ExitStatus
from careader.doctor import Case, Finding, examine
from careader.paths import Paths


@careader_command("doctor")
@click.option("--quiet", is_flag=True, help="Print only what is wrong.")
@click.option(
    "--recover", is_flag=True, help="First write lost highlights of yours again, from the journal."
)
@json_option
def command(quiet: bool, recover: bool, as_json: bool) -> ExitStatus:
    """Check settings, library, index, highlights and terminal.

    Says what is wrong and how to mend it; without --recover it changes nothing. Exit status 1 when
    something is wrong.
    """
    case = Case(library_of_call(), Paths.of_user())
    if recover and case.workspace is not None:
        for where in case.workspace.notebook.recover():
            output.say(f"written again: {where}")
    found = [(name, finding) for name, finding in examine(case) if finding.wrong or not quiet]
    if as_json:
        output.json_document([_shape(name, finding) for name, finding in found])
    else:
        for name, finding in found:
            _print(name, finding)
    faults = sum(finding.wrong for _, finding in found)
    if not as_json:
        output.conclude(f"{faults} to mend" if faults else "Nothing is wrong.")
    return ExitStatus.FAILED if faults else ExitStatus.DONE


def _shape(name: str, finding: Finding) -> dict[str, str | bool]:
    return {
        "check": name,
        "what": finding.what,
        "wrong": finding.wrong,
        "mend": finding.mend,
    }


def _print(name: str, finding: Finding) -> None:
    head = f"{name:<12}"
    if finding.wrong:
        output.line(output.Bold(f"{head}! "), finding.what)
        output.line(" " * len(head), "  mend: ", output.Bold(finding.mend))
    else:
        output.line(output.Dim(f"{head}  "), finding.what)
