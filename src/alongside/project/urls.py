"""Where each room is found. Wiring, nothing else."""

from django.urls import include, path

from alongside.api.door import paths as api

urlpatterns = [
    path("api/", api()),
    path("", include("alongside.accounts.urls")),
    path("", include("alongside.desk.urls")),
    path("", include("alongside.evidence.urls")),
    path("", include("alongside.growth.urls")),
    path("", include("alongside.knowledge.urls")),
    path("", include("alongside.one_on_ones.urls")),
    path("", include("alongside.people.urls")),
    path("", include("alongside.sources.urls")),
]

handler403 = "alongside.ui.views.forbidden"
handler404 = "alongside.ui.views.not_found"
handler500 = "alongside.ui.views.broken"
