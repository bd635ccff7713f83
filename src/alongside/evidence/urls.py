from django.urls import path

from alongside.evidence import views

app_name = "evidence"
urlpatterns = [
    path("log/", views.log, name="log"),
    path("log/read/", views.read, name="read"),
    path("log/<int:pk>/", views.entry, name="entry"),
    path("log/<int:pk>/edit/", views.edit, name="edit"),
    path("log/<int:pk>/archive/", views.archive, name="archive"),
    path("log/<int:pk>/restore/", views.restore, name="restore"),
    path("log/<int:pk>/ease/", views.ease, name="ease"),
    path("log/<int:pk>/unease/", views.unease, name="unease"),
    path("log/<int:pk>/share/", views.share, name="share"),
    path("work/", views.pieces, name="pieces"),
    path("work/merge/", views.merge, name="merge"),
    path("work/<int:pk>/", views.piece, name="piece"),
    path("work/<int:pk>/accept/", views.accept, name="accept"),
    path("work/<int:pk>/dismiss/", views.dismiss, name="dismiss"),
    path("work/<int:pk>/bring-back/", views.bring_back, name="bring_back"),
    path("work/<int:pk>/split/", views.split, name="split"),
    path("work/<int:pk>/take-apart/", views.take_apart, name="take_apart"),
    path("work/<int:pk>/retitle/", views.retitle, name="retitle"),
    path("timeline/", views.timeline, name="timeline"),
    path("stories/", views.stories, name="stories"),
    path("stories/write/", views.write_story, name="write_story"),
    path("stories/draft/", views.draft_story, name="draft_story"),
    path("stories/<int:pk>/", views.story, name="story"),
    path("stories/<int:pk>/edit/", views.edit_story, name="edit_story"),
    path("stories/<int:pk>/confirm/", views.confirm_story, name="confirm_story"),
    path("stories/<int:pk>/archive/", views.archive_story, name="archive_story"),
    path("stories/<int:pk>/restore/", views.restore_story, name="restore_story"),
    path("stories/<int:pk>/share/", views.share_story, name="share_story"),
]
