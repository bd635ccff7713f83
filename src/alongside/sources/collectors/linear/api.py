"""Linear's one door: questions in, data out, errors also where the answer says 200."""

from collections.abc import Mapping
from typing import Any

from alongside.sources.collectors.contract import Given, Refused
from alongside.sources.collectors.fields import Record, at, line, records
from alongside.sources.collectors.web import NoAnswer, Web

_TITLE = "Linear"
_ADDRESS = "https://api.linear.app/graphql"
_TRIES = 4
_LOCKED = {"AUTHENTICATION_ERROR", "FORBIDDEN"}


class NotAnswered(Refused):
    """Linear did not accept the question."""


class Api:
    """Raises Refused."""

    def __init__(self, given: Given) -> None:
        token = given.settings.get("token", "").strip()
        address = given.settings.get("address", "").strip() or _ADDRESS
        sent = f"Bearer {token}" if token.startswith("lin_oauth") else token
        self._token, self._pause = token, given.pause
        self.complaint = ""
        """What was wrong with a part of the last answer."""
        self._web = Web(address, pause=given.pause, headers={"Authorization": sent}, title=_TITLE)

    def ask(self, question: str, **variables: Any) -> Record:
        for attempt in range(_TRIES):
            answer = self._post({"query": question, "variables": variables})
            errors = records(answer, "errors")
            if not _is_limited(errors):
                return self._data(answer, errors)
            self._pause(60.0 * 2**attempt)
        raise Refused("Linear says that we ask too often. What was read is kept; run it again in an hour.")

    def _post(self, asked: Mapping[str, Any]) -> Any:
        try:
            return self._web.post("", json=asked).json
        except NoAnswer as problem:
            if problem.status == 400:
                raise NotAnswered("Linear does not accept the API key or what we asked. Enter a new key.") from None
            raise

    def _data(self, answer: Any, errors: list[Record]) -> Record:
        """What came in spite of errors is taken."""
        data = at(answer, "data")
        if any(line(each, "extensions", "code") in _LOCKED for each in errors):
            raise Refused(
                "Linear does not accept the API key, or it may not read that. Enter one that may read issues."
            )
        self.complaint = self._said(errors)
        if isinstance(data, dict) and any(value is not None for value in data.values()):
            return data
        raise NotAnswered(f"Linear could not answer. It said: {self.complaint or 'nothing'}. Run it again later.")

    def _said(self, errors: list[Record]) -> str:
        said = line(errors[0], "message", most=200) or "something is wrong" if errors else ""
        return said.replace(self._token, "…") if self._token else said


def _is_limited(errors: list[Record]) -> bool:
    return any(line(each, "extensions", "code") == "RATELIMITED" for each in errors)
