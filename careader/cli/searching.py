"""What the commands that search share: an answer from a fresh index."""

from __future__ import annotations

from careader.cli import output
from careader.cli.progress import progress_bar
from careader.errors import CareaderError
from careader.model import SearchRequest
from careader.search.results import Results
from careader.search.updating import UpdateReport
from careader.workspace import Workspace


def update_index(workspace: Workspace, *, rebuild: bool = False) -> UpdateReport:
    """Bring the index up to date, with a bar on a terminal; say what could not be done.

    A search can do without: it answers from what is indexed, so nothing here is fatal to it.
    """
    with progress_bar() as report:
        outcome = workspace.update_index(report, rebuild=rebuild)
    if outcome.busy:
        output.say("Another careader is writing the index; what is new may not be found yet.")
    if outcome.error:
        output.complain(outcome.error)
    for article_id, reason in outcome.failed.items():
        output.complain(f"{article_id} is not indexed: {reason}")
    return outcome


def find(workspace: Workspace, request: SearchRequest) -> Results:
    """Return what a request finds, the index up to date; say what of it was not understood."""
    update_index(workspace)
    say_country_problems(workspace)
    workspace.notebook.load()
    results = workspace.search(request)
    if results is None:
        raise CareaderError("the search was cancelled")
    if results.problem:
        output.say(results.problem)
    for problem in workspace.spellings.problems:
        output.say(f"{workspace.paths.aliases_file}: {problem}")
    return results


def say_country_problems(workspace: Workspace) -> None:
    """Say what of the user's own countries makes no sense."""
    for problem in workspace.own_country_problems:
        output.complain(problem)


def say_nothing_found(results: Results) -> None:
    """Say that there is no hit, what left none, and what could have been meant."""
    hint = f"Did you mean: {results.suggestion}" if results.suggestion else ""
    output.say(" ".join(filter(None, ("Nothing found.", results.emptied, hint))))


def word_count(workspace: Workspace, article_id: str) -> int:
    """Return the words of an article's text; counted where the index does not know them."""
    known = workspace.word_count(article_id)
    if known:
        return known
    from careader.search.analysis import TOKEN

    try:
        _, reading = workspace.read(article_id)
    except CareaderError:
        return 0
    return len(TOKEN.findall(reading.text))
