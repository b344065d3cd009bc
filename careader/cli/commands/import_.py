"""`careader import`: documents from outside become articles of the library."""

from __future__ import annotations

import click

from careader.cli import importing, options, output
from careader.cli.group import command as careader_command
from careader.cli.group import json_option, library_of_call
from careader.cli.progress import progress_bar
from careader.cli.session import open_workspace
from careader.cli.status import ExitStatus
from careader.importing.options import Options
from careader.importing.report import Report
from careader.workspace import Workspace

_INTERRUPTED = "interrupted: the same import again carries on"


def _date(ctx: click.Context, parameter: click.Parameter, text: str | None) -> str:
    """Return the date that is meant; empty for none."""
    from careader.library.dates import parse_date

    date = parse_date(text) if text else ""
    if date is None:
        message = f"“{text}” is not one date: 2012, 2012-10 and 2012-10-17 are"
        raise click.BadParameter(message, ctx, parameter)
    return date


@careader_command("import")
@click.argument("paths", metavar="PATH…", nargs=-1, required=True)
@click.option("--dry-run", is_flag=True, help="Show what would come out; write nothing.")
@click.option("--publication", metavar="NAME", default="", help="The publication of all articles.")
@click.option(
    "--date", metavar="DATE", callback=_date,
    help="The date of all articles: 2012, 2012-10 or 2012-10-17.",
)  # fmt: skip
@click.option(
    "--country", multiple=True, metavar="COUNTRY", callback=options.codes,
    help="What all articles are about, by code or name; may be repeated.",
)  # fmt: skip
@click.option(
    "--tag", multiple=True, metavar="TAG", help="A tag for all articles; may be repeated."
)
@click.option(
    "--replace", is_flag=True,
    help="Take the imported text also where the article's was edited by hand.",
)  # fmt: skip
@click.option(
    "--no-originals", is_flag=True, help="Do not keep the imported files under originals/."
)
@json_option
def command(
    paths: tuple[str, ...],
    dry_run: bool,
    publication: str,
    date: str,
    country: tuple[str, ...],
    tag: tuple[str, ...],
    replace: bool,
    no_originals: bool,
    as_json: bool,
) -> ExitStatus:
    """Import documents: text, Markdown, HTML, PDF, EPUB, DOCX, RSS and Atom, MHTML.

    PATH is a file, a folder (with all in it) or - for standard input. What a file is, its content
    says. A document that is there already is unchanged, a newer version updates the article in
    place: what you changed by hand stays. A file that cannot be read is told in one line, and the
    others arrive. Interrupted, the same import again carries on.
    """
    workspace = open_workspace(library_of_call())
    wanted = Options(
        publication=" ".join(publication.split()),
        date=date,
        countries=country,
        tags=tuple(filter(None, (" ".join(each.split()) for each in tag))),
        replace=replace,
        originals=workspace.config.originals and not no_originals,
        dry_run=dry_run,
    )
    report = _imported(workspace, wanted, paths)
    if as_json:
        output.json_document(importing.shapes(report, workspace.library))
    else:
        importing.print_articles(report, dry_run=dry_run)
    output.flush()
    importing.say_report(report, dry_run=dry_run)
    if report.stopped == _INTERRUPTED:
        return ExitStatus.INTERRUPTED
    return ExitStatus.FAILED if report.stopped or any(report.errors()) else ExitStatus.DONE


def _imported(workspace: Workspace, wanted: Options, paths: tuple[str, ...]) -> Report:
    """Return what an import did; interrupted, as far as it came."""
    report = Report()
    try:
        with progress_bar(rate=True) as progress:
            workspace.importing(wanted, progress).into(report, paths)
    except KeyboardInterrupt:
        report.stopped = _INTERRUPTED
    return report
