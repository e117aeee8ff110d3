"""Every address of the service, each with who may open it."""

from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("homeward.web.people.urls")),
    path("", include("homeward.web.chronology.urls")),
    path("", include("homeward.web.insight.urls")),
]
handler500 = "homeward.web.people.pages.fault_show.fault_show"
