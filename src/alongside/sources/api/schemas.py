"""What goes in and out."""

from datetime import datetime
from typing import Any, Literal

from ninja import Schema
from pydantic import Field

from alongside.lib.paging import Part
from alongside.sources.collectors.contract import Setting
from alongside.sources.models import Collection


class SourcesPart(Part):
    limit: int = Field(50, ge=1, le=200)
    offset: int = Field(0, ge=0, le=1_000_000)


class PathIn(Schema):
    path: str


class CollectionIn(Schema):
    source: Literal["git"] = "git"
    path: str


class RepositoryOut(Schema):
    id: int
    name: str
    path: str
    web_url: str
    commits: int
    mine: int
    paths_read: int
    """Of how many commits it is known who changed what."""
    collected_at: datetime | None


class RepositoriesOut(Schema):
    items: list[RepositoryOut]
    total: int


class DefectOut(Schema):
    place: str
    message: str


class CollectionOut(Schema):
    """`name` is that of the repository or connection; `commits` and `mine` are what is known of a repository; `new` is
    what this run added, `defects` the first that could not be taken."""

    id: int
    source: str
    state: Literal["waiting", "running", "done", "failed", "cancelled"]
    message: str = Field(alias="told")
    name: str
    repository: str = ""
    repository_id: int | None
    connection_id: int | None
    path: str = ""
    commits: int = 0
    mine: int = 0
    new: int
    kept: int
    vanished: int
    defects: list[DefectOut]
    defects_count: int
    stage: str
    read: int
    total: int
    asked_at: datetime
    started_at: datetime | None
    ended_at: datetime | None

    @staticmethod
    def resolve_defects(run: Collection) -> list[dict[str, str]]:
        return [{"place": place, "message": message} for place, message in run.defects]

    @staticmethod
    def resolve_repository(run: Collection) -> str:
        return run.repository.name if run.repository else ""

    @staticmethod
    def resolve_path(run: Collection) -> str:
        return run.repository.path if run.repository else ""

    @staticmethod
    def resolve_commits(run: Collection) -> int:
        return run.repository.commits if run.repository else 0

    @staticmethod
    def resolve_mine(run: Collection) -> int:
        return run.repository.mine if run.repository else 0


class ChoiceOut(Schema):
    value: str
    label: str


class SettingOut(Schema):
    name: str
    label: str
    kind: str
    help: str
    required: bool
    choices: list[ChoiceOut]
    default: str

    @staticmethod
    def resolve_choices(setting: Setting) -> list[dict[str, str]]:
        return [{"value": value, "label": label} for value, label in setting.choices]


class SourceOut(Schema):
    name: str
    title: str
    about: str
    settings: list[SettingOut]
    guide: str


class SourcesOut(Schema):
    items: list[SourceOut]
    total: int


class ConnectionIn(Schema):
    collector: str
    answers: dict[str, str] = {}


class AnswersIn(Schema):
    answers: dict[str, str]


class ConnectionOut(Schema):
    """`settings` without the secrets."""

    id: int
    collector: str
    name: str
    settings: dict[str, str]
    kept: int
    collected_at: datetime | None


class ConnectionsOut(Schema):
    items: list[ConnectionOut]
    total: int


class ConnectionsPart(SourcesPart):
    forgotten: bool = False
    """Those instead of the others."""


class Forgetting(Schema):
    take_back: bool = False
    """What came from it, too."""


class BroughtOut(Schema):
    """What would go if it were taken back; `staying` are activities that were corrected or told of."""

    activities: int
    touchpoints: int
    proposals: int
    staying: int


class FoundOut(Schema):
    id: str = Field(alias="finding.id")
    kind: str = Field(alias="finding.kind")
    title: str = Field(alias="finding.title")
    at: datetime = Field(alias="finding.at")
    url: str = Field(alias="finding.url")
    origin: str
    uncertain: str = ""

    @staticmethod
    def resolve_uncertain(found: Any) -> str:
        return str(found.finding.extra.get("uncertain", ""))


class TriedOut(Schema):
    """`shown` and `defects` hold the first of them; `whole` is false when the time was up before the end."""

    found: int
    kinds: dict[str, int]
    first_on: str
    last_on: str
    shown: list[FoundOut]
    defects: list[DefectOut]
    defects_count: int
    whole: bool
    refused: str
