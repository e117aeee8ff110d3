"""The forms of keeping that ask for a reason, and for a day where one matters."""

from django import forms

from homeward.web.design.dates import day_field
from homeward.web.people.forms.facts import FactForm
from homeward.web.people.forms.reasons import reason_field


class HoldForm(FactForm):
    """Why nothing may be destroyed."""

    about = "hold"
    reason = reason_field(
        "Why may this not be destroyed?", "Say why", hint="Such as an inquiry, a court case, or a claim; and who asked."
    )


class LiftForm(FactForm):
    """Why a hold can be lifted."""

    about = "hold_lifting"
    because = reason_field("Why can it be lifted?", "Say why it can be lifted")


class DestroyForm(FactForm):
    """Why a record is not kept any longer, though it could be."""

    about = "destruction"
    because = reason_field(
        "Why is the record not kept any longer?",
        "Say why the record is not kept any longer",
        hint="Somebody may still ask for it: a brother, a grandchild, an inquiry. Say who was asked.",
    )


class StaysForm(FactForm):
    """Why a record stays."""

    about = "destruction_turned_down"
    because = reason_field("Why is it to stay?", "Say why the record is to stay")


class UnderstoodForm(FactForm):
    """That the second person has read what goes."""

    about = "destruction_agreed"
    is_read = forms.BooleanField(
        label="I have read the draft of the certificate. I know that nobody can bring the record back.",
        error_messages={"required": "Tick the box once you have read the draft"},
    )


class CloseForm(FactForm):
    """Why a request is closed without anything being given."""

    about = "access_closed"
    because = reason_field(
        "Why is nothing given?", "Say why nothing is given", hint="Withdrawn, refused, or it stayed unclear who asks."
    )
    on = day_field("On which day were they told?")
