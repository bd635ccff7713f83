from django.test import Client

from alongside.accounts.models import Member
from alongside.desk.models import Delay


def test_a_line_of_today_is_dismissed_for_good(client: Client, anna: Member) -> None:
    client.force_login(anna.user)

    answer = client.post("/today/delay/", {"key": "silence:47"})

    assert answer.status_code == 302
    assert Delay.objects.visible_to(anna).get().until is None
