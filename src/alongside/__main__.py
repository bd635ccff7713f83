"""The `alongside` command. A line for the log must return at once, so it goes past everything that loads slowly."""

import sys


def main() -> None:
    if sys.argv[1:2] == ["log"]:
        from alongside.cli.log import main as log

        sys.exit(log(sys.argv[2:]))
    from alongside.cli.running import main as run

    sys.exit(run(sys.argv[1:]))


if __name__ == "__main__":
    main()
