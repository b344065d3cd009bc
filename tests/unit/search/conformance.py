"""What every engine must do: subclass `EngineConformance`, give it an `engine` fixture.

The words of each case are random; what is expected is said by the plainest engine there is
(`memory_engine`) and, where it is simple enough, spelled out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from careader.search.analysis import stem
from careader.search.derive import analysed
from careader.search.engine import Analysed, Damaged, Engine, Reader
from careader.search.query import TextField
from tests.unit.search.memory_engine import MemoryEngine

Make = Callable[[], Engine]
FIELDS = (TextField.ALL, TextField.TITLE)
LATIN = ["union", "unions", "trade", "policy", "policies", "die", "dying", "2012", "a"]
WORD = st.sampled_from([*LATIN, "россия", "россии", "ёлка", "中亚"])
TEXT = st.lists(WORD, max_size=8).map(" ".join)
SHELF = st.lists(st.tuples(TEXT, TEXT), min_size=1, max_size=6)
PATTERN = st.sampled_from(["un*", "*s", "p*ies", "?ie", "рос*", "*", "absent*", "中*"])
RELAXED = [
    HealthCheck.too_slow,
    HealthCheck.function_scoped_fixture,
    HealthCheck.differing_executors,  # one test of several classes, each with its own engine
]


def documents(shelf: Sequence[tuple[str, str]], first: int = 1) -> list[Analysed]:
    """Return the texts as an engine takes them, keys counted from `first`."""
    return [analysed(n, (title or "x",), text) for n, (title, text) in enumerate(shelf, first)]


def put(engine: Engine, shelf: Iterable[Analysed], remove: Iterable[int] = ()) -> None:
    batch = engine.batch()
    for document in shelf:
        batch.add(document)
    engine.commit([batch.finish()], remove)


def keys_of(reader: Reader) -> set[int]:
    return {key for key in reader.keys if key}


def found(reader: Reader, forms: Iterable[str], field: TextField = TextField.ALL) -> dict[int, int]:
    """Return how often each living document has any of the forms, by key."""
    postings = reader.postings(list(forms), field)
    assert len(set(postings.slots)) == len(postings.slots)
    assert all(number >= 1 for number in postings.counts)
    pairs = zip(postings.slots, postings.counts, strict=True)
    return {reader.keys[slot]: number for slot, number in pairs if reader.keys[slot]}


def _form(word: str) -> str:
    return word.replace("ё", "е")


FORMS = st.lists(WORD.map(_form), min_size=1, max_size=2, unique=True)


class EngineConformance:
    """The contract of `careader.search.engine`, clause by clause."""

    @pytest.fixture
    def make(self) -> Make:
        """Return a function that makes an engine of its own at every call."""
        raise NotImplementedError

    @pytest.fixture
    def engine(self, make: Make) -> Engine:
        engine = make()
        engine.create()
        return engine

    # --- committed states

    def test_what_was_never_created_cannot_be_opened(self, make: Make) -> None:
        with pytest.raises(Damaged):
            make().open()

    def test_a_new_index_is_empty(self, engine: Engine) -> None:
        reader = engine.open()
        assert keys_of(reader) == set()
        assert found(reader, ["union"]) == {}
        assert reader.kin("union") == reader.matching("*") == reader.near("union", 2) == set()

    def test_creating_anew_forgets_everything(self, engine: Engine) -> None:
        put(engine, documents([("union", "trade")]))
        engine.create()
        assert keys_of(engine.open()) == set()

    def test_a_piece_is_found_once_it_is_committed(self, engine: Engine) -> None:
        batch = engine.batch()
        batch.add(analysed(7, ("union",), "trade trade"))
        piece = batch.finish()
        assert keys_of(engine.open()) == set()
        engine.commit([piece], [])
        assert found(engine.open(), ["trade"]) == {7: 2}

    def test_several_pieces_are_committed_at_once(self, engine: Engine) -> None:
        pieces = []
        for key in (1, 2, 3):
            batch = engine.batch()
            batch.add(analysed(key, ("x",), "trade"))
            pieces.append(batch.finish())
        engine.commit(pieces, [])
        assert keys_of(engine.open()) == {1, 2, 3}

    def test_removed_documents_have_no_key_and_are_not_found(self, engine: Engine) -> None:
        put(engine, documents([("a", "union"), ("b", "union"), ("c", "union")]))
        engine.commit([], [2, 99])
        assert keys_of(engine.open()) == {1, 3}
        assert found(engine.open(), ["union"]) == {1: 1, 3: 1}

    def test_a_document_is_replaced_by_adding_it_under_another_key(self, engine: Engine) -> None:
        put(engine, documents([("a", "union")]))
        put(engine, [analysed(2, ("a",), "trade")], remove=[1])
        assert found(engine.open(), ["union", "trade"]) == {2: 1}

    def test_all_can_be_removed(self, engine: Engine) -> None:
        put(engine, documents([("a", "union"), ("b", "trade")]))
        engine.commit([], [1, 2])
        assert keys_of(engine.open()) == set()
        assert found(engine.open(), ["union"]) == {}

    def test_a_reader_stays_what_it_was(self, engine: Engine) -> None:
        put(engine, documents([("a", "union")]))
        before = engine.open()
        put(engine, [analysed(2, ("b",), "union")], remove=[1])
        assert found(before, ["union"]) == {1: 1}
        assert found(engine.open(), ["union"]) == {2: 1}

    def test_every_state_has_its_own_generation(self, engine: Engine) -> None:
        seen = [engine.open().generation]
        put(engine, documents([("a", "union")]))
        seen.append(engine.open().generation)
        engine.commit([], [1])
        seen.append(engine.open().generation)
        assert len(set(seen)) == 3
        assert engine.open().generation == seen[-1]

    def test_what_is_left_uncommitted_is_swept_away(self, engine: Engine) -> None:
        put(engine, documents([("a", "union")]))
        engine.batch().add(analysed(2, ("b",), "trade"))
        engine.sweep()
        assert keys_of(engine.open()) == {1}

    def test_tidying_changes_no_answer_and_ends(self, engine: Engine) -> None:
        for key in range(1, 30):
            put(engine, [analysed(key, ("union",), f"trade word{key}")], remove=[key - 5])
        before = engine.open()
        told = keys_of(before), found(before, ["trade"]), before.matching("word*")
        for _ in range(40):
            if not engine.tidy():
                break
        else:
            pytest.fail("tidying never ends")
        after = engine.open()
        assert (keys_of(after), found(after, ["trade"])) == told[:2]
        living = {f"word{key}" for key in told[0]}
        assert living <= after.matching("word*") <= told[2]

    def test_closing_twice_is_no_matter(self, engine: Engine) -> None:
        reader = engine.open()
        reader.close()
        reader.close()

    # --- answers

    @settings(max_examples=40, deadline=None, suppress_health_check=RELAXED)
    @given(shelf=SHELF, pieces=st.integers(1, 3), data=st.data())
    def test_it_answers_as_the_plainest_engine_does(
        self, make: Make, shelf: list[tuple[str, str]], pieces: int, data: st.DataObject
    ) -> None:
        ours, plain = make(), MemoryEngine()
        gone = data.draw(st.sets(st.integers(1, len(shelf))))
        for engine in (ours, plain):
            engine.create()
            for first in range(pieces):
                put(engine, documents(shelf)[first::pieces])
            engine.commit([], gone)
        self._compare(ours.open(), plain.open(), data)

    def _compare(self, ours: Reader, plain: Reader, data: st.DataObject) -> None:
        assert keys_of(ours) == keys_of(plain)
        words = data.draw(st.lists(FORMS, min_size=1, max_size=3))
        pattern, slop = data.draw(PATTERN), data.draw(st.sampled_from([0, 1, 4]))
        for field in FIELDS:
            for forms in (*words, ["absent"], []):
                assert found(ours, forms, field) == found(plain, forms, field)
            if len(words) > 1:
                told = ours.together(words, slop, field, None)
                mine = {ours.keys[slot] for slot in told} - {0}
                assert mine == {
                    plain.keys[slot] for slot in plain.together(words, slop, field, None)
                }
                assert set(ours.together(words, slop, field, set(told[:1]))) == set(told[:1])
        # forms of removed documents may go on being known: they are in no document
        living = plain.matching("*")
        assert ours.matching(pattern) & living == plain.matching(pattern)
        assert ours.kin(stem(words[0][0])) & living == plain.kin(stem(words[0][0]))
        for form in (form for form in words[0] if len(form) > 1):
            assert ours.near(form, 1) & living == plain.near(form, 1)

    def test_forms_are_any_text_without_control_characters(self, engine: Engine) -> None:
        forms = ["é", "中", "ёж", "a" * 64, "𐍈", "x1"]
        document = Analysed(1, {}, {form: [n] for n, form in enumerate(forms)})
        put(engine, [document])
        reader = engine.open()
        assert reader.matching("*") == set(forms)
        assert all(found(reader, [form]) == {1: 1} for form in forms)

    def test_a_document_may_be_empty_or_long(self, engine: Engine) -> None:
        places = list(range(0, 200_000, 2))
        put(engine, [Analysed(1, {}, {}), Analysed(2, {}, {"a": places, "b": [1]})])
        reader = engine.open()
        assert keys_of(reader) == {1, 2}
        assert found(reader, ["a"]) == {2: 100_000}
        slots = reader.together([["a"], ["b"]], 0, TextField.ALL, None)
        assert [reader.keys[slot] for slot in slots] == [2]
