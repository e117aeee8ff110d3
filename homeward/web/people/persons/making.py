"""Makes persons and their names ready to be stored; stores nothing."""

from django.core.exceptions import ValidationError

from homeward.sources.ssda903.codes import ETHNIC
from homeward.web import clock
from homeward.web.accounts.models import User
from homeward.web.people.details import NameDetails, PersonDetails
from homeward.web.people.entering import entered
from homeward.web.people.models import Person, PersonName
from homeward.web.people.sounds import sound_of


def new_person(details: PersonDetails, by: User | None) -> Person:
    """Return a person who is not stored yet. Raises ValidationError, by field."""
    person = Person(entered_by=by, entered_at=clock.now(), **details.of_person)
    check_person(person)
    return person


def check_person(person: Person) -> None:
    """Raise ValidationError, by field, for what cannot be so."""
    person.clean_fields(exclude={"entered_by"})
    if person.ethnicity and person.ethnicity not in ETHNIC:
        raise ValidationError({"ethnicity": "Choose one of the return’s codes of ethnicity."})
    if person.born_on and person.died_on and person.died_on < person.born_on:
        raise ValidationError({"died_on": "Nobody can die before they were born."})


def first_names(person: Person, details: PersonDetails, by: User | None) -> list[PersonName]:
    """Return the first names of a new person, of which one is shown first; none where no name is known."""
    names = list(details.also)
    if details.given.strip() or details.family.strip():
        names.insert(0, NameDetails(details.given, details.family, details.name_kind, is_shown=True))
    return [new_name(person, name, by) for name in names]


def new_name(person: Person, name: NameDetails, by: User | None) -> PersonName:
    """Return a name with how it sounds, not stored yet. Raises ValidationError where there is no name."""
    halves = {"given": " ".join(name.given.split()), "family": " ".join(name.family.split())}
    if not any(halves.values()):
        raise ValidationError({"given": "Give at least one name."})
    sounds = {f"{half}_sound": sound_of(words) for half, words in halves.items()}
    return entered(PersonName, by, person=person, kind=name.kind, is_shown=name.is_shown, **halves, **sounds)
