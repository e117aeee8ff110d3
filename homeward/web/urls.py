"""Every address of the service, each with who may open it."""

from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("homeward.web.people.urls")),
    path("", include("homeward.web.chronology.urls")),
    path("", include("homeward.web.pathway.urls")),
    path("", include("homeward.web.insight.urls")),
    path("", include("homeward.web.keeping.urls")),
    path("", include("homeward.web.api.urls")),
]
handler404 = "homeward.web.api.faults.nothing_there"
handler500 = "homeward.web.api.faults.fault_show"
