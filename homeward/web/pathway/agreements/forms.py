"""What is asked on the pages of a written agreement."""

from collections.abc import Iterable
from typing import Any

from django import forms

from homeward.practice.agreement import HOW_WORDS, HOWS_OF, Goal, How, Party, Promise, Who
from homeward.web import clock
from homeward.web.chronology.forms.copied import AsksWhyElsewhere
from homeward.web.chronology.models import Attachment
from homeward.web.design.dates import day_field
from homeward.web.pathway.agreements.details import AnswerDetails, GoalDetails, PromiseDetails
from homeward.web.pathway.agreements.queries import OWN_SERVICE
from homeward.web.people.forms.facts import FactForm
from homeward.web.people.models import Agency, Person

_CHILD, _OWN = "child", "own"


def _words(label: str, says: str = "", *, hint: str = "", rows: int = 3) -> forms.CharField:
    errors = {"required": says} if says else {}
    widget = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, help_text=hint, required=bool(says), widget=widget, error_messages=errors)


class GoalForm(AsksWhyElsewhere):
    """One goal: the concern, the change, how anyone would see it, by when, and who helps."""

    about = "goal"
    whose = forms.ChoiceField(
        label="Whose goal is it?", widget=forms.RadioSelect(), error_messages={"required": "Say whose goal it is"}
    )
    concern = _words(
        "What is the concern?", "Say what the concern is", hint="What could hurt the child, in plain words."
    )
    change = _words(
        "What is to change?", "Say what is to change", hint="In words the parent would use. Only what they can do."
    )
    seen_by = _words(
        "How would anyone see it?",
        "Say how anyone would see it",
        hint="What somebody would see or hear, how often, and who notices. Such as: Ben is at school by 9 each day.",
    )
    by_on = day_field("By when?", required=False)
    helped_by = forms.CharField(label="Who helps?", required=False, max_length=200)

    def __init__(
        self, *args: Any, people: Iterable[tuple[Party, Person]], network: str, before: Goal | None = None, **words: Any
    ) -> None:
        """Offer the parents of the agreement, and the child; `before` is what stands there already."""
        shown = _shown(before, "concern", "change", "seen_by", "by_on", "helped_by")
        if before:
            shown["whose"] = _CHILD if before.is_of_child else before.parent_id
        super().__init__(*args, **{**words, "initial": {**shown, **(words.get("initial") or {})}})
        told = list(people)
        self._people = {party.id: person for party, person in told}
        self.fields["whose"].choices = [*((party.id, party.name) for party, _ in told), (_CHILD, "The child")]
        self.fields["helped_by"].help_text = network
        if not before and len(told) == 1:
            self.fields["whose"].initial = told[0][0].id

    def details(self, parent: Person | None) -> GoalDetails:
        """Return what was told; `parent` is whose agreement it is, None for one with both."""
        told = self.cleaned_data
        is_of_child = told["whose"] == _CHILD
        return GoalDetails(
            concern=told["concern"],
            change=told["change"],
            seen_by=told["seen_by"],
            by_on=told["by_on"],
            helped_by=told["helped_by"],
            parent=parent if is_of_child else self._people[told["whose"]],
            is_of_child=is_of_child,
            elsewhere_because=told["elsewhere_because"],
        )


