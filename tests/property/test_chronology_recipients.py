"""No name, address or number of somebody else is in what a recipient gets, however it was written; nothing is lost."""

import re
import unicodedata
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from homeward.practice.chronology.event import Category, ChronologyEvent, Knowledge, Mentioned, Reach
from homeward.practice.chronology.recipients import holds_forbidden, prepare
from homeward.practice.chronology.when import When
from homeward.practice.chronology.withholding import (
    Choices,
    Identity,
    Kept,
    Name,
    OthersData,
    Recipient,
    RecipientKind,
)

CHILD = Identity("child", (Name("Quillon", "Exemplar"),), addresses=("7 Placement Row",), postcodes=("ZZ9 9ZZ",))
MOTHER = Identity("mother", (Name("Wynfrith", "Exemplar"),), addresses=("3 Own Close",), postcodes=("ZZ3 3ZZ",))
FOR_MOTHER = Recipient(RecipientKind.MOTHER, MOTHER)
SPARED = {"quillon", "exemplar", "wynfrith", "own", "close"}
LETTERS = st.text("abdefgikmoprtuvyäéñöß", min_size=3, max_size=9).map(str.capitalize)
WORDS = LETTERS.filter(lambda word: _plain(word) not in SPARED and "withheld" not in _plain(word))
NAMES = st.builds(Name, WORDS, st.one_of(WORDS, st.builds("{}-{}".format, WORDS, WORDS)))
STREETS = st.sampled_from(["Road", "Street", "Lane", "Avenue", "Close", "Way"])
ADDRESSES = st.builds("{} {} {}, {}".format, st.integers(1, 300), WORDS, STREETS, WORDS)
POSTCODES = st.from_regex(r"[A-Z]{2}[1-9] [1-9][ABDEFGH]{2}", fullmatch=True)
PHONES = st.from_regex(r"0[127][1-9]{3} [1-9]{6}", fullmatch=True)
EMAILS = st.builds("{}@{}.example".format, *[st.text("abdefg", min_size=3, max_size=8)] * 2)
SEPARATORS = st.sampled_from([" ", "  ", "\n", "-", ".", "\u00a0", " \t", ", ", "\u00ad "])
CASINGS = st.sampled_from([str.upper, str.title, str.capitalize, lambda text: text])
FILLERS = st.sampled_from(
    ["Then", "on Monday,", "rang and said that", "(see below)", "3 May", "“quietly”", "42", "so:"]
)


def _plain(text: str) -> str:
    letters = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in letters if letter.isalnum())


def _words(text: str) -> list[str]:
    spaced = re.sub(
        r"[\W_]+", " ", unicodedata.normalize("NFKD", text.casefold().replace("\u00ad", "")).replace("\u0301", "")
    )
    return [_plain(word) for word in spaced.split()]


@st.composite
def written(draw: st.DrawFn, planted: str) -> str:
    """Return a planted string as somebody might write it, among other words."""
    parts = re.split(r"[ \n]+", planted)
    said = parts[0] + "".join(draw(SEPARATORS) + part for part in parts[1:])
    said = draw(CASINGS)(said) + draw(st.sampled_from(["", "'s", "’s", ".", ",", "?", ")"]))
    before, after = draw(st.lists(FILLERS, max_size=3)), draw(st.lists(FILLERS, max_size=3))
    return " ".join([*before, said, *after])


@st.composite
def planted_events(draw: st.DrawFn) -> tuple[OthersData, list[ChronologyEvent], list[str]]:
    """Return somebody else, events in whose texts they are planted, and what was planted."""
    father = Identity(
        "father",
        names=tuple(draw(st.lists(NAMES, min_size=1, max_size=2))),
        addresses=(draw(ADDRESSES),),
        postcodes=(draw(POSTCODES),),
        phones=(draw(PHONES),),
        emails=(draw(EMAILS),),
    )
    names = [form for name in father.names for form in _ways_to_write(name)]
    planted = [*names, *father.addresses, *father.postcodes, *father.phones, *father.emails]
    planted += [father.addresses[0].split(",")[0]]
    events = [
        ChronologyEvent(
            key=f"event-{number}",
            when=When(date(2024, 1, 1)),
            category=Category.FAMILY,
            what=draw(written(draw(st.sampled_from(planted)))),
            meant=draw(written(draw(st.sampled_from(planted)))),
            private=draw(written(draw(st.sampled_from(planted)))),
            knowledge=Knowledge.DOCUMENT,
            known_from=draw(written(draw(st.sampled_from(planted)))),
            place=draw(written(draw(st.sampled_from(planted)))),
        )
        for number in range(draw(st.integers(1, 3)))
    ]
    return OthersData(CHILD, people=(father,)), events, planted


