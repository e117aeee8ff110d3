"""What is asked on the pages of home and after."""

from typing import Any

from django import forms

from homeward.practice.after.family_time import Basis, Supervision, TookPlace
from homeward.practice.after.outcomes import How, KnownBy
from homeward.practice.after.phase_kinds import PhaseKind
from homeward.web import clock
from homeward.web.chronology.forms.copied import AsksWhyElsewhere
from homeward.web.design.dates import day_field
from homeward.web.pathway.home.details import (
    ContactDetails,
    FamilyTimeDetails,
    LearningDetails,
    PhaseDetails,
    SafetyDetails,
    SessionDetails,
    SupportDetails,
)
from homeward.web.pathway.home.offered import Offered
from homeward.web.pathway.home.questions import OneOf, SomeOf, choice, line, words
from homeward.web.pathway.models import BASES, HOWS, KNOWN_BYS, PHASES, SUPERVISIONS, TAKINGS_PLACE, FamilyTimePlan
from homeward.web.people.forms.facts import FactForm

_WITHOUT = "Write down below what no visit tells"


class FamilyTimeForm(AsksWhyElsewhere):
    """What is planned with one relative; what was planned before stands in it."""

    about = "family_time"
    person = OneOf(label="With whom?", error_messages={"required": "Choose with whom"})
    how_often = line("How often, and how long?", "Say how often", hint="Such as: every Saturday, 10 to 2.")
    where = line("Where?", "Say where", longest=200)
    supervision = choice("Is somebody there?", SUPERVISIONS, "Say whether somebody is there")
    supervision_because = words("Why so?", "Say why")
    basis = choice("On what does it rest?", BASES, "Choose on what it rests")
    rests_on = words("Which order, of which day? Or who agreed to what?", hint="The care order stands in the record.")

    def __init__(self, *args: Any, offered: Offered, before: FamilyTimePlan | None = None, **kept: Any) -> None:
        asked = ("how_often", "where", "supervision", "supervision_because", "basis", "rests_on")
        initial = {name: getattr(before, name) for name in asked} if before else {}
        initial |= {"person": f"person-{before.person_id}"} if before else {}
        super().__init__(*args, **{"initial": initial, **kept})
        self.fields["person"].offer(offered)

    @property
    def details(self) -> FamilyTimeDetails:
        """What was told."""
        told = dict(self.cleaned_data)
        told["supervision"], told["basis"] = Supervision(told["supervision"]), Basis(told["basis"])
        return FamilyTimeDetails(**told)


class SessionForm(AsksWhyElsewhere):
    """One session: with whom, in which phase, whether it took place, what was seen or where that stands."""

    about = "family_time_session"
    person = OneOf(label="With whom?", error_messages={"required": "Choose with whom"})
    phase = choice("In which phase of the move home?", PHASES, "Choose the phase")
    took_place = choice("Did it take place?", TAKINGS_PLACE, "Say whether it took place")
    visit = OneOf(
        label="Does a visit in the chronology tell of it?",
        help_text="Then what was seen and said is not written down a second time.",
        required=False,
    )
    on = day_field("On which day?", "Leave empty if a visit tells of it.", required=False)
    because = words("If it did not take place: why, and what was offered instead?")
    saw = words("What was seen?", hint="How they met, what they did, how they parted.")
    childs_words = words("What did the child say of it?", hint="In the child’s words.", rows=2)
    seen_by = line("Who was there to see it?")

    def __init__(self, *args: Any, offered: Offered, visits: Offered, phase: str, **kept: Any) -> None:
        super().__init__(*args, **{"initial": {"phase": phase}, **kept})
        self.fields["person"].offer(offered)
        if visits:
            self.fields["visit"].offer(visits, _WITHOUT)
        else:
            del self.fields["visit"]

    @property
    def details(self) -> SessionDetails:
        """What was told."""
        told = dict(self.cleaned_data)
        told["phase"], told["took_place"] = PhaseKind(told["phase"]), TookPlace(told["took_place"])
        return SessionDetails(**told)


