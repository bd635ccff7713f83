"""What pages, API and upper rooms ask of this room. The first argument is who asks."""

from alongside.growth.queries.advocates import Advocates, Hanging, advocates_of, first_day, hanging_on
from alongside.growth.queries.drawn import drawn
from alongside.growth.queries.overview import Overview, overview_of
from alongside.growth.queries.promotion import Promotion, promotion_of
from alongside.growth.queries.seen_by import SeenBy, seen_by
from alongside.growth.queries.steps import Week, is_needed, open_steps, planned, week_of_steps
from alongside.growth.queries.support import Support, needs_of, support_of
from alongside.growth.queries.topics import DueTopic, TopicLine, chosen_topics, topic_lines, topics_due

__all__ = [
    "Advocates",
    "DueTopic",
    "Hanging",
    "Overview",
    "Promotion",
    "SeenBy",
    "Support",
    "TopicLine",
    "Week",
    "advocates_of",
    "chosen_topics",
    "drawn",
    "first_day",
    "hanging_on",
    "is_needed",
    "needs_of",
    "open_steps",
    "overview_of",
    "planned",
    "promotion_of",
    "seen_by",
    "support_of",
    "topic_lines",
    "topics_due",
    "week_of_steps",
]
