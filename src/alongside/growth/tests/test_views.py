"""The pages of the room, as their reader meets them."""

from datetime import timedelta
from html import unescape

import pytest
from django.test import Client
from django.urls import reverse

from alongside.accounts.models import Member
from alongside.evidence import actions as evidence
from alongside.evidence.models import Activity
from alongside.growth import actions
from alongside.growth.models import KnownFor, Need
from alongside.growth.tests.conftest import TODAY, Cast, Make, Meet, Tell
from alongside.one_on_ones import actions as one_on_ones
from alongside.people import actions as people
from alongside.people.models import Person

PAGES = ("growth:growth", "growth:advocates", "growth:deciders", "growth:topics", "growth:support")


@pytest.fixture
def page(client: Client, anna: Member) -> Client:
    client.force_login(anna.user)
    return client


def text_of(page: Client, name: str, *args: int, **headers: str) -> str:
    answer = page.get(reverse(name, args=args), headers=headers)
    assert answer.status_code == 200
    return unescape(answer.content.decode())


@pytest.mark.parametrize("name", PAGES)
def test_every_page_teaches_while_it_is_empty(page: Client, name: str) -> None:
    assert "<h1>" in text_of(page, name)


def test_the_steps_belong_to_the_room_whose_tab_they_are(page: Client) -> None:
    text = text_of(page, "growth:steps")

    assert 'href="/growth/" aria-current="page"' in text
    assert 'href="/steps/" aria-current="page"' in text


def test_a_meeting_is_known_by_its_title_and_not_by_its_number(
    page: Client, anna: Member, cast: Cast, piece: Make, story: Tell
) -> None:
    told = piece("Cache prices", ("reviewer", "cleo"))
    met = {"kind": "meeting", "source": "ical", "external_id": "9f3a@calendar.example.org", "title": "Price forum"}
    Activity.objects.visible_to(anna).update(**met)
    story("Cut the checkout time", told)

    text = text_of(page, "growth:advocates")

    assert "Price forum" in text
    assert "9f3a@calendar" not in text


def test_an_advocate_stands_with_the_claim_the_way_they_met_it_and_the_source(
    page: Client, cast: Cast, piece: Make, story: Tell
) -> None:
    story("Cut the checkout time", piece("Cache prices", ("reviewer", "cleo")))

    text = text_of(page, "growth:advocates")

    assert "Cleo Duarte" in text
    assert "Cut the checkout time" in text
    assert "Reviewed it" in text
    assert "commit 0000000" in text


def test_a_friend_who_saw_nothing_is_no_advocate_and_one_who_reviewed_is(
    page: Client, anna: Member, cast: Cast, piece: Make, story: Tell
) -> None:
    story("Cut the checkout time", piece("Cache prices", ("reviewer", "cleo")))

    before = text_of(page, "growth:advocates")
    story("Moved the ledger", piece("Move ledger", ("reviewer", "noor")))
    after = text_of(page, "growth:advocates")

    assert "which counts for nothing here" not in before
    assert "Noor Haddad</a> <small>peer; a friend, which counts for nothing here" in after


def test_being_named_in_a_line_is_not_having_seen_it(page: Client, anna: Member, cast: Cast) -> None:
    entry = evidence.log(anna, line="win: cut the checkout time with @cleo", today=TODAY)
    evidence.draft_story(anna, entry=entry)

    assert "Cleo Duarte" not in text_of(page, "growth:advocates")


def test_thanks_on_a_story_name_who_saw_it(page: Client, anna: Member, cast: Cast) -> None:
    entry = evidence.log(anna, line="thanks: for the checkout time from @cleo", today=TODAY)
    evidence.draft_story(anna, entry=entry)

    assert "Thanked you for it" in text_of(page, "growth:advocates")


def test_what_was_talked_about_in_a_one_on_one_is_seen_by_the_other_and_forgotten_when_it_was_not(
    page: Client, anna: Member, cast: Cast
) -> None:
    entry = evidence.log(anna, line="win: cut the checkout time", today=TODAY)
    evidence.draft_story(anna, entry=entry)
    pair = one_on_ones.pair_up(anna, person=cast.ben, every="ad_hoc")
    point = one_on_ones.put_on_agenda(anna, pair=pair, key=f"entry:{entry.pk}")

    open_point = text_of(page, "growth:advocates")
    one_on_ones.mark_done(anna, point=point)
    done = text_of(page, "growth:advocates")
    one_on_ones.reopen_point(anna, point=point)

    assert "Ben Okoye" not in open_point
    assert "Talked about it with you" in done
    assert "Ben Okoye" not in text_of(page, "growth:advocates")


