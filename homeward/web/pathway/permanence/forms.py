"""What is asked about the plan for a permanent home elsewhere."""

from typing import Any

from django import forms

from homeward.practice.permanence import Route
from homeward.web import clock
from homeward.web.chronology.forms.copied import AsksWhyElsewhere
from homeward.web.design.dates import day_field
from homeward.web.pathway.models.permanence import ROUTES
from homeward.web.pathway.permanence.actions import PlanDetails


def _words(label: str, asked: str, help_text: str = "") -> forms.CharField:
    area = forms.Textarea(attrs={"rows": 3})
    return forms.CharField(label=label, help_text=help_text, widget=area, error_messages={"required": asked})


class PermanenceForm(AsksWhyElsewhere):
    """The route to a permanent home, why, how family stays, and what is done next; today stands in it."""

    about = "permanence"
    route = forms.ChoiceField(
        label="Where will the child grow up?",
        choices=ROUTES,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose where the child will grow up"},
    )
    because = _words("Why is this right for the child?", "Say why this is right for the child", "They may read it.")
    family = _words(
        "How does the child see parents, sisters and brothers?", "Say how the child sees parents, sisters and brothers"
    )
    next_step = _words("What is done next?", "Say what is done next")
    next_by = forms.CharField(label="Who does it?", max_length=120, error_messages={"required": "Say who does it"})
    next_due_on = day_field("By when?", "So that the child does not wait.")
    on = day_field("On which day was this planned?")

    def __init__(self, *args: Any, **words: Any) -> None:
        super().__init__(*args, **{"initial": {"on": clock.today()}, **words})

    @property
    def details(self) -> PlanDetails:
        """What was answered; only of a valid form."""
        told = {name: value for name, value in self.cleaned_data.items() if name != "on"}
        return PlanDetails(**{**told, "route": Route(told["route"])})
