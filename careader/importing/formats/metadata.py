"""What a page says of itself: JSON-LD, citation tags, Dublin Core, OpenGraph, time, html/@lang."""

from __future__ import annotations

import html
import re
from collections import defaultdict
from typing import Any

from careader.importing.formats import jsonld
from careader.importing.formats.links import Links, safe_url
from careader.importing.formats.trees import Element, text_of
from careader.importing.model import Hints
from careader.text.clean import clean_line

Meta = dict[str, list[str]]

_TITLE = (
    "citation_title",
    "wkhealth_title",
    "eprints.title",
    "bepress_citation_title",
    "prism.title",
)
_TITLE_LATER = (
    "og:title",
    "dc.title",
    "dcterms.title",
    "twitter:title",
    "parsely-title",
    "sailthru.title",
)
_AUTHORS = (
    "citation_author",
    "bepress_citation_author",
    "dc.creator",
    "dcterms.creator",
    "eprints.creators_name",
)
_AUTHORS_LATER = (
    "author",
    "article:author_name",
    "article:author",
    "parsely-author",
    "sailthru.author",
    "byl",
    "dc.creator.personalname",
)
_DATES = (
    "citation_publication_date", "citation_date", "citation_online_date", "bepress_citation_date",
    "prism.publicationdate", "article:published_time", "article:published", "og:published_time",
    "datepublished", "parsely-pub-date", "sailthru.date", "pubdate", "publishdate",
    "publish_date", "publish-date", "publication_date", "dc.date.issued", "dcterms.issued",
    "dc.date.created", "dcterms.created", "dc.date", "dcterms.date", "date",
)  # fmt: skip
_PUBLICATIONS = (
    "citation_journal_title",
    "citation_conference_title",
    "citation_magazine_title",
    "prism.publicationname",
    "dc.relation.ispartof",
)
_PUBLICATIONS_LATER = (
    "og:site_name",
    "application-name",
    "dc.publisher",
    "dcterms.publisher",
    "citation_publisher",
)
_LANGS = (
    "citation_language",
    "dc.language",
    "dcterms.language",
    "og:locale",
    "content-language",
    "language",
)
_ABSTRACTS = ("citation_abstract", "dc.description.abstract", "dcterms.abstract")
_TAGS = (
    "article:tag",
    "citation_keywords",
    "news_keywords",
    "keywords",
    "dc.subject",
    "parsely-tags",
)
_DOI = re.compile(r"\b10\.\d{4,9}/[^\s\"<>]{1,200}")
_ISSN = re.compile(r"\b\d{4}-\d{3}[\dXx]\b")
_SITE_SEPARATOR = re.compile(r"\s+(?:[|–—·•»:/]|-{1,2}|::)\s+")
_NO_AUTHOR = re.compile(
    r"https?:|@|^(?:admin|administrator|staff|editor|editors|empty|webmaster|root|user|author|unknown|n/?a)$|^\d+$",
    re.I,
)
_MAX_TAGS = 30
_MAX_ABSTRACT = 5_000


def hints_of(root: Element) -> Hints:
    """Return a page's hints; a value is as the page wrote it, entities and markup resolved.

    The order of trust: JSON-LD of an article, citation tags, OpenGraph and Dublin Core, elements
    marked up for dates and authors. Nothing is taken from the text, and no date of a change.
    """
    meta = _metas(root)
    nodes = jsonld.articles(root)
    node = nodes[0] if nodes else {}
    url = _url(root, meta, node)
    publication = _publication(meta, node)
    return Hints(
        title=_title(root, meta, node, publication),
        authors=_authors(root, meta, node),
        date=jsonld.text(node, "datePublished", "dateCreated")
        or _first(meta, _DATES)
        or _time(root),
        publication=publication,
        lang=_lang(root, meta, node),
        url=url,
        doi=_doi(root, meta, node),
        issn=_issn(meta, node),
        volume=_first(meta, ("citation_volume", "prism.volume"))
        or jsonld.text(_part(node), "volumeNumber"),
        issue=_first(meta, ("citation_issue", "prism.number"))
        or jsonld.text(_part(node), "issueNumber"),
        section=jsonld.text(node, "articleSection")
        or _first(meta, ("article:section", "prism.section", "parsely-section")),
        abstract=(_first(meta, _ABSTRACTS) or jsonld.text(node, "abstract"))[:_MAX_ABSTRACT],
        tags=_tags(meta, node),
    )


def _metas(root: Element) -> Meta:
    found: Meta = defaultdict(list)
    for each in root.iter("meta"):
        key = (
            each.get("property")
            or each.get("name")
            or each.get("itemprop")
            or each.get("http-equiv")
        )
        if key and (value := _line(each.get("content"))):
            found[key.lower().strip().replace("dc:", "dc.").replace("prism:", "prism.")].append(
                value
            )
    return found


def _line(text: str | None) -> str:
    return clean_line(html.unescape(text)) if text else ""


def _first(meta: Meta, keys: tuple[str, ...]) -> str:
    return next((meta[key][0] for key in keys if key in meta), "")


def _part(node: dict[str, Any]) -> dict[str, Any]:
    part = node.get("isPartOf")
    part = part[0] if isinstance(part, list) and part else part
    return part if isinstance(part, dict) else {}


def _publication(meta: Meta, node: dict[str, Any]) -> str:
    periodical = _part(node)
    kinds = jsonld.texts(periodical.get("@type"))
    named = (
        jsonld.text(periodical, "name")
        if any("Periodical" in each or "Newspaper" in each for each in kinds)
        else ""
    )
    return (
        _first(meta, _PUBLICATIONS) or named or _first(meta, ("og:site_name",))
        or jsonld.text(node, "publisher") or _first(meta, _PUBLICATIONS_LATER)
    )  # fmt: skip


