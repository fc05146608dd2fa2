"""Downloading what is in a queue: a few at once, patiently, until all are here or have failed."""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass

from ..errors import ExportError, NetworkError
from ..files.whole import remove_quietly
from ..message import Message
from ..network.back_off import LONGEST_WAIT, PASSING, read_retry_after, wait_before
from ..run.batches import heed
from .odata import download_url
from .queue import DONE, FAILED, WAITING, DownloadQueue, Entry
from .seams import Carrier, Settings, SignIn
from .sentences import describe_disk, describe_start, on_one_line, reason_of
from .transfer import Transfer
from .verify import Verdict, verify_download

# How often it is looked what has come, in seconds.
_POLL = 0.03
# How often progress is told.
_TELL = 0.3
# A connection that brought so much was no failure.
_PROGRESS_BYTES = 1024**2
_PROGRESS_SHARE = 0.01
# Nothing that is wanted here is larger.
_MOST_BYTES = 64 * 1024**3
# What stays free on the disk beside the products.
_SPARE_BYTES = 64 * 1024**2
# So many refusals one after the other are meant for all.
_MOST_REFUSALS = 2


@dataclass
class _Job:
    """A product that is wanted.

    Attributes:
        entry: in the queue.
        not_before: when it may be asked for again, as time.monotonic tells it.
        fruitless: how often in a row it brought nothing.
        refused: how often in a row its sign-in was refused.
        is_anew: whether it had to be thrown away once.
        started: when it was first asked for; 0 before.
    """

    entry: Entry
    not_before: float = 0.0
    fruitless: int = 0
    refused: int = 0
    is_anew: bool = False
    started: float = 0.0


