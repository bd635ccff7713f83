"""The questions that a workspace starts with."""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from alongside.one_on_ones.picking import SIDES, SITUATIONS, BankQuestion


@cache
def starter_questions() -> tuple[BankQuestion, ...]:
    written = files("alongside.one_on_ones").joinpath("starter_questions.toml").read_text(encoding="utf-8")
    return tuple(_question(row) for row in tomllib.loads(written)["question"])


def _question(row: Mapping[str, str]) -> BankQuestion:
    question = BankQuestion(**row)
    if question.situation not in SITUATIONS or question.side not in SIDES or question.about not in ("me", "them"):
        raise ValueError(f"The question “{question.key}” has a situation or side that does not exist.")
    return question
