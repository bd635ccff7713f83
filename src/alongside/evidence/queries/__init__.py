"""What pages, API and upper rooms ask of the evidence. The first argument is who asks."""

from alongside.evidence.queries.entries import (
    entries_between,
    entries_of,
    line_to_edit,
    open_obstacles,
    told,
    topics_of,
)
from alongside.evidence.queries.going import Going, addresses_in, going_of, not_said_of
from alongside.evidence.queries.grounds import Grounds, Source, grounds_of, material_of, with_grounds
from alongside.evidence.queries.highlights import Highlight, Highlights, chosen, highlights, rank_days
from alongside.evidence.queries.log_page import Filters, LogPage, Week, log_page, narrowed
from alongside.evidence.queries.pieces import (
    inbox,
    inbox_rows,
    piece_of,
    pieces_between,
    pieces_of,
    shown_activities,
    waiting,
)
from alongside.evidence.queries.readers import Reader, choices_of_readers, who_reads
from alongside.evidence.queries.standing import Stood, how_they_stand
from alongside.evidence.queries.stories import circles_of, gaps_of, stories_of, story_text
from alongside.evidence.queries.timeline import timeline_of, years_around

__all__ = [
    "Filters",
    "Going",
    "Grounds",
    "Highlight",
    "Highlights",
    "LogPage",
    "Reader",
    "Source",
    "Stood",
    "Week",
    "addresses_in",
    "choices_of_readers",
    "chosen",
    "circles_of",
    "entries_between",
    "entries_of",
    "gaps_of",
    "going_of",
    "grounds_of",
    "highlights",
    "how_they_stand",
    "inbox",
    "inbox_rows",
    "line_to_edit",
    "log_page",
    "material_of",
    "narrowed",
    "not_said_of",
    "open_obstacles",
    "piece_of",
    "pieces_between",
    "pieces_of",
    "rank_days",
    "shown_activities",
    "stories_of",
    "story_text",
    "timeline_of",
    "told",
    "topics_of",
    "waiting",
    "who_reads",
    "with_grounds",
    "years_around",
]
