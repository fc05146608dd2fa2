"""When what is asked for, with a carrier that does as it is told."""

import hashlib
import io
import zipfile
from pathlib import Path

import pytest

from tilewright.core.downloads import run as module
from tilewright.core.downloads.odata import RemoteProduct
from tilewright.core.downloads.queue import DONE, FAILED, open_queue
from tilewright.core.downloads.run import DownloadRun
from tilewright.core.downloads.seams import Settings
from tilewright.core.errors import NetworkError

NAME = "S2A_MSIL2A_202204{day:02d}T105631_N0400_R094_T31TCJ_20220413T170958"


def make_body():
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("a", b"x" * 5000)
    return buffer.getvalue()


BODY = make_body()


class FakeCarrier:
    """Ends each transfer as its plan says: a number of bytes, or a status."""

    def __init__(self, plans):
        self.plans, self.now, self.most, self.log = plans, [], 0, []
        self.waits, self.has_ranges, self.retry_after = 0, True, "0"

    def begin(self, transfer):
        self.now.append(transfer)
        self.most = max(self.most, len(self.now))

    def take_ended(self):
        ended, self.now = self.now[:1], self.now[1:]
        for transfer in ended:
            day = transfer.url.split("(")[1].split(")")[0]
            plan = self.plans[day].pop(0) if self.plans.get(day) else "all"
            self.log.append((day, plan, transfer.have))
            self.finish(transfer, plan)
        return ended

    def finish(self, transfer, plan):
        if plan in ("lost", "stall"):
            transfer.end(True, "")
            transfer.is_stalled = plan == "stall"
            transfer.is_lost = True
            return
        if isinstance(plan, int):
            transfer.begin(plan, {"retry-after": self.retry_after})
            transfer.end(False, "")
            return
        count = len(BODY) if plan == "all" else plan[0]
        start = transfer.have if self.has_ranges else 0
        total = {"content-range": f"bytes {start}-{len(BODY) - 1}/{len(BODY)}"}
        headers = {"etag": '"e"', "content-length": str(len(BODY)), **total}
        transfer.begin(206 if start else 200, headers)
        piece = BODY[start : start + count]
        with Path(transfer.part).open("r+b" if start else "wb") as file:
            file.seek(start)
            file.write(piece)
        transfer.received = len(piece)
        transfer.end(start + count < len(BODY), "")

    def rest(self, seconds):
        self.waits += 1


class FakeSignIn:
    def __init__(self, has_token=True):
        self.has_token, self.renewed = has_token, 0

    def authorize(self, transfer):
        transfer.headers["Authorization"] = f"Bearer {self.renewed}"

    def renew(self, refused):
        self.renewed += 1
        return self.has_token


@pytest.fixture
def go(tmp_path, monkeypatch):
    waits = []

    def wait(attempt, asked=None, first=1.0):
        waits.append(attempt)
        return 0.0

    monkeypatch.setattr(module, "wait_before", wait)

    def start(plans, days=(1, 2, 3), sign_in=None, carrier=None, **settings):
        carrier, said = carrier or FakeCarrier(plans), []
        with open_queue(tmp_path) as queue:
            digest = {"MD5": hashlib.md5(BODY).hexdigest()}
            names = [
                queue.add(
                    RemoteProduct(f"{day}", NAME.format(day=day), len(BODY), digest, True)
                ).name
                for day in days
            ]
            todo = [name for name in names if not queue.is_done(name)]
            progress = []
            DownloadRun(
                queue, carrier, sign_in or FakeSignIn(), Settings("https://x.org", **settings),
                lambda: False, said.append, progress.append,
            ).run(todo)  # fmt: skip
            carrier.states = [queue.entries[name].state for name in names]
            carrier.reasons = [queue.entries[name].reason for name in names]
        carrier.said, carrier.progress, carrier.wait_numbers = said, progress, waits
        return carrier

    start.folder = tmp_path
    return start


def test_all_come_and_progress_reaches_the_end(go):
    carrier = go({})
    assert carrier.states == [DONE] * 3
    assert all((go.folder / f"{NAME.format(day=day)}.zip").read_bytes() == BODY for day in (1, 2))
    assert carrier.progress == sorted(carrier.progress) and carrier.progress[-1] == 1
    assert carrier.most == 3


def test_no_more_at_once_than_allowed(go):
    assert go({}, days=range(1, 9), workers=2).most == 2


def test_waits_grow_while_nothing_comes_and_begin_anew_with_progress(go):
    carrier = go({"1": ["lost", "stall", 503, [2000], "lost"]}, days=[1])
    assert carrier.states == [DONE]
    assert carrier.wait_numbers == [1, 2, 3, 1, 2]
    assert [have for _, _, have in carrier.log] == [0, 0, 0, 0, 2000, 2000]
    assert "nothing comes any more" in str(carrier.said)


def test_patience_ends(go):
    carrier = go({"1": ["lost"] * 9}, days=[1, 2], retries=3)
    assert carrier.states == [FAILED, DONE]
    assert carrier.reasons[0] == "the connection broke off"
    assert [day for day, _, _ in carrier.log].count("1") == 4


def test_refused_tokens_are_renewed_and_refused_accounts_end_the_run(go):
    sign_in = FakeSignIn()
    assert go({"1": [401, 401]}, days=[1], sign_in=sign_in).states == [DONE]
    assert sign_in.renewed == 2
    with pytest.raises(NetworkError, match="takes no such sign-in"):
        go({"2": [401, 401, 401]}, days=[2])
    with pytest.raises(NetworkError, match="takes no such sign-in"):
        go({"3": [401]}, days=[3], sign_in=FakeSignIn(False))


def test_refusals_of_two_stop_the_rest(go):
    carrier = go({str(day): [403] for day in range(2, 9)}, days=range(1, 9), workers=1)
    assert carrier.states == [DONE] + [FAILED] * 7
    assert len(carrier.log) == 3


def test_finished_ones_stay_finished(go):
    go({"2": [404]})
    carrier = go({})
    assert [day for day, _, _ in carrier.log] == ["2"]
    assert carrier.states == [DONE] * 3


def test_a_part_of_something_else_is_found_out(go):
    (go.folder / f".{NAME.format(day=1)}.zip.download").write_bytes(b"rubbish")
    carrier = go({}, days=[1])
    assert [have for _, _, have in carrier.log] == [7, 0]
    assert carrier.states == [DONE]


def test_a_server_without_ranges_that_always_breaks_off_is_given_up(go):
    carrier = FakeCarrier({"1": [[3000]] * 50})
    carrier.has_ranges = False
    assert go({}, days=[1], carrier=carrier, retries=4).states == [FAILED]
    assert len(carrier.log) == 5


def test_a_server_that_wants_hours_is_left_alone(go):
    carrier = FakeCarrier({str(day): [429] for day in range(1, 9)})
    carrier.retry_after = "3600"
    assert go({}, days=range(1, 6), carrier=carrier, workers=1).states == [FAILED] * 5
    assert len(carrier.log) == 1
    assert carrier.reasons[0] == "it takes no more requests for 3600 s"
