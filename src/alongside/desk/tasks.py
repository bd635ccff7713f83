"""What Today has made ready in the background. Each task takes ids and can be run twice."""

from datetime import date

from django.tasks import task

from alongside.accounts.models import Member
from alongside.growth import actions as growth


@task()
def plan_steps(member_id: int, day: str) -> None:
    """Finding out whom to ask takes longer than a page may."""
    member = Member.objects.select_related("workspace").get(pk=member_id)
    growth.plan_steps(member, today=date.fromisoformat(day))
