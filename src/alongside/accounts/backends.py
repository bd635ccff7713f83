from typing import Any

from django.contrib.auth.backends import ModelBackend

from alongside.accounts.models import Member, User


class MemberBackend(ModelBackend):
    """Who is signed in, with the member that they are: one query on every page."""

    def get_user(self, user_id: Any) -> User | None:
        member = Member.objects.select_related("user", "workspace").filter(user=user_id).order_by("pk").first()
        user = member.user if member else User.objects.filter(pk=user_id).first()
        if user is None or not self.user_can_authenticate(user):
            return None
        user.as_member = member
        return user
