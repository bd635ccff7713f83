"""GitLab, by its REST API. Pure: plain dataclasses in and out, no database, no Django."""

from importlib.resources import files

from alongside.sources.collectors.contract import Collector, Setting

from .collecting import collect

collector = Collector(
    name="gitlab",
    title="GitLab",
    about="Merge requests, reviews you gave, issues and releases, from gitlab.com or your own GitLab.",
    settings=(
        Setting("address", "Address", "address", "Of your GitLab.", required=False, default="https://gitlab.com"),
        Setting("token", "Access token", "secret", "With the scope read_api; the guide says where it is made."),
        Setting(
            "projects",
            "Projects",
            "lines",
            "One a line, as group/project. Leave it empty for all that you had a part in.",
            required=False,
        ),
        Setting("since", "From which day on", "text", "Like 2025-01-31. Leave it empty for all.", required=False),
    ),
    collect=collect,
    guide=(files(__name__) / "guide.md").read_text(encoding="utf-8"),
)
