"""What the mother reads of sentences about others: worked out by hand, to be read as a manual of the rules."""

from datetime import date

import pytest

from homeward.practice.chronology.event import Category, ChronologyEvent, Knowledge, Mentioned, Reach
from homeward.practice.chronology.recipients import NothingMayBeToldError, holds_forbidden, prepare
from homeward.practice.chronology.when import When
from homeward.practice.chronology.withholding import (
    Choices,
    Identity,
    Kept,
    Name,
    OthersData,
    Reason,
    Recipient,
    RecipientKind,
)

CHILD = Identity("jordan", (Name("Jordan", "Exemplar"),), addresses=("1 Invented Lane",), postcodes=("ZZ1 1ZZ",))
MO = Identity(
    "mo", (Name("Mo", "Exemplar"),), addresses=("3 Own Close, Ownham",), phones=("07700 900111",), sex="female"
)
FIN = Identity(
    "fin",
    (Name("Fin Robert", "Exemplar"), Name("Will", "O'Neill-Smith")),
    addresses=("Flat 2, 9 Oak Road\nReading\nRG1 4QQ",),
    phones=("+44 7700 900123", "0118 496 0123"),
    emails=("fin.ex@example.org",),
    sex="male",
)
FLO = Identity("flo", (Name("Flo", "Carter"),), sex="female")
HALF = Identity("half", (Name("Zuri", "Other"),))
HOME = Identity("", addresses=("1 Invented Lane",), postcodes=("ZZ1 1ZZ",))
OTHERS = OthersData(
    CHILD,
    (FIN, FLO, HALF),
    placements=(HOME,),
    carers=frozenset({"flo"}),
    workers=("Will Brown",),
    schools=("Invented Primary School",),
)
MOTHER = Recipient(RecipientKind.MOTHER, MO, siblings=frozenset({"ana"}))
X = "[withheld]"


def event(what: str = "Something happened.", **words: object) -> ChronologyEvent:
    about = {"key": "e", "category": Category.FAMILY, "knowledge": Knowledge.SEEN} | words
    return ChronologyEvent(when=When(date(2024, 3, 1)), what=what, **about)


def read(what: str, recipient: Recipient = MOTHER, others: OthersData = OTHERS, **words: object) -> str:
    (kept,) = prepare([event(what, **words)], recipient, others).kept
    return kept.what


@pytest.mark.parametrize(
    ("written", "read_by_the_mother"),
    [
        ("Fin came.", f"{X} came."),
        ("FIN  EXEMPLAR shouted; Exemplar, Fin.", f"{X} shouted; {X}."),
        ("F. Exemplar rang; F R Exemplar rang; Mr Exemplar rang", f"{X} rang; {X} rang; {X} rang"),
        ("Fin’s flat, Fin's car, Robert's bike", f"{X}’s flat, {X}'s car, {X}'s bike"),
        ("ONeill Smith, o’neill smith, O'NEILL-SMITH", f"{X}, {X}, {X}"),
        ("Finished. The finest finger.", "Finished. The finest finger."),
        ("Jordan Exemplar and Mo Exemplar", "Jordan Exemplar and Mo Exemplar"),
        ("Will Brown visited, as he will.", "Will Brown visited, as he will."),
        ("Will shouted.", f"{X} shouted."),
        ("at 9 Oak Rd; 9, oak road; Oak Road", f"at {X}; {X}; {X}"),
        ("In Reading he likes reading.", f"In {X} he likes reading."),
        ("RG14QQ, rg1-4qq, RG1  4QQ", f"{X}, {X}, {X}"),
        ("07700900123, 07700 900-123, +44 7700 900 123", f"{X}, {X}, {X}"),
        ("Ring 496 0123.", f"Ring {X}."),
        ("FIN.EX @ EXAMPLE.ORG", X),
        ("The Carters, Mrs Carter's home", f"The {X}s, {X}'s home"),
        ("at 1 Invented Lane, ZZ1 1ZZ", f"at {X}, {X}"),
        ("Her own 07700-900111 at 3 Own Close", "Her own 07700-900111 at 3 Own Close"),
        ("Worker: 020 7946 0000, w@council.example", f"Worker: {X}, {X}"),
        ("22 Elm Street, AB1 2CD", f"{X}, {X}"),
        ("03/05/2024 to 05.03.2024 06.03.2024, A1 1st", "03/05/2024 to 05.03.2024 06.03.2024, A1 1st"),
        ("F\u00adin and F\u200bin", f"{X} and {X}"),
    ],
)
def test_names_addresses_and_numbers_of_others(written: str, read_by_the_mother: str) -> None:
    assert read(written) == read_by_the_mother


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        ({"reach": Reach.RESTRICTED}, Reason.RESTRICTED),
        ({"mentions": (Mentioned("fin", "Fin"),)}, Reason.OTHER_ADULT),
        ({"mentions": (Mentioned("mo", "Mo"), Mentioned("flo", "Flo"))}, Reason.OTHER_ADULT),
        ({"siblings": (Mentioned("half", "Zuri"),)}, Reason.OTHER_CHILD),
        ({"category": Category.POLICE}, Reason.POLICE),
        ({"category": Category.VOICE}, Reason.VOICE),
    ],
)
def test_what_is_withheld_whole(words: dict[str, object], reason: Reason) -> None:
    prepared = prepare([event(**words)], MOTHER, OTHERS)
    assert [(one.key, one.reason, one.is_whole) for one in prepared.withheld] == [("e", reason, True)]
    assert prepared.kept == ()


