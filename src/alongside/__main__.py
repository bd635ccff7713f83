"""The `alongside` command. A line for the log must return at once, so it goes past everything that loads slowly."""

import signal
import sys


def main() -> None:
    code = _run()
    # All is said and done: Ctrl-C while the interpreter shuts down changes nothing any more.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    sys.exit(code)


def _run() -> int:
    try:
        if sys.argv[1:2] == ["log"]:
            from alongside.cli.log import main as log

            return log(sys.argv[2:])
        if sys.argv[1:2] == ["touch"]:
            from alongside.cli.touch import main as touch

            return touch(sys.argv[2:])
        from alongside.cli.running import main as run

        return run(sys.argv[1:])
    except KeyboardInterrupt:
        return 1


if __name__ == "__main__":
    main()
