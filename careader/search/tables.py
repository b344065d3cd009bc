"""What is known of the articles of one catalogue, turned round for filters and counts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from copy import copy
from functools import cached_property

from careader.model import Facets
from careader.search import query as q
from careader.search.bits import Universe
from careader.search.column import Column
from careader.search.dates import overlaps
from careader.search.facts import Articles, ReaderFacts, mentions_of
from careader.search.textmatch import leaf_in, named_in, places_in


class Tables:
    """Columns of the catalogue, each made when first asked for. Never changes."""

    def __init__(self, articles: Articles, mentions: Mapping[str, str]) -> None:
        """Take a catalogue and, by article id, the line of counts of mentioned countries."""
        self.articles = articles
        self.universe = Universe(len(articles))
        self._mentions = mentions

    def with_mentions(self, mentions: Mapping[str, str]) -> Tables:
        """Return the same tables after indexing: what comes of the catalogue is not made again."""
        other = copy(self)
        other._mentions = mentions
        other.__dict__.pop("mentioned", None)
        return other

    @cached_property
    def ids(self) -> Sequence[str]:
        """Article ids by ordinal."""
        return self.articles.column("id")

    @cached_property
    def ordinals(self) -> Mapping[str, int]:
        """Ordinals by article id."""
        return {id_: ordinal for ordinal, id_ in enumerate(self.ids)}

    @cached_property
    def about(self) -> Column:
        """Codes of the countries articles are about."""
        return Column(self.universe, self.articles.column("countries"))

    @cached_property
    def mentioned(self) -> Column:
        """Codes of the countries articles mention or are about."""
        about = self.articles.column("countries")
        found = (mentions_of(self._mentions.get(id_, "")) for id_ in self.ids)
        merged = [tuple(dict.fromkeys((*a, *m))) for a, m in zip(about, found, strict=True)]
        return Column(self.universe, merged)

    @cached_property
    def publication(self) -> Column:
        """Where articles appeared."""
        return self._single("publication")

    @cached_property
    def lang(self) -> Column:
        """Languages, primary tags."""
        return self._single("lang")

    @cached_property
    def date(self) -> Column:
        """Dates as they are known."""
        return self._single("date")

    @cached_property
    def year(self) -> Column:
        """Years."""
        return Column(self.universe, [(date[:4],) for date in self.articles.column("date")])

    @cached_property
    def author(self) -> Column:
        """Names of authors."""
        return Column(self.universe, self.articles.column("authors"))

    @cached_property
    def tag(self) -> Column:
        """Tags."""
        return Column(self.universe, self.articles.column("tags"))

    def _single(self, name: str) -> Column:
        return Column(self.universe, [(value,) for value in self.articles.column(name)])

    def named(self, leaf: q.Named) -> int:
        """Return the articles with such a publication, author, tag or language."""
        column: Column = getattr(self, _COLUMNS[leaf.field])
        return column.bits_of(value for value in column.places if named_in(leaf, (value,)))

    def dated(self, leaf: q.DateRange) -> int:
        """Return the articles that may be of these days."""
        dates = self.date.places
        return self.date.bits_of(date for date in dates if overlaps(date, leaf.first, leaf.last))

    def of_ids(self, ids: Iterable[str]) -> int:
        """Return the articles of these ids; unknown ids are passed over."""
        ordinals = self.ordinals
        return self.universe.of([ordinals[id_] for id_ in ids if id_ in ordinals])

    def owned(self, leaf: q.Is | q.Has | q.Noted, reader: ReaderFacts) -> int:
        """Return the articles with which the reader has done this."""
        match leaf:
            case q.Is(q.State.READ):
                return self.of_ids(reader.read)
            case q.Is(q.State.UNREAD):
                return self.universe.without(self.of_ids(reader.read))
            case q.Is():
                return self.of_ids(reader.starred)
            case _:
                wanted = (id_ for id_ in reader.highlights if owns(leaf, id_, reader))
                return self.of_ids(wanted)

    def facets(self, bits: int) -> Facets:
        """Return the counts of every field over a set; each is counted when it is looked at."""
        return Facets(
            **{name: LazyCounts(self, name, bits) for name in Facets.__dataclass_fields__}
        )


class LazyCounts(Mapping[str, int]):
    """Value to number of articles of one set, most first, counted at the first look."""

    def __init__(self, tables: Tables, column: str, bits: int) -> None:
        self._source = (tables, column, bits)

    @cached_property
    def _counts(self) -> Mapping[str, int]:
        tables, column, bits = self._source
        counts: Mapping[str, int] = getattr(tables, column).counts(bits)
        return counts

    def __getitem__(self, value: str) -> int:
        return self._counts[value]

    def __iter__(self):  # type: ignore[no-untyped-def]
        return iter(self._counts)

    def __len__(self) -> int:
        return len(self._counts)

    def __repr__(self) -> str:
        return repr(dict(self._counts))


def owns(leaf: q.Is | q.Has | q.Noted, id_: str, reader: ReaderFacts) -> bool:
    """Say whether one of an article's living highlights is what the leaf asks for."""
    living = [h for h in reader.highlights.get(id_, ()) if not h.deleted]
    match leaf:
        case q.Has(q.Owned.NOTE):
            return any(h.note.strip() for h in living)
        case q.Noted(field, words):
            wanted = q.NoteField.NOTE
            texts = (h.note if field is wanted else h.quote for h in living)
            return any(leaf_in(words, places_in(text)) for text in texts if text)
        case _:
            return bool(living)


_COLUMNS = {
    q.NamedField.PUBLICATION: "publication",
    q.NamedField.AUTHOR: "author",
    q.NamedField.TAG: "tag",
    q.NamedField.LANG: "lang",
}
