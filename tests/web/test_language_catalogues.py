"""The texts of each other language: each in use, whole, with the same places for names and numbers, and compiled."""

import re
from pathlib import Path

import pytest
from django.utils import translation
from django.utils.translation import ngettext, npgettext

from homeward.web.accounts.roles import Role
from homeward.web.people.navigation import pages
from scripts.catalogues import Message, catalogues, compiled, read_catalogue
from scripts.messages_in_use import messages_in_use

CATALOGUES = {file.parts[-3]: file for file in catalogues()}
PLACES = re.compile(r"%\(\w+\)[sd]")


def messages(language: str) -> list[Message]:
    return [message for message in read_catalogue(CATALOGUES[language]) if message.english]


def test_there_is_welsh() -> None:
    assert "cy" in CATALOGUES


@pytest.mark.parametrize("language", CATALOGUES)
def test_every_text_is_in_use_and_every_text_in_use_is_told(language: str) -> None:
    told, used = {message.key for message in messages(language)}, set(messages_in_use())
    assert told - used == set(), "no page says this any more"
    assert used - told == set(), f"scripts/compile_messages.py --missing {language} lists what to add"
    assert len(told) == len(messages(language)), "one stands twice"


@pytest.mark.parametrize("language", CATALOGUES)
def test_every_text_is_whole_and_has_the_same_places(language: str) -> None:
    forms = int(re.search(r"nplurals=(\d)", read_catalogue(CATALOGUES[language])[0].told[0])[1])
    for message in messages(language):
        assert "fuzzy" not in message.flags, message.english
        assert len(message.told) == (forms if message.plural else 1), message.english
        for text in message.told:
            assert text.strip(), message.english
            assert sorted(PLACES.findall(text)) == sorted(PLACES.findall(message.english)), message.english


@pytest.mark.parametrize("language", CATALOGUES)
def test_what_is_loaded_was_made_from_the_texts(language: str) -> None:
    file = CATALOGUES[language]
    assert file.with_suffix(".mo").read_bytes() == compiled(read_catalogue(file)), "run scripts/compile_messages.py"


def test_a_text_that_is_fuzzy_or_empty_is_left_in_english(tmp_path: Path) -> None:
    file = tmp_path / "django.po"
    file.write_text('msgid "a"\nmsgstr "A"\n\n#, fuzzy\nmsgid "b"\nmsgstr "B"\n\nmsgid "c"\nmsgstr ""\n')
    made = compiled(read_catalogue(file))
    assert b"A\0" in made
    assert b"B\0" not in made
    assert made.count(b"c\0") == 0


def test_a_line_that_is_none_of_a_catalogue_is_named_by_its_number(tmp_path: Path) -> None:
    file = tmp_path / "django.po"
    file.write_text('msgid "a"\nmsgtsr "A"\n')
    with pytest.raises(ValueError, match="line 2"):
        read_catalogue(file)


def test_menus_and_roles_are_found_although_no_call_names_them() -> None:
    used = {english for _, english, _ in messages_in_use()}
    assert {allow.menu for _, _, allow in pages()} - {""} <= used
    assert {str(role.label) for role in Role} <= used


@pytest.mark.parametrize(
    ("count", "minutes", "months"),
    [
        (0, "0 munud", "0 mis oed"),
        (1, "1 munud", "1 mis oed"),
        (2, "2 funud", "2 fis oed"),
        (3, "3 munud", "3 mis oed"),
        (6, "6 munud", "6 mis oed"),
        (14, "14 munud", "14 mis oed"),
    ],
)
def test_welsh_numbers_take_their_own_forms(count: int, minutes: str, months: str) -> None:
    with translation.override("cy"):
        assert ngettext("%(count)s minute", "%(count)s minutes", count) % {"count": count} == minutes
        assert npgettext("age", "%(count)s month", "%(count)s months", count) % {"count": count} == months
