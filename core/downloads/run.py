"""Downloading what is in a queue: a few at once, patiently, until all are here or have failed."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor

from ..errors import NetworkError
from ..files.whole import remove_quietly
from ..message import Message
from ..network.back_off import LONGEST_WAIT, PASSING, read_retry_after, wait_before
from ..run.batches import heed
from .job import Job
from .odata import download_url
from .queue import DONE, FAILED, WAITING, DownloadQueue, Entry
from .seams import Carrier, Settings, SignIn
from .sentences import describe_disk, describe_start, on_one_line, reason_of
from .transfer import OK, PARTIAL, Transfer
from .verify import Verdict, verify_download

# How often it is looked what has come, in seconds.
_POLL = 0.03
# How often progress is told.
_TELL = 0.3
# Nothing that is wanted here is larger.
_MOST_BYTES = 64 * 1024**3
# So much more than it should have is none of it.
_SPARE_BYTES = 64 * 1024**2
# So many refusals one after the other are meant for all.
_MOST_REFUSALS = 2


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
        self._waiting: list[Job] = []
        self._active: dict[int, tuple[Job, Transfer]] = {}
        self._checking: dict[Future[Verdict], Job] = {}
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
        self._queue.check_room(names)
        for entry in entries:
            entry.state, entry.reason = WAITING, ""
        self._waiting = [Job(entry) for entry in entries]
        self._queue.save()
        pool = ThreadPoolExecutor(1, thread_name_prefix="tilewright")
        try:
            while self._waiting or self._active or self._checking:
                heed(self._is_cancelled)
                self._start_some()
                for transfer in self._carrier.take_ended():
                    job, _ = self._active.pop(id(transfer))
                    self._end(transfer, job, pool)
                for future in [f for f in self._checking if f.done()]:
                    self._judge(future.result(), self._checking.pop(future))
                self._note_versions()
                self._tell_progress()
                self._queue.beat()
                self._carrier.rest(_POLL)
        finally:
            pool.shutdown(wait=True)

    def _start_some(self) -> None:
        now = time.monotonic()
        if now < self._pause_until:
            return
        for job in [job for job in self._waiting if job.not_before <= now]:
            if len(self._active) >= self._settings.workers:
                return
            self._waiting.remove(job)
            self._start(job)

    def _start(self, job: Job) -> None:
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
        self._active[id(transfer)] = (job, transfer)
        self._carrier.begin(transfer)

    def _note_versions(self) -> None:
        """Keep which file parts are of, for a run after this one that may end at any time."""
        told = [(job.entry, t) for job, t in self._active.values() if t.status in (OK, PARTIAL)]
        new = [(entry, t) for entry, t in told if (entry.tag, entry.total) != (t.tag, t.total)]
        for entry, transfer in new:
            entry.tag, entry.total = transfer.tag, transfer.total
        if new:
            self._queue.save()

    def _end(self, transfer: Transfer, job: Job, pool: ThreadPoolExecutor) -> None:
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

    def _sign_in_again(self, job: Job, transfer: Transfer) -> None:
        job.refused += 1
        # With several on their way, one may have been refused before the other renewed it.
        if not self._sign_in.renew(transfer) or job.refused > 2:
            raise NetworkError(
                "The service takes no such sign-in (401); choose an authentication configuration "
                "with the user name and password of your account, with {AUTHCFG}.",
                status=401,
            )
        self._waiting.insert(0, job)

    def _refuse(self, job: Job, transfer: Transfer) -> None:
        text = on_one_line(transfer.text) or "403"
        self._fail(job, Message("the service refuses it: {text}", text=text))
        self._refusals += 1
        if self._refusals >= _MOST_REFUSALS:
            self._stop_asking(text)

    def _stop_asking(self, text: str) -> None:
        reason = Message("not asked for, since the service refuses others: {text}", text=text)
        for job in self._waiting:
            self._fail(job, reason)
        self._waiting = []

    def _ask_again(self, job: Job, transfer: Transfer, reason: Message) -> None:
        asked = read_retry_after(transfer.reply_headers.get("retry-after", ""))
        job.count_failure(transfer)
        if (asked or 0) > LONGEST_WAIT:
            text = Message("it takes no more requests for {seconds:.0f} s", seconds=asked)
            self._fail(job, text)
            self._stop_asking(text)
            return
        if job.fruitless > self._settings.retries:
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

    def _judge(self, verdict: Verdict, job: Job) -> None:
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

    def _fail(self, job: Job, reason: Message) -> None:
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