class DownloadRun:
    """Downloads products of a queue.

    Args:
        queue: open; it is saved after each step.
        carrier: makes the transfers.
        sign_in: lets requests pass.
        settings: see there.
        is_cancelled: asked all the time.
        tell: told what is going on.
        progress: told how much is here, 0 to 1.
    """

    def __init__(
        self,
        queue: DownloadQueue,
        carrier: Carrier,
        sign_in: SignIn,
        settings: Settings,
        is_cancelled: Callable[[], bool],
        tell: Callable[[Message], None],
        progress: Callable[[float], None],
    ) -> None:
        self._queue, self._carrier, self._sign_in = queue, carrier, sign_in
        self._settings, self._is_cancelled = settings, is_cancelled
        self._tell, self._progress = tell, progress
        self._waiting: list[_Job] = []
        self._active: dict[int, _Job] = {}
        self._checking: dict[Future[Verdict], _Job] = {}
        self._names: list[str] = []
        self._pause_until = 0.0
        self._refusals = 0
        self._told = 0.0

    def run(self, names: Sequence[str]) -> None:
        """Download products that are in the queue and not done; their states tell what came of it.

        Raises:
            CancelledError: the user stopped it. Parts stay, for a later run.
            ExportError: the disk has no room for them.
            NetworkError: the service takes no sign-in.
            OSError: a file cannot be written.
        """
        self._names = list(names)
        entries = [self._queue.entries[name] for name in names]
        self._check_room(entries)
        for entry in entries:
            entry.state, entry.reason = WAITING, ""
        self._waiting = [_Job(entry) for entry in entries]
        self._queue.save()
        pool = ThreadPoolExecutor(1, thread_name_prefix="tilewright")
        try:
            while self._waiting or self._active or self._checking:
                heed(self._is_cancelled)
                self._start_some()
                for transfer in self._carrier.take_ended():
                    self._end(transfer, self._active.pop(id(transfer)), pool)
                for future in [f for f in self._checking if f.done()]:
                    self._judge(future.result(), self._checking.pop(future))
                self._tell_progress()
                self._queue.beat()
                self._carrier.rest(_POLL)
        finally:
            pool.shutdown(wait=True)

    def _check_room(self, entries: Sequence[Entry]) -> None:
        needed = sum(max(0, (e.size or 0) - self._queue.bytes_of(e.name)) for e in entries)
        free = shutil.disk_usage(self._queue.folder).free
        if needed + _SPARE_BYTES > free:
            raise ExportError(
                "The products need {needed:.1f} GB, and the disk of {folder} has {free:.1f} GB "
                "left; free some space, choose another folder, or fewer products.",
                needed=needed / 1e9,
                folder=self._queue.folder,
                free=free / 1e9,
            )

    def _start_some(self) -> None:
        now = time.monotonic()
        if now < self._pause_until:
            return
        for job in [job for job in self._waiting if job.not_before <= now]:
            if len(self._active) >= self._settings.workers:
                return
            self._waiting.remove(job)
            self._start(job)

    def _start(self, job: _Job) -> None:
        entry = job.entry
        part = self._queue.part_of(entry.name)
        have = part.stat().st_size if part.exists() else 0
        if not job.started:
            job.started = time.monotonic()
            self._tell(describe_start(entry, have))
        if have and not entry.tag and not entry.checksums:
            # Nothing would tell whether the rest is of the same file.
            have = 0
        most = max(entry.size or 0, entry.total or 0) * 2 + _SPARE_BYTES
        transfer = Transfer(
            download_url(self._settings.service, entry.id),
            str(part),
            have,
            entry.tag,
            entry.total,
            most_bytes=most if entry.size or entry.total else _MOST_BYTES,
        )
        self._sign_in.authorize(transfer)
        self._active[id(transfer)] = job
        self._carrier.begin(transfer)

    def _end(self, transfer: Transfer, job: _Job, pool: ThreadPoolExecutor) -> None:
        """Heed what came of a transfer."""
        entry = job.entry
        if transfer.disk_error is not None:
            raise describe_disk(transfer.disk_error, transfer.part)
        if transfer.received or transfer.is_whole:
            entry.total, entry.tag = transfer.total, transfer.tag
            job.refused, self._refusals = 0, 0
            self._queue.save()
        if transfer.is_whole:
            future = pool.submit(
                verify_download, transfer.part, entry.size, entry.checksums, self._is_cancelled
            )
            self._checking[future] = job
        elif transfer.is_changed:
            self._throw_away(entry)
            self._ask_again(job, transfer, Message("its file is another one now"))
        elif transfer.status == 401:
            self._sign_in_again(job, transfer)
        elif transfer.status == 403:
            self._refuse(job, transfer)
        elif transfer.is_lost or transfer.status in PASSING:
            self._ask_again(job, transfer, reason_of(transfer))
        elif transfer.status in (404, 410):
            self._fail(job, Message("the service does not have it"))
        else:
            self._fail(job, reason_of(transfer))

    def _sign_in_again(self, job: _Job, transfer: Transfer) -> None:
        job.refused += 1
        # With several on their way, one may have been refused before the other renewed it.
        if not self._sign_in.renew(transfer) or job.refused > 2:
            raise NetworkError(
                "The service takes no such sign-in (401); choose an authentication configuration "
                "with the user name and password of your account, with {AUTHCFG}.",
                status=401,
            )
        self._waiting.insert(0, job)

    def _refuse(self, job: _Job, transfer: Transfer) -> None:
        text = on_one_line(transfer.text) or "403"
        self._fail(job, Message("the service refuses it: {text}", text=text))
        self._refusals += 1
        if self._refusals >= _MOST_REFUSALS:
            for other in self._waiting:
                self._fail(
                    other, Message("not asked for, since the service refuses others: {text}",
                                   text=text)
                )  # fmt: skip
            self._waiting = []

    def _ask_again(self, job: _Job, transfer: Transfer, reason: Message) -> None:
        asked = read_retry_after(transfer.reply_headers.get("retry-after", ""))
        whole = transfer.total or job.entry.size or 0
        if transfer.received > min(_PROGRESS_BYTES, _PROGRESS_SHARE * whole or 1):
            job.fruitless = 0
        job.fruitless += 1
        if job.fruitless > self._settings.retries or (asked or 0) > LONGEST_WAIT:
            self._fail(job, reason)
            return
        seconds = wait_before(job.fruitless, asked, self._settings.first_wait)
        job.not_before = time.monotonic() + seconds
        if transfer.status == 429:
            # Meant for all.
            self._pause_until = max(self._pause_until, job.not_before)
        self._waiting.append(job)
        self._tell(
            Message(
                "{name}: {reason}; asking again in {seconds:.0f} s.",
                name=job.entry.name,
                reason=reason,
                seconds=seconds,
            )
        )

    def _judge(self, verdict: Verdict, job: _Job) -> None:
        """Heed whether a product came whole."""
        entry = job.entry
        if not verdict.is_good:
            self._throw_away(entry)
            reason = verdict.reason or Message("what came is damaged")
            if job.is_anew:
                self._fail(job, reason)
                return
            job.is_anew = True
            job.not_before = time.monotonic() + wait_before(1, None, self._settings.first_wait)
            self._waiting.append(job)
            self._tell(
                Message("{name}: {reason}; getting it again.", name=entry.name, reason=reason)
            )
            return
        part, file = self._queue.part_of(entry.name), self._queue.file_of(entry.name)
        if file.exists():
            self._fail(job, Message("{path} appeared meanwhile", path=file))
            return
        part.replace(file)
        entry.state, entry.file_size = DONE, file.stat().st_size
        self._queue.save()
        if verdict.reason is not None:
            self._tell(Message("{name}: {reason}.", name=entry.name, reason=verdict.reason))
        seconds = max(time.monotonic() - job.started, 1e-3)
        self._tell(
            Message(
                "{name} is here and whole ({size:.0f} MB, {seconds:.0f} s).",
                name=entry.name,
                size=entry.file_size / 1e6,
                seconds=seconds,
            )
        )

    def _throw_away(self, entry: Entry) -> None:
        remove_quietly(str(self._queue.part_of(entry.name)))
        entry.tag, entry.total = "", None
        self._queue.save()

    def _fail(self, job: _Job, reason: Message) -> None:
        job.entry.state, job.entry.reason = FAILED, str(reason)
        self._queue.save()
        self._tell(Message("{name} failed: {reason}.", name=job.entry.name, reason=reason))

    def _tell_progress(self) -> None:
        is_last = not (self._waiting or self._active or self._checking)
        if time.monotonic() - self._told < _TELL and not is_last:
            return
        self._told = time.monotonic()
        sizes = [(name, self._queue.entries[name]) for name in self._names]
        whole = sum(entry.size or entry.total or 0 for _, entry in sizes)
        here = sum(self._queue.bytes_of(name) for name, _ in sizes)
        self._progress(min(1.0, here / whole) if whole else 0.0)
