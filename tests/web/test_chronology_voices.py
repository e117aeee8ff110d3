"""What they say: in their words, with what was done about it; and silence that can be seen."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from homeward.practice.chronology.event import Knowledge, Origin, Reach
from homeward.web import clock
from homeward.web.chronology.models import HowAsked, SearchEntry, Voice
from homeward.web.chronology.reading import reader_of
from homeward.web.chronology.telling import chronology_of
from homeward.web.chronology.visits.actions import record_visit
from homeward.web.chronology.voices.actions import answer_voice, correct_voice, strike_voice, write_voice
from homeward.web.chronology.voices.details import AnswerDetails, VoiceDetails
from homeward.web.chronology.voices.queries import heard
from homeward.web.people.models import Kinship, Person, Relationship, Restriction
from homeward.web.people.rights import NotPermittedError
from tests.web.chronology_world import Siblings, alone, browser_of, named, siblings, visit_of
from tests.web.people_world import entered

pytestmark = pytest.mark.django_db


@pytest.fixture
def family() -> Siblings:
    return siblings()


def said(person: Person, words: str = "I want to go home.", days_ago: int = 0, **more: object) -> VoiceDetails:
    return VoiceDetails(person, clock.today() - timedelta(days=days_ago), HowAsked.ALONE, words, **more)


def silences(family: Siblings) -> dict[str, str]:
    today = clock.today()
    found = heard(reader_of(family.worker, family.ana), today)
    return {one.name: one.silence_in_words(today) for one in found if one.is_awaited}


def test_silence_is_told_of_the_child_and_each_parent(family: Siblings) -> None:
    never = "Never heard, as far as is written down here."
    assert silences(family) == {"Ana Invented": never, "Mo Invented": never, "Fin Invented": never}
    write_voice(child=family.ana, details=said(family.mother, days_ago=61), by=family.worker)
    write_voice(child=family.ana, details=said(family.father), by=family.worker)
    record_visit(
        child=family.ana, details=visit_of(alone(family.ana, childs_words="Hello"), days_ago=1), by=family.worker
    )
    found = silences(family)
    assert found["Ana Invented"].endswith(": 1 day.")
    assert found["Mo Invented"].endswith(": 61 days.")
    assert found["Fin Invented"] == ""
    Person.objects.filter(pk=family.father.pk).update(died_on=clock.today())
    assert "Fin Invented" not in silences(family)


def test_what_is_said_stands_in_the_chronology_with_who_told_it(family: Siblings) -> None:
    write_voice(child=family.ana, details=said(family.ana.person), by=family.worker)
    write_voice(child=family.ana, details=said(family.mother, "I stopped drinking."), by=family.worker)
    told = {event.knowledge: event for event in chronology_of(family.worker, family.ana)}
    assert set(told) == {Knowledge.CHILD, Knowledge.PARENT}
    assert told[Knowledge.PARENT].what == "Mo Invented said: “I stopped drinking.”"
    assert (told[Knowledge.PARENT].origin, told[Knowledge.PARENT].mentions[0].name) == (Origin.VOICE, "Mo Invented")
    assert chronology_of(family.worker, family.ben) == []


def test_a_correction_takes_along_what_was_done(family: Siblings) -> None:
    voice = write_voice(child=family.ana, details=said(family.ana.person, days_ago=3), by=family.worker)
    done = AnswerDetails(clock.today(), "Asked the carer", was_told=True)
    answer_voice(child=family.ana, voice=voice, details=done, by=family.worker)
    after = correct_voice(
        voice=voice, details=said(family.ana.person, "I want to go to Nan’s."), because="Misheard", by=family.worker
    )
    page = browser_of(family.worker).get(reverse("voices", args=[family.ana.pk])).text
    assert "Asked the carer" in page
    assert "They were told." in page
    assert "I want to go home." not in page
    assert {entry.voice_id for entry in SearchEntry.objects.all()} == {after.pk}
    with pytest.raises(ValidationError):
        answer_voice(child=family.ana, voice=voice, details=done, by=family.worker)
    strike_voice(voice=after, because="It was said of another house", by=family.worker)
    assert not Voice.objects.standing().exists()
    assert not SearchEntry.objects.exists()


def test_what_cannot_be_is_refused(family: Siblings) -> None:
    stranger = named(Person.objects.create(entered_at=clock.now()), "Stranger")
    voice = write_voice(child=family.ana, details=said(family.mother, days_ago=3), by=family.worker)
    for details, error in (
        (said(stranger), NotPermittedError),
        (said(family.mother, words=" "), ValidationError),
        (said(family.mother, days_ago=-1), ValidationError),
        (replace(said(family.mother), how=HowAsked.OTHER), ValidationError),
    ):
        with pytest.raises(error):
            write_voice(child=family.ana, details=details, by=family.worker)
    before = AnswerDetails(clock.today() - timedelta(days=4), "Rang", was_told=False)
    with pytest.raises(ValidationError):
        answer_voice(child=family.ana, voice=voice, details=before, by=family.worker)
    with pytest.raises(NotPermittedError):
        answer_voice(child=family.ben, voice=voice, details=replace(before, on=clock.today()), by=family.worker)


def test_what_somebody_said_whose_own_record_is_shut_is_nowhere(family: Siblings) -> None:
    Relationship.objects.create(person=family.ben.person, other=family.ana.person, kind=Kinship.SIBLING, **entered())
    write_voice(child=family.ana, details=said(family.ben.person, "Canaryword"), by=family.worker)
    browser = browser_of(family.colleague)
    addresses = [reverse(name, args=[family.ana.pk]) for name in ("voices", "chronology", "voice_add")]
    assert "Canaryword" in browser.get(addresses[0]).text
    Restriction.objects.create(child=family.ben, number_to_ring="1", **entered())
    for address in addresses:
        page = browser.get(address).text
        assert "Canaryword" not in page
        assert "Ben" not in page


def test_restricted_words_reach_the_social_worker_and_who_wrote_them(family: Siblings) -> None:
    write_voice(child=family.ana, details=said(family.ana.person, reach=Reach.RESTRICTED), by=family.worker)
    address = reverse("voices", args=[family.ana.pk])
    assert "go home" in browser_of(family.worker).get(address).text
    assert "go home" not in browser_of(family.colleague).get(address).text


def test_it_is_written_answered_corrected_and_struck_out_on_the_pages(family: Siblings) -> None:
    browser, today, pk = browser_of(family.worker), clock.today(), family.ana.pk
    days = {"on-day": today.day, "on-month": today.month, "on-year": today.year}
    answers = {"person": str(family.mother.pk), "words": "I am better.", "how": "talked", "reach": "service", **days}
    page = browser.get(reverse("voice_add", args=[pk])).text
    assert page.index("Ana Invented, the child") < page.index("Mo Invented, mother")
    assert "Write what they said" in browser.post(reverse("voice_add", args=[pk]), answers | {"words": ""}).text
    told = browser.post(reverse("voice_add", args=[pk]), answers, follow=True).text
    assert "“I am better.”" in told
    assert "Nothing is written down yet of what was done about it." in told
    voice = Voice.objects.get()
    told = browser.post(reverse("voice_answer", args=[pk, voice.pk]), {"done": "Rang her", **days}, follow=True).text
    assert "Rang her" in told
    assert "They were not told." in told
    corrected = answers | {"words": "I feel better.", "because": "Her word was feel"}
    browser.post(reverse("voice_correct", args=[pk, voice.pk]), corrected)
    voice = Voice.objects.standing().get()
    assert voice.words == "I feel better."
    browser.post(reverse("voice_strike", args=[pk, voice.pk]), {"because": "She did not say it"})
    assert not Voice.objects.standing().exists()


@pytest.mark.slow
def test_much_said_takes_no_more_queries_than_little(family: Siblings) -> None:
    browser, addresses = browser_of(family.worker), ("voices", "chronology")
    taken = []
    for number in (1, 6):
        for _ in range(number):
            voice = write_voice(child=family.ana, details=said(family.mother), by=family.worker)
            done = AnswerDetails(clock.today(), "Rang", was_told=True)
            answer_voice(child=family.ana, voice=voice, details=done, by=family.worker)
        with CaptureQueriesContext(connection) as queries:
            for name in addresses:
                browser.get(reverse(name, args=[family.ana.pk]))
        taken.append(len(queries))
    assert taken[0] == taken[1]


def test_of_a_child_under_three_it_is_told_what_they_showed_and_not_that_they_said_it(family: Siblings) -> None:
    today = clock.today()
    born_on = today.replace(year=today.year - 2, day=1)
    Person.objects.filter(pk=family.ana.person_id).update(born_on=born_on, born_exactly="day")
    family.ana.person.refresh_from_db()
    write_voice(child=family.ana, details=said(family.ana.person, "Reached for her mother."), by=family.worker)
    write_voice(child=family.ana, details=said(family.mother, "She knows me."), by=family.worker)
    details = visit_of(alone(family.ana, childs_words="Turned to the wall."))
    visit = record_visit(child=family.ana, details=details, by=family.worker)
    told = "\n".join(event.what for event in chronology_of(family.worker, family.ana))
    assert "Ana Invented showed: Reached for her mother." in told
    assert "The child showed: Turned to the wall." in told
    assert "Mo Invented said: “She knows me.”" in told
    browser = browser_of(family.worker)
    for page, args in (("voices", []), ("visits", []), ("visit", [visit.pk]), ("chronology", [])):
        page_says = browser.get(reverse(page, args=[family.ana.pk, *args])).text
        assert "howed: Turned to the wall." in page_says, page
        assert "“Turned to the wall." not in page_says
