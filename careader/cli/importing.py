"""What `careader import` prints: the articles, what went wrong, and the sums."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from careader.cli import output
from careader.cli.tables import aligned, counted, print_table
from careader.countries.names import name_of
from careader.importing.archive import DUPLICATE
from careader.importing.mentions import mentions_of
from careader.importing.report import ArticleReport, Change, Report, SourceReport, Status
from careader.library.library import Library

_DOUBTS_SHOWN = 20
"""Lines; `--json` has all of them."""

_WHEN_SET = ("url", "doi", "issn", "volume", "issue", "section", "abstract")


# --- for scripts


def shapes(report: Report, library: Library) -> list[dict[str, Any]]:
    """Return the sources of an import as DESIGN.md has them, with a few more keys."""
    return [
        {
            "source": each.source,
            "status": each.status.value,
            "error": each.error,
            "articles": [_article_shape(one, library) for one in each.articles],
        }
        for each in report.sources
    ]


def _article_shape(told: ArticleReport, library: Library) -> dict[str, Any]:
    article = told.article
    return {
        "id": article.id,
        "path": article.path,
        "title": article.title,
        "author": list(article.authors),
        "date": article.date,
        "publication": article.publication,
        "lang": article.lang,
        "countries": list(article.countries),
        "mentions": dict(told.mentions or mentions_of(library, article)),
        "doubts": dict(article.doubts),
        "tags": list(article.tags),
        **{name: value for name in _WHEN_SET if (value := getattr(article, name))},
        "change": told.change.value,
        "note": told.note,
        "rules": dict(told.rules),
    }


# --- for people


def print_articles(report: Report, *, dry_run: bool) -> None:
    """Print the articles that are new or changed, one a line; in a dry run all that is known."""
    changed = [each for each in report.articles() if each.change is not Change.UNCHANGED]
    if not dry_run:
        rows = [(e.change.value, e.article.id, e.article.date, e.article.title) for e in changed]
        print_table(rows)
        return
    for number, each in enumerate(changed):
        if number:
            output.line()
        output.line(output.Bold(each.article.title), f" ({each.change.value})")
        for text in aligned(list(_facts(each))):
            output.line("  " + text)


def _facts(told: ArticleReport) -> Iterator[tuple[str, str]]:
    """Yield what is known of an article that would be imported."""
    article = told.article
    facts = [
        ("path", article.path),
        ("author", ", ".join(article.authors)),
        ("date", article.date),
        ("publication", article.publication),
        ("volume", ", ".join(filter(None, (article.volume, article.issue)))),
        ("section", article.section),
        ("language", article.lang),
        ("about", ", ".join(map(name_of, article.countries))),
        ("mentions", ", ".join(f"{name_of(code)} {n}" for code, n in told.mentions.items())),
        ("tags", ", ".join(article.tags)),
        ("doi", article.doi),
        ("issn", article.issn),
        ("url", article.url),
    ]
    yield from ((name, value) for name, value in facts if value)
    yield from (("doubt", f"{name}: {what}") for name, what in article.doubts.items())


def say_report(report: Report, *, dry_run: bool) -> None:
    """Say what went wrong, what is to be looked at, and the sums, on standard error."""
    for source in report.errors():
        output.complain(f"{source.source}: {source.error}")
    for told in report.articles():
        if told.note:
            output.say(f"{told.article.id}: {told.note}")
    _say_doubts(report)
    for text in aligned(list(_sums(report, dry_run=dry_run))):
        output.say(text)
    if report.stopped:
        output.complain(report.stopped)


def _say_doubts(report: Report) -> None:
    doubts = [
        f"{article.id}: {name} in doubt: {what}"
        for article in report.doubtful()
        for name, what in article.doubts.items()
        if name != DUPLICATE  # its note says the same
    ]
    for text in doubts[:_DOUBTS_SHOWN]:
        output.say(text)
    if len(doubts) > _DOUBTS_SHOWN:
        output.say(f"… and {len(doubts) - _DOUBTS_SHOWN:,} more doubts: --json lists them all")


def _sums(report: Report, *, dry_run: bool) -> Iterator[tuple[str, str]]:
    """Yield the rows of the table at the end."""
    new, updated = report.changed(Change.NEW), report.changed(Change.UPDATED)
    taken = counted(report.count(Status.IMPORTED), "source")
    would = "would be imported" if dry_run else "imported"
    yield would, f"{taken}: {counted(new, 'new article')}, {updated:,} updated"
    yield "unchanged", counted(report.count(Status.UNCHANGED), "source")
    yield "failed", counted(report.count(Status.FAILED), "source") + _reasons(report)
    doubtful = len(list(report.doubtful()))
    hint = "; D in the reader settles them" if doubtful else ""
    yield "in doubt", counted(doubtful, "article") + hint
    if report.passed_over:
        kinds = ", ".join(suffix or "without a suffix" for suffix in sorted(report.passed_over))
        yield "passed over", f"{counted(sum(report.passed_over.values()), 'file')}: {kinds}"
    left = report.total - len(report.sources)
    if left:
        yield "not reached", counted(left, "source")
    rate = len(report.sources) / report.seconds if report.seconds else 0.0
    yield "time", f"{report.seconds:.1f} s, {rate:,.0f} sources/s"


def _reasons(report: Report) -> str:
    """Return the commonest reasons of failure with their numbers, where there are several."""
    counts: dict[str, int] = {}
    for source in _failed(report):
        counts[source.error] = counts.get(source.error, 0) + 1
    if sum(counts.values()) < 2:  # the one line above says it already
        return ""
    ranked = sorted(counts.items(), key=lambda each: (-each[1], each[0]))[:3]
    return ": " + ", ".join(f"{number:,} × {why}" for why, number in ranked)


def _failed(report: Report) -> Iterator[SourceReport]:
    return (each for each in report.sources if each.status is Status.FAILED)
