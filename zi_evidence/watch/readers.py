"""Reading processes that are ready when a file has become quiet, and gone when nothing happens."""

import contextlib
from pathlib import Path

from zi_evidence.index.standard import standard_limits
from zi_evidence.index.understanding import task_of
from zi_evidence.reading import Job, Pool
from zi_evidence.watch.clock import Clock

__all__ = ["Readers"]

_IDLE_SECONDS = 60.0


class Readers:
    """A pool of workers that is started ahead and closed after a minute without work.

    Belongs to one thread: workers die with the thread that started them.

    Attributes:
        proven: whether one could be started since the last failure.
    """

    def __init__(self, clock: Clock, workers: int) -> None:
        self._clock = clock
        self._workers = workers
        self._pool: Pool | None = None
        self._warm = False
        self._used = 0.0
        self.proven = False

    def pool(self) -> Pool:
        """The pool, for a scan that begins now."""
        self._used = self._clock.monotonic()
        if self._pool is None:
            self._pool = Pool(task_of(None), workers=self._workers, limits=standard_limits())
        # A worker retires after a document that upset its parsers.
        self._warm = False
        return self._pool

    def warm(self) -> None:
        """Starts a worker, so that it has imported its parsers before it is needed.

        Raises:
            EvidenceError: no worker can be started.
            OSError: the same, as the system says it.
        """
        if self._warm and self._pool is not None:
            return
        pool = self.pool()
        here = Path(__file__)
        # A file of our own whose bytes are "known": the worker hashes it and parses nothing.
        for _ in pool.run([Job(key=b"", path=str(here), name=here.name)], known=lambda _sha: True):
            self._warm = True
        self.proven = True

    def cool(self) -> None:
        """Closes the pool where nobody used it for a minute."""
        if self._pool is not None and self._clock.monotonic() - self._used > _IDLE_SECONDS:
            self.close()

    def close(self) -> None:
        """Ends all workers."""
        pool, self._pool = self._pool, None
        if pool is not None:
            pool.close()

    def abandon(self) -> None:
        """Ends all workers after a failure, however that goes: what is broken may not be closed in order."""
        self.proven = False
        with contextlib.suppress(Exception):
            self.close()
