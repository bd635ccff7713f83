from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    return render(
        request,
        "ui/error.html",
        {"title": "This form came from another place or time", "reason": reason},
        status=403,
    )


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(
        request,
        "ui/error.html",
        {"title": "That is not yours to change", "reason": str(exception)},
        status=403,
    )


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001
    title = "Nothing here, or nothing that you may see"
    return render(request, "ui/error.html", {"title": title}, status=404)


def broken(request: HttpRequest) -> HttpResponse:
    title = "Something broke on our side"
    return render(request, "ui/error.html", {"title": title, "reason": "What was saved before is kept."}, status=500)
