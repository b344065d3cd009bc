"""Draws the picture in the README: the reader on the sample library, in the middle of its work.

python -m tools.picture
"""

from __future__ import annotations

import asyncio
import re
import tempfile
from pathlib import Path

from careader.config import Config
from careader.library.library import Library
from careader.library.sample import lay_down
from careader.paths import Paths
from careader.tui.app import CareaderApp
from careader.workspace import Workspace

TARGET = Path(__file__).parents[1] / "docs" / "reader.svg"
KEYS = (
    *("slash", *"customs", "space", *"union", "enter", "enter"),
    *("v", "s", "enter", "v", "right_parenthesis", "right_parenthesis", "s", "enter"),
)


async def picture(folder: Path) -> str:
    """Return the screen as SVG after a search, two highlights and a note."""
    lay_down(folder / "library")
    paths = Paths(*(folder / name for name in ("config", "data", "state", "cache")))
    library = Library.open(folder / "library", paths.cache_dir)
    workspace = Workspace(library, Config(reader="aigul", theme="dark"), paths)
    app = CareaderApp(workspace)
    async with app.run_test(size=(120, 32)) as pilot:
        await pilot.pause(2.0)
        for key in KEYS:
            await pilot.press(key)
            await pilot.pause(0.2)
        await pilot.press("e", *"Asked", "space", *"in", "space", *"2012", "escape")
        await pilot.pause(0.5)
        return app.export_screenshot(title="careader")


def main() -> None:
    """Draw the picture and keep it beside the documentation."""
    with tempfile.TemporaryDirectory() as folder:
        svg = asyncio.run(picture(Path(folder)))
    # No fonts are fetched from anywhere: the viewer's own monospaced one is used.
    svg = re.sub(r"@font-face \{.*?\}", "", svg, flags=re.DOTALL)
    TARGET.write_text(svg.replace("Fira Code", "monospace"), encoding="utf-8")
    print(f"{TARGET.name} drawn")


if __name__ == "__main__":
    main()
