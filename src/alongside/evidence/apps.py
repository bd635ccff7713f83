from contextlib import suppress

from django.apps import AppConfig


class EvidenceConfig(AppConfig):
    name = "alongside.evidence"

    def ready(self) -> None:
        from alongside.accounts.models import Member
        from alongside.evidence.tasks import look_through_record_soon
        from alongside.people.following import follow

        def soon(member: Member) -> None:
            with suppress(RuntimeError):  # the program is ending: the next collection looks through it
                look_through_record_soon(member)

        follow(soon)
