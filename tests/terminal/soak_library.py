"""A library of everything that is hard to show, from a seed; `careader doctor` finds it whole."""

from __future__ import annotations

import json
import random
from pathlib import Path

from terminal_home import write_library

_WORDS = {
    kind: tuple(words.split(" "))
    for kind, words in {
        "plain": "customs union gas tariff Tajikistan Russia China border transit summit 2012",
        "wide": "中亚 关税同盟 天然气 俄罗斯 中国 塔吉克斯坦 경제 연합 ロシア 👨‍👩‍👧‍👦 🇰🇿 ❤️",
        "right to left": "تاجیکستان روسیه می‌رود اتحادیهٔ گمرکی سال ۱۳۹۱ אסיה המרכזית",
        "marked": "о̄ ā̃ é́́́́ ўзбек Қазақстан Тоқаев ǟ n̈ ก็ นี้",
        "hostile": "\x1b[2J \x1b]52;c;ZXZpbA==\x07 \u202eevil\u202c \x9b31m a\x00b \t x",
    }.items()
}
_KINDS = tuple(_WORDS)


def soak_library(root: Path, seed: int, count: int) -> Path:
    """Write so many articles; return their library."""
    dice = random.Random(seed)
    articles = {f"{number:03}.md": _article(dice, number) for number in range(count)}
    articles["empty.md"] = ""
    articles["blank.md"] = "---\ntitle: Blank\n---\n\n \n\n"
    articles["headings.md"] = "".join(f"{'#' * (n % 6 + 1)} Heading {n}\n\n" for n in range(200))
    articles["one line.md"] = "---\ntitle: One line\n---\n" + "transit " * 20_000
    articles["one word.md"] = "---\ntitle: One word\n---\n" + "x" * 50_000 + "中" * 20_000
    articles["long.md"] = "---\ntitle: Long\n---\n" + "\n\n".join(
        _paragraph(dice, dice.choice(_KINDS)) for _ in range(1_500)
    )
    return write_library(root, articles)


def _article(dice: random.Random, number: int) -> str:
    kind = dice.choice(_KINDS)
    values = {
        "title": f"{number} " + " ".join(dice.choices(_WORDS[kind], k=dice.randrange(1, 12))),
        "date": dice.choice(["1999", "2010-03", "2012-10-17", "2024-01-01"]),
        "publication": " ".join(dice.choices(_WORDS[kind], k=2)),
        "countries": dice.sample(["TJ", "RU", "CN", "KZ", "UZ", "IR"], dice.randrange(4)),
        "tags": dice.sample(["trade", "gas", "война", "贸易"], dice.randrange(3)),
        "abstract": _paragraph(dice, kind),
    }
    lines = (f"{key}: {json.dumps(each, ensure_ascii=False)}\n" for key, each in values.items())
    blocks = "\n\n".join(_block(dice, dice.choice(_KINDS)) for _ in range(dice.randrange(30)))
    return f"---\n{''.join(lines)}---\n{blocks}\n"


def _paragraph(dice: random.Random, kind: str) -> str:
    words = dice.choices(_WORDS[kind], k=dice.randrange(1, 90))
    return "".join(f"{word}{'. ' if dice.random() < 0.08 else ' '}" for word in words)


def _block(dice: random.Random, kind: str) -> str:
    text = _paragraph(dice, kind)
    row = " | ".join(dice.choices(_WORDS[kind], k=4))
    return dice.choice(
        [
            *[text] * 6,
            f"## {text[:60]}",
            f"> {text}\n>\n> > {text}",
            f"- {text}\n  - {text}\n    1. {text}",
            f"| a | b | c | d |\n| - | -: | :-: | - |\n| {row} |\n| {row} |",
            f"```\n{text}\n```",
            f"*{text[:30].strip()}* [{text[:20].strip()}](https://example.org/) ~~x~~ `code`",
            "---",
            "\u200b\u200d\ufe0f",
        ]
    )
