"""What a person asks of an import beside the paths."""

from __future__ import annotations

from dataclasses import dataclass, replace

from careader.importing.model import ImportedArticle


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """Overrides and switches; the defaults take what the documents say and keep the originals."""

    publication: str = ""
    """The publication of every article, whatever the documents say."""
    date: str = ""
    """The date of every article: `2012`, `2012-10` or `2012-10-17`."""
    countries: tuple[str, ...] = ()
    """What every article is about, ISO 3166-1 alpha-2."""
    tags: tuple[str, ...] = ()
    """Added to the tags of every article."""
    replace: bool = False
    """Take what the import gives also over a body that was edited by hand."""
    originals: bool = True
    """Keep the bytes that were imported under `originals/`."""
    dry_run: bool = False
    """Say what would come out; write nothing."""

    @property
    def changes_articles(self) -> bool:
        """Whether documents that are known already have to be looked at again."""
        return bool(self.replace or self.overridden or self.tags)

    @property
    def overridden(self) -> frozenset[str]:
        """The fields of an article that are set here."""
        named = {"publication": self.publication, "date": self.date, "countries": self.countries}
        return frozenset(name for name, value in named.items() if value)

    def applied_to(self, article: ImportedArticle) -> ImportedArticle:
        """Return an article with what is set here; what was doubtful about that is settled."""
        given = {name: getattr(self, name) for name in self.overridden}
        if self.tags:
            given["tags"] = tuple(dict.fromkeys((*article.tags, *self.tags)))
        if not given:
            return article
        doubts = {k: v for k, v in article.doubts.items() if k not in self.overridden}
        return replace(article, doubts=doubts, **given)
