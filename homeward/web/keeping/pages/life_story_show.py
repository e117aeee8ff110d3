"""Where the life story of a child is made, for the adult who was once the child."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from homeward.web import clock
from homeward.web.keeping.life_story.package import life_story


@require_safe
def life_story_show(request: HttpRequest, child_pk: object) -> HttpResponse:
    """Say what is in it and what to think of before it is given."""
    return render(request, "keeping/life_story_show.html")


@require_safe
def life_story_download(request: HttpRequest, child_pk: object) -> HttpResponse:
    """Send the archive; its name says nothing of the child."""
    today = clock.today()
    story = life_story(request.child, request.user, today, is_invented=settings.HOMEWARD_INVENTED)
    headers = {"Content-Disposition": f'attachment; filename="life-story-{today:%Y-%m-%d}.zip"'}
    return HttpResponse(story.archive, content_type="application/zip", headers=headers)