class PhaseForm(AsksWhyElsewhere):
    """One phase as it is planned; what was planned before stands in it."""

    about = "return_phase"
    begins_on = day_field("When does it begin?")
    must_hold = words("What must hold to go on?", "Say what must hold to go on", hint="So that anybody could see it.")
    who = words("Who does what?", "Say who does what")
    signs = words("Which signs tell that it does not hold?", "Say which signs tell that it does not hold")
    contingency = words(
        "What happens then?", "Say what happens then", hint="Who is rung, where the child is that night."
    )
    carer = words("The carer’s part", rows=2)
    school = words("School", rows=2)
    health = words("Health", rows=2)
    money = words("Money and things", rows=2)
    because = words("Why is it planned anew?", rows=2)

    def __init__(self, *args: Any, is_anew: bool, **kept: Any) -> None:
        super().__init__(*args, **kept)
        if not is_anew:
            del self.fields["because"]

    def details_of(self, phase: PhaseKind) -> PhaseDetails:
        """Return what was told of a phase."""
        return PhaseDetails(phase=phase, **self.cleaned_data)


class JudgeForm(FactForm):
    """Whether a phase held."""

    about = "phase_judged"
    is_held = choice("Did it hold?", [("yes", "It held"), ("no", "It did not hold")], "Say whether it held")
    words = words("What shows it?", "Say what shows it", hint="Beside what must hold, and what is written down above.")
    on = day_field("On which day was this looked at?")

    def __init__(self, *args: Any, **kept: Any) -> None:
        super().__init__(*args, **{"initial": {"on": clock.today()}, **kept})

    @property
    def told(self) -> dict[str, Any]:
        """What was told."""
        return {**self.cleaned_data, "is_held": self.cleaned_data["is_held"] == "yes"}


class DifferentForm(FactForm):
    """What is different this time."""

    about = "second_attempt"
    different = words("What is different this time?", "Say what is different this time", rows=5)


class SupportForm(AsksWhyElsewhere):
    """The plan after care: help, lead, until when, and who in school watches."""

    about = "support_plan"
    plan_name = line("What is the plan called here?", "Say what the plan is called", hint="Such as: family help plan.")
    lead = OneOf(
        label="Who leads it?",
        help_text="The lead stands before the child goes home, so that no service stops.",
        error_messages={"required": "Choose who leads it"},
    )
    help = words("What help do child and parents get?", "Say what help they get", hint="Who gives it, and how often.")
    until_on = day_field(
        "Until when, at least?", "Usually 6 to 12 months after coming home. Never shorter without a reason."
    )
    sooner_because = words("If sooner than six months after coming home: why?", rows=2)
    school = OneOf(
        label="Who in school watches?",
        help_text="From the child’s network. If they are not here, add them there first, with their school.",
        error_messages={"required": "Choose who, or that nobody does"},
    )
    school_words = words("For what? Or why does nobody?", "Say for what, or why nobody does", rows=2)

    def __init__(self, *args: Any, leads: Offered, watchers: Offered, **kept: Any) -> None:
        super().__init__(*args, **kept)
        self.fields["lead"].offer(leads)
        self.fields["school"].offer(watchers, "Nobody in school")

    @property
    def details(self) -> SupportDetails:
        """What was told."""
        return SupportDetails(**self.cleaned_data)


class VisitAtHomeForm(FactForm):
    """That a visit was at home; why the child was not seen alone, and what worries."""

    about = "visit_at_home"
    not_alone_because = words("Why was the child not seen alone?", "Say why the child was not seen alone")
    concerns = words(
        "Does anything of it worry you?", hint="Leave empty if nothing does. What was seen stands in the visit."
    )

    def __init__(self, *args: Any, is_alone: bool, **kept: Any) -> None:
        super().__init__(*args, **kept)
        if is_alone:
            del self.fields["not_alone_because"]

    @property
    def told(self) -> dict[str, str]:
        """What was told."""
        return {"not_alone_because": "", **self.cleaned_data}


