"""What is worth knowing of somebody, by how they relate to one, and how to ask for it in plain words."""

from collections.abc import Mapping

from alongside.people.models import KnownOf, Relation

QUESTIONS: Mapping[KnownOf, tuple[str, str]] = {
    KnownOf.GOALS: (
        "What would you most like to have reached by this time next year?",
        "Which of your goals does my work touch, and where does it not help yet?",
    ),
    KnownOf.PRESSURES: (
        "What takes most of your attention at the moment that I do not see from where I am?",
        "What do you have to answer for that we could make easier?",
    ),
    KnownOf.SUCCESS: (
        "If this year goes really well, by what will you tell?",
        "What does whoever you report to look at to see whether our work goes well?",
    ),
    KnownOf.PROMOTED: (
        "Whom have you helped to get promoted, and what made the difference?",
        "What would you have to see before you speak up for somebody?",
    ),
    KnownOf.TELLING: (
        "How do you like to be told things: in writing first, or in a talk?",
        "When something goes wrong, how early do you want to hear of it, and how?",
    ),
    KnownOf.CARES: (
        "What matters most to you in how we work together?",
        "Which kind of problem do you like to think about most?",
    ),
    KnownOf.ASPIRATIONS: (
        "What would you like to be doing in two years that you do not do now?",
        "Which chance would you take at once if somebody offered it?",
    ),
    KnownOf.HELPS: (
        "What do people usually come to you for?",
        "With what may I come to you when I am stuck?",
    ),
}

_ABOVE = (KnownOf.GOALS, KnownOf.PRESSURES, KnownOf.SUCCESS, KnownOf.TELLING, KnownOf.PROMOTED)
_AROUND = (KnownOf.GOALS, KnownOf.CARES, KnownOf.PRESSURES, KnownOf.TELLING)
WORTH_KNOWING: Mapping[Relation, tuple[KnownOf, ...]] = {
    Relation.MANAGER: _ABOVE,
    Relation.REPORT: (KnownOf.ASPIRATIONS, KnownOf.CARES, KnownOf.PRESSURES, KnownOf.TELLING),
    Relation.PEER: (KnownOf.ASPIRATIONS, KnownOf.CARES, KnownOf.HELPS, KnownOf.TELLING),
    Relation.PRODUCT: _AROUND,
    Relation.MANAGERS_PEER: (KnownOf.CARES, KnownOf.GOALS, KnownOf.PRESSURES, KnownOf.SUCCESS),
    Relation.STAKEHOLDER: (KnownOf.CARES, KnownOf.GOALS, KnownOf.SUCCESS, KnownOf.TELLING),
    Relation.SKIP_LEVEL: (KnownOf.CARES, KnownOf.GOALS, KnownOf.SUCCESS, KnownOf.PRESSURES, KnownOf.PROMOTED),
    Relation.DECISION_MAKER: (KnownOf.CARES, KnownOf.PROMOTED, KnownOf.GOALS, KnownOf.SUCCESS),
    Relation.MENTOR: (KnownOf.HELPS, KnownOf.CARES, KnownOf.PROMOTED),
    Relation.COMMUNITY: (KnownOf.HELPS, KnownOf.CARES),
    Relation.OTHER: (KnownOf.CARES, KnownOf.HELPS),
}
"""The most telling first."""
