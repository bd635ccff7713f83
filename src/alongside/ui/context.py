from typing import Any

from django.conf import settings
from django.http import HttpRequest

from alongside.ui.toasts import waiting


def house(request: HttpRequest) -> dict[str, Any]:
    """What the frame around every page needs."""
    return {"member": getattr(request, "member", None), "demo": settings.DEMO, "here": request.path, "toasts": waiting(request)}
