"""What is asked on the pages of decisions: a proposal, a view, a signature, a dissent, a withdrawal."""

from collections.abc import Sequence
from typing import Any

from django import forms

from homeward.practice.decisions.requirements import SIGNS_AS_WORDS, SignsAs
from homeward.web.chronology.forms.copied import AsksWhyElsewhere
from homeward.web.pathway.decisions.details import DissentDetails, ProposalDetails
from homeward.web.pathway.decisions.proposing import Proposable
from homeward.web.pathway.decisions.recipients import Recipient
from homeward.web.pathway.models import Disagrees, ReviewerSays
from homeward.web.people.forms.facts import FactForm

_APART = "parent_"


def _words(label: str, hint: str, says: str, *, required: bool = True, rows: int = 4) -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=hint,
        required=required,
        widget=forms.Textarea(attrs={"rows": rows}),
        error_messages={"required": says},
    )


def _choice(label: str, choices: Sequence[tuple[str, str]], hint: str = "") -> forms.ChoiceField:
    return forms.ChoiceField(
        label=label,
        help_text=hint,
        choices=choices,
        widget=forms.RadioSelect(),
        error_messages={"required": "Choose one"},
    )


class ProposeForm(AsksWhyElsewhere):
    """The reasons for a decision as the child and the parents are told them, and what goes with it."""

    about = "decision"
    for_child = _words(
        "What do you tell the child?",
        "The reasons, in words the child understands. They stand in the letter as you write them. No address.",
        "Give the reasons in words that the child understands",
    )
    for_parents = _words(
        "What do you tell the parents?",
        "The reasons, in plain words. They stand in the letters as you write them. No address.",
        "Give the reasons in plain words",
    )
    conditions = _words(
        "What goes with it, if anything?",
        "Such as help that must be there first. It stands in every letter: nothing that is about one parent alone.",
        "",
        required=False,
    )

    def __init__(self, *args: Any, now: Proposable, parents: Sequence[Recipient], is_apart: bool, **words: Any) -> None:
        """Ask for each parent apart where they are told apart, and for the home where there are several."""
        super().__init__(*args, **words)
        self._parents = tuple(parents) if is_apart else ()
        self._homes = {str(home.household.pk): home for home in now.homes}
        if is_apart:
            del self.fields["for_parents"]
        for parent in self._parents:
            field = _words(
                f"What do you tell {parent.name}?",
                "For this person alone. Nothing of what the other does, where they live, or what they agreed.",
                "Give the reasons in plain words",
            )
            field.fact = f"decision.for_{parent.person.pk}"
            self.fields[f"{_APART}{parent.person.pk}"] = field
        if len(self._homes) > 1:
            choices = [(pk, home.name) for pk, home in self._homes.items()]
            self.fields["household"] = _choice("To which home?", choices, "Homes that were found suitable.")
            self.fields["household"].fact = "decision.household"
        self.order_fields(_order(self.fields))

    def details(self, answer: str) -> ProposalDetails:
        """Return what was told, of an answer."""
        told = self.cleaned_data
        home = self._homes.get(told.get("household", ""))
        return ProposalDetails(
            answer,
            told["for_child"],
            told.get("for_parents", ""),
            tuple((one.person, told[f"{_APART}{one.person.pk}"]) for one in self._parents),
            told["conditions"],
            home.household if home else None,
            told["elsewhere_because"],
        )


def _order(names: Any) -> list[str]:
    """Return the questions' names: child, parents, what goes with it, the home, and why words stand elsewhere."""
    first = [name for name in names if name in ("for_child", "for_parents")]
    apart = [name for name in names if name.startswith(_APART)]
    last = [name for name in ("conditions", "household", "elsewhere_because") if name in names]
    return [*first, *apart, *last]


class ViewForm(FactForm):
    """What the reviewing officer thinks of a proposal and why; or, of others, why they were not asked."""

    about = "reviewer_view"
    says = _choice("What do you think of it?", [])
    words = _words("Why?", "", "Say why")

    def __init__(self, *args: Any, reviews: bool, **words: Any) -> None:
        """Ask the reviewing officer for the view, and others only why it was not asked for."""
        super().__init__(*args, **words)
        if reviews:
            kept = (ReviewerSays.SUPPORTS, ReviewerSays.DOES_NOT)
            self.fields["says"].choices = [(one.value, one.label) for one in kept]
        else:
            del self.fields["says"]
            self.fields["words"].label = "Why was the reviewing officer not asked?"

    @property
    def view(self) -> ReviewerSays:
        """What was told."""
        return ReviewerSays(self.cleaned_data.get("says", ReviewerSays.NOT_ASKED))


class SignForm(FactForm):
    """Whether somebody signs, in which role if they have several, and why."""

    about = "decision_signature"
    signs_as = _choice("As what do you sign?", [])
    is_yes = _choice("Do you approve it?", [("yes", "Yes"), ("no", "No")])
    words = _words("Why?", "Child and parents may ask to read it.", "Say why you sign, or why not")

    def __init__(self, *args: Any, roles: Sequence[SignsAs], **words: Any) -> None:
        """Ask for the role only where there are several."""
        super().__init__(*args, **words)
        self._roles = tuple(roles)
        if len(self._roles) > 1:
            self.fields["signs_as"].choices = [(one.value, SIGNS_AS_WORDS[one].capitalize()) for one in self._roles]
        else:
            del self.fields["signs_as"]

    @property
    def signs_as_told(self) -> SignsAs:
        """The role that was told, or the only one there is."""
        return SignsAs(self.cleaned_data["signs_as"]) if "signs_as" in self.fields else self._roles[0]


class DissentForm(AsksWhyElsewhere):
    """Who disagrees, and in their own words why."""

    about = "decision_dissent"
    whose = _choice("Who disagrees?", Disagrees.choices)
    name = forms.CharField(label="Their name", required=False, max_length=120, help_text="If it is not you.")
    words = _words("What do they say?", "In their own words. It is never deleted.", "Write down what they say")
    field_order = ("whose", "name", "words", "elsewhere_because")

    @property
    def details(self) -> DissentDetails:
        """What was told."""
        told = self.cleaned_data
        return DissentDetails(Disagrees(told["whose"]), told["words"], told["name"], told["elsewhere_because"])


class WithdrawForm(FactForm):
    """Why a proposal is withdrawn."""

    about = "decision_withdrawn"
    because = _words("Why?", "It stays, with your name and the day.", "Say why it is withdrawn")
