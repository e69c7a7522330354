"""Watches unit folders for months: events are hints, the scan decides, doubt is told."""

from zi_evidence.watch.daemon import Daemon
from zi_evidence.watch.observing import Change, Observer
from zi_evidence.watch.settings import Poll, Settings

__all__ = ["Change", "Daemon", "Observer", "Poll", "Settings"]
