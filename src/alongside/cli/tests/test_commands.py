"""Every command and every option stands in docs/commands.md."""

from pathlib import Path

import pytest
import typer.main

from alongside.cli.app import app

PAGE = (Path(__file__).parents[4] / "docs/commands.md").read_text()
COMMANDS = typer.main.get_command(app).commands  # type: ignore[attr-defined]
EVERYWHERE = {"--json", "--help"}


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_is_documented(name: str) -> None:
    command = COMMANDS[name]

    assert f"`alongside {name}" in PAGE
    for below in getattr(command, "commands", ()):
        assert f"alongside {name} {below}" in PAGE


@pytest.mark.parametrize("name", COMMANDS)
def test_every_option_is_documented(name: str) -> None:
    section = PAGE.partition(f"## `alongside {name}")[2].partition("\n## ")[0]
    commands = [COMMANDS[name], *getattr(COMMANDS[name], "commands", {}).values()]
    options = {option for command in commands for each in command.params for option in each.opts if option[:2] == "--"}

    assert {option for option in options - EVERYWHERE if option not in section} == set()


@pytest.mark.parametrize("name", [name for name in COMMANDS if name != "serve"])
def test_every_command_speaks_json(name: str) -> None:
    commands = getattr(COMMANDS[name], "commands", {name: COMMANDS[name]}).values()

    assert all("--json" in {option for each in command.params for option in each.opts} for command in commands)
