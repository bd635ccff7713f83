"""Runs `alongside log` and `alongside touch` again and again, as a shell would, and prints the medians."""

import argparse
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

LINES = {
    "a plain note": "read the paper on queues",
    "a win with numbers": "win: cut checkout p95 from 900 ms to 300 ms #checkout @manager !latency yesterday",
}
TOUCH = ["touch", "@manager", "coffee, spoke about billing"]
ALONGSIDE = str(Path(sys.executable).with_name("alongside"))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=50)
    runs = parser.parse_args().runs
    with tempfile.TemporaryDirectory(prefix="alongside-bench-") as folder:
        home = Path(folder)
        init = ("init", "--name", "Engineer", "--email", "engineer@example.org", "--manager", "Manager")
        subprocess.run([ALONGSIDE, *init], env=environment(home), check=True, stdout=subprocess.DEVNULL)
        print(
            f"Python {platform.python_version()}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}, {runs} runs\n"
        )
        print(f"{'':<44}{'median':>9}{'p95':>9}")
        show("python -c pass, for comparison", [sys.executable, "-c", "pass"], home, runs)
        for name, line in LINES.items():
            show(f"{name}, no server", [ALONGSIDE, "log", line], home, runs)
        show("a touch, no server", [ALONGSIDE, *TOUCH], home, runs)
        with serving(home):
            for name, line in LINES.items():
                show(f"{name}, a server runs", [ALONGSIDE, "log", line], home, runs)
            show("a touch, a server runs", [ALONGSIDE, *TOUCH], home, runs)


def show(name: str, command: list[str], home: Path, runs: int) -> None:
    times = [measured(command, home) for _ in range(runs + 1)][1:]
    p95 = statistics.quantiles(times, n=20)[-1] if len(times) > 1 else times[0]
    print(f"{name:<44}{statistics.median(times):>6.0f} ms{p95:>6.0f} ms", flush=True)


def measured(command: list[str], home: Path) -> float:
    start = time.perf_counter()
    subprocess.run(command, env=environment(home), check=True, stdout=subprocess.DEVNULL)
    return (time.perf_counter() - start) * 1000


def environment(home: Path) -> dict[str, str]:
    return {**os.environ, "ALONGSIDE_HOME": str(home), "PYTHONUNBUFFERED": "1"}


@contextmanager
def serving(home: Path) -> Iterator[None]:
    command = [ALONGSIDE, "serve", "--no-open"]
    with subprocess.Popen(command, env=environment(home), stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        next(line for line in process.stdout if "/sign-in/" in line)
        time.sleep(3)  # the worker has loaded, and the machine is idle again
        yield
        process.terminate()


if __name__ == "__main__":
    main()
