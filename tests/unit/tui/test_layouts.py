"""Commands on a Cyrillic keyboard layout."""

from careader.tui.layouts import latin_twins


def test_letters_of_the_russian_layout_stand_for_the_keys_they_are_on() -> None:
    assert latin_twins(("о", "л", "п", "П", "х", "ъ")) == ("j", "k", "g", "G", "[", "]")


def test_other_keys_stay_what_they_are() -> None:
    keys = ("j", "escape", "ctrl+d", "5", "ө")
    assert latin_twins(keys) == keys


def test_ukrainian_letters_that_moved_are_found_too() -> None:
    assert latin_twins(("і", "ї", "є")) == ("s", "]", "'")
