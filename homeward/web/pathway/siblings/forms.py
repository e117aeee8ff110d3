"""What is asked about a look at a child's sisters and brothers."""

from typing import Any

from django import forms

from homeward.web import clock
from homeward.web.chronology.forms.copied import AsksWhyElsewhere
from homeward.web.design.dates import day_field


class SiblingsLookForm(AsksWhyElsewhere):
    """What a return means for them, and on which day that was looked at; today stands in it."""

    about = "siblings_look"
    words = forms.CharField(
        label="What does the return mean for them?",
        help_text="For this child, and for each sister and brother: what they want, what is good, what is hard.",
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"required": "Say what the return means for them"},
    )
    on = day_field("On which day was it looked at?")

    def __init__(self, *args: Any, **words: Any) -> None:
        super().__init__(*args, **{"initial": {"on": clock.today()}, **words})
