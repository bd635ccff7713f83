"""The bank of questions: one's own, by situation."""

from itertools import groupby

from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from alongside.accounts.middleware import MemberRequest
from alongside.one_on_ones import actions
from alongside.one_on_ones.forms import QuestionForm
from alongside.one_on_ones.models import Question
from alongside.one_on_ones.picking import SITUATIONS
from alongside.one_on_ones.wording import ASKED
from alongside.ui.http import page
from alongside.ui.toasts import toast


@require_http_methods(["GET", "POST"])
def questions(request: MemberRequest) -> HttpResponse:
    """Opening the bank for the first time fills it."""
    form = QuestionForm(request.POST or None)
    if form.is_valid():
        actions.add_question(request.member, **form.cleaned_data)
        toast(request, "Added to your questions.")
        return redirect("one_on_ones:questions")
    return _bank(request, form)


@require_POST
def open_bank(request: MemberRequest) -> HttpResponse:
    actions.open_bank(request.member)
    return redirect("one_on_ones:questions")


@require_POST
def edit_question(request: MemberRequest, pk: int) -> HttpResponse:
    question = _question(request, pk)
    try:
        actions.edit_question(request.member, question=question, text=request.POST.get("text", ""))
    except ValidationError as wrong:
        toast(request, " ".join(wrong.messages))
    return redirect(f"{reverse('one_on_ones:questions')}?side={question.side}#question-{pk}")


@require_POST
def retire_question(request: MemberRequest, pk: int) -> HttpResponse:
    question = actions.retire_question(request.member, question=_question(request, pk))
    toast(request, "Retired: it is not picked any more.", undo=reverse("one_on_ones:restore_question", args=[pk]))
    return redirect(f"{reverse('one_on_ones:questions')}?side={question.side}")


@require_POST
def restore_question(request: MemberRequest, pk: int) -> HttpResponse:
    question = actions.restore_question(request.member, question=_question(request, pk))
    return redirect(f"{reverse('one_on_ones:questions')}?side={question.side}#question-{pk}")


def _question(request: MemberRequest, pk: int) -> Question:
    return get_object_or_404(Question.objects.visible_to(request.member), pk=pk)


def _bank(request: MemberRequest, form: QuestionForm) -> HttpResponse:
    side = request.GET.get("side", "report")
    rows = list(Question.objects.visible_to(request.member).filter(side=side).order_by("situation", "pk"))
    kept = sorted((q for q in rows if not q.retired_at), key=lambda question: SITUATIONS.index(question.situation))
    groups = [(name.replace("_", " "), list(some)) for name, some in groupby(kept, key=lambda q: q.situation)]
    context = {
        "groups": groups,
        "retired": [question for question in rows if question.retired_at],
        "number": len(kept),
        "sides": list(ASKED.items()),
        "side": side,
        "form": form,
    }
    return page(request, "one_on_ones/questions.html", context)
