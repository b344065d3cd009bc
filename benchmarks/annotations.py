"""Measures the annotation store, the anchors, the reading state and the drafts.

python -m benchmarks.annotations
"""

from __future__ import annotations

import sys
import tempfile
from dataclasses import replace
from pathlib import Path

if __name__ == "__main__":
    # So that the script also runs by its path, and where careader is not installed.
    sys.path.insert(0, str(Path(__file__).parents[1]))

from benchmarks.measure import Measurement, median, report
from careader.annotations import AnnotationStore, describe, format, new_ulid, place
from careader.model import Highlight
from careader.state import Draft, Drafts, ReaderState
from careader.text.reading import ReadingText, build

HIGHLIGHTS = 10_000
ARTICLES = 2_000
ADDED = 200
QUOTE = "Officials in Dushanbe say that the terms are not yet clear, and that remittances matter. "


def fill(folder: Path) -> None:
    """Write the highlights of two readers, five an article, as the store would, but not synced."""
    for number in range(HIGHLIGHTS):
        article = f"russia-struggles-to-draw-tajikistan-{number % ARTICLES}"
        reader = "amina" if number % 3 else "boris"
        place_of = folder / reader / article
        place_of.mkdir(parents=True, exist_ok=True)
        highlight = Highlight(
            id=new_ulid(),
            article=article,
            quote=QUOTE * (1 + number % 4),
            prefix=QUOTE[:32],
            suffix=QUOTE[:32],
            start=number,
            end=number + 88,
            heading=("Trade", "The Customs Union"),
            text_hash="0" * 64,
            tags=("trade", "Таможенный союз"),
            note="A note.\n" * (number % 5),
            created="2026-11-21T10:00:00.000Z",
            updated="2026-11-21T10:00:00.000Z",
            reader=reader,
        )
        (place_of / f"{highlight.id}.md").write_bytes(format.dump(highlight))


def measure_store(folder: Path) -> list[Measurement]:
    """Load, look again, and change highlights among 10,000."""
    fill(folder)
    load = median(lambda: AnnotationStore(folder, "amina").load())
    store = AnnotationStore(folder, "amina")
    store.load()
    look = median(store.changed_on_disk)
    new = replace(store.highlights()[0], id="")
    add = median(lambda: store.add(new), runs=ADDED)
    known = next(highlight for highlight in store.highlights() if store.is_own(highlight.id))
    notes = iter(range(10 * ADDED))
    change = median(lambda: store.change(replace(known, note=str(next(notes)))), runs=ADDED)
    return [
        Measurement("load 10,000 highlights", load * 1e3, "ms", 400),
        Measurement("see that nothing changed among 10,000", look * 1e3, "ms", 100),
        Measurement("add a highlight, durable", add * 1e3, "ms", 20),
        Measurement("change a highlight, durable", change * 1e3, "ms", 20),
    ]


def measure_anchors() -> list[Measurement]:
    """Place highlights in a text of 50,000 characters: the same text, and an edited one."""
    markdown = "\n\n".join(f"Paragraph {number}: {QUOTE}" for number in range(500))
    reading, edited = build(markdown), build("A new paragraph.\n\n" + markdown)
    passages = _passages(reading)
    return [
        Measurement("place a highlight, text unchanged", _each(reading, passages), "ms", 0.1),
        Measurement("place a highlight, text edited", _each(edited, passages), "ms", 10),
    ]


def _passages(reading: ReadingText) -> list[Highlight]:
    starts = range(0, len(reading.text) - 200, len(reading.text) // 100)
    return [describe(reading, start, start + 120, article="a") for start in starts]


def _each(reading: ReadingText, passages: list[Highlight]) -> float:
    return median(lambda: [place(reading, each) for each in passages]) * 1e3 / len(passages)


def measure_state(folder: Path) -> list[Measurement]:
    """Open the reading state of 10,000 read articles; save a draft."""
    ReaderState(folder).mark_read(*(f"russia-struggles-2012-10-17-{n}" for n in range(10_000)))
    state, drafts = ReaderState(folder), Drafts(folder)
    draft = Draft(article="a", quote=QUOTE, text="A note that is being typed. " * 10)
    opened = median(lambda: ReaderState(folder).read_ids())
    remembered = median(lambda: state.remember_position("a", 1), runs=50)
    saved = median(lambda: drafts.save(draft), runs=50)
    kept = median(lambda: drafts.keep(draft), runs=50)
    return [
        Measurement("open the state, ids of 10,000 read articles", opened * 1e3, "ms", 15),
        Measurement("remember a position", remembered * 1e3, "ms", 10),
        Measurement("save a draft, not synced", saved * 1e3, "ms", 2),
        Measurement("keep a draft, durable", kept * 1e3, "ms", 20),
    ]


def main() -> int:
    """Print the table; 1 when a budget is missed."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        store = measure_store(folder / "annotations")
        return report([*store, *measure_anchors(), *measure_state(folder / "state")])


if __name__ == "__main__":
    sys.exit(main())