def test_a_point_for_only_me_tells_the_other_nothing(page: Client, anna: Member, cast: Cast) -> None:
    entry = evidence.log(anna, line="win: cut the checkout time", today=TODAY)
    evidence.draft_story(anna, entry=entry)
    pair = one_on_ones.pair_up(anna, person=cast.ben, every="ad_hoc")
    point = one_on_ones.put_on_agenda(anna, pair=pair, key=f"entry:{entry.pk}", audience="me")

    one_on_ones.mark_done(anna, point=point)

    assert "Ben Okoye" not in text_of(page, "growth:advocates")


def test_claims_that_nobody_could_speak_for_are_named(page: Client, cast: Cast, story: Tell) -> None:
    story("Cut the checkout time")

    text = text_of(page, "growth:advocates")

    assert "For 0 of your 1 claims somebody could" in text
    assert "Nobody could speak for" in text


def test_work_without_a_story_counts_and_is_marked(page: Client, cast: Cast, piece: Make) -> None:
    piece("Add a feature for refunds of carts", ("reviewer", "cleo"))

    assert "work without a story" in text_of(page, "growth:advocates")


def test_stories_of_long_ago_wait_behind_all_years(page: Client, cast: Cast, story: Tell) -> None:
    story("Wrote the first version", on=TODAY - timedelta(days=1500), witnesses=(cast.cleo,))

    assert "Wrote the first version" not in text_of(page, "growth:advocates")
    assert "Wrote the first version" in unescape(page.get(reverse("growth:advocates") + "?all").content.decode())


def test_a_removed_witness_is_no_advocate_and_stands_beside_the_claims(
    page: Client, anna: Member, cast: Cast, story: Tell
) -> None:
    story("Cut the checkout time", witnesses=(cast.cleo,))

    people.remove_person(anna, person=cast.cleo)
    text = text_of(page, "growth:advocates")

    assert "For 0 of your 1 claims" in text
    assert "Cleo Duarte saw 1 of your claims, and is no longer among" in " ".join(text.replace("<", " <").split())
    people.bring_back_person(anna, person=Person.objects.visible_to(anna).get(pk=cast.cleo.pk))
    assert "For 1 of your 1 claims" in text_of(page, "growth:advocates")


def test_two_rows_of_one_witness_become_one_advocate(page: Client, anna: Member, cast: Cast, story: Tell) -> None:
    twice = people.add_person(anna, name="Cleo D.")
    story("Cut the checkout time", witnesses=(cast.cleo, twice))

    people.merge_persons(anna, person=twice, into=cast.cleo)
    text = text_of(page, "growth:advocates")

    assert "Cleo D." not in text
    assert text.count("Is a witness you named") == 1


def test_who_decides_is_said_in_one_click_and_taken_back(page: Client, anna: Member, cast: Cast) -> None:
    page.post(reverse("growth:decide", args=[cast.ben.pk]))
    assert Person.objects.visible_to(anna).get(pk=cast.ben.pk).decides

    page.post(reverse("growth:decide_not", args=[cast.ben.pk]))
    assert not Person.objects.visible_to(anna).get(pk=cast.ben.pk).decides


def test_who_decided_by_relation_is_a_stakeholder_then_and_undo_brings_that_back(page: Client, anna: Member) -> None:
    dora = people.add_person(anna, name="Dora Lind", relation="decision_maker")

    page.post(reverse("growth:decide_not", args=[dora.pk]))
    dora.refresh_from_db()
    assert dora.relation == "stakeholder"

    page.post(reverse("growth:decide", args=[dora.pk]), {"relation": "decision_maker"})
    dora.refresh_from_db()
    assert dora.relation == "decision_maker"


