"""Tells systemd how the service does, see sd_notify(3): a datagram to the socket it names, nothing else."""

import os
import socket
import time
from collections.abc import Mapping
from contextlib import suppress

__all__ = ["READY", "STOPPING", "WATCHDOG", "Heart", "sd_notify", "watchdog_interval"]

READY = "READY=1"
STOPPING = "STOPPING=1"
WATCHDOG = "WATCHDOG=1"


def sd_notify(*states: str, environment: Mapping[str, str] | None = None) -> bool:
    """Sends the states (`READY=1`, `STATUS=...`); false where nobody asked for them or listens.

    Args:
        states: one assignment each, without a newline.
        environment: names the socket in `NOTIFY_SOCKET`; default is the process's own.
    """
    address = (os.environ if environment is None else environment).get("NOTIFY_SOCKET", "")
    if not address or address[0] not in "/@" or not hasattr(socket, "AF_UNIX"):
        return False
    if address[0] == "@":
        address = "\0" + address[1:]
    with (
        suppress(OSError),
        socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM | getattr(socket, "SOCK_CLOEXEC", 0)) as link,
    ):
        link.settimeout(1)
        link.connect(address)
        link.sendall("\n".join(states).encode("utf-8", "replace"))
        return True
    return False


def watchdog_interval(environment: Mapping[str, str] | None = None) -> float | None:
    """Seconds between two signs of life, half of what systemd allows; `None` where it wants none."""
    given = os.environ if environment is None else environment
    if given.get("WATCHDOG_PID", str(os.getpid())) != str(os.getpid()):
        return None
    try:
        allowed = int(given.get("WATCHDOG_USEC", ""))
    except ValueError:
        return None
    return allowed / 2e6 if allowed > 0 else None


class Heart:
    """Says once that the service is ready, then that it lives, as often as systemd wants to hear it."""

    def __init__(self) -> None:
        self._interval = watchdog_interval()
        self._next = 0.0
        self._ready = False

    def beat(self) -> None:
        """A sign of life; cheap enough for every second."""
        if not self._ready:
            self._ready = True
            sd_notify(READY)
        now = time.monotonic()
        if self._interval is not None and now >= self._next:
            self._next = now + self._interval
            sd_notify(WATCHDOG)

    @staticmethod
    def stop() -> None:
        """The service ends by its own will."""
        sd_notify(STOPPING)
