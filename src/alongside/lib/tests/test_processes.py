import subprocess

from alongside.lib.processes import is_gone, this_process


def test_this_process_is_not_gone() -> None:
    assert not is_gone(this_process())


def test_a_process_that_ended_is_gone() -> None:
    ended = subprocess.Popen(("true",))
    ended.wait()
    host = this_process().rpartition("/")[0]

    assert is_gone(f"{host}/{ended.pid}:1")


def test_another_process_with_the_same_number_is_not_it() -> None:
    assert is_gone(this_process() + "0")


def test_a_process_of_another_machine_cannot_be_seen() -> None:
    assert not is_gone("another-machine/999999999:1")


def test_nothing_is_no_process() -> None:
    assert not is_gone("")