def test_somebody_who_decides_is_found_by_name_and_an_unknown_name_is_answered(
    page: Client, anna: Member, cast: Cast
) -> None:
    page.post(reverse("growth:add_decider"), {"who": "@cleo"})
    page.post(reverse("growth:add_decider"), {"who": "Zoe"})

    text = text_of(page, "growth:deciders")

    assert Person.objects.visible_to(anna).get(pk=cast.cleo.pk).decides
    assert "Nobody is called “Zoe”" in text


def test_the_page_of_who_decides_says_what_nobody_has_seen_and_a_way(
    page: Client, cast: Cast, piece: Make, story: Tell, meet: Meet
) -> None:
    story("Cut the checkout time", piece("Cache prices", ("reviewer", "cleo")))
    story("Moved the ledger", witnesses=(cast.mina,))
    for person in (cast.mina, cast.cleo):
        meet(person, text="Architecture forum", name="forum-1")

    text = text_of(page, "growth:deciders")

    assert "1 of 1 decision maker could speak for something of yours; 1 of 2 claims are known up there." in text
    assert "Ask Cleo to tell Mina of “Cut the checkout time”." in text
    assert "Cleo reviewed it, and reports to Mina." in text
    assert "not on record" in text


def test_what_nobody_up_there_has_seen_is_counted_as_in_the_picture(
    page: Client, cast: Cast, piece: Make, story: Tell
) -> None:
    story("Cut the checkout time")
    for title in ("Cache prices", "Move the ledger"):
        piece(title, ("reviewer", "cleo"))

    text = text_of(page, "growth:deciders")

    assert "Of your stories nobody up there has seen <small>1</small>" in text
    assert "With work that has no story yet, nobody up there has seen 3 claims" in text
    assert text.split('class="covered__alone" d="')[1].partition('"')[0].count("z") == 3


def test_what_only_the_ninth_who_decides_has_seen_is_not_unseen(
    page: Client, anna: Member, cast: Cast, story: Tell
) -> None:
    people.edit_person(anna, person=cast.cleo, relation="decision_maker")
    for number in range(8):
        people.edit_person(anna, person=people.add_person(anna, name=f"Vice {number}"), decides=True)
    for title in ("Cut the checkout time", "Moved the ledger"):
        story(title, witnesses=(cast.cleo,))

    text = text_of(page, "growth:deciders")

    said = "1 of 10 decision makers could speak for something of yours; 2 of 2 claims are known up there."
    assert said in text
    assert said in text_of(page, "growth:growth")
    assert "nobody up there has seen" not in text
    assert "covered__alone" not in text
    assert "2 more of your people decide by their relation" in text


def test_the_panel_of_a_person_is_a_part_for_htmx_and_a_page_alone(page: Client, cast: Cast, story: Tell) -> None:
    story("Cut the checkout time", witnesses=(cast.cleo,))

    part = text_of(page, "growth:seen_by", cast.cleo.pk, hx_request="true")
    alone = text_of(page, "growth:seen_by", cast.cleo.pk)

    assert "Cut the checkout time" in part
    assert "<html" not in part
    assert "<h1>" in alone


def test_work_that_is_new_to_the_manager_can_be_put_on_the_agenda(
    page: Client, anna: Member, cast: Cast, piece: Make
) -> None:
    known = piece("Add a cache for prices of carts", ("reviewer", "ben"))
    evidence.log(anna, line="win: halved the build time", today=TODAY)
    told = evidence.accept(anna, piece=known)

    text = text_of(page, "growth:seen_by", cast.ben.pk)

    new = text.partition("New to Ben")[2]
    assert "Halved the build time" in new.replace("halved", "Halved")
    assert told.text not in new
    assert reverse("one_on_ones:raise_with", args=[cast.ben.pk]) in new


def test_what_hangs_on_one_person_is_said_with_two_ways(page: Client, cast: Cast, piece: Make, story: Tell) -> None:
    story("Cut the checkout time", piece("Cache prices", ("reviewer", "ben")))
    story("Moved the ledger", piece("Move ledger", ("reviewer", "ben"), ("co-author", "cleo")))
    story("Halved the build time", piece("Halve build", ("reviewer", "cleo")))

    text = text_of(page, "growth:dependence", cast.ben.pk)

    assert "Ben could speak for 2 of the 3 claims that anybody could, and for 1 of them nobody else: 33 %" in text
    assert "Show Cleo “Cut the checkout time”." in text
    assert text.count('class="question"') == 2


