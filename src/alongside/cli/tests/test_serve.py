"""The real server on an empty data folder: its owner gets in, and nobody else."""

import os
import re
import signal
import stat
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path

import httpx
import pytest

from alongside.cli import opening
from alongside.cli.tests.processes import (
    Serving,
    alongside,
    environment,
    serving,
    serving_by,
    stop,
    wait_until_gone,
)
from alongside.client import outbox, server, token

pytestmark = pytest.mark.slow

SIGNED_OUT = "You are signed out"
WRITES_MEANWHILE = """
import os

from alongside.client import inside

inside.ready()
from alongside.cli.serve import serve
from alongside.cli.tests.tasks import write_for_seconds
from alongside.lib.background import rests

os.register_at_fork(before=lambda: print("Rests:", rests(0)))
write_for_seconds.enqueue(4)
serve(open_=False)
"""


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Serving]:
    with serving(tmp_path_factory.mktemp("home")) as started:
        yield started


@pytest.fixture(scope="module")
def browser(running: Serving) -> Iterator[httpx.Client]:
    with running.signed_in() as browser:
        yield browser


def link_from(running: Serving) -> str:
    said = alongside(running.home, "serve", "--no-open").stdout
    return str(re.findall(r"http://\S+/sign-in/\S+", said)[0])


def get(running: Serving, path: str, **headers: str) -> httpx.Response:
    return httpx.get(running.address + path, headers=headers, follow_redirects=True, trust_env=False)


def test_the_link_lets_its_owner_in_once(running: Serving) -> None:
    link = link_from(running)

    first, second = get(running, link.removeprefix(running.address)), get(running, link.removeprefix(running.address))

    assert (first.status_code, second.status_code) == (200, 403)
    assert "alongside_session" in first.headers["set-cookie"]
    assert "set-cookie" not in second.headers or "alongside_session" not in second.headers["set-cookie"]


def test_after_signing_in_the_first_page_asks_for_three_answers(browser: httpx.Client) -> None:
    answer = browser.get("/", follow_redirects=True)

    assert answer.status_code == 200
    assert "one-on-one" in answer.text.lower()


def test_without_a_session_nothing_is_shown(running: Serving) -> None:
    answer = get(running, "/")

    assert answer.status_code == 401
    assert SIGNED_OUT in answer.text


def test_a_part_of_a_page_is_never_the_signed_out_page(running: Serving) -> None:
    answer = get(running, "/", **{"HX-Request": "true"})

    assert answer.status_code == 401
    assert answer.headers["HX-Redirect"].startswith("/signed-out/")
    assert SIGNED_OUT not in answer.text


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example:8040", "0.0.0.0"])
def test_another_host_name_is_refused(running: Serving, browser: httpx.Client, host: str) -> None:
    assert browser.get("/", headers={"Host": host}).status_code == 400


def test_the_api_wants_a_token_and_not_the_session(running: Serving, browser: httpx.Client) -> None:
    mine = httpx.get(
        f"{running.address}/api/me", headers={"Authorization": f"Bearer {token.read(running.home)}"}, trust_env=False
    )

    assert browser.get("/api/me").status_code == 401
    assert get(running, "/api/me").status_code == 401
    assert mine.status_code == 200


def test_a_form_from_another_place_is_refused(running: Serving, browser: httpx.Client) -> None:
    without = browser.post("/sign-out/")
    foreign = browser.post(
        "/sign-out/",
        data={"csrfmiddlewaretoken": browser.cookies["alongside_csrf"]},
        headers={"Origin": "https://evil.example"},
    )

    assert (without.status_code, foreign.status_code) == (403, 403)


def test_cookies_stay_on_this_site_and_the_session_is_closed_to_scripts(running: Serving) -> None:
    answer = get(running, link_from(running).removeprefix(running.address))

    cookies = answer.headers.get_list("set-cookie")
    session = next(cookie for cookie in cookies if cookie.startswith("alongside_session"))
    assert all("SameSite=Strict" in cookie for cookie in cookies)
    assert "HttpOnly" in session


def test_every_answer_has_a_policy_without_inline_script(running: Serving, browser: httpx.Client) -> None:
    for answer in (get(running, "/"), browser.get("/", follow_redirects=True), get(running, "/nothing-here")):
        policy = answer.headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert answer.headers["x-frame-options"] == "DENY"


def test_it_listens_on_this_machine_only(running: Serving) -> None:
    port = f"{int(running.address.rpartition(':')[2]):04X}"

    listening = [line.split()[1] for line in Path("/proc/net/tcp").read_text().splitlines() if " 0A " in line]

    assert [place for place in listening if place.endswith(port)] == [f"0100007F:{port}"]


def test_static_files_are_packed_and_kept_for_ever(running: Serving) -> None:
    page = get(running, "/")

    [css] = re.findall(r'href="(/static/ui/css/app\.\w+\.css)"', page.text)
    answer = get(running, css, **{"Accept-Encoding": "gzip"})
    assert answer.headers["content-encoding"] == "gzip"
    assert "immutable" in answer.headers["cache-control"]


