from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from alongside.accounts.middleware import MemberRequest
from alongside.sources import actions, queries
from alongside.sources.collectors.contract import Collector
from alongside.sources.collectors.registry import collectors
from alongside.sources.forms import AnswersForm
from alongside.sources.imports import uploads_of
from alongside.sources.models import Connection
from alongside.ui.http import page
from alongside.ui.toasts import toast


@require_http_methods(["GET", "HEAD", "POST"])
def connect(request: MemberRequest, collector: str) -> HttpResponse:
    kind = _collector(collector)
    form = AnswersForm(kind, *(_typed(request) if request.method == "POST" else ()))
    if form.is_valid():
        try:
            made = actions.connect(request.member, collector=kind.name, answers=form.answers())
        except ValidationError as problem:
            _say(form, problem)
        else:
            return redirect("sources:connection", made.pk)
    return page(request, "sources/connect.html", {"collector": kind, "form": form})


@require_GET
def connection(request: MemberRequest, pk: int) -> HttpResponse:
    return _page(request, _connection(request, pk))


@require_GET
def try_connection(request: MemberRequest, pk: int) -> HttpResponse:
    """What it would bring, with nothing kept."""
    found = _connection(request, pk)
    tried = queries.tried(request.member, found, seconds=queries.PATIENCE)
    return _page(request, found, part="#tried", tried=tried)


@require_POST
def change_connection(request: MemberRequest, pk: int) -> HttpResponse:
    found = _connection(request, pk)
    form = _form(request, found, *_typed(request))
    if form.is_valid():
        try:
            actions.change_connection(request.member, connection=found, answers=form.answers())
        except ValidationError as problem:
            _say(form, problem)
        else:
            return redirect("sources:try_connection", pk)
    return _page(request, found, form=form)


@require_POST
def collect_connection(request: MemberRequest, pk: int) -> HttpResponse:
    actions.collect_connection(request.member, connection=_connection(request, pk))
    return redirect("sources:sources")


@require_http_methods(["GET", "HEAD", "POST"])
def forget_connection(request: MemberRequest, pk: int) -> HttpResponse:
    """Asks first, and says what would go with it."""
    found = _connection(request, pk)
    uploads = uploads_of(found)
    if request.method != "POST":
        going = queries.brought_by(request.member, found)
        return page(request, "sources/forget.html", {"connection": found, "going": going, "uploads": uploads})
    take_back = "take_back" in request.POST
    actions.forget_connection(request.member, connection=found, take_back=take_back)
    if take_back:
        toast(request, f"{found.name} is not read any more, and what came from it is taken back.")
    elif uploads:
        toast(request, f"{found.name} is not read any more, and the uploaded file is deleted.")
    else:
        toast(request, f"{found.name} is not read any more.", undo=reverse("sources:remember_connection", args=[pk]))
    return redirect("sources:sources")


@require_POST
def remember_connection(request: MemberRequest, pk: int) -> HttpResponse:
    actions.remember_connection(request.member, connection=_connection(request, pk))
    return redirect("sources:sources")


@require_GET
def connection_row(request: MemberRequest, pk: int) -> HttpResponse:
    """The row alone, for a page that looks how far it is."""
    found = _connection(request, pk)
    if not request.htmx:
        return redirect("sources:sources")
    return page(
        request, "sources/_connection.html", {"connection": found, "run": queries.last_run(request.member, found)}
    )


def _page(
    request: MemberRequest, found: Connection, *, form: AnswersForm | None = None, part: str = "", **more: object
) -> HttpResponse:
    about = {
        "connection": found,
        "collector": _collector(found.collector),
        "run": queries.last_run(request.member, found),
    }
    form = form or _form(request, found)
    return page(request, f"sources/connection.html{part}", {**about, "form": form, **more})


def _form(request: MemberRequest, found: Connection, *data: object) -> AnswersForm:
    columns, guessed = queries.columns_of(request.member, found)
    known = {**guessed, **found.settings, **dict.fromkeys(queries.secrets_kept(found), "kept")}
    return AnswersForm(_collector(found.collector), *data, columns=columns, known=known)


def _typed(request: MemberRequest) -> tuple[object, object]:
    return request.POST, request.FILES


def _say(form: AnswersForm, problem: ValidationError) -> None:
    for name, sentences in problem.message_dict.items():
        form.add_error(name if name in form.fields else None, sentences)


def _collector(name: str) -> Collector:
    try:
        return collectors()[name]
    except KeyError:
        raise Http404(f"No source called {name}") from None


def _connection(request: MemberRequest, pk: int) -> Connection:
    return get_object_or_404(Connection.objects.visible_to(request.member), pk=pk)
