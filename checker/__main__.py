"""The process: what holds before the command line is imported, which takes some tenths of a second.

Nothing is imported here but what is there at once.
"""

from __future__ import annotations

import os
import signal


def main() -> None:
    """Import the command line and run it. An interrupt until then ends the process without a word, with 130."""
    heeds_interrupts = signal.getsignal(signal.SIGINT) is signal.default_int_handler  # a shell may have them ignored
    if heeds_interrupts:
        signal.signal(signal.SIGINT, _end)
    from checker.cli import main as command_line
    from checker.cli.interrupt import stop

    try:
        if heeds_interrupts:
            signal.signal(signal.SIGINT, stop)
        command_line()
    except KeyboardInterrupt:  # between the lines of the command line's own care
        _end()


def _end(*_: object) -> None:
    os._exit(130)


if __name__ == "__main__":
    main()
