"""What Anna knows of the people around her, expects from them and wants with them."""

import tomllib
from datetime import timedelta
from typing import Any

from alongside.desk.demo.cast import AROUND, Cast
from alongside.desk.demo.past import Past, move_back, text_of
from alongside.growth import actions as growth
from alongside.people import actions as people
from alongside.people.models import Expectation


def draw(cast: Cast, past: Past) -> None:
    _tell_about_them(cast, past)
    kept = tomllib.loads(text_of("circle.toml"))
    people.aim_for(cast.anna, role=kept["aim"])
    for row in kept["topic"]:
        growth.choose_topic(cast.anna, topic=row["name"], words=row["words"])
    for row in kept["need"]:
        growth.add_need(cast.anna, text=row["text"], helped_by=[cast.persons[name] for name in row["helped_by"]])
    for row in kept["expectation"]:
        _expect(cast, past, row)
    for row in kept["pause"]:
        begins = past.today + timedelta(days=row["begins"])
        ends = begins + timedelta(days=row["days"])
        people.pause(cast.anna, person=cast.persons[row["of"]], first_on=begins, last_on=ends, reason=row["reason"])
    growth.plan_steps(cast.anna, today=past.today)


def _tell_about_them(cast: Cast, past: Past) -> None:
    for each in AROUND:
        person = cast.persons[each.name]
        people.edit_person(
            cast.anna,
            person=person,
            role=each.role,
            team=each.team,
            reports_to=cast.person(each.reports_to) if each.reports_to else None,
            decides=each.decides,
            friend=each.friend,
            cadence_days=each.cadence,
        )
        for about, text in each.known.items():
            people.note_person(cast.anna, person=person, about=about, text=text, learned_on=past.working_day(40))
        move_back(person, created_at=past.at(past.working_day(365), 9))


def _expect(cast: Cast, past: Past, row: dict[str, Any]) -> None:
    person, since = cast.persons[row["of"]], past.working_day(row["ago"])
    expectation = people.expect(cast.anna, person=person, text=row["text"], since=since)
    if row["answer"] in Expectation.State.values:
        people.record_answer(cast.anna, expectation=expectation, state=row["answer"])
    elif row["answer"] == "asked":
        people.ask_to_confirm(cast.anna, expectation=expectation)
