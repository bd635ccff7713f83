"""A project that was exported from GitLab. Pure: plain dataclasses in and out, no database, no Django."""

from importlib.resources import files

from alongside.sources.collectors.contract import Collector, Setting

from .collecting import collect

collector = Collector(
    name="gitlab-file",
    title="GitLab, exported project",
    about="Merge requests, reviews, issues and releases from the file of a project export.",
    settings=(
        Setting("file", "Export", "file", "The .tar.gz file as GitLab made it."),
        Setting("project", "Project", "text", "As in its address: group/project. The file does not say it."),
        Setting(
            "address",
            "Address of the GitLab",
            "address",
            "For links to its pages; nothing is asked there.",
            required=False,
            default="https://gitlab.com",
        ),
    ),
    collect=collect,
    guide=(files(__name__) / "guide.md").read_text(encoding="utf-8"),
)
