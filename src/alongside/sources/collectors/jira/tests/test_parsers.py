from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from alongside.evidence.findings import Finding
from alongside.sources.collectors.contract import Defect, Found
from alongside.sources.collectors.fields import records
from alongside.sources.collectors.jira.documents import text_of
from alongside.sources.collectors.jira.history import history
from alongside.sources.collectors.jira.site import Account, Fields
from alongside.sources.collectors.jira.tickets import Reading, Ticket, items

from .server import BERLIN, recorded

_VALUES = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=12)
    | st.sampled_from(["doc", "listItem"])
)
_NAMES = st.sampled_from(
    ["type", "content", "attrs", "text", "id", "key", "fields", "items", "created", "total", "name"]
)
_JSON = st.recursive(
    _VALUES, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(_NAMES, inner, max_size=5), max_leaves=25
)


@given(_JSON)
def test_any_document_is_read(document: Any) -> None:
    assert isinstance(text_of(document), str)


def test_a_document_of_great_depth_or_length_is_cut() -> None:
    deep: dict[str, Any] = {"type": "text", "text": "far down"}
    for _ in range(900):
        deep = {"type": "blockquote", "content": [deep]}
    wide = {"type": "doc", "content": [{"type": "text", "text": "x" * 1_000}] * 100_000}

    assert text_of(deep) == ""
    assert len(text_of(wide)) == 60_000


@settings(max_examples=300, deadline=None)
@given(st.data())
def test_any_ticket_is_a_finding_or_a_defect(data: st.DataObject) -> None:
    record = recorded("cloud.json")["pages"][0]["issues"][0]
    for _ in range(data.draw(st.integers(1, 4))):
        _spoil(record, data)
    account, fields = Account(frozenset({"557058:aaaa-1"}), None), Fields(("points",))
    reading = Reading(account, fields, frozenset({"10001"}), "", BERLIN, is_again=False)
    known = history(records(record, "changelog", "histories"), reading.ends, BERLIN)

    for item in items(Ticket(record, known, reading), "ticket 1"):
        assert isinstance(item, Found | Defect)
        if isinstance(item, Found):
            _check(item.finding)


def _spoil(record: dict[str, Any], data: st.DataObject) -> None:
    """Puts something else in the place of one value, anywhere."""
    node: Any = record
    while True:
        names = list(node) if isinstance(node, dict) else list(range(len(node)))
        if not names:
            return
        name = data.draw(st.sampled_from(names))
        if isinstance(node[name], dict | list) and data.draw(st.booleans()):
            node = node[name]
        else:
            node[name] = data.draw(_JSON)
            return


def _check(finding: Finding) -> None:
    assert finding.at.tzinfo
    assert 0 < len(finding.id) <= 200
    assert all(text for text in finding.extra.values())
    assert all("\0" not in text for text in (finding.title, finding.body, *finding.extra.values()))
