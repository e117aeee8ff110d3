"""What is asked of something that child or parents said, and of what was done about it."""

from collections.abc import Iterable
from typing import Any

from django import forms

from homeward.practice.chronology.event import Reach
from homeward.web import clock
from homeward.web.chronology.forms.copied import AsksWhyElsewhere
from homeward.web.chronology.models import REACHES, HowAsked, Voice
from homeward.web.chronology.voices.details import AnswerDetails, VoiceDetails
from homeward.web.chronology.wording import OR_SHOWED
from homeward.web.design.dates import day_field
from homeward.web.people.forms.facts import FactForm
from homeward.web.people.models import Person


def _words(label: str, hint: str, says: str, rows: int = 3) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, help_text=hint, widget=widget, error_messages={"required": says})


class VoiceForm(AsksWhyElsewhere):
    """All that is asked of something said."""

    about = "voice"
    person = forms.ChoiceField(
        label="Who said it?", widget=forms.RadioSelect(), error_messages={"required": "Choose who said it"}
    )
    words = _words(
        "What did they say?",
        f"In their own words. It is shown in quotes. {OR_SHOWED}",
        "Write what they said",
        rows=4,
    )
    on = day_field("When?")
    how = forms.ChoiceField(
        label="How were they asked?",
        choices=HowAsked.choices,
        widget=forms.RadioSelect(),
        error_messages={"required": "Choose how they were asked"},
    )
    how_words = forms.CharField(
        label="Anything more about how they were asked?",
        required=False,
        max_length=250,
        help_text="Such as: in the car after school, with a picture of the house.",
    )
    reach = forms.ChoiceField(
        label="Who may see it?", choices=REACHES, initial=Reach.SERVICE, widget=forms.RadioSelect()
    )

    def __init__(self, *args: Any, people: Iterable[tuple[Person, str]], **words: Any) -> None:
        """Offer the people of the record, each with who they are."""
        super().__init__(*args, **words)
        self.initial = {"on": clock.today(), **self.initial}
        offered = list(people)
        self._people = {str(person.pk): person for person, _ in offered}
        self.fields["person"].choices = [(str(person.pk), name) for person, name in offered]

    @property
    def details(self) -> VoiceDetails:
        """What was told."""
        told = self.cleaned_data
        return VoiceDetails(
            person=self._people[told["person"]],
            on=told["on"],
            how=HowAsked(told["how"]),
            words=told["words"],
            how_words=told["how_words"],
            reach=Reach(told["reach"]),
            elsewhere_because=told["elsewhere_because"],
        )


class CorrectVoiceForm(VoiceForm):
    """Something said, written anew, and why."""

    because = _words("Why is it corrected?", "What stood before stays, struck out.", "Say why", rows=2)


class AnswerForm(FactForm):
    """What was done about something said."""

    about = "voice_answer"
    done = _words("What was done about it, or why was nothing done?", "", "Say what was done, or why nothing was")
    on = day_field("When?")
    was_told = forms.BooleanField(label="They were told", required=False)

    def __init__(self, *args: Any, **words: Any) -> None:
        """Begin with today."""
        super().__init__(*args, **words)
        self.initial = {"on": clock.today(), **self.initial}

    @property
    def details(self) -> AnswerDetails:
        """What was told."""
        return AnswerDetails(self.cleaned_data["on"], self.cleaned_data["done"], self.cleaned_data["was_told"])


def answers_of(voice: Voice) -> dict[str, Any]:
    """Return what was told of something said, as its form asks for it again."""
    asked = ("on", "how", "how_words", "words", "reach")
    return {"person": str(voice.person_id), **{name: getattr(voice, name) for name in asked}}