class PromiseForm(AsksWhyElsewhere):
    """One promise of help: what, which service, who there, by when."""

    about = "promise"
    service = forms.ChoiceField(
        label="Which service promises it?",
        error_messages={"required": "Say which service promises it"},
    )
    what = _words("What does it promise?", "Say what is promised", hint="What, how often, and from when.")
    by_whom = forms.CharField(label="Who there gives it?", required=False, max_length=200)
    by_on = day_field("By when does it begin, or come?", required=False)

    def __init__(
        self, *args: Any, agencies: Iterable[Agency], network: str, before: Promise | None = None, **words: Any
    ) -> None:
        """Offer the agencies; `before` is what stands there already."""
        shown = _shown(before, "what", "by_whom", "by_on")
        if before:
            shown["service"] = before.service_id or _OWN
        super().__init__(*args, **{**words, "initial": {**shown, **(words.get("initial") or {})}})
        self._agencies = {str(agency.pk): agency for agency in agencies}
        offered = [(pk, agency.name) for pk, agency in self._agencies.items()]
        self.fields["service"].choices = [(_OWN, OWN_SERVICE), *offered]
        self.fields["by_whom"].help_text = network

    def details(self, parent: Person | None) -> PromiseDetails:
        """Return what was told; `parent` is whose agreement it is, None for one with both."""
        told = self.cleaned_data
        return PromiseDetails(
            what=told["what"],
            agency=self._agencies.get(told["service"]),
            by_whom=told["by_whom"],
            by_on=told["by_on"],
            parent=parent,
            elsewhere_because=told["elsewhere_because"],
        )


class VersionForm(FactForm):
    """Makes a version; whoever makes it may answer what the check of the wording asks."""

    about = "agreement_version"
    wording_answer = _words(
        "Your answer to what is asked about the wording, if you leave it as it is", hint="You need not answer.", rows=2
    )
    on = day_field("On which day was it made?")

    def __init__(self, *args: Any, asks: bool, **words: Any) -> None:
        """Leave out the question about the wording where nothing was asked."""
        super().__init__(*args, **{"initial": {"on": clock.today()}, **words})
        if not asks:
            del self.fields["wording_answer"]


class SignForm(FactForm):
    """A signature on the screen: the name, typed by whoever agrees."""

    about = "agreement_signature"
    name = forms.CharField(
        label="Type your name to say that you agree",
        help_text="Only if you want to. You can say no, and you can ask for time to think.",
        max_length=120,
        error_messages={"required": "Type your name, or hand the device back without signing"},
    )


class AnswerForm(FactForm):
    """An answer that was not given on the screen: on paper, declined, or that a child was not able to give one."""

    about = "agreement_answer"
    how = forms.ChoiceField(
        label="What was the answer?", widget=forms.RadioSelect(), error_messages={"required": "Choose the answer"}
    )
    scan = forms.ChoiceField(
        label="Which file is the signed paper?",
        help_text="One of the files of the child’s record. Add the scan there first.",
        required=False,
    )
    words = _words("Why, if they did not agree; or where the paper is kept, if it is not scanned")
    on = day_field("On which day?")

    def __init__(self, *args: Any, who: Who, scans: Iterable[Attachment], **words: Any) -> None:
        """Offer the ways in which somebody can answer here, and the files of the record."""
        super().__init__(*args, **{"initial": {"on": clock.today()}, **words})
        self._who, self._scans = who, {str(one.pk): one for one in scans}
        is_managers = who == Who.MANAGER
        hows = [how for how in HOWS_OF[who] if is_managers or how != How.ON_SCREEN]
        said = {How.ON_SCREEN: "I agree"} if is_managers else {}
        self.fields["how"].choices = [(how.value, said.get(how, HOW_WORDS[how])) for how in hows]
        self.fields["scan"].choices = [("", "None of these"), *((pk, one.title) for pk, one in self._scans.items())]
        if is_managers:
            del self.fields["scan"]
            self.fields["words"].label = "Why, if you do not agree"

    def details(self, person: Person | None) -> AnswerDetails:
        """Return what was told."""
        told = self.cleaned_data
        how = How(told["how"])
        scan = self._scans.get(told.get("scan", "")) if how == How.ON_PAPER else None
        return AnswerDetails(self._who, how, told["on"], person, words=told["words"], scan=scan)


class StrikeLineForm(FactForm):
    """Why something is struck out."""

    about = "struck"
    because = _words("Why?", "Say why", hint="It stays, struck out, with your name and the day.")


def _shown(before: Goal | Promise | None, *names: str) -> dict[str, Any]:
    return {name: getattr(before, name) for name in names} if before else {}
