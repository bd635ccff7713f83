from django.urls import path

from alongside.knowledge import views

app_name = "knowledge"
urlpatterns = [
    path("ask/", views.ask, name="ask"),
    path("ask/person/", views.add_person, name="add_person"),
    path("ask/asked/<int:pk>/", views.asked, name="asked"),
    path("areas/", views.areas, name="areas"),
    path("areas/add/", views.add_area, name="add_area"),
    path("areas/<int:pk>/", views.area, name="area"),
    path("areas/<int:pk>/edit/", views.edit_area, name="edit_area"),
    path("areas/<int:pk>/merge/", views.merge_area, name="merge_area"),
    path("areas/<int:pk>/unmerge/", views.unmerge_area, name="unmerge_area"),
    path("areas/<int:pk>/split/", views.split_area, name="split_area"),
    path("areas/<int:pk>/unsplit/", views.unsplit_area, name="unsplit_area"),
    path("areas/<int:pk>/hide/", views.hide_area, name="hide_area"),
    path("areas/<int:pk>/show/", views.show_area, name="show_area"),
    path("areas/<int:pk>/share/", views.share_area, name="share_area"),
    path("areas/<int:pk>/look/", views.look_at, name="look_at"),
    path("areas/<int:pk>/unlook/", views.take_look_back, name="take_look_back"),
]
