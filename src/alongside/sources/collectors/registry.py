"""The collectors that are there: ours, and those of packages that were installed beside us."""

import logging
from functools import cache
from importlib import import_module
from importlib.metadata import entry_points

from alongside.sources.collectors.contract import Collector

ENTRY_POINTS = "alongside.collectors"
OURS = (
    *("github", "github_file", "gitlab", "gitlab_file", "gerrit"),
    *("jira", "jira_csv", "linear", "linear_csv"),
    *("calendar", "slack", "mail"),
    *("table", "brag", "jrnl", "did"),
)
_LONGEST_NAME = 20
_log = logging.getLogger(__name__)


@cache
def collectors() -> dict[str, Collector]:
    """By name, in the order in which they are offered. A broken package of somebody else is left out and logged."""
    ours = [import_module(f"alongside.sources.collectors.{name}").collector for name in OURS]
    known = {each.name: each for each in ours}
    for name, collector in _of_others().items():
        known.setdefault(name, collector)
    return known


def _of_others() -> dict[str, Collector]:
    found: dict[str, Collector] = {}
    for point in entry_points(group=ENTRY_POINTS):
        try:
            collector = point.load()
        except Exception:
            _log.exception("The collector %s of %s could not be loaded", point.name, point.value)
            continue
        if isinstance(collector, Collector) and len(collector.name) <= _LONGEST_NAME and collector.name != "git":
            found[collector.name] = collector
        else:
            _log.error("%s is no collector with a name of at most %s letters", point.value, _LONGEST_NAME)
    return found
