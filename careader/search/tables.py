"""What is known of the articles of one catalogue, turned round for filters and counts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from copy import copy
from functools import cached_property

from careader.model import Facets, Highlight
from careader.search import query as q
from careader.search.bits import Universe
from careader.search.column import Column
from careader.search.dates import overlaps
from careader.search.facts import Articles, ReaderFacts, mentions_of
from careader.search.groups import GroupColumn, is_country
from careader.search.store import Row
from careader.search.textmatch import leaf_in, named_in, places_in


class Tables:
    """Columns of the catalogue, each made when first asked for. Never changes."""

    def __init__(self, articles: Articles, rows: Mapping[str, Row]) -> None:
        """Take a catalogue and, by article id, what indexing found."""
        self.articles = articles
        self.universe = Universe(len(articles))
        self._rows = rows

    def with_rows(self, rows: Mapping[str, Row]) -> Tables:
        """Return the same tables after indexing: what comes of the catalogue is not made again."""
        other = copy(self)
        other._rows = rows
        for made in ("primary", *_FROM_INDEXING):
            other.__dict__.pop(made, None)
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
    def primary(self) -> Sequence[tuple[str, ...]]:
        """What each article is about: as its front matter says, else as its text was weighed."""
        said = self.articles.column("countries")
        rows = self._rows
        return [
            codes or (tuple(row.about.split()) if (row := rows.get(id_)) else ())
            for id_, codes in zip(self.ids, said, strict=True)
        ]

    @cached_property
    def about(self) -> Column:
        """Codes of the countries articles are about."""
        return Column(self.universe, self.primary)

    @cached_property
    def mentioned(self) -> Column:
        """Codes of the countries articles mention or are about."""
        rows = self._rows
        found = (mentions_of(row.mentions) if (row := rows.get(i)) else () for i in self.ids)
        merged = [tuple(dict.fromkeys((*a, *m))) for a, m in zip(self.primary, found, strict=True)]
        return Column(self.universe, merged)

    @cached_property
    def organisation(self) -> Column:
        """Keys of the organisations articles name."""
        rows = self._rows
        named = [mentions_of(r.organisations) if (r := rows.get(i)) else () for i in self.ids]
        return Column(self.universe, [tuple(each) for each in named])

    @cached_property
    def group_about(self) -> GroupColumn:
        """Groups of countries articles are about, and organisations they name."""
        return GroupColumn(self.about, self.organisation)

    @cached_property
    def group_mentioned(self) -> GroupColumn:
        """Groups of countries articles mention, and organisations they name."""
        return GroupColumn(self.mentioned, self.organisation)

    def of_place(self, place: str, *, mentioned: bool) -> int:
        """Return the articles about (or mentioning) a country or a group of them."""
        if is_country(place):
            return (self.mentioned if mentioned else self.about).bits(place)
        return (self.group_mentioned if mentioned else self.group_about).bits(place)

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

    def tagged(self, leaf: q.Named, reader: ReaderFacts) -> int:
        """Return the articles one of whose highlights has such a tag."""
        marked = reader.highlights.items()
        return self.of_ids(id_ for id_, found in marked if named_in(leaf, tags_marked(found)))

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


def tags_marked(highlights: Iterable[Highlight]) -> Iterator[str]:
    """Yield the tags of highlights that are not deleted."""
    for highlight in highlights:
        if not highlight.deleted:
            yield from highlight.tags


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


_FROM_INDEXING = ("about", "mentioned", "organisation", "group_about", "group_mentioned")
_COLUMNS = {
    q.NamedField.PUBLICATION: "publication",
    q.NamedField.AUTHOR: "author",
    q.NamedField.TAG: "tag",
    q.NamedField.LANG: "lang",
}
