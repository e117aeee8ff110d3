"""A chronology as it was asked for, as the document that is put on paper."""

from django.conf import settings

from homeward.reports.chronology import ChronologyDocument, Cover, document_of
from homeward.web import clock
from homeward.web.accounts.models import User
from homeward.web.chronology.shown.asked import Asked
from homeward.web.people.models import Child
from homeward.web.people.record.heading import born_in_words


def document_for(user: User, child: Child, asked: Asked) -> ChronologyDocument:
    """Return the document of a chronology that was asked for by somebody of the service."""
    cover = Cover(
        whose=child.person.shown_name,
        born=born_in_words(child.person).removeprefix("born "),
        as_of=clock.today(),
        prepared_by=user.name,
        narrowed_by=asked.form.in_words,
        is_invented=settings.HOMEWARD_INVENTED,
    )
    return document_of(asked.told, cover)
