from datetime import date, datetime

from alongside.accounts.models import Member
from alongside.one_on_ones.models import Pair
from alongside.one_on_ones.preparation import Preparation
from alongside.one_on_ones.queries.preparing.accomplishments import accomplishments
from alongside.one_on_ones.queries.preparing.material import REMEMBERED, Material
from alongside.one_on_ones.queries.preparing.period import period_of
from alongside.one_on_ones.queries.preparing.questions import questions_to_ask
from alongside.one_on_ones.queries.preparing.sections import growth, obstacles, promises, unanswered, waiting
from alongside.one_on_ones.queries.schedule import schedule


def prepare(
    viewer: Member, pair: Pair, *, since: date | None = None, until: date | None = None, now: datetime
) -> Preparation:
    """Everything since the last meeting, ranked and short. Every section is there, always in this order."""
    held = schedule(viewer, pair, now=now, since=now - REMEMBERED)
    period = period_of(viewer, pair, held, since=since, until=until, now=now)
    material = Material(viewer, pair, period, held, now)
    sections = (
        accomplishments(material),
        obstacles(material),
        waiting(material),
        promises(material),
        unanswered(material),
        growth(material),
        questions_to_ask(material),
    )
    return Preparation(material.other, period.since, period.until, period.because, sections)
