"""Footnotes of web pages: however a page links a mark and its note, they become `[^n]`."""

from __future__ import annotations

import pytest
from formats_scores import notes_of

from careader.importing.formats.html import fragment

FAMILIES = {
    "Word": """<p>Text one.<a href="#_ftn1" name="_ftnref1"><sup>[1]</sup></a> Text two.<a
 href="#_ftn2" name="_ftnref2">[2]</a></p><p>After.</p><hr>
<div id="ftn1"><p><a href="#_ftnref1" name="_ftn1">[1]</a> The first note.</p></div>
<div id="ftn2"><p><a href="#_ftnref2" name="_ftn2">[2]</a> The second note.</p>
<p>Its other paragraph.</p></div>""",
    "Markdown": """<p>Text one.<sup id="fnref:1"><a href="#fn:1" rel="footnote">1</a></sup> Text
two.<sup id="fnref:2"><a href="#fn:2" rel="footnote">2</a></sup></p><p>After.</p>
<div class="footnotes"><hr><ol><li id="fn:1"><p>The first note. <a href="#fnref:1"
 rev="footnote">&#8617;</a></p></li><li id="fn:2"><p>The second note.</p><p>Its other
paragraph.&#160;<a href="#fnref:2">&#8617;&#xFE0E;</a></p></li></ol></div>""",
    "Wikipedia": """<p>Text one.<sup id="cite_ref-1"><a href="#cite_note-1">[1]</a></sup> Text
two.<sup id="cite_ref-2"><a href="#cite_note-2">[2]</a></sup></p><p>After.</p><h2>References</h2>
<ol><li id="cite_note-1"><b><a href="#cite_ref-1">^</a></b> <span>The first note.</span></li>
<li id="cite_note-2"><b><a href="#cite_ref-2">^</a></b> <span>The second note. Its other
paragraph.</span></li></ol>""",
    "LibreOffice": """<p>Text one.<a class="sdfootnoteanc" name="sdfootnote1anc"
 href="#sdfootnote1sym"><sup>1</sup></a> Text two.<a name="sdfootnote2anc"
 href="#sdfootnote2sym"><sup>2</sup></a></p><p>After.</p>
<div id="sdfootnote1"><p><a name="sdfootnote1sym" href="#sdfootnote1anc">1</a> The first note.</p>
</div><div id="sdfootnote2"><p><a name="sdfootnote2sym" href="#sdfootnote2anc">2</a> The second
note.</p><p>Its other paragraph.</p></div>""",
    "EPUB": """<p>Text one.<a epub:type="noteref" href="#x1">*</a> Text two.<a
 epub:type="noteref" href="#x2">**</a></p><p>After.</p><aside epub:type="footnote" id="x1">
<p>The first note.</p></aside><aside epub:type="footnote" id="x2"><p>The second note.</p>
<p>Its other paragraph.</p></aside>""",
    "a list without pattern": """<p>Text one.<sup id="a1"><a href="#b1">1</a></sup> Text two.<sup
 id="a2"><a href="#b2">2</a></sup></p><p>After.</p><h3>Notes</h3><p id="b1"><a href="#a1">1.</a>
The first note.</p><p id="b2"><a href="#a2">2.</a> The second note. Its other paragraph.</p>""",
    "old pages": """<p>Text one.<a href="#note1">(1)</a> Text two.<a href="#note2">(2)</a></p>
<p>After.</p><h4>Notes</h4><div><a name="note1"></a>1. The first note.<br>
<a name="note2"></a>2. The second note. Its other paragraph.</div>""",
    "a table": """<p>Text one.<a href="#fn1">1</a> Text two.<a href="#fn2">2</a></p><p>After.</p>
<table><tr id="fn1"><td>1.</td><td>The first note.</td></tr><tr id="fn2"><td>2.</td><td>The second
note. Its other paragraph.</td></tr></table>""",
}


@pytest.mark.parametrize("family", FAMILIES)
def test_references_and_notes_are_linked(family: str) -> None:
    markdown = fragment(FAMILIES[family])

    found = notes_of(markdown)
    assert found["1"].strip() == "The first note."
    assert " ".join(found["2"].split()) == "The second note. Its other paragraph."
    assert markdown.startswith("Text one.[^1] Text two.[^2]\n\nAfter.\n\n[^1]:")


def test_a_note_referred_to_twice_is_there_once() -> None:
    markdown = fragment("<p>a<a href='#fn1'>1</a> b<a href='#fn1'>1</a></p><p id=fn1>1. Note.</p>")

    assert markdown == "a[^1] b[^1]\n\n[^1]: Note.\n"


def test_numbers_that_begin_anew_get_labels_of_their_own() -> None:
    part = "<p>{0}<a href='#fn{0}1'>1</a></p><p id='fn{0}1'>1. Note {0}.</p>"
    markdown = fragment(part.format("a") + part.format("b"))

    assert notes_of(markdown) == {"1": "Note a.", "2": "Note b."}


@pytest.mark.parametrize(
    "page",
    [
        "<ul><li><a href='#part1'>1</a></li></ul><p id='part1'>A part.</p>",
        "<p>See <a href='#fn1'>the note on this matter</a>.</p><p id='fn1'>A note.</p>",
        "<p id='fnref1'>A place.</p><p>Up <a href='#fnref1'>1</a></p>",
        "<p>Broken <a href='#fn1'>1</a></p>",
    ],
    ids=["contents", "words", "backwards", "nowhere"],
)
def test_other_links_within_a_page_are_not_notes(page: str) -> None:
    assert "[^" not in fragment(page)


def test_the_text_around_taken_notes_stays() -> None:
    markdown = fragment(
        "<p>a<a href='#fn1'>1</a></p><div><p>before</p><p id=fn1>1 Note.</p>tail<p>after</p></div>"
    )

    assert markdown == "a[^1]\n\nbefore\n\ntail\n\nafter\n\n[^1]: Note.\n"


def test_emphasis_and_links_in_notes_are_kept() -> None:
    markdown = fragment(
        "<p>a<a href='#fn1'>1</a></p><p id=fn1>1. <i>Title</i>, <a href='http://b.example'>b</a>.</p>"
    )

    assert markdown.endswith("[^1]: *Title*, [b](http://b.example).\n")
