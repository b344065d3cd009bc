"""`careader verify`: whether the archive still says what a text quotes from it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import click

from careader.annotations.quotations import Quotation, Verdict, quotations
from careader.cli import output
from careader.cli.group import command as careader_command
from careader.cli.group import json_option, library_of_call
from careader.cli.session import open_workspace
from careader.cli.status import ExitStatus
from careader.cli.tables import counted
from careader.cli.verifying import Checked, Verifier
from careader.errors import CareaderError
from careader.text.clean import clean_line

_FAILED = (Verdict.CHANGED, Verdict.GONE)


@careader_command("verify")
@click.argument("files", metavar="FILE…", nargs=-1, required=True, type=click.Path())
@click.option("--all", "everything", is_flag=True, help="List the quotations that match too.")
@json_option
def command(files: Sequence[str], everything: bool, as_json: bool) -> int:
    """Look up every quotation of a Markdown file in the archive again.

    Lists what no longer matches: changed (the article says something like it) or gone. A quotation
    is a block quote; which article it is from is told by what `careader highlights` wrote beside
    it, or by the source named under it. Of others nothing can be said: they are unknown.
    Exit status 1 when something does not match.
    """
    verifier = Verifier(open_workspace(library_of_call()))
    found = [(file, each) for file in files for each in _checked(verifier, file)]
    if as_json:
        output.json_document([_shape(file, each) for file, each in found])
    else:
        for file, each in found:
            if everything or each.verdict in _FAILED:
                _print(file, each)
    failed = sum(each.verdict in _FAILED for _, each in found)
    unknown = sum(each.verdict is Verdict.UNKNOWN for _, each in found)
    output.conclude(_summary(len(found), failed, unknown))
    return ExitStatus.FAILED if failed else ExitStatus.DONE


def _checked(verifier: Verifier, file: str) -> Iterator[Checked]:
    return (verifier.check(each) for each in _quotations(Path(file).expanduser()))


def _quotations(path: Path) -> Iterator[Quotation]:
    try:
        text = path.read_text(encoding="utf-8", errors="replace")
    except OSError as error:
        raise CareaderError(f"{path} cannot be read: {error.strerror}") from error
    return quotations(text.replace("\r\n", "\n"))


def _print(file: str, checked: Checked) -> None:
    quotation = checked.quotation
    output.line(f"{file}:{quotation.line}: {checked.verdict}: “{clean_line(quotation.text)}”")
    for name, text in (("in", checked.article), ("now", checked.now)):
        if text:
            output.line(f"    {name}: {clean_line(text)}")


def _shape(file: str, checked: Checked) -> dict[str, Any]:
    return {
        "file": file,
        "line": checked.quotation.line,
        "quote": checked.quotation.text,
        "verdict": str(checked.verdict),
        "article": checked.article,
        "highlight": checked.highlight,
        "now": checked.now,
    }


def _summary(total: int, failed: int, unknown: int) -> str:
    known = counted(total - unknown, "quotation")
    beside = f"; {unknown:,} from elsewhere" if unknown else ""
    return f"{known}, {failed:,} of which no longer match{'es' if failed == 1 else ''}{beside}"
