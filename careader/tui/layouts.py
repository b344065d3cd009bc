"""Keys typed on a Cyrillic layout: a command is on the same key, whatever it is labelled."""

from __future__ import annotations

from collections.abc import Sequence

_LATIN = "qwertyuiop[]asdfghjkl;'zxcvbnm,QWERTYUIOP{}ASDFGHJKL:\"ZXCVBNM<>`~"
_RUSSIAN = "йцукенгшщзхъфывапролджэячсмитьбЙЦУКЕНГШЩЗХЪФЫВАПРОЛДЖЭЯЧСМИТЬБЮёЁ"
# Ukrainian, Kazakh, Kyrgyz and Tajik keep the Russian letters where they are, save these.
_OTHERS = {"і": "s", "І": "S", "ї": "]", "Ї": "}", "є": "'", "Є": '"'}
_TWINS = dict(zip(_RUSSIAN, _LATIN, strict=True)) | _OTHERS


def latin_twins(keys: Sequence[str]) -> tuple[str, ...]:
    """Return the keys with each Cyrillic letter replaced by the character of a US layout's key.

    The letters are those of the JCUKEN layout (GOST 6431-90) as keyboards have it today.
    """
    return tuple(_TWINS.get(key, key) for key in keys)
