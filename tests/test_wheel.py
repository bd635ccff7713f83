"""The wheel alone, in a clean environment away from the checkout, gives a working command."""

import json
import os
import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import httpx
import pytest

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parent.parent
LINE = "win: cut checkout p95 from 900 ms to 300 ms #checkout @manager"


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    run(*uv(), "build", "--wheel", "--quiet", "--out-dir", str(folder), str(ROOT))
    return next(folder.glob("*.whl"))


@pytest.fixture(scope="module")
def alongside(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("installed")
    run(*uv(), "venv", "--quiet", "--python", sys.executable, str(place))
    python = place / "bin/python"
    # The locked packages that the wheel needs, and no others: what only developers have must not be missed.
    locked = str(ROOT / "requirements.lock")
    run(
        *uv(), "pip", "install", "--quiet", "--python", str(python), "--constraint", versions(locked, place), str(wheel)
    )
    return place / "bin/alongside"


@pytest.fixture
def home(tmp_path: Path) -> Path:
    folder = tmp_path / "home"
    folder.mkdir(mode=0o700)
    return folder


def uv() -> list[str]:
    beside = ROOT / ".tools/bin/uv"
    found = shutil.which("uv") or (str(beside) if beside.exists() else None)
    return [found] if found else [sys.executable, "-m", "uv"]


def versions(lock: str, place: Path) -> str:
    """The lock without its hashes, which a wheel that was just built has none of."""
    lines = [line.rstrip(" \\") for line in Path(lock).read_text().splitlines() if re.match(r"[a-z]", line)]
    plain = place / "constraints.txt"
    plain.write_text("\n".join(lines))
    return str(plain)


def run(*command: str, home: Path | None = None) -> str:
    kept = {
        name: value for name, value in os.environ.items() if not name.startswith(("ALONGSIDE_", "DJANGO_", "PYTHON"))
    }
    tools = {"PYTHONPATH": str(ROOT / ".tools")} if command[1:3] == ("-m", "uv") else {}
    env = {**kept, **tools, **({"ALONGSIDE_HOME": str(home), "PYTHONUNBUFFERED": "1"} if home else {})}
    done = subprocess.run(command, env=env, cwd=home or ROOT, capture_output=True, text=True, check=False, timeout=600)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_templates_and_static_files_are_inside_and_tests_are_not(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()

    source = ROOT / "src"
    wanted = [
        path for kind in ("templates", "static") for path in source.glob(f"alongside/*/{kind}/**/*") if path.is_file()
    ]
    assert {str(path.relative_to(source)) for path in wanted} <= set(names)
    assert [name for name in names if "/tests/" in name] == []
    assert any(name.endswith("starter_questions.toml") for name in names)


def test_the_command_works_from_an_empty_folder(alongside: Path, home: Path) -> None:
    version = run(str(alongside), "--version", home=home)
    run(str(alongside), "init", "--name", "Engineer", "--email", "e@example.org", "--manager", "Manager", home=home)
    run(str(alongside), "log", LINE, home=home)
    entries = json.loads(run(str(alongside), "entries", "--json", home=home))

    assert re.fullmatch(r"alongside \d+\.\d+\.\d+\n", version)
    assert [entry["line"] for entry in entries["items"]] == [LINE]


def test_it_serves_a_page_with_its_style(alongside: Path, home: Path) -> None:
    env = {"PATH": os.environ["PATH"], "ALONGSIDE_HOME": str(home), "HOME": str(home), "PYTHONUNBUFFERED": "1"}
    command = [str(alongside), "serve", "--no-open"]
    with subprocess.Popen(command, env=env, cwd=home, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        link = next(found[0] for line in process.stdout if (found := re.search(r"http://\S+/sign-in/\S+", line)))
        with httpx.Client(trust_env=False, timeout=30, transport=httpx.HTTPTransport(retries=8)) as browser:
            page = browser.get(link)
            styles = re.findall(r'href="(/static/\S+\.css)"', page.text)
            style = browser.get(str(httpx.URL(link).join(styles[0])))
            today = browser.get(str(httpx.URL(link).join("/")), follow_redirects=True)
        process.terminate()

    assert (page.status_code, style.status_code, today.status_code) == (200, 200, 200)
    assert "css" in style.headers["content-type"]
    assert process.returncode == 0