class SafetyForm(AsksWhyElsewhere):
    """What was looked at, at home, on the day of an unplanned return."""

    about = "safety_look"
    visit = OneOf(
        label="On which visit was the child seen?",
        help_text="It tells whether the child was seen alone. If it is not here, write the visit down first.",
        required=False,
    )
    on = day_field("On which day was home looked at?")
    looked_at = words(
        "What was looked at?", "Say what was looked at", hint="Rooms, bed, food, who was there, what worries."
    )
    lives_there = words(
        "Who was found to live there?", "Say who was found to live there", hint="Beside what the record says."
    )

    def __init__(self, *args: Any, visits: Offered, **kept: Any) -> None:
        super().__init__(*args, **{"initial": {"on": clock.today()}, **kept})
        self.fields["visit"].offer(visits, "The child was not seen yet")

    @property
    def details(self) -> SafetyDetails:
        """What was told."""
        return SafetyDetails(**self.cleaned_data)


class OfficerForm(FactForm):
    """That the reviewing officer was told, and the day of the review."""

    about = "officer_told"
    words = words("What were they told, and what did they ask for?", "Say what they were told")
    on = day_field("On which day were they told?")
    review_on = day_field("For which day is the review set?", "Leave empty if it is not set yet.", required=False)

    def __init__(self, *args: Any, **kept: Any) -> None:
        super().__init__(*args, **{"initial": {"on": clock.today()}, **kept})


class ContactForm(AsksWhyElsewhere):
    """How the child is after the return, and on what basis that is known."""

    about = "contact_after"
    known_by = choice("How do you know?", KNOWN_BYS, "Choose how you know")
    how = choice("How is the child?", HOWS, "Choose how the child is, or that it is not known")
    visit = OneOf(label="If a worker saw the child: on which visit?", required=False)
    on = day_field("On which day was it told, or asked?", "Leave empty if a visit tells of it.", required=False)
    who = line("If somebody told it: who?", hint="Name, or post and school or agency.")
    words = words("What was told? Or who was asked, and how?")

    def __init__(self, *args: Any, visits: Offered, **kept: Any) -> None:
        super().__init__(*args, **kept)
        self.fields["visit"].offer(visits, "None of these")

    @property
    def details(self) -> ContactDetails:
        """What was told."""
        told = dict(self.cleaned_data)
        return ContactDetails(**told | {"known_by": KnownBy(told["known_by"]), "how": How(told["how"])})


class LearningForm(AsksWhyElsewhere):
    """What is learnt from a return that broke down."""

    about = "learning_review"
    done = words("What was done of the plan, and what was not?", "Say what was done of the plan", rows=4)
    help_came = words("Which help came, and which did not?", "Say which help came, and which did not", rows=4)
    voices = SomeOf(
        label="What do the child and the parents say of it?",
        help_text="Tick what they said. If it is not here, write it down under “What they say” first.",
        required=False,
    )
    not_heard_because = words("If the child’s words are missing: why?", rows=2)
    learnt = words("What is learnt?", "Say what is learnt", rows=4)
    next_plan = words("What goes into the next plan?", "Say what goes into the next plan", rows=4)

    def __init__(self, *args: Any, voices: Offered, **kept: Any) -> None:
        super().__init__(*args, **kept)
        self.fields["voices"].offer(voices)

    @property
    def details(self) -> LearningDetails:
        """What was told."""
        return LearningDetails(**self.cleaned_data)


class VisitsPolicyForm(forms.Form):
    """The council's own schedule of visits after a return."""

    text = forms.CharField(
        label="The schedule",
        help_text="Until which day after coming home a visit is due at least every so many days.",
        widget=forms.Textarea(attrs={"rows": 14, "spellcheck": "false"}),
        error_messages={"required": "Write the schedule"},
    )
    why = words("Why?", "Say why", rows=2)
    on = day_field("From which day?")