def _title(root: Element, meta: Meta, node: dict[str, Any], publication: str) -> str:
    title = (
        _first(meta, _TITLE) or _line(jsonld.text(node, "headline")) or _first(meta, _TITLE_LATER)
    )
    own = [text for each in root.iter("title") if (text := clean_line(text_of(each)))]
    title = title or (own[0] if own else "")
    headings = [clean_line(text_of(each)) for each in root.iter("h1")]
    inside = [each for each in headings if len(each) > 3 and title.startswith(each)]
    if inside and len(title) > len(max(inside, key=len)):
        return max(inside, key=len)
    return _without_site(title, publication)


def _without_site(title: str, publication: str) -> str:
    """Drop a site's name from the end or the beginning of a title."""
    parts = _SITE_SEPARATOR.split(title)
    if len(parts) < 2 or not publication:
        return title
    site = publication.casefold()
    if parts[-1].casefold() == site:
        return title[: title.rfind(parts[-1])].rstrip(" |–—·•»:/-")
    if parts[0].casefold() == site:
        return title[len(parts[0]) :].lstrip(" |–—·•»:/-")
    return title


def _authors(root: Element, meta: Meta, node: dict[str, Any]) -> tuple[str, ...]:
    found = [_named(each) for key in _AUTHORS for each in meta.get(key, ())]
    found = found or [_line(each) for each in jsonld.texts(node.get("author"))]
    found = found or [_line(each) for key in _AUTHORS_LATER for each in meta.get(key, ())[:10]][:10]
    found = found or [
        clean_line(text_of(each)) for each in root.iter("a", "span", "address") if _is_author(each)
    ]
    return tuple(dict.fromkeys(each for each in found if _is_name(each)))


def _named(name: str) -> str:
    """Turn `Isaacs, Rico` as citation tags have it into `Rico Isaacs`."""
    last, comma, first = name.partition(",")
    return (
        f"{first.strip()} {last.strip()}" if comma and "," not in first and first.strip() else name
    )


def _is_author(element: Element) -> bool:
    rel, prop = (element.get("rel") or "").split(), (element.get("itemprop") or "").split()
    return "author" in rel or "author" in prop


def _is_name(name: str) -> bool:
    return 2 < len(name) <= 120 and not _NO_AUTHOR.search(name)


def _time(root: Element) -> str:
    """Return the date of a `time` or other element that is marked as that of publication."""
    times = [each for each in root.iter("time") if each.get("pubdate") is not None]
    times += [
        each
        for each in root.iter("time", "span", "meta", "abbr")
        if "datePublished" in (each.get("itemprop") or "")
    ]
    times += [
        each for each in root.iter("time") if "published" in (each.get("class") or "").split()
    ]
    times += [each for each in root.iter("time") if "entry-date" in (each.get("class") or "")]
    found = [_line(each.get("datetime") or each.get("content") or text_of(each)) for each in times]
    if not any(found):
        found = list(dict.fromkeys(_line(each.get("datetime")) for each in root.iter("time")))
        found = (
            found if len(found) == 1 else []
        )  # several dates without a word which is the article's
    return next((each for each in found if each), "")


def _lang(root: Element, meta: Meta, node: dict[str, Any]) -> str:
    said = root.get("lang") or root.get("xml:lang") or ""
    return _line(said) or jsonld.text(node, "inLanguage") or _first(meta, _LANGS)


def _url(root: Element, meta: Meta, node: dict[str, Any]) -> str:
    links = [
        each.get("href")
        for each in root.iter("link")
        if (each.get("rel") or "").lower() == "canonical"
    ]
    page = node.get("url") or node.get("mainEntityOfPage")
    page = page.get("@id") if isinstance(page, dict) else page
    said = [
        *links,
        *meta.get("og:url", ()),
        page if isinstance(page, str) else "",
        *meta.get("citation_fulltext_html_url", ()),
    ]
    return next((url for each in said if (url := safe_url(each))), "")


def base_of(root: Element, url: str) -> str:
    """Return what a page's relative links are relative to; empty when it does not say."""
    bases = [each.get("href") for each in root.iter("base") if each.get("href")]
    return (Links(url).target(bases[0]) if bases else "") or url


def _doi(root: Element, meta: Meta, node: dict[str, Any]) -> str:
    said = [
        value
        for key in (
            "citation_doi",
            "dc.identifier",
            "dc.identifier.doi",
            "prism.doi",
            "bepress_citation_doi",
        )
        for value in meta.get(key, ())
    ]
    said += jsonld.texts(node.get("identifier")) + jsonld.texts(node.get("sameAs"))
    return next((found[0].rstrip(".,;)") for each in said if (found := _DOI.search(each))), "")


def _issn(meta: Meta, node: dict[str, Any]) -> str:
    said = [
        *meta.get("citation_issn", ()),
        *meta.get("prism.issn", ()),
        *meta.get("dc.source.issn", ()),
        *jsonld.texts(_part(node).get("issn")),
    ]
    return next((found[0].upper() for each in said if (found := _ISSN.search(each))), "")


def _tags(meta: Meta, node: dict[str, Any]) -> tuple[str, ...]:
    said = jsonld.texts(node.get("keywords")) or next(
        (meta[key] for key in _TAGS if key in meta), []
    )
    parts = [part for each in said for part in re.split(r"[,;]", each)]
    return tuple(dict.fromkeys(line for each in parts if 1 < len(line := _line(each)) <= 60))[
        :_MAX_TAGS
    ]