def test_what_is_about_the_recipient_or_a_child_of_theirs_is_kept() -> None:
    about_her = event(mentions=(Mentioned("mo", "Mo"),), siblings=(Mentioned("ana", "Ana"),))
    said_by_her = event(category=Category.VOICE, mentions=(Mentioned("mo", "Mo"),))
    assert [len(prepare([one], MOTHER, OTHERS).kept) for one in (about_her, said_by_her)] == [1, 1]


@pytest.mark.parametrize(
    ("secret", "category", "reason"),
    [
        (Kept.LIVES, Category.PLACEMENT, Reason.LIVES),
        (Kept.CARER, Category.PLACEMENT, Reason.LIVES),
        (Kept.SCHOOL, Category.EDUCATION, Reason.SCHOOL),
        (Kept.CONTACT, Category.FAMILY_TIME, Reason.CONTACT),
    ],
)
def test_what_must_not_be_told_is_not(secret: Kept, category: Category, reason: Reason) -> None:
    told = Recipient(RecipientKind.MOTHER, MO, secrets=frozenset({secret}))
    (withheld,) = prepare([event(category=category)], told, OTHERS).withheld
    assert (withheld.reason, withheld.is_whole) == (reason, True)
    assert prepare([event(category=category)], MOTHER, OTHERS).kept


def test_a_school_is_named_unless_it_is_to_be_kept_from_them() -> None:
    kept_from = Recipient(RecipientKind.MOTHER, MO, secrets=frozenset({Kept.SCHOOL}))
    words = "A visit to Invented Primary School."
    assert (read(words), read(words, kept_from)) == (words, f"A visit to {X}.")


def test_who_must_not_be_told_anything_is_told_nothing() -> None:
    with pytest.raises(NothingMayBeToldError):
        prepare([], Recipient(RecipientKind.MOTHER, MO, secrets=frozenset({Kept.ANYTHING})), OTHERS)


def test_where_the_child_lived_and_who_told_it_are_parts_that_are_withheld() -> None:
    told = event(place="With an aunt", knowledge=Knowledge.RELATIVE, known_from="her aunt, by phone")
    (kept,) = prepare([told], MOTHER, OTHERS).kept
    assert (kept.place, kept.source) == (X, X)
    (of_child,) = prepare([told], Recipient(RecipientKind.CHILD, CHILD), OTHERS).kept
    assert (of_child.place, of_child.source) == ("With an aunt", X)


def test_other_words_stand_in_for_what_is_withheld_but_never_for_what_is_restricted() -> None:
    events = [event(key="a", mentions=(Mentioned("fin", "Fin"),)), event(key="b", reach=Reach.RESTRICTED)]
    prepared = prepare(events, MOTHER, OTHERS, Choices(said_instead={"a": "Fin was worried.", "b": "Other words."}))
    assert [(one.key, one.what, one.is_said_instead) for one in prepared.kept] == [("a", f"{X} was worried.", True)]


def test_an_agency_gets_what_is_for_agencies_without_addresses_and_the_court_all_but_what_is_protected() -> None:
    school, court = Recipient(RecipientKind.AGENCY, Identity("")), Recipient(RecipientKind.COURT, Identity(""))
    words = "Fin of 9 Oak Road saw Flo Carter at 1 Invented Lane."
    assert prepare([event(words)], school, OTHERS).kept == ()
    assert read(words, school, reach=Reach.AGENCIES) == f"Fin of {X} saw Flo Carter at {X}."
    assert read(words, court) == words
    kept_from_fin = OthersData(CHILD, (FIN, FLO), placements=(HOME,), secretive=frozenset({"fin"}))
    assert read(words, court, kept_from_fin) == f"Fin of 9 Oak Road saw Flo Carter at {X}."


def test_what_only_points_to_somebody_is_to_be_looked_at() -> None:
    words = "Her dad and his boyfriend were at his flat. Smith said “I hate it here”. FE agreed, as mum said."
    (look,) = prepare([event(words.replace("Smith", "smith"))], MOTHER, OTHERS).looks
    assert {"dad", "boyfriend", "his flat", "smith", "“I hate it here”", "FE"} <= set(look.words)
    assert "mum" not in look.words, "that is herself"
    (round_a_name,) = prepare([event("Fin left.")], MOTHER, OTHERS).looks
    assert round_a_name.words == (X,)


def test_a_tick_holds_for_the_text_that_was_looked_at() -> None:
    first, second = (prepare([event(words)], MOTHER, OTHERS) for words in ("Dad came.", "Dad came late."))
    assert first.looks[0].stamp != second.looks[0].stamp
    assert first.stamp != second.stamp


def test_a_finished_document_is_looked_through_even_where_lines_tear_words() -> None:
    assert holds_forbidden("He lives at 9 Oak\n Road", MOTHER, OTHERS)
    assert holds_forbidden("a letter to Fin Exem\nplar", MOTHER, OTHERS)
    assert not holds_forbidden("Will this do?", MOTHER, OTHERS, furniture={"will"})
    assert not holds_forbidden("Jordan Exemplar, seen by Will Brown", MOTHER, OTHERS)
