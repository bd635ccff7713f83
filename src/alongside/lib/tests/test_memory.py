import gc
import subprocess
import sys

from alongside.lib.memory import settle


def test_settled_memory_is_looked_through_more_seldom() -> None:
    before = gc.get_threshold()
    gc.unfreeze()
    gc.set_threshold(700, 10, 10)
    try:
        settle()

        assert gc.get_threshold()[0] > 700
        assert gc.get_freeze_count() > 0
    finally:
        gc.unfreeze()
        gc.set_threshold(*before)


def test_the_served_app_is_settled() -> None:
    asked = "import alongside.project.wsgi, gc; print(gc.get_freeze_count() > 0)"

    told = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True, timeout=120)

    assert told.stdout.strip() == "True"
