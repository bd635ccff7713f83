"""Where each room is found. Wiring, nothing else."""

from django.urls import include, path

urlpatterns = [
    path("", include("alongside.accounts.urls")),
]

handler403 = "alongside.ui.views.forbidden"
handler404 = "alongside.ui.views.not_found"
handler500 = "alongside.ui.views.broken"
