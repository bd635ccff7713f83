"""Rules of the house that a reviewer would otherwise have to remember."""

import importlib.util
import inspect
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path
from types import FunctionType
from typing import Any

import pytest
from django.apps import apps
from django.db.models import ForeignKey
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

import alongside
from alongside.accounts.models import Member
from alongside.desk.archive import ITS_AUTHORS_OWN, NOUNS
from alongside.sharing.models import Guarded, Private, Shared

ROOT = Path(__file__).parent.parent
SOURCE = Path(alongside.__file__).parent
TEMPLATES = sorted(SOURCE.glob("*/templates/**/*.html"))
ROOMS = sorted(path.parent.name for path in SOURCE.glob("*/__init__.py"))

BELOW_SHARING = {"accounts", "search"}
"""Accounts are who asks, search holds keys and words only: both stand below the door."""


def verbs() -> Iterator[tuple[str, FunctionType]]:
    """What each room's `actions` offers to others: a file's public functions, or what its folder passes on."""
    for room in ROOMS:
        name = f"alongside.{room}.actions"
        if room not in BELOW_SHARING and importlib.util.find_spec(name):
            for verb, thing in inspect.getmembers(importlib.import_module(name), inspect.isfunction):
                if thing.__module__.startswith(name) and not verb.startswith("_"):
                    yield f"{room}.{verb}", thing


@pytest.mark.parametrize(("name", "verb"), list(verbs()), ids=lambda v: v if isinstance(v, str) else "")
def test_every_action_is_guarded(name: str, verb: FunctionType) -> None:
    assert getattr(verb, "is_action", False), f"{name}: decorate it with @action()"
    assert next(iter(inspect.signature(verb).parameters)) == "actor"


@pytest.mark.parametrize("model", [m for m in apps.get_models() if m.__module__.startswith("alongside.")])
def test_every_noun_says_who_sees_it(model: type) -> None:
    if model.__module__.split(".")[1] in BELOW_SHARING:
        return
    assert issubclass(model, Guarded)
    if not issubclass(model, (Shared, Private)):
        said = model.who_sees.__func__ is not Guarded.who_sees.__func__  # type: ignore[attr-defined]
        assert said, f"{model.__name__} is a part: say through which whole it is seen"


@pytest.mark.parametrize("noun", [noun for noun in NOUNS if not issubclass(noun, Private)])
def test_no_archive_says_what_of_somebody_elses_a_shared_row_was_made_from(noun: type[Guarded]) -> None:
    keys = [field for field in noun._meta.concrete_fields if isinstance(field, ForeignKey)]
    to_private = {field.attname for field in keys if issubclass(field.related_model, Private)}

    assert to_private <= ITS_AUTHORS_OWN.get(noun, frozenset())


def url_names(resolver: URLResolver | None = None, space: str = "") -> Iterator[str]:
    for entry in (resolver or get_resolver()).url_patterns:
        if isinstance(entry, URLPattern):
            if entry.name:
                yield f"{space}{entry.name}"
        else:
            yield from url_names(entry, f"{space}{entry.namespace}:" if entry.namespace else space)


@pytest.mark.django_db
def test_every_page_says_by_which_methods_it_is_asked(client: Client, anna: Member) -> None:
    client.force_login(anna.user)

    lax = [
        name for name in set(url_names()) if name[:4] != "api:" and client.delete(somewhere(name)).status_code != 405
    ]

    assert lax == []


def somewhere(name: str) -> str:
    """An address of the page, whether there is something or not."""
    room, _, page = name.rpartition(":")
    resolver: Any = get_resolver().namespace_dict[room][1] if room else get_resolver()
    [(_, _, _, converters), *_] = resolver.reverse_dict.getlist(page)
    return reverse(name, kwargs=dict.fromkeys(converters, "1"))


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda p: p.name)
def test_every_url_name_in_a_template_resolves(template: Path) -> None:
    known = set(url_names())

    asked = set(re.findall(r"""{% url ['"]([\w:-]+)['"]""", template.read_text()))

    assert asked <= known, f"not found: {asked - known}"


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda p: p.name)
def test_no_template_needs_a_looser_security_policy(template: Path) -> None:
    forbidden = re.compile(r"""\sstyle=|<style|\son\w+=["']|<script(?![^>]*\bsrc=)|\bhx-on|javascript:""")

    assert not forbidden.findall(template.read_text())


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda p: p.name)
def test_every_icon_is_in_the_sprite(template: Path) -> None:
    sprite = (SOURCE / "ui/static/ui/icons.svg").read_text()

    asked = re.findall(r"""{% icon ['"]([\w-]+)['"]""", template.read_text())

    assert [name for name in asked if f'id="{name}"' not in sprite] == []


def test_every_variable_of_the_environment_is_documented() -> None:
    code = "\n".join(path.read_text() for path in SOURCE.rglob("*.py") if "/tests/" not in str(path))
    documented = (ROOT / "docs/settings.md").read_text()

    read = set(re.findall(r"""["'](ALONGSIDE_[A-Z_]+|DATABASE_URL)["']""", code))

    assert {name for name in read if f"`{name}`" not in documented} == set()


def test_the_versions_of_python_that_are_told_are_those_that_are_used() -> None:
    used = (ROOT / ".python-version").read_text().strip()
    first, beyond = re.findall(r'requires-python = ">=([\d.]+),<3\.(\d+)"', (ROOT / "pyproject.toml").read_text())[0]
    contributing = (ROOT / "CONTRIBUTING.md").read_text()

    assert f"Python {used}" in contributing
    assert f"supports {first} to 3.{int(beyond) - 1}" in contributing
    assert f"Python {used}" in (ROOT / "README.md").read_text()


def test_every_room_is_in_the_picture_of_the_house() -> None:
    picture = (ROOT / "docs/house.md").read_text()

    assert [room for room in ROOMS if f"{room}/" not in picture] == []


def test_the_repository_holds_no_path_of_a_machine() -> None:
    tracked = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout.split("\0")
    forbidden = re.compile(r"/(?:home|Users|root)/(?!\w*(?:example|anna|you|me)\b)\w+/")
    texts = {name: ROOT / name for name in tracked if name and not name.endswith((".png", ".svg", ".js", ".ico"))}

    found = {
        name for name, path in texts.items() if path.is_file() and forbidden.search(path.read_text(errors="replace"))
    }

    assert found - {"tests/test_house.py"} == set()


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda p: p.name)
def test_every_count_in_a_template_has_its_thousands_mark(template: Path) -> None:
    """Written by {{ …|counted }}, as lib/wording writes it everywhere else."""
    text = template.read_text()
    bare = re.findall(r"\{\{ [\w.]+(?:\|length(?:\|add:[\w\"-]+)?|\.count|\.num_pages) \}\}|floatformat:\"0g\"", text)
    beside = re.findall(r"\{\{ ([\w.|]+) \}\} [\w-]*\{\{ \1\|pluralize", text)

    assert [*bare, *beside] == []