def test_the_first_page_is_light(browser: httpx.Client) -> None:
    """At most 100 KB over the wire: the page, and every file that it names or that those import."""
    waiting, seen, size = ["/"], set[str](), 0
    while waiting:
        path = waiting.pop()
        if path in seen:
            continue
        seen.add(path)
        with browser.stream("GET", path, headers={"Accept-Encoding": "gzip"}, follow_redirects=True) as answer:
            size += sum(len(part) for part in answer.iter_raw())
        text = browser.get(path, follow_redirects=True).text
        names = re.findall(r"""(?:src|href)="(/static/[^"#]+)""", text) if not path.endswith((".css", ".js")) else []
        imports = re.findall(r"""url\(["']?([^"')#:]+)""", text) if path.endswith(".css") else []
        waiting += [*names, *(str(httpx.URL(f"http://x{path}").join(name).path) for name in imports)]

    assert size <= 100_000


def test_a_line_typed_while_it_runs_is_there_with_the_next_request(running: Serving) -> None:
    done = alongside(running.home, "log", "win: typed while the server runs")

    get(running, "/")

    assert done.returncode == 0
    assert outbox.waiting_in(running.home / "outbox") == []


def test_a_second_start_gives_a_new_link_to_the_first(running: Serving) -> None:
    done = alongside(running.home, "serve", "--no-open")

    assert done.returncode == 0
    assert f"at {running.address} already" in done.stdout


def test_what_is_in_the_folder_is_its_owners_alone(running: Serving) -> None:
    modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in [running.home, *running.home.iterdir()]}

    shown = {name for name, mode in modes.items() if mode & 0o077 and not name.startswith("serve.log")}
    assert modes[running.home.name] == 0o700
    assert shown & {"token", "secret-key", "alongside.sqlite3", "server.lock", "outbox"} == set()


def test_a_folder_that_others_could_enter_is_closed_and_said(tmp_path: Path) -> None:
    tmp_path.chmod(0o755)

    with serving(tmp_path):
        pass

    assert "could be entered by others" in (tmp_path / "serve.log").read_text()
    assert stat.S_IMODE(tmp_path.stat().st_mode) == 0o700


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP])
def test_it_stops_cleanly_when_asked(tmp_path: Path, how: int) -> None:
    with serving(tmp_path) as running:
        code = stop(running.process, how)

    assert code == 0
    assert "Everything is kept" in (tmp_path / "serve.log").read_text()
    assert server.running(tmp_path) is None


def test_after_a_kill_nothing_is_left_and_it_starts_again(tmp_path: Path) -> None:
    with serving(tmp_path) as running:
        stop(running.process, signal.SIGKILL)
        wait_until_gone(tmp_path)

    with serving(tmp_path) as again:
        assert get(again, "/api/health").json()["ok"]


def test_an_address_book_that_nobody_took_is_gone_with_the_next_start(tmp_path: Path) -> None:
    (tmp_path / "contacts").mkdir()
    left = tmp_path / "contacts" / "1"
    left.write_text("BEGIN:VCARD")
    os.utime(left, (0, 0))

    with serving(tmp_path) as running:
        get(running, "/api/health")

    assert not left.exists()


def test_a_port_that_is_taken_is_said(running: Serving, tmp_path: Path) -> None:
    port = running.address.rpartition(":")[2]

    done = alongside(tmp_path, "serve", "--no-open", "--port", port)

    assert done.returncode == 1
    assert f"listens on port {port}" in done.stderr


def test_servers_that_start_at_once_take_a_port_each(tmp_path: Path) -> None:
    homes = [tmp_path / str(number) for number in range(4)]
    for home in homes:
        home.mkdir()

    with ExitStack() as stack:
        pool = stack.enter_context(ThreadPoolExecutor())
        started = list(pool.map(lambda home: stack.enter_context(serving(home)), homes))
        answers = [httpx.get(one.link, trust_env=False, timeout=30).status_code for one in started]

    assert len({one.address for one in started}) == len(homes)
    assert answers == [200] * len(homes)


def test_the_browser_is_handed_a_file_and_not_the_link(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    started: list[list[str]] = []
    monkeypatch.setattr("subprocess.Popen", lambda command, **_: started.append(command))

    opening.open_link(tmp_path, "http://127.0.0.1:8040/sign-in/secret/?a=1&b=2")

    page = tmp_path / "sign-in.html"
    assert "secret" not in " ".join(started[0])
    assert stat.S_IMODE(page.stat().st_mode) == 0o600
    assert 'url=http://127.0.0.1:8040/sign-in/secret/?a=1&amp;b=2"' in page.read_text()
    opening.forget(tmp_path)
    assert not page.exists()


def test_the_worker_is_no_copy_of_a_process_that_writes(ready: Path) -> None:
    """What another thread has locked stays locked in the copy."""
    with serving_by(["-c", WRITES_MEANWHILE], environment(ready), ready) as served, served.signed_in() as browser:
        first = browser.get("/")

    assert first.status_code == 200
    assert "Rests: True" in (ready / "serve.log").read_text()
