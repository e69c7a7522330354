"""Sends the digests of `notices` by mail or chat through apprise, once a day from a set hour on.

Apprise comes with the extra `notify`; without it nothing is sent and one line says so. Addresses and
passwords stand in apprise's own configuration file, never in an argument that every user of the machine
can see. A service tagged `pokja-3` gets the digests of working group 3, one without a tag or tagged `semua`
gets all.
"""

import datetime as dt
import json
import logging
import threading
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from importlib.util import find_spec
from itertools import groupby
from pathlib import Path

from zi_evidence.api import View
from zi_evidence.i18n import os_reason, tr
from zi_evidence.model import Report
from zi_evidence.text import normalise, printable
from zi_evidence.watch.outputs.notices import (
    Due,
    Memory,
    Notice,
    digest_text,
    notices,
    open_dues,
    remember,
)
from zi_evidence.watch.replacing import replace_file

__all__ = ["MEMORY_FILE", "Notifier", "load_memory", "owner_tag", "save_memory"]

MEMORY_FILE = "notices.json"
_SCHEMA = "zi-evidence/notices/1"
_LOG = logging.getLogger(__name__)
_TICK_SECONDS = 60.0
_EVERYTHING = "semua"
Send = Callable[[str, str, str], bool]


@dataclass(frozen=True, slots=True)
class _Offer:
    report: Report
    dues: tuple[Due, ...]


def owner_tag(owner: str) -> str:
    """The tag of an owner's services: `pokja-3`, `bagian-umum`; `tanpa-pokja` where there is none."""
    if not owner:
        return "tanpa-pokja"
    return f"pokja-{owner}" if owner.isdigit() else normalise(owner).replace(" ", "-")


def load_memory(folder: Path) -> Memory | None:
    """What was told before; `None` where nothing was, or where it can no longer be read."""
    try:
        data = json.loads((folder / MEMORY_FILE).read_text("utf-8"))
        statuses = {str(key): str(value) for key, value in data["statuses"].items()}
        return Memory(statuses, frozenset(map(str, data["sent"])))
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None


def save_memory(folder: Path, memory: Memory) -> None:
    """Writes down what is about to be told.

    Raises:
        OSError: it could not be written; then nothing may be sent.
    """
    data = {"schema": _SCHEMA, "statuses": dict(memory.statuses), "sent": sorted(memory.sent)}
    text = json.dumps(data, ensure_ascii=False, sort_keys=True, indent=1) + "\n"
    replace_file(folder / MEMORY_FILE, text.encode("utf-8", "backslashreplace"))


class Notifier:
    """Sends once a day, in a thread of its own.

    Args:
        config: apprise's configuration file.
        hour: local hour from which on the digest of a day goes out.
        send: title, body, owner -> whether it went out; apprise where it is not given.
        tick: seconds between two looks at the clock.
    """

    def __init__(
        self, config: Path, *, hour: int = 7, send: Send | None = None, tick: float = _TICK_SECONDS
    ) -> None:
        self._hour = hour
        self._offers: dict[Path, _Offer] = {}
        self._done: dict[Path, dt.date] = {}
        self._stop = threading.Event()
        self._failing = False
        self._tick = tick
        self._thread: threading.Thread | None = None
        if send is None:
            if find_spec("apprise") is None:
                _LOG.warning(
                    tr("notices are not sent: apprise is not installed; pip install 'zi-evidence[notify]'")
                )
                return
            send = _Apprise(config).send
        self._send = send
        self._thread = threading.Thread(target=self._work, name="notify", daemon=True)
        self._thread.start()

    def offer(self, place: Path, view: View, report: Report) -> None:
        """The newest report of a unit, by its index folder; returns at once."""
        if self._thread is not None:
            dues = open_dues(view.checklist, view.unit, report)
            # Documents are many, and no digest speaks of them.
            slim = replace(report, documents=(), document_items={}, findings=())
            self._offers = {**self._offers, place: _Offer(slim, dues)}

    def close(self) -> None:
        """Ends the thread; a digest on its way may still go out."""
        self._stop.set()
        if self._thread is not None:
            self._thread.join(2)

    def _work(self) -> None:
        while not self._stop.wait(self._tick):
            now = dt.datetime.now(dt.UTC).astimezone()
            if now.hour >= self._hour:
                self.tell(now.date())

    def tell(self, today: dt.date) -> None:
        """Sends what is to be told today and was not told yet."""
        for place, offer in self._offers.items():
            # A report of yesterday would announce what today's no longer says.
            if self._done.get(place) == today or offer.report.as_of != today:
                continue
            try:
                self._tell(place, offer, today)
            except OSError as error:
                if not self._failing:
                    _LOG.warning(tr("notices put off: %s: %s"), printable(str(place)), os_reason(error))
                self._failing = True
            else:
                self._failing = False
                self._done[place] = today

    def _tell(self, place: Path, offer: _Offer, today: dt.date) -> None:
        memory = load_memory(place)
        told = notices(
            offer.report,
            memory.statuses if memory else None,
            memory.sent if memory else (),
            today,
            offer.dues,
        )
        save_memory(place, remember(offer.report, memory or Memory(), told, today))
        for owner, members in groupby(told, key=lambda notice: notice.owner):
            self._digest(offer.report, owner, list(members), today)

    def _digest(self, report: Report, owner: str, told: Sequence[Notice], today: dt.date) -> None:
        title, body = digest_text(report.unit_name, owner, told, today)
        try:
            sent = self._send(title, body, owner)
        except Exception as error:  # noqa: BLE001 - a plug-in of apprise may raise anything
            # Not its words: they may hold an address with its password.
            _LOG.warning(tr("notices failed, not tried again: %s: %s"), title, type(error).__name__)
            return
        if sent:
            _LOG.info(tr("notices sent: %s, %d things"), title, len(told))
        else:
            _LOG.warning(tr("notices failed, not tried again: %s, %d things"), title, len(told))


class _Apprise:
    """The services of a configuration file."""

    def __init__(self, config: Path) -> None:
        self._config = config

    def send(self, title: str, body: str, owner: str) -> bool:
        """Sends to every service that wants this owner's digests; false where one failed or none is."""
        import apprise  # noqa: PLC0415 - only with the extra

        config = apprise.AppriseConfig()
        if not config.add(str(self._config)):
            return False
        everybody, chosen = apprise.Apprise(), apprise.Apprise()
        everybody.add(config)
        for service in everybody:
            if wants(service.tags, owner):
                chosen.add(service)
        # Text, not markup, whatever a title holds.
        return bool(chosen and chosen.notify(body=body, title=title, body_format=apprise.NotifyFormat.TEXT))


def wants(tags: Collection[str], owner: str) -> bool:
    """Whether a service with these tags gets an owner's digests."""
    return not tags or bool({_EVERYTHING, owner_tag(owner)} & set(tags))
