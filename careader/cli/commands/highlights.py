"""`careader highlights`: every passage that was marked, filtered and written out."""

from __future__ import annotations

from pathlib import Path

import click

from careader.annotations.export import FORMATS
from careader.cli import options, output
from careader.cli.exporting import deliver, update
from careader.cli.group import command as careader_command
from careader.cli.group import library_of_call
from careader.cli.passages import passages
from careader.cli.session import open_workspace
from careader.cli.status import ExitStatus
from careader.cli.tables import counted
from careader.highlight_query import Wanted


@careader_command("highlights", epilog=options.SYNTAX)
@options.query_argument()
@options.about_option
@options.country_option
@options.any_option
@click.option(
    "--article",
    metavar="ID",
    default="",
    shell_complete=options.complete_article,
    help="Of one article.",
)
@click.option("--reader", metavar="NAME", default="", help="Of one reader; default: of all.")
@options.color_option("Of one colour, by its name or what it means to you.")
@click.option(
    "--tag",
    metavar="TAG",
    default="",
    help="With this tag or one under it: trade has trade/customs.",
)
@click.option(
    "--format",
    "format_",
    type=click.Choice(list(FORMATS)),
    default="text",
    show_default=True,
    help="How they are written.",
)
@click.option("--json", "as_json", is_flag=True, help="The same as --format json.")
@click.option(
    "--output", "file", metavar="FILE", type=click.Path(), help="Write to a file (-o for short)."
)
@click.option(
    "--update",
    "updated",
    metavar="FILE",
    type=click.Path(),
    help="Bring the passages of a Markdown file up to date; what you wrote around them stays.",
)
@click.option(
    "--import",
    "imported",
    metavar="FILE",
    type=click.Path(),
    help="Take in the annotations of another program: Hypothes.is, Readwise, W3C JSON-LD, "
    "KOReader, Kindle clippings; - is standard input.",
)
def command(
    query: str,
    about: tuple[str, ...],
    country: tuple[str, ...],
    any_of: bool,
    article: str,
    reader: str,
    color: str,
    tag: str,
    format_: str,
    as_json: bool,
    file: str | None,
    updated: str | None,
    imported: str | None,
) -> int:
    """List the highlights of all readers, each where it stands in its article now.

    The words of QUERY are looked for in quotes, notes and tags; color:, tag: and by: (a reader)
    are asked of each highlight, fields such as title:, about: and date: of its article. The state
    of a highlight is sure, check (the text has changed and the passage has probably moved) or
    orphan (it is not there any more).

    With --import nothing is listed but what came of each annotation of FILE; importing the same
    file again changes nothing. An annotation that no article fits is kept, and listed without one.
    """
    if imported is not None:
        from careader.cli.taking_in import take_in

        return take_in(open_workspace(library_of_call()), imported, as_json=as_json)
    wanted = Wanted(
        query=query,
        article=article,
        reader=reader,
        color=color,
        tag=tag,
        about=about,
        country=country,
        any_of=any_of,
    )
    workspace = open_workspace(library_of_call())
    workspace.notebook.load()
    found = list(passages(workspace, wanted))
    if updated is not None:
        update(found, Path(updated).expanduser())
    else:
        deliver(found, "json" if as_json else format_, file)
    output.conclude(counted(len(found), "highlight"))
    return ExitStatus.DONE