def test_of_few_claims_the_number_is_said_and_no_percentage(page: Client, cast: Cast, piece: Make, story: Tell) -> None:
    story("Cut the checkout time", piece("Cache prices", ("reviewer", "ben")))
    one = text_of(page, "growth:dependence", cast.ben.pk)
    story("Moved the ledger", piece("Move ledger", ("reviewer", "ben"), ("co-author", "cleo")))
    two = text_of(page, "growth:dependence", cast.ben.pk)

    assert "Ben could speak for the one claim that anybody could, and for that one nobody else." in one
    assert "Ben could speak for 2 of the 2 claims that anybody could, and for 1 of them nobody else." in two
    assert "of your visibility hangs" not in one + two


def test_there_are_two_ways_even_where_nobody_stands_near(page: Client, anna: Member, story: Tell) -> None:
    ben = people.add_person(anna, name="Ben Okoye", relation="manager")
    story("Cut the checkout time", witnesses=(ben,))

    text = text_of(page, "growth:dependence", ben.pk)

    assert "Get to know somebody in your inner ring." in text
    assert "Ask somebody else to review the next change to “Cut the checkout time”" in text


def test_a_topic_shows_its_evidence_and_who_links_me_with_it(
    page: Client, anna: Member, cast: Cast, piece: Make, story: Tell
) -> None:
    page.post(reverse("growth:choose_topic"), {"topic": "#Latency", "words": "slow pages, cache", "every_weeks": "6"})
    evidence.log(anna, line="win: p95 from 900 ms to 300 ms #latency", today=TODAY)
    story("Cached the price table", piece("Price cache", ("reviewer", "cleo")))

    text = text_of(page, "growth:topics")
    known = KnownFor.objects.visible_to(anna).get()

    assert (known.topic, known.words) == ("latency", ["slow pages", "cache"])
    assert "p95 from 900 ms to 300 ms" in text
    assert "Cached the price table" in text
    assert "Cleo Duarte" in text
    assert "Due." not in text
    assert "Price cache" in text_of(page, "growth:topic", known.pk)


def test_of_a_topic_with_more_on_record_than_is_read_no_number_is_claimed(page: Client, anna: Member) -> None:
    known = actions.choose_topic(anna, topic="latency")
    evidence.log(anna, line="note: looked at the slow page #latency")
    alone = text_of(page, "growth:topics")
    for n in range(150):
        evidence.log(anna, line=f"note: look number {n} at the slow page #latency")

    assert "1 on record" in alone
    assert "150 or more on record" in text_of(page, "growth:topics")
    assert "150 or more on record" in text_of(page, "growth:topic", known.pk)


def test_a_topic_without_anything_new_for_weeks_is_due(page: Client, anna: Member) -> None:
    actions.choose_topic(anna, topic="latency", every_weeks=4)
    evidence.log(anna, line="win: p95 down #latency", today=TODAY - timedelta(days=40))

    assert "Nothing new for 5 weeks; you wanted something every 4 weeks." in text_of(page, "growth:topics")


def test_a_topic_is_edited_dropped_and_taken_up_again(page: Client, anna: Member) -> None:
    known = actions.choose_topic(anna, topic="latency")

    page.post(reverse("growth:edit_topic", args=[known.pk]), {"topic": "speed", "words": "", "every_weeks": "0"})
    page.post(reverse("growth:drop_topic", args=[known.pk]))
    dropped = text_of(page, "growth:topics")
    page.post(reverse("growth:restore_topic", args=[known.pk]))

    assert "Dropped topics" in dropped
    known.refresh_from_db()
    assert (known.topic, known.every_weeks, known.dropped_at) == ("speed", 0, None)


def test_a_topic_twice_is_answered_beside_its_field(page: Client, anna: Member) -> None:
    actions.choose_topic(anna, topic="latency")

    answer = page.post(reverse("growth:choose_topic"), {"topic": "Latency", "every_weeks": "6"})

    assert answer.status_code == 422
    assert "one of your topics already" in answer.content.decode()


