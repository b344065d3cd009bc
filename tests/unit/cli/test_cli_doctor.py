"""careader doctor: lines for a person, one document for a script, a status for both."""

from __future__ import annotations

import pytest
from cli_calls import Call, User


def test_a_library_that_is_well_is_said_to_be(careader: Call, user: User) -> None:
    user.put("one.md", "# One\n\nWords.\n")
    careader("index")
    outcome = careader("doctor")
    assert outcome.status == 0, outcome.out
    assert "1 articles" in outcome.out
    assert outcome.err.strip() == "Nothing is wrong."


def test_what_is_wrong_comes_with_its_mend_and_a_status(careader: Call, user: User) -> None:
    user.put("one.md", "# One\n\nWords.\n")
    careader("index")
    user.put("two.md", "# Two\n\nWords.\n")
    outcome = careader("doctor", "--quiet")
    assert outcome.status == 1
    assert "not indexed" in outcome.out
    assert "mend: careader index" in outcome.out
    assert outcome.err.strip() == "1 to mend"
    careader("index")
    assert careader("doctor", "--quiet").out == ""


def test_the_document_tells_the_same(careader: Call, user: User) -> None:
    import json

    user.configure("measure: wide\n")
    outcome = careader("doctor", "--json")
    assert outcome.status == 1
    found = json.loads(outcome.out)
    assert {"check", "what", "wrong", "mend"} == set(found[0])
    assert [each["check"] for each in found if each["wrong"]] == ["settings"]


@pytest.mark.usefixtures("user")
def test_an_empty_library_is_no_fault(careader: Call) -> None:
    assert careader("doctor").status == 0
