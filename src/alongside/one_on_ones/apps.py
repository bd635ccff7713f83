from datetime import datetime

from django.apps import AppConfig


class OneOnOnesConfig(AppConfig):
    name = "alongside.one_on_ones"

    def ready(self) -> None:
        from alongside.accounts.models import Member
        from alongside.growth.meeting import look_for_talks
        from alongside.one_on_ones.queries.rare import talks_ahead

        def met(member: Member, now: datetime) -> set[int]:
            return {talk.person.pk for talk in talks_ahead(member, now=now)}

        look_for_talks(met)
