"""`careader index`: the search index brought up to date, or built anew."""

from __future__ import annotations

import time

import click

from careader.cli import output
from careader.cli.group import command as careader_command
from careader.cli.group import library_of_call
from careader.cli.searching import update_index
from careader.cli.session import open_workspace
from careader.cli.status import ExitStatus
from careader.cli.tables import counted


@careader_command("index")
@click.option("--rebuild", is_flag=True, help="Build it anew from the articles.")
def command(rebuild: bool) -> ExitStatus:
    """Bring the search index up to date with the articles.

    The reader and `careader search` do it by themselves; here it can be done ahead.
    """
    begun = time.monotonic()
    workspace = open_workspace(library_of_call())
    outcome = update_index(workspace, rebuild=rebuild)
    for path, problem in workspace.catalogue.problems.items():
        output.say(f"{path} is no article: {problem}")
    if outcome.error:
        return ExitStatus.FAILED
    done = f"{outcome.added:,} new, {outcome.changed:,} changed, {outcome.removed:,} gone"
    seconds = time.monotonic() - begun
    output.say(f"{counted(len(workspace.catalogue), 'article')}: {done}, {seconds:.1f} s")
    return ExitStatus.DONE
