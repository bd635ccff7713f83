from django.urls import path

from alongside.people import views

app_name = "people"
urlpatterns = [
    path("people/", views.people, name="people"),
    path("people/add/", views.add_person, name="add_person"),
    path("people/<int:pk>/", views.person, name="person"),
    path("people/<int:pk>/edit/", views.edit_person, name="edit_person"),
    path("people/<int:pk>/merge/", views.merge_persons, name="merge_persons"),
    path("identities/", views.identities, name="identities"),
    path("identities/add/", views.add_identity, name="add_identity"),
    path("identities/<int:pk>/remove/", views.remove_identity, name="remove_identity"),
]
