from django.urls import path

from alongside.people import views

app_name = "people"
urlpatterns = [
    path("people/", views.people, name="people"),
    path("people/add/", views.add, name="add"),
    path("people/<int:pk>/", views.person, name="person"),
    path("people/<int:pk>/merge/", views.merge, name="merge"),
    path("people/<int:pk>/identities/", views.add_identity, name="add_identity"),
    path("people/<int:pk>/identities/<int:identity>/remove/", views.remove_identity, name="remove_identity"),
]
