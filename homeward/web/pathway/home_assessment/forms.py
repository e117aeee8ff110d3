"""What is asked of a home, of its adults, of a placement with parents, and of an order that stays."""

from typing import Any

from django import forms

from homeward.web import clock
from homeward.web.chronology.forms.copied import AsksWhyElsewhere
from homeward.web.design.dates import day_field
from homeward.web.pathway.home_assessment.details import FoundDetails, OrderDetails, PlacementDetails
from homeward.web.pathway.models import ContactOrder, Replacement


def _words(label: str, hint: str, says: str, *, required: bool = True) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": 4})
    return forms.CharField(
        label=label, help_text=hint, required=required, widget=widget, error_messages={"required": says}
    )


def _choice(label: str, choices: list[tuple[str, str]]) -> forms.ChoiceField:
    errors = {"required": "Choose one"}
    return forms.ChoiceField(label=label, choices=choices, widget=forms.RadioSelect(), error_messages=errors)


class _OnADayForm(AsksWhyElsewhere):
    """A form that asks on which day something was found; today stands in it."""

    def __init__(self, *args: Any, **words: Any) -> None:
        super().__init__(*args, **{"initial": {"on": clock.today()}, **words})


class FoundForm(_OnADayForm):
    """Whether a home was found suitable, and why."""

    about = "home_found"
    is_suitable = _choice("Suitable for the child?", [("yes", "Yes"), ("no", "No")])
    words = _words("What was found?", "What you saw, what you asked, what others told you.", "Say what was found")
    on = day_field("On which day?")
    field_order = ("is_suitable", "words", "on", "elsewhere_because")

    @property
    def details(self) -> FoundDetails:
        """What was told."""
        told = self.cleaned_data
        return FoundDetails(told["is_suitable"] == "yes", told["words"], told["on"], told["elsewhere_because"])


class AdultFoundForm(FoundForm):
    """The same of somebody aged 18 or over who lives there."""

    about = "adult_found"


class PlacementForm(_OnADayForm):
    """What was considered before a child is placed with a parent, which help, and the plan."""

    about = "parent_placement"
    contact_order = _choice("Does a contact order under section 34 stand against it?", list(ContactOrder.choices))
    considered = _words(
        "What was considered about parent, home and child?",
        "By the council’s own list: the schedule to the regulations could not be read for this page.",
        "Say what was considered",
    )
    services = _words("Which help was considered for parent and child?", "", "Say which help was considered")
    plan = _words("The placement plan", "Write it here, or say where it stands.", "Write the plan, or where it stands")
    on = day_field("On which day?")
    field_order = ("contact_order", "considered", "services", "plan", "on", "elsewhere_because")

    @property
    def details(self) -> PlacementDetails:
        """What was told."""
        told = dict(self.cleaned_data)
        return PlacementDetails(**{**told, "contact_order": ContactOrder(told["contact_order"])})


class OrderForm(_OnADayForm):
    """Why an order stays while the child lives at home, when it is to be discharged, and what is there instead."""

    about = "order_at_home"
    because = _words("Why does the order stay while the child lives at home?", "", "Say why the order stays")
    discharge_on = day_field("When is it to be discharged?", "The day for which this is planned.")
    instead = _choice("What is to replace it?", list(Replacement.choices))
    words = _words("What should be known of it?", "", "", required=False)
    on = day_field("On which day was this decided?")
    field_order = ("because", "discharge_on", "instead", "words", "on", "elsewhere_because")

    @property
    def details(self) -> OrderDetails:
        """What was told."""
        told = dict(self.cleaned_data)
        return OrderDetails(**{**told, "instead": Replacement(told["instead"])})
