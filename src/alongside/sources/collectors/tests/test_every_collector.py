"""What holds for every collector of ours, and for any file that somebody gives to the wrong one."""

from datetime import UTC, date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from alongside.sources.collectors.contract import Collector, Found, Given, Me, Refused
from alongside.sources.collectors.registry import OURS, collectors

FOLDER = Path(__file__).parents[1]
FILES = sorted(path for path in FOLDER.glob("*/tests/recorded/*") if path.is_file() and path.suffix != ".py")
WITH_A_FILE = [each for each in collectors().values() if any(setting.kind == "file" for setting in each.settings)]
ANNA = Me(frozenset(["anna berg"]), frozenset(["anna@example.org"]), frozenset(["anna", "aberg"]))


def reading(collector: Collector, path: Path) -> Given:
    """All that is asked for, answered somehow, and this file."""
    answers = {setting.name: setting.default for setting in collector.settings}
    answers |= {setting.name: "example/shop" for setting in collector.settings if setting.required}
    answers |= {setting.name: setting.choices[0][0] for setting in collector.settings if setting.choices}
    file = next(setting.name for setting in collector.settings if setting.kind == "file")
    return Given({**answers, file: str(path)}, ANNA, today=date(2026, 11, 21), zone=UTC)


def read(collector: Collector, path: Path) -> list[Found]:
    """Whatever lies in the file, nothing but Refused is raised, and it speaks in sentences."""
    said = "Read."
    found: list[Found] = []
    try:
        found = [item for item in collector.collect(reading(collector, path)) if isinstance(item, Found)]
    except Refused as refused:
        said = str(refused).strip()
    assert said.endswith((".", "?", "!")), said
    return found


def test_every_folder_is_offered_under_a_name_of_its_own() -> None:
    folders = {path.parent.name for path in FOLDER.glob("*/guide.md")}

    assert folders - {"git"} == set(OURS)
    assert len(collectors()) >= len(OURS)


@pytest.mark.parametrize("collector", collectors().values(), ids=lambda each: each.name)
def test_it_says_what_comes_from_it_and_how_to_connect_it(collector: Collector) -> None:
    assert len(collector.name) <= 20
    assert collector.about.endswith(".")
    assert " my " not in f" {collector.about.lower()} "
    assert len(collector.guide) > 300
    assert all(setting.label and not setting.label.endswith(":") for setting in collector.settings)
    assert all(setting.choices for setting in collector.settings if setting.kind == "choice")


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parents[2].name}-{path.name}")
@pytest.mark.parametrize("collector", WITH_A_FILE, ids=lambda each: each.name)
def test_a_file_of_another_tool_is_refused_or_told(collector: Collector, path: Path) -> None:
    read(collector, path)


@pytest.mark.parametrize("collector", WITH_A_FILE, ids=lambda each: each.name)
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_a_file_cut_off_or_spoilt_anywhere_is_refused_or_told(
    collector: Collector, data: st.DataObject, tmp_path: Path
) -> None:
    whole = data.draw(st.sampled_from(FILES)).read_bytes()
    cut = whole[: data.draw(st.integers(0, len(whole)))]
    noise = data.draw(st.binary(max_size=8))
    place = data.draw(st.integers(0, len(cut)))
    path = tmp_path / "spoilt"
    path.write_bytes(cut[:place] + noise + cut[place:])

    read(collector, path)


@pytest.mark.parametrize("collector", WITH_A_FILE, ids=lambda each: each.name)
def test_an_empty_file_and_none_bring_nothing(collector: Collector, tmp_path: Path) -> None:
    (tmp_path / "empty").touch()

    assert read(collector, tmp_path / "empty") == []
    assert read(collector, tmp_path / "gone") == []
    assert read(collector, tmp_path) == []
