"""Whether the index is what the files say: by digests, and by looking words up."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from careader.errors import CareaderError
from careader.model import Article, Document
from careader.search import query as q
from careader.search.analysis import forms
from careader.search.derive import heads_of
from careader.search.facts import NOBODY, Articles
from careader.search.store import Row, unpack
from careader.search.view import View

Read = Callable[[Article], Document]

TRIED = 40
"""Articles whose text is made again and whose words are looked up; spread over the library."""

WORDS = 12
"""Words of each that are looked up."""


@dataclass(slots=True)
class Health:
    """What a comparison of index and files found; lists are of article ids."""

    built: bool = True
    """Whether there is an index at all."""
    current: bool = True
    """Whether it was made by the rules of this version."""
    damage: str = ""
    """Why it cannot be read; empty when it can."""
    documents: int = 0
    missing: list[str] = field(default_factory=list)
    """In the library, not indexed."""
    stale: list[str] = field(default_factory=list)
    """Indexed from another file than lies there now."""
    surplus: list[str] = field(default_factory=list)
    """Indexed, not in the library."""
    lost: list[str] = field(default_factory=list)
    """Said to be indexed, and not in the index."""
    false: list[str] = field(default_factory=list)
    """Kept with a text that is not theirs, or not found by their own words."""
    tried: int = 0
    """How many were looked up by words."""

    @property
    def well(self) -> bool:
        """Whether searching finds just what is in the files."""
        faults = (self.missing, self.stale, self.surplus, self.lost, self.false)
        return self.built and self.current and not self.damage and not any(faults)


class Examiner:
    """One comparison; raises Damaged."""

    def __init__(
        self, view: View, articles: Articles, read: Read, packed: Callable[[int], bytes | None]
    ) -> None:
        self._view = view
        self._articles = articles
        self._read = read
        self._packed = packed
        self.health = Health(documents=len(view.rows))

    def run(self) -> Health:
        """Compare every document's digest, and some whole."""
        health, rows = self.health, self._view.rows
        held = set(self._view.engine.keys) if self._view.engine else set()
        sound: list[tuple[Article, Row, Document]] = []
        every = max(1, len(self._articles) // TRIED)
        for number in range(len(self._articles)):
            article = self._articles[number]
            row = rows.get(article.id)
            if row is None:
                health.missing.append(article.id)
            elif row.key not in held:
                health.lost.append(article.id)
            else:
                self._compare(article, row, sound, whole=number % every == 0)
        present = set(self._articles.column("id"))
        health.surplus += [id_ for id_ in rows if id_ not in present]
        for article, row, document in sound:
            self._try(article, row, document)
        return health

    def _compare(
        self,
        article: Article,
        row: Row,
        sound: list[tuple[Article, Row, Document]],
        *,
        whole: bool,
    ) -> None:
        try:
            document = self._read(article)
        except (CareaderError, OSError):
            return  # what cannot be read is the library's trouble, and told there
        if document.digest != row.digest:
            self.health.stale.append(article.id)
        elif whole:
            sound.append((article, row, document))

    def _try(self, article: Article, row: Row, document: Document) -> None:
        """Make a text again, compare it with what is kept, and look its words up."""
        from careader.text.reading import build

        text = build(document.markdown).text
        packed = self._packed(row.key)
        self.health.tried += 1
        kept = packed is not None and unpack(packed) == text
        if not kept or not self._is_found(article, [*heads_of(article), text]):
            self.health.false.append(article.id)

    def _is_found(self, article: Article, texts: list[str]) -> bool:
        words = list(dict.fromkeys(form for text in texts for form in forms(text)))
        ordinal = self._view.tables.ordinals[article.id]
        some = words[:: max(1, len(words) // WORDS)]
        return all(
            self._view.universe.has(self._view.bits(q.Phrase((word,)), NOBODY), ordinal)
            for word in some
        )
