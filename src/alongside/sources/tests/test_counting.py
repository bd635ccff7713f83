from datetime import date

from alongside.accounts.models import Member
from alongside.evidence.models import Activity
from alongside.sources.collectors.git.tests.repositories import ENGINEER, Made
from alongside.sources.counting import Counted, counted
from alongside.sources.tests.conftest import collected
from alongside.sources.tests.test_copies import OTHER, pull_request

EVER = (date(1970, 1, 1), date(2100, 1, 1))


def reasons(told: Counted) -> dict[str, int]:
    return {each.reason: each.commits for each in told.left_out}


def test_a_count_says_what_was_left_out_and_why(engineer: Member, made: Made) -> None:
    pull_request(made, 7, ["Read the rates", "Convert with the rates"])
    made.commit("Convert prices (#7)\n\n* Read the rates\n\n* Convert with the rates", {"rates.py": "1\n2\n"})
    made.git("checkout", "-q", "-b", "faster")
    made.commit("Speed up", {"fast.py": "1\n"})
    made.git("checkout", "-q", "main")
    made.git("merge", "-q", "--no-ff", "-m", "Merge branch 'faster'", "faster")
    made.commit("Throw away", {"away.py": "1\n"})
    made.commit("Of a namesake", person=("Engineer", "engineer@example.com"))
    made.commit("Of an old address", person=("E", "old@example.org"))
    made.commit("Say who", {".mailmap": "Engineer <engineer@example.org> <old@example.org>\n"}, person=OTHER)
    made.commit(f"Take over\n\nReviewed-by: Engineer <{ENGINEER[1]}>", person=OTHER)
    collected(engineer, made)
    made.commit("Lost", {"lost.py": "1\n"})
    collected(engineer, made)
    made.git("reset", "-q", "--hard", "HEAD~1")
    collected(engineer, made)

    told = counted(engineer, *EVER)

    assert (told.commits, told.by_repository, told.by_mailmap) == (6, {"payments": 6}, 1)
    assert told.credits == {"reviewer": 1}
    assert reasons(told) == {"copies": 2, "merges": 1, "vanished": 1, "others": 1}
    assert {each.reason: each.examples[0].subject for each in told.left_out} == {
        "copies": "Convert with the rates",
        "merges": "Merge branch 'faster'",
        "vanished": "Lost",
        "others": "Of a namesake",
    }


def test_a_commit_belongs_to_the_day_of_its_author(engineer: Member, made: Made) -> None:
    made.commit("Early in Auckland", date="2026-03-01T00:30:00 +1300")
    made.commit("Late in Honolulu", date="2026-03-31T23:30:00 -1000")
    made.commit("The day after", date="2026-04-01T00:00:00 -1000")
    collected(engineer, made)

    march = counted(engineer, date(2026, 3, 1), date(2026, 3, 31))
    first_of_april = counted(engineer, date(2026, 4, 1), date(2026, 4, 1))

    assert (march.commits, march.left_out) == (2, [])
    assert (first_of_april.commits, first_of_april.left_out) == (1, [])


def test_what_no_run_has_made_evidence_of_yet_is_said_to_wait(engineer: Member, made: Made) -> None:
    collected(engineer, made)
    Activity.objects.visible_to(engineer).filter(external_id=made.head()).delete()

    assert reasons(counted(engineer, *EVER)) == {"waiting": 1}


def test_a_stranger_counts_nothing(engineer: Member, dan: Member, made: Made) -> None:
    collected(engineer, made)

    assert (counted(dan, *EVER).commits, counted(dan, *EVER).left_out) == (0, [])
