"""Pages of a member with more people than fit on one."""

from django.test import Client

from alongside.accounts.models import Member
from alongside.people import actions
from alongside.people.models import Relation


def test_merged_and_removed_are_leafed_through_each_for_themselves(client: Client, anna: Member) -> None:
    client.force_login(anna.user)
    into = actions.add_person(anna, name="Zoe Adler")
    for n in range(21):
        actions.remove_person(anna, person=actions.add_person(anna, name=f"Removed {n:02}"))
        actions.merge_persons(anna, person=actions.add_person(anna, name=f"Merged {n:02}"), into=into)

    first = client.get("/people/gone/").content.decode()
    second = client.get("/people/gone/?removed=2").content.decode()

    assert "Removed 00" in first
    assert "Removed 20" not in first
    assert "Merged 20" in first
    assert "Merged 00" not in first
    assert "Removed 20" in second
    assert "Removed 00" not in second
    assert "Merged 20" in second


def test_who_is_looked_for_by_name_leaves_the_count_of_those_due(client: Client, anna: Member) -> None:
    client.force_login(anna.user)
    actions.aim_for(anna, role="senior")
    late = actions.add_person(anna, name="Late Peer", cadence_days=1)
    type(late)._base_manager.filter(pk=late.pk).update(created_at="2020-01-01T00:00Z")
    actions.add_person(anna, name="Mina Mentor", relation=Relation.MENTOR)
    actions.add_person(anna, name="Ola Other", relation=Relation.OTHER)

    found = client.get("/people/?q=ola")

    assert [each.name for each in found.context["rows"]] == ["Ola Other"]
    assert (found.context["total"], found.context["due"]) == (3, 1)
    mentors = next(line for line in found.context["compared"].leaders if line.need.kind.title == "Mentors")
    assert [each.name for each in mentors.out_of_touch] == ["Mina Mentor"]
