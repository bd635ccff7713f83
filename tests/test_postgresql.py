import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent


@pytest.mark.postgresql
@pytest.mark.slow
def test_everything_that_touches_the_database_behaves_the_same_on_postgresql() -> None:
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("PYTEST_", "DATABASE_"))}
    command = [sys.executable, "-m", "pytest", "-p", "tests.postgresql", "-p", "no:cacheprovider", "-q", "src"]

    run = subprocess.run(command, check=False, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=900)

    assert run.returncode == 0, run.stdout[-6000:] + run.stderr[-2000:]
    assert " passed" in run.stdout