def _ways_to_write(name: Name) -> list[str]:
    return [
        name.given,
        name.family,
        f"{name.given} {name.family}",
        f"{name.family} {name.given}",
        f"{name.given[0]} {name.family}",
        f"Mr {name.family}",
    ]


def stands_in(planted: str, text: str) -> bool:
    """Tell, in another way than the code does, whether a text holds a planted string: word by word, and squeezed."""
    sought, words = _words(planted), _words(text)
    spans = (words[at : at + len(sought)] for at in range(len(words)))
    squeezed = _plain(planted)
    return sought in spans or (len(squeezed) > 10 and squeezed in _plain(text))


@settings(max_examples=60, deadline=None)
@given(planted_events())
def test_what_is_planted_is_in_no_text_of_the_copy(case: tuple[OthersData, list[ChronologyEvent], list[str]]) -> None:
    others, events, planted = case
    prepared = prepare(events, FOR_MOTHER, others)
    for text in (text for event in prepared.kept for text in event.texts):
        assert [one for one in planted if stands_in(one, text)] == [], text
        assert not holds_forbidden(text, FOR_MOTHER, others)
    assert all(event.place in ("", "[withheld]") for event in prepared.kept)


EVENTS = st.builds(
    ChronologyEvent,
    key=st.uuids().map(str),
    when=st.just(When(date(2024, 1, 1))),
    category=st.sampled_from(Category),
    what=st.text(max_size=40),
    knowledge=st.sampled_from(Knowledge),
    mentions=st.lists(
        st.sampled_from(["mother", "father", "brother"]).map(lambda one: Mentioned(one, one)), max_size=2
    ).map(tuple),
    siblings=st.lists(st.sampled_from(["brother", "sister"]).map(lambda one: Mentioned(one, one)), max_size=2).map(
        tuple
    ),
    reach=st.sampled_from(Reach),
)


@settings(max_examples=50, deadline=None)
@given(
    events=st.lists(EVENTS, max_size=6, unique_by=lambda event: event.key),
    kind=st.sampled_from(RecipientKind),
    secrets=st.frozensets(st.sampled_from([one for one in Kept if one != Kept.ANYTHING])),
    data=st.data(),
)
def test_every_event_is_either_kept_or_withheld_whole_and_what_is_restricted_never_is_kept(
    events: list[ChronologyEvent], kind: RecipientKind, secrets: frozenset[Kept], data: st.DataObject
) -> None:
    keys = [event.key for event in events]
    chosen = data.draw(st.frozensets(st.sampled_from(keys)) if keys else st.just(frozenset()))
    choices = Choices(said_instead=dict.fromkeys(chosen, "Other words."))
    recipient = Recipient(kind, MOTHER, siblings=frozenset({"brother"}), secrets=secrets)
    prepared = prepare(events, recipient, OthersData(CHILD), choices)
    kept, whole = [one.key for one in prepared.kept], [one.key for one in prepared.withheld if one.is_whole]
    assert sorted([*kept, *whole]) == sorted(keys)
    restricted = {event.key for event in events if event.reach == Reach.RESTRICTED}
    assert not restricted & set(kept)
    if kind == RecipientKind.AGENCY:
        assert {event.key for event in events if event.reach != Reach.AGENCIES} <= set(whole)
    about_others = {e.key for e in events if {m.person for m in e.mentions} - {"mother", "brother"}}
    if kind == RecipientKind.MOTHER:
        assert not about_others & {one.key for one in prepared.kept if not one.is_said_instead}


@pytest.mark.parametrize("text", ["", " ", "\u00ad", "ﬁn", "İstanbul", "\ud83d\ude00", "x" * 5000])
def test_odd_texts_do_no_harm(text: str) -> None:
    event = ChronologyEvent("e", When(date(2024, 1, 1)), Category.FAMILY, text, Knowledge.SEEN)
    (kept,) = prepare([event], FOR_MOTHER, OthersData(CHILD, (Identity("f", (Name("Fin", "Is"),)),))).kept
    assert kept.key == "e"
