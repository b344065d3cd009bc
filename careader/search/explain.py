"""Why an article was found: which part of the query is met by what in the article."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from careader.model import Article
from careader.search import query as q
from careader.search.analysis import forms
from careader.search.facts import Facts, ReaderFacts
from careader.search.hits import hits_of, joined
from careader.search.match import matches
from careader.search.passages import answers, text_of
from careader.search.seeds import Haystack
from careader.search.snippets import snippet
from careader.search.tables import tags_marked
from careader.search.textmatch import named_in, tests

FORMS_SAID = 4
"""Different forms of a word that a reason lists."""

QUOTED = 80
"""Code points of a note that a reason quotes, give or take."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """What is known of one article that was found."""

    article: Article
    text: str
    """Its reading text."""
    facts: Facts | None
    """What indexing found out about it; None before that."""
    reader: ReaderFacts

    @property
    def mentions(self) -> Mapping[str, int]:
        """Country code to how many times it is mentioned."""
        return self.facts.mentions if self.facts is not None else {}

    @property
    def about(self) -> tuple[str, ...]:
        """Codes of the countries it is about: from the front matter, else as it was weighed."""
        weighed = self.facts.about if self.facts is not None else ()
        return self.article.countries or weighed

    def matches(self, node: q.Node) -> bool:
        """Say whether the article is what a part of the query asks for."""
        return matches(node, self.article, self.text, self.mentions, self.reader, self.facts)

    @property
    def fields(self) -> Mapping[str, str]:
        """What is searched of the article, by the name a person gives it."""
        article = self.article
        return {
            "title": article.title,
            "authors": "\n".join(article.authors),
            "publication": article.publication,
            "tags": "\n".join(article.tags),
            "abstract": article.abstract,
            "text": self.text,
        }


@dataclass(frozen=True, slots=True)
class Reason:
    """One part of a query and what in the article meets it."""

    asked: str
    """The part, in words."""
    found: str
    """What meets it, in words."""
    also: tuple[str, ...] = ()
    """Other spellings of a name by which it was found, as the list of spellings writes them."""

    def describe(self) -> str:
        """Say it in one line."""
        return f"{self.asked}: {self.found}"


def reasons(node: q.Node, evidence: Evidence) -> tuple[Reason, ...]:
    """Return why an article is what a resolved query asks for, in the order of the query.

    Of several alternatives only those are told that hold.
    """
    return tuple(_reasons(node, evidence))


def _reasons(node: q.Node, evidence: Evidence) -> Iterator[Reason]:
    match node:
        case q.And(parts):
            for part in parts:
                yield from _reasons(part, evidence)
        case q.Or(parts):
            for part in parts:
                if evidence.matches(part):
                    yield from _reasons(part, evidence)
        case q.Not():
            yield Reason(node.describe(), "it is not so")
        case q.Everything() | q.Nothing():
            pass
        case q.Spelled():
            yield _of_spellings(node, evidence)
        case q.Word() | q.Phrase() | q.Wildcard() | q.Fuzzy() | q.Name():
            yield Reason(node.describe(), _where(node, evidence))
        case _:
            yield Reason(node.describe(), _of_leaf(node, evidence))


def _where(leaf: q.TextLeaf, evidence: Evidence) -> str:
    """Return in which fields a leaf's words stand, in which forms and how often."""
    wanted = ["title"] if leaf.field is q.TextField.TITLE else list(evidence.fields)
    found = ((name, _counted(leaf, evidence.fields[name])) for name in wanted)
    return "; ".join(f"{said} in the {name}" for name, said in found if said) or "in its words"


def _counted(leaf: q.TextLeaf, text: str) -> str:
    found = [" ".join(text[a:b].split()) for a, b in joined(hits_of(Haystack(text), leaf))]
    shown = {form.casefold(): form for form in reversed(found)}
    counts = Counter(map(str.casefold, found))
    said = [f"{shown[form]} {_times(number)}" for form, number in counts.most_common(FORMS_SAID)]
    return ", ".join([*said, "…"] if len(counts) > FORMS_SAID else said)


def _times(number: int) -> str:
    return {1: "once", 2: "twice"}.get(number, f"{number:,} times")


def _of_spellings(leaf: q.Spelled, evidence: Evidence) -> Reason:
    searched = [evidence.article.title] if leaf.field else list(evidence.fields.values())
    names = {
        name.text: None
        for text in searched
        for name in leaf.others
        if next(hits_of(Haystack(text), name), None) is not None
    }
    return Reason(leaf.describe(), _where(leaf, evidence), tuple(names))


def _of_leaf(leaf: q.Leaf, evidence: Evidence) -> str:
    article = evidence.article
    match leaf:
        case q.About():
            return f"it is about {' '.join(evidence.about)}"
        case q.Mentions(code):
            times = evidence.mentions.get(code, 0)
            return f"named {_times(times)}" if times else f"it is about {' '.join(evidence.about)}"
        case q.DateRange():
            return f"its date is {article.date}"
        case q.Named():
            return f"it has {_named(leaf, article, evidence.reader)}"
        case q.Has() | q.Noted():
            return _of_highlight(leaf, evidence)
        case _:
            return "so you marked it"


def _named(leaf: q.Named, article: Article, reader: ReaderFacts) -> str:
    if leaf.field is q.NamedField.TAG and not named_in(leaf, article.tags):
        marked = tags_marked(reader.highlights.get(article.id, ()))
        tags = (tag for tag in dict.fromkeys(marked) if named_in(leaf, (tag,)))
        return f"a highlight tagged {', '.join(tags)}"
    values: Mapping[q.NamedField, tuple[str, ...]] = {
        q.NamedField.AUTHOR: article.authors,
        q.NamedField.TAG: article.tags,
        q.NamedField.LANG: (article.lang,),
        q.NamedField.PUBLICATION: (article.publication,),
    }
    return ", ".join(values[leaf.field])


def _of_highlight(leaf: q.Has | q.Noted, evidence: Evidence) -> str:
    own = evidence.reader.highlights.get(evidence.article.id, ())
    found = [each for each in own if not each.deleted and answers(leaf, each)]
    if not found:
        return "it has one"
    words = [leaf.leaf] if isinstance(leaf, q.Noted) else []
    said = snippet([text_of(leaf, found[-1])], words).text
    more = f", and {len(found) - 1:,} more" if len(found) > 1 else ""
    return f"“{said if len(said) <= QUOTED else said[:QUOTED].rsplit(' ', 1)[0] + '…'}”{more}"


def through(leaf: q.Spelled, text: str) -> q.Name | None:
    """Return by which spelling a piece of text is a name, None when it is as it was typed."""
    words = tuple(forms(text))
    if _is(leaf.typed, words):
        return None
    own = next((name for name in leaf.names if leaf.says(name)), None)
    if own is not None and _is(own, words):
        return None
    return next((name for name in leaf.others if _is(name, words)), None)


def _is(leaf: q.TextLeaf, words: tuple[str, ...]) -> bool:
    wanted = tests(leaf)
    return len(wanted) == len(words) and all(
        test(word) for test, word in zip(wanted, words, strict=True)
    )
