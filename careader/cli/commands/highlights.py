"""`careader highlights`: every passage that was marked, filtered and written out."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from careader.annotations.export import FORMATS, Passage, render
from careader.annotations.export.document import shape
from careader.cli import options, output
from careader.cli.group import command as careader_command
from careader.cli.group import library_of_call
from careader.cli.passages import Wanted, passages
from careader.cli.session import open_workspace
from careader.cli.tables import counted
from careader.config import COLORS
from careader.errors import CareaderError


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
@click.option("--color", type=click.Choice(COLORS), help="Of one colour.")
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
def command(
    query: str,
    about: tuple[str, ...],
    country: tuple[str, ...],
    any_of: bool,
    article: str,
    reader: str,
    color: str | None,
    tag: str,
    format_: str,
    as_json: bool,
    file: str | None,
) -> None:
    """List the highlights of all readers, each where it stands in its article now.

    The words of QUERY are looked for in quotes, notes and tags; fields such as title:, about:
    and date: say which articles. The state of a highlight is sure, check (the text has changed
    and the passage has probably moved) or orphan (it is not there any more).
    """
    wanted = Wanted(
        query=query,
        article=article,
        reader=reader,
        color=color or "",
        tag=tag,
        about=about,
        country=country,
        any_of=any_of,
    )
    workspace = open_workspace(library_of_call())
    workspace.notebook.load()
    found = list(passages(workspace, wanted))
    _deliver(found, "json" if as_json else format_, file)
    output.conclude(counted(len(found), "highlight"))


def _deliver(found: Sequence[Passage], format_: str, file: str | None) -> None:
    if file:
        _save(Path(file).expanduser(), render(format_, found))
    elif format_ == "json":
        output.json_document(list(map(shape, found)))
    else:
        output.write(render(format_, found))


def _save(file: Path, text: str) -> None:
    try:
        file.write_text(text, encoding="utf-8")
    except OSError as error:
        raise CareaderError(f"{file} was not written: {error.strerror}") from error
