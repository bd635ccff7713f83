from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from alongside.accounts.middleware import MemberRequest
from alongside.people import actions
from alongside.people.models import KnownOf, PersonNote
from alongside.people.views.found import the_person
from alongside.people.views.persons import show_person
from alongside.ui.toasts import toast


@require_POST
def note_person(request: MemberRequest, pk: int) -> HttpResponse:
    person = the_person(request, pk)
    about, text = request.POST.get("about", ""), request.POST.get("text", "")
    before = PersonNote.objects.visible_to(request.member).filter(person=person, about=about).first()
    try:
        kept = actions.note_person(request.member, person=person, about=about, text=text)
    except ValidationError as problem:
        opened = about if about in KnownOf.values else ""
        return show_person(request, person, part="known", problem=" ".join(problem.messages), opened=opened)
    if before and not kept:
        fields = {"about": about, "text": before.text}
        toast(request, "Taken away.", undo=reverse("people:note_person", args=[pk]), fields=fields)
    if request.htmx:
        return show_person(request, person, part="known")
    return redirect(f"{reverse('people:person', args=[pk])}?saved=note-{pk}-{about}#known")
