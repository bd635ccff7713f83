from django.urls import path

from alongside.people import views

app_name = "people"
urlpatterns = [
    path("people/", views.people, name="people"),
    path("people/add/", views.add_person, name="add_person"),
    path("people/<int:pk>/", views.person, name="person"),
    path("people/<int:pk>/edit/", views.edit_person, name="edit_person"),
    path("people/<int:pk>/merge/", views.merge_persons, name="merge_persons"),
    path("people/<int:pk>/identities/add/", views.add_identity, name="add_identity"),
    path("people/identities/<int:pk>/move/", views.move_identity, name="move_identity"),
    path("people/identities/<int:pk>/remove/", views.remove_identity, name="remove_identity"),
]
