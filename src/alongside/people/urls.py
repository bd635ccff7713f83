from django.urls import path

from alongside.people import views

app_name = "people"
urlpatterns = [
    path("people/", views.people, name="people"),
    path("people/rings.svg", views.save_rings, name="save_rings"),
    path("people/aim/", views.aim_for, name="aim_for"),
    path("people/<int:pk>/place/", views.place, name="place"),
    path("people/add/", views.add_person, name="add_person"),
    path("people/<int:pk>/", views.person, name="person"),
    path("people/<int:pk>/edit/", views.edit_person, name="edit_person"),
    path("people/<int:pk>/merge/", views.merge_persons, name="merge_persons"),
    path("people/<int:pk>/notes/", views.note_person, name="note_person"),
    path("people/<int:pk>/expectations/", views.expect, name="expect"),
    path("expectations/", views.expectations, name="expectations"),
    path("expectations/<int:pk>/", views.expectation, name="expectation"),
    path("expectations/<int:pk>/edit/", views.edit_expectation, name="edit_expectation"),
    path("expectations/<int:pk>/ask/", views.ask_to_confirm, name="ask_to_confirm"),
    path("expectations/<int:pk>/withdraw/", views.withdraw_expectation, name="withdraw_expectation"),
    path("expectations/<int:pk>/answer/", views.record_answer, name="record_answer"),
    path("expectations/<int:pk>/confirm/", views.confirm_expectation, name="confirm_expectation"),
    path("expectations/<int:pk>/correct/", views.correct_expectation, name="correct_expectation"),
    path("expectations/<int:pk>/drop/", views.drop_expectation, name="drop_expectation"),
    path("expectations/<int:pk>/restore/", views.restore_expectation, name="restore_expectation"),
    path("people/<int:pk>/touch/", views.touch, name="touch"),
    path("people/<int:pk>/touchpoints/", views.touchpoints, name="touchpoints"),
    path("people/touchpoints/<int:pk>/remove/", views.untouch, name="untouch"),
    path("people/pauses/", views.pauses, name="pauses"),
    path("people/<int:pk>/pauses/", views.pauses_of, name="pauses_of"),
    path("people/pauses/<int:pk>/remove/", views.end_pause, name="end_pause"),
    path("people/<int:pk>/identities/add/", views.add_identity, name="add_identity"),
    path("people/identities/<int:pk>/move/", views.move_identity, name="move_identity"),
    path("people/identities/<int:pk>/remove/", views.remove_identity, name="remove_identity"),
]
