from django.urls import path

from alongside.sources import views

app_name = "sources"
urlpatterns = [
    path("sources/", views.sources, name="sources"),
    path("sources/add", views.add, name="add"),
    path("sources/counted", views.count, name="count"),
    path("sources/folders", views.folders, name="folders"),
    path("sources/identities", views.identity_proposals, name="identity_proposals"),
    path("sources/identities/merge", views.merge_identity, name="merge_identity"),
    path("sources/identities/split", views.split_identity, name="split_identity"),
    path("sources/identities/refuse", views.refuse_identity, name="refuse_identity"),
    path("sources/identities/propose", views.propose_identity_again, name="propose_identity_again"),
    path("sources/runs/<int:pk>/cancel", views.cancel, name="cancel"),
    path("sources/connect/<slug:collector>", views.connect, name="connect"),
    path("sources/connections/<int:pk>", views.connection, name="connection"),
    path("sources/connections/<int:pk>/try", views.try_connection, name="try_connection"),
    path("sources/connections/<int:pk>/change", views.change_connection, name="change_connection"),
    path("sources/connections/<int:pk>/collect", views.collect_connection, name="collect_connection"),
    path("sources/connections/<int:pk>/forget", views.forget_connection, name="forget_connection"),
    path("sources/connections/<int:pk>/remember", views.remember_connection, name="remember_connection"),
    path("sources/connections/<int:pk>/row", views.connection_row, name="connection_row"),
    path("sources/<int:pk>", views.repository, name="repository"),
    path("sources/<int:pk>/collect", views.collect, name="collect"),
    path("sources/<int:pk>/forget", views.forget, name="forget"),
    path("sources/<int:pk>/remember", views.remember, name="remember"),
]
