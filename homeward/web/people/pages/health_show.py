"""Tells a monitor whether the service is well: the database, the worker and the version, nothing else."""

from django.conf import settings
from django.db import Error, connection
from django.http import HttpRequest, JsonResponse

from homeward.web.jobs.queries import worker_state


def health_show(request: HttpRequest) -> JsonResponse:
    """Answer 200 while the database can be read, else 503."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
        states, status = {"database": "ok", "worker": worker_state()}, 200
    except Error:
        states, status = {"database": "out of reach", "worker": "unknown"}, 503
    return JsonResponse({**states, "version": settings.HOMEWARD_VERSION}, status=status)
