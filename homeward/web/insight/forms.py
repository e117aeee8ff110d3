"""The forms of the returns pages: to upload a return, to look for findings, to choose what to lay beside a return."""

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.utils.timezone import localtime

from homeward.reports.told_findings import SEVERITIES
from homeward.web.insight.findings_read import NOT_KNOWN, Sought
from homeward.web.insight.models import Dataset
from homeward.web.insight.receiving import KINDS, MOST_BYTES, TOO_LARGE, check_kinds, contents


class ManyFilesInput(forms.ClearableFileInput):
    """A file input that takes several files at once."""

    allow_multiple_selected = True


class ManyFilesField(forms.FileField):
    """Several files; the cleaned value maps each file's name to its bytes."""

    def clean(self, data: Any, initial: Any = None) -> Any:
        """Return the files' contents, or raise ValidationError with a sentence."""
        files = data if isinstance(data, list | tuple) else [data] if data else []
        checked = [super(ManyFilesField, self).clean(file, initial) for file in files or [None]]
        if sum(file.size for file in checked) > MOST_BYTES:
            raise forms.ValidationError(TOO_LARGE)
        try:
            check_kinds([file.name for file in checked])
            return contents(checked)
        except ValueError as error:
            raise forms.ValidationError(str(error)) from None


class UploadForm(forms.Form):
    """Whose return it is, and its files."""

    source = forms.CharField(
        label="Whose return is this?",
        help_text="For example the name of the council. It is shown with the figures.",
        max_length=100,
        error_messages={"required": "Enter whose return this is"},
    )
    source.fact = "source"
    files = ManyFilesField(
        label="Files of the return",
        help_text=(
            "Choose files or drop them here: one zip file that holds a folder for each year, or the CSV or XML files "
            "of one year. Up to 100 files, 100 MB together."
        ),
        widget=ManyFilesInput(attrs={"accept": ",".join(KINDS), "data-most-bytes": MOST_BYTES}),
        max_length=255,
        error_messages={
            "required": "Choose the files of the return",
            "empty": "One of the files is empty. Choose files that hold data.",
            "max_length": "The name of one file is too long. Shorten it to at most 255 letters.",
        },
    )


class FindingsForm(forms.Form):
    """Which findings to show. It is sent with the address, so that what one sees can be sent on and come back to."""

    severity = forms.ChoiceField(label="How grave", required=False)
    table = forms.ChoiceField(label="Table", required=False)
    year = forms.ChoiceField(label="Year to 31 March", required=False)
    words = forms.CharField(
        label="Words",
        help_text="Of the rule, file or column, for example: date DECOM. Not of a child.",
        max_length=100,
        required=False,
    )

    def __init__(self, asked: Any, *, tables: Sequence[str], years: Sequence[int]) -> None:
        """Offer the tables and years of one return."""
        super().__init__(asked)
        self.fields["severity"].choices = [("", "All"), *((each, f"{each.capitalize()}s") for each in SEVERITIES)]
        self.fields["table"].choices = [("", "All"), *((each, each) for each in tables), (NOT_KNOWN, "Not known")]
        self.fields["year"].choices = [("", "All"), *((str(each), str(each)) for each in years), (NOT_KNOWN, "None")]

    @property
    def sought(self) -> Sought:
        """What is asked for; an answer that is none of those offered asks for nothing."""
        self.full_clean()
        return Sought(**{name: self.cleaned_data.get(name, "") for name in self.fields})


class OtherDatasetForm(forms.Form):
    """Which dataset to lay beside this one."""

    other = forms.ChoiceField(label="Compare with")

    def __init__(self, asked: Any, others: Iterable[Dataset]) -> None:
        """Offer other datasets, each by whose it is, its years, and when it was uploaded."""
        super().__init__(asked)
        self.fields["other"].choices = [(str(each.pk), _in_words(each)) for each in others]


def _in_words(dataset: Dataset) -> str:
    uploaded = f"Uploaded {localtime(dataset.upload.uploaded_at):%-d %B %Y, %H:%M}"
    return f"{uploaded} ({dataset.get_state_display().lower()}): {dataset.source}, {dataset.years_in_words}"
