"""Two repositories that are called the same, as the clones of one name of two teams are."""

from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse

from alongside.accounts.models import Member
from alongside.evidence import actions as evidence
from alongside.evidence.models import Piece
from alongside.knowledge import actions
from alongside.knowledge.models import Area
from alongside.knowledge.tests.conftest import BEN, CLEO, ENGINEER, asked, collected, days_ago
from alongside.sources.collectors.git.tests.repositories import Made


@pytest.fixture
def two(client: Client, engineer: Member, tmp_path: Path) -> Member:
    """Ben reads the engineer's work in the one, Cleo in the other. Each has a folder `src/` and a file of its own."""
    for team, word, (name, address) in (("pay", "billing", BEN), ("ship", "parcels", CLEO)):
        (tmp_path / team).mkdir()
        made = Made(tmp_path / team / "api")
        made.clock = days_ago(20)
        for number in range(9):
            said = f"Count {word} {number}\n\nReviewed-by: {name} <{address}>"
            made.commit(said, {f"src/{word}.py": f"{number}\n"}, person=ENGINEER)
        collected(engineer, made)
    client.force_login(engineer.user)
    return engineer


def test_a_piece_of_work_is_asked_about_in_its_own_repository(client: Client, two: Member) -> None:
    evidence.find_pieces(two)
    pieces = [Piece.objects.visible_to(two).filter(title__contains=word)[0] for word in ("billing", "parcels")]

    billing, parcels = (asked(client, piece=piece.pk) for piece in pieces)

    assert "Reviewed 9 changes of api/src/billing.py" in billing
    assert "Cleo Duarte" not in billing
    assert "Reviewed 9 changes of api/src/parcels.py" in parcels
    assert "Ben Okoye" not in parcels


def test_folders_that_are_written_the_same_are_both_kept(client: Client, two: Member) -> None:
    one, other = Area.objects.visible_to(two).order_by("pk")
    actions.merge_area(two, area=other, into=one)
    url, before = reverse("knowledge:edit_area", args=[one.pk]), one.folders
    now = client.get(url).context["form"].initial

    client.post(url, {**now, "problem": "Counts"})

    one.refresh_from_db()
    assert (one.problem, one.folders, len(before)) == ("Counts", before, 2)
    assert now["paths"] == "api/src/"
