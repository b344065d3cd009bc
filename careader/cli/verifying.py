"""Looking up quotations of a text in the articles they are from."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from careader.annotations.anchoring.normal import normal
from careader.annotations.export.markdown import block_id
from careader.annotations.matching import Matcher
from careader.annotations.quotations import Quotation, Verdict, look_up
from careader.errors import LibraryError
from careader.model import Highlight
from careader.workspace import Workspace

_WORST = (Verdict.SAME, Verdict.CHANGED, Verdict.GONE)


@dataclass(frozen=True, slots=True)
class Checked:
    """A quotation and what became of it."""

    quotation: Quotation
    verdict: Verdict
    article: str = ""
    """The article it is from; empty when that is not known."""
    highlight: str = ""
    """The highlight it was exported from, where it was."""
    now: str = ""
    """What the article says instead."""


class Verifier:
    """Looks quotations up in one library."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        workspace.notebook.load()

    def check(self, quotation: Quotation) -> Checked:
        """Return what became of a quotation: of several articles it may be from, the best."""
        highlight = self._highlights.get(quotation.block_id)
        articles = [highlight.article] if highlight else list(self._articles(quotation))
        answers = [self._in_article(each, quotation) for each in dict.fromkeys(articles) if each]
        if not answers:
            same = self._marked(quotation)
            return same or Checked(quotation, Verdict.UNKNOWN)
        best = min(answers, key=lambda each: _WORST.index(each.verdict))
        return Checked(
            quotation, best.verdict, best.article, highlight.id if highlight else "", best.now
        )

    def _articles(self, quotation: Quotation) -> Iterator[str]:
        for url in quotation.urls:
            yield from self._matcher.by_url(url)
        for title in quotation.titles:
            yield from self._matcher.by_title(title)

    def _in_article(self, article_id: str, quotation: Quotation) -> Checked:
        try:
            _, reading = self._workspace.read(article_id)
        except LibraryError:
            return Checked(quotation, Verdict.GONE, article_id)
        verdict, now = look_up(quotation.text, reading.text)
        return Checked(quotation, verdict, article_id, now=now)

    def _marked(self, quotation: Quotation) -> Checked | None:
        """Return the answer for a quotation that names nothing but is somebody's highlight."""
        highlight = self._quotes.get(normal(quotation.text).text)
        if highlight is None or not highlight.article:
            return None
        found = self._in_article(highlight.article, quotation)
        return Checked(quotation, found.verdict, found.article, highlight.id, found.now)

    @cached_property
    def _matcher(self) -> Matcher:
        return Matcher(self._workspace.catalogue)

    @cached_property
    def _every(self) -> tuple[Highlight, ...]:
        store = self._workspace.notebook.store
        return (*store.deleted(), *store.highlights())

    @cached_property
    def _highlights(self) -> dict[str, Highlight]:
        return {block_id(each.id): each for each in self._every}

    @cached_property
    def _quotes(self) -> dict[str, Highlight]:
        return {normal(each.quote).text: each for each in self._every if each.quote}
