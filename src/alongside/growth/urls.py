from django.urls import path

from alongside.growth.views import advocates, deciders, steps, support, topics

app_name = "growth"
ROOM, STEPS = "growth/", "steps/"
DECIDERS, TOPICS, SUPPORT = f"{ROOM}decision-makers/", f"{ROOM}topics/", f"{ROOM}support/"
urlpatterns = [
    path(ROOM, advocates.growth, name="growth"),
    path(f"{ROOM}advocates/", advocates.advocates, name="advocates"),
    path(f"{ROOM}persons/<int:pk>/seen/", advocates.seen_by, name="seen_by"),
    path(f"{ROOM}persons/<int:pk>/dependence/", advocates.dependence, name="dependence"),
    path(DECIDERS, deciders.deciders, name="deciders"),
    path(f"{DECIDERS}add/", deciders.add_decider, name="add_decider"),
    path(f"{DECIDERS}<int:pk>/decide/", deciders.decide, name="decide"),
    path(f"{DECIDERS}<int:pk>/decide-not/", deciders.decide_not, name="decide_not"),
    path(TOPICS, topics.topics, name="topics"),
    path(f"{TOPICS}choose/", topics.choose_topic, name="choose_topic"),
    path(f"{TOPICS}<int:pk>/", topics.topic, name="topic"),
    path(f"{TOPICS}<int:pk>/edit/", topics.edit_topic, name="edit_topic"),
    path(f"{TOPICS}<int:pk>/drop/", topics.drop_topic, name="drop_topic"),
    path(f"{TOPICS}<int:pk>/restore/", topics.restore_topic, name="restore_topic"),
    path(SUPPORT, support.support, name="support"),
    path(f"{SUPPORT}add/", support.add_need, name="add_need"),
    path(f"{SUPPORT}<int:pk>/edit/", support.edit_need, name="edit_need"),
    path(f"{SUPPORT}<int:pk>/get-help/", support.get_help, name="get_help"),
    path(f"{SUPPORT}<int:pk>/get-no-help/", support.get_no_help, name="get_no_help"),
    path(f"{SUPPORT}<int:pk>/drop/", support.drop_need, name="drop_need"),
    path(f"{SUPPORT}<int:pk>/restore/", support.restore_need, name="restore_need"),
    path(STEPS, steps.steps, name="steps"),
    path(f"{STEPS}plan/", steps.plan_steps, name="plan_steps"),
    path(f"{STEPS}allow/", steps.allow_steps, name="allow_steps"),
    path(f"{STEPS}<int:pk>/done/", steps.finish_step, name="finish_step"),
    path(f"{STEPS}<int:pk>/later/", steps.put_off_step, name="put_off_step"),
    path(f"{STEPS}<int:pk>/never/", steps.refuse_step, name="refuse_step"),
    path(f"{STEPS}<int:pk>/reopen/", steps.reopen_step, name="reopen_step"),
]
