"""The form with which an analyst uploads a return."""

from typing import Any

from django import forms

from homeward.web.insight.receiving import MOST_BYTES, TOO_LARGE, contents


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
            "One zip file that holds a folder for each year, or the CSV or XML files of one year. "
            "Up to 100 files, 100 MB together."
        ),
        widget=ManyFilesInput(attrs={"accept": ".csv,.xml,.zip"}),
        max_length=255,
        error_messages={
            "required": "Choose the files of the return",
            "empty": "One of the files is empty. Choose files that hold data.",
            "max_length": "The name of one file is too long. Shorten it to at most 255 letters.",
        },
    )
