"""What is asked when a child passes from one worker to another: who, when, whether all met, and who was told what."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.db.models import QuerySet

from homeward.web.accounts.models import User
from homeward.web.design.dates import day_field
from homeward.web.people.details import HandoverDetails
from homeward.web.people.forms.facts import FactForm
from homeward.web.people.forms.teams import caseload_in_words
from homeward.web.people.models import Allocation, NetworkMember
from homeward.web.people.network.queries import name_of

THE_NEW_WORKER = "new"


def _telling(label: str, missing: str, hint: str = "") -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": 3})
    return forms.CharField(label=label, help_text=hint, widget=widget, error_messages={"required": missing})


class HandoverForm(FactForm):
    """All of a handover, on one page."""

    about = "handover"
    allocation = forms.ChoiceField(
        label="Who hands over?", widget=forms.RadioSelect(), error_messages={"required": "Choose who hands over"}
    )
    to = forms.ModelChoiceField(
        label="To whom?",
        queryset=User.objects.none(),
        empty_label="Choose",
        error_messages={"required": "Choose who takes over"},
    )
    on = day_field("On which day?", "From this day the record is open to the new worker, and shut to the other.")
    joint_visit_on = day_field(
        "When did child and parents meet the new worker together with the one who leaves?",
        "The day of the joint visit. Leave it empty if there was none.",
        required=False,
    )
    no_visit_because = forms.CharField(
        label="If there was no joint visit: why not?",
        help_text="If it is still to come, say when.",
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    child_was_told = _telling(
        "What was the child told?",
        "Say what the child was told",
        "By whom, in which words, and what the child said to it.",
    )
    parents_were_told = _telling("What were the parents told?", "Say what the parents were told")
    open_matters = forms.CharField(
        label="What is open?",
        help_text="Promises made, visits and reviews due, what worries you, what the child waits for.",
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    key_worker = forms.ChoiceField(
        label="Who is the child’s key worker from then on?", required=False, widget=forms.RadioSelect()
    )

    def __init__(  # noqa: PLR0913 - who may hand over, who may take over, and who knows the child
        self,
        *args: Any,
        work: Iterable[Allocation],
        people: QuerySet[User],
        caseloads: dict[int, int],
        key_worker: NetworkMember | None,
        others: Iterable[NetworkMember],
        today: date,
        **words: Any,
    ) -> None:
        """Offer who works with the child and who could. `key_worker` is asked about where a worker here is it."""
        super().__init__(*args, **words)
        self._today = today
        self._work = {str(one.pk): one for one in work}
        self._others = {str(member.pk): member for member in others}
        self.fields["allocation"].choices = [(pk, _in_words(one)) for pk, one in self._work.items()]
        self.fields["to"].queryset = people
        load = {pk: caseload_in_words(children) for pk, children in caseloads.items()}
        self.fields["to"].label_from_instance = lambda user: f"{user.name} ({load.get(user.pk, caseload_in_words(0))})"
        if key_worker is None:
            del self.fields["key_worker"]
        else:
            self._ask_for_key_worker(key_worker)

    def _ask_for_key_worker(self, key_worker: NetworkMember) -> None:
        field = self.fields["key_worker"]
        field.help_text = f"{name_of(key_worker)} is it now. This counts only where {name_of(key_worker)} hands over."
        known = [(pk, f"{name_of(member)}, {member.role_words}") for pk, member in self._others.items()]
        field.choices = [(THE_NEW_WORKER, "The new worker"), *known]
        field.initial = THE_NEW_WORKER

    def clean(self) -> dict[str, Any]:
        """Return what was told; notes what is missing of the joint visit, and days to come."""
        told = super().clean() or {}
        has_met, why_not = told.get("joint_visit_on"), told.get("no_visit_because", "").strip()
        if not has_met and not why_not and "joint_visit_on" not in self.errors:
            self.add_error("joint_visit_on", "Enter the day of the joint visit, or say below why there was none")
        if has_met and why_not:
            self.add_error("no_visit_because", "You gave the day of a joint visit: say here only why there was none")
        for name in ("on", "joint_visit_on"):
            if told.get(name) and told[name] > self._today:
                self.add_error(name, "Enter today or a day before: this is written down when it has happened")
        return told

    @property
    def from_work(self) -> Allocation:
        """The work that is handed over."""
        return self._work[self.cleaned_data["allocation"]]

    @property
    def details(self) -> HandoverDetails:
        """What was told of the handover."""
        told = self.cleaned_data
        return HandoverDetails(
            child_was_told=told["child_was_told"],
            parents_were_told=told["parents_were_told"],
            joint_visit_on=told["joint_visit_on"],
            no_visit_because=told["no_visit_because"],
            open_matters=told["open_matters"],
            key_worker=self._others.get(told.get("key_worker", "")),
        )


def _in_words(work: Allocation) -> str:
    began = f"{work.begins_on.day} {work.begins_on:%B %Y}"
    return f"{work.user.name}, {work.get_allocated_as_display().lower()} since {began}"
