"""What is asked of a file: the file itself, what it is, to what it belongs, who may see it."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile

from homeward.practice.chronology.event import Reach
from homeward.sources.attachments.kinds import ENDINGS
from homeward.web.chronology.attachments.cleaning import too_large
from homeward.web.chronology.attachments.details import FileDetails
from homeward.web.chronology.models import REACHES, LifeEvent, Visit
from homeward.web.people.forms.facts import FactForm

_TAKEN = "PDF, Word (.docx), JPEG, PNG, WebP or plain text, up to {} MB. What it tells of its making is removed."
_RECORD = ""
_LONGEST_WORDS = 60


class FileForm(FactForm):
    """All that is asked of a file."""

    about = "file"
    file = forms.FileField(
        label="The file",
        widget=forms.FileInput(attrs={"accept": ",".join(f".{ending}" for ending in (*ENDINGS.values(), "jpeg"))}),
        error_messages={
            "required": "Choose a file",
            "empty": "The file is empty. Choose a file that holds something.",
            "invalid": "Choose a file",
        },
    )
    title = forms.CharField(
        label="What is it?",
        help_text="As others find it, for example: letter of the school of 3 May 2024.",
        max_length=200,
        error_messages={"required": "Say what the file is"},
    )
    belongs_to = forms.ChoiceField(label="What does it belong to?", required=False)
    reach = forms.ChoiceField(
        label="Who may see it?", choices=REACHES, initial=Reach.SERVICE, widget=forms.RadioSelect()
    )

    def __init__(self, *args: Any, events: Iterable[LifeEvent], visits: Iterable[Visit], **words: Any) -> None:
        """Offer the record, and the events and visits that the writer may see."""
        super().__init__(*args, **words)
        self._owners: dict[str, LifeEvent | Visit] = {
            **{f"event-{one.pk}": one for one in events},
            **{f"visit-{one.pk}": one for one in visits},
        }
        self.fields["belongs_to"].choices = [
            (_RECORD, "The record as a whole"),
            *((key, _in_words(one)) for key, one in self._owners.items()),
        ]
        if owner := self._owners.get(self.initial.get("belongs_to", "")):
            # A file is seen by no more people than what it belongs to.
            self.initial.setdefault("reach", owner.reach)
        most = settings.HOMEWARD_MOST_FILE_BYTES // 1024**2
        self.fields["file"].help_text = _TAKEN.format(most)

    def clean_file(self) -> UploadedFile:
        """Return the file. Raises ValidationError for one that is too large to be looked at."""
        given: UploadedFile = self.cleaned_data["file"]
        if given.size > settings.HOMEWARD_MOST_FILE_BYTES:
            raise forms.ValidationError(too_large())
        return given

    @property
    def details(self) -> FileDetails:
        """What was told of the file."""
        told = self.cleaned_data
        owner = self._owners.get(told["belongs_to"])
        return FileDetails(
            told["title"],
            Reach(told["reach"]),
            event=owner if isinstance(owner, LifeEvent) else None,
            visit=owner if isinstance(owner, Visit) else None,
        )


def _in_words(one: LifeEvent | Visit) -> str:
    """Return an event or a visit in a line."""
    what = " ".join(one.what.split())
    cut = what if len(what) <= _LONGEST_WORDS else f"{what[:_LONGEST_WORDS]}…"
    when = one.when.in_words if isinstance(one, LifeEvent) else f"{one.on.day} {one.on:%B %Y}, visit"
    return f"{when}: {cut}"
