from django.urls import path

from alongside.desk import views

app_name = "desk"
urlpatterns = [
    path("", views.today, name="today"),
    path("today/delay/", views.delay, name="delay"),
    path("today/show-again/", views.show_again, name="show_again"),
    path("welcome/", views.welcome, name="welcome"),
    path("welcome/<int:pk>/reading/", views.reading, name="reading"),
    path("search/", views.search, name="search"),
    path("settings/", views.settings, name="settings"),
    path("settings/tokens/", views.issue_token, name="issue_token"),
    path("settings/tokens/<int:pk>/revoke/", views.revoke_token, name="revoke_token"),
    path("export/", views.export, name="export"),
]