def test_a_need_with_nobody_is_shown_and_somebody_who_helps_with_nothing_is_offered(
    page: Client, anna: Member, cast: Cast
) -> None:
    mentor = people.add_person(anna, name="Grace Kim", relation="mentor")
    page.post(reverse("growth:add_need"), {"text": "Mentoring on the next role"})
    need = Need.objects.visible_to(anna).get()

    text = text_of(page, "growth:support")
    page.post(reverse("growth:get_help", args=[need.pk]), {"person": mentor.pk})
    helped = text_of(page, "growth:support")

    assert "Nobody helps you with it." in text
    assert "Grace Kim" in text
    assert "Each need has somebody." in helped
    assert "no touchpoint on record" in helped


def test_help_comes_by_name_ends_and_the_need_is_dropped_and_restored(page: Client, anna: Member, cast: Cast) -> None:
    need = actions.add_need(anna, text="Code review")

    page.post(reverse("growth:get_help", args=[need.pk]), {"who": "cleo"})
    assert "Each need has somebody." in text_of(page, "growth:support")
    page.post(reverse("growth:get_no_help", args=[need.pk]), {"who": "cleo"})
    assert "Nobody helps you with it." in text_of(page, "growth:support")
    page.post(reverse("growth:drop_need", args=[need.pk]))
    assert "Dropped needs" in text_of(page, "growth:support")
    page.post(reverse("growth:restore_need", args=[need.pk]))
    assert "Dropped needs" not in text_of(page, "growth:support")


def test_the_front_page_names_the_next_small_step(page: Client, anna: Member, story: Tell) -> None:
    assert "Write one impact story." in text_of(page, "growth:growth")

    story("Cut the checkout time")

    assert "Say who saw “Cut the checkout time”." in text_of(page, "growth:growth")


def test_no_page_asks_more_than_fifteen_queries(
    page: Client, anna: Member, cast: Cast, piece: Make, story: Tell, meet: Meet, django_assert_max_num_queries: object
) -> None:
    for n in range(4):
        story(f"Story {n}", piece(f"Work {n}", ("reviewer", "cleo"), ("merger", "ben")), witnesses=(cast.mina,))
        actions.choose_topic(anna, topic=f"work-{n}", words=["work"])
        actions.add_need(anna, text=f"Need {n}", helped_by=[cast.cleo])
        meet(cast.mina, text="Forum", name=f"forum-{n}")

    asked = [*((name, []) for name in PAGES), ("growth:seen_by", [cast.ben.pk]), ("growth:dependence", [cast.ben.pk])]
    for name, args in asked:
        with django_assert_max_num_queries(15):  # type: ignore[operator]
            page.get(reverse(name, args=args))


def test_a_helper_who_was_removed_helps_nobody(page: Client, anna: Member, cast: Cast) -> None:
    actions.add_need(anna, text="Advice on pay", helped_by=[cast.noor])

    people.remove_person(anna, person=cast.noor)

    assert "Nobody helps you with it." in text_of(page, "growth:support")


def test_without_any_work_nothing_is_claimed_of_it(page: Client, anna: Member, cast: Cast) -> None:
    actions.decide(anna, person=cast.ben)

    seen = text_of(page, "growth:seen_by", cast.ben.pk)

    assert "You have no impact story and no piece of work yet that Ben could have seen." in seen
    assert "all of your work" not in seen
    assert "0 claims" not in seen
    assert "There is nothing to speak for yet" in text_of(page, "growth:dependence", cast.ben.pk)
    assert "knows any of it" not in text_of(page, "growth:deciders")


def test_old_work_alone_is_no_context_on_all_of_the_last_months(page: Client, cast: Cast, story: Tell) -> None:
    story("Wrote the first version", on=TODAY - timedelta(days=300), witnesses=(cast.ben,))

    seen = text_of(page, "growth:seen_by", cast.ben.pk)

    assert "Nothing of yours from the last two months is on record." in seen
    assert "all of your work" not in seen


@pytest.mark.parametrize("name", ["growth:seen_by", "growth:dependence"])
def test_what_somebody_saw_can_be_read_after_they_were_removed(
    page: Client, anna: Member, cast: Cast, name: str
) -> None:
    people.remove_person(anna, person=cast.noor)

    assert cast.noor.name in text_of(page, name, cast.noor.pk)
