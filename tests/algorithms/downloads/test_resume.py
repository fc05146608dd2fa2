"""Downloads that are stopped in any way go on in the next run."""

import errno
import json
import os
import signal
import subprocess
import sys
import threading
import time

import pytest

CHILD = """
import sys
sys.path.insert(0, {tests!r})
from conftest import _register_package
_register_package()
from qgis.core import QgsApplication, QgsProcessingContext, QgsProcessingFeedback
application = QgsApplication([], False)
application.initQgis()
from tilewright.algorithms.provider import TilewrightProvider
provider = TilewrightProvider()
QgsApplication.processingRegistry().addProvider(provider)
algorithm = QgsApplication.processingRegistry().createAlgorithmById("tilewright:downloadproducts")
algorithm.run({parameters!r}, QgsProcessingContext(), QgsProcessingFeedback(), {{}}, False)
"""


def wait_for(condition, seconds=90):
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end
        time.sleep(0.01)


@pytest.mark.skipif(os.name != "posix", reason="kills a process by a signal, which Windows has not")
def test_after_a_kill_parts_go_on_and_what_was_done_is_not_asked_for(service, download, root):
    service.needs_token = False
    done, *others = [service.add(day, 200_000 if day == 1 else 1_500_000) for day in (1, 2, 3, 4)]
    service.pace = 0.1
    parameters = {
        "NAMES": ",".join(p.name for p in (done, *others)),
        "OUTPUT": str(download.folder),
        **service.parameters,
    }
    code = CHILD.format(tests=str(root / "tests"), parameters=parameters)
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    child = subprocess.Popen([sys.executable, "-c", code], env=environment)
    part = download.folder / f".{others[0].name}.zip.download"
    wait_for(lambda: (download.folder / f"{done.name}.zip").exists() and part.stat().st_size > 3e5)
    child.kill()
    assert child.wait(60) == -signal.SIGKILL
    kept = {p.name: (download.folder / f".{p.name}.zip.download").stat().st_size for p in others}
    assert all(0 < size < len(p.body) for p, size in zip(others, kept.values()))
    service.pace = 0
    before = len(service.asked)
    result = download(done, *others, AUTHCFG="")
    download.check(done, *others)
    assert (result["PRODUCT_COUNT"], result["NEW_COUNT"]) == (4, 3)
    # Neither the catalogue nor the file that was done.
    assert [path.rsplit("/", 1)[1] for _, path in service.asked[before:]] == ["$value"] * 3
    assert len(done.requests) == 1
    assert [p.requests[-1]["Range"] for p in others] == [f"bytes={size}-" for size in kept.values()]
    # The file is still the same: which it was is known from the run that was killed.
    assert [p.requests[-1]["If-Range"] for p in others] == [p.etag for p in others]


def test_a_server_that_dies_and_returns(service, download, monkeypatch):
    from tilewright.core.downloads import run

    monkeypatch.setattr(run, "wait_before", lambda attempt, asked=None, first=1: 0.3)
    products = [service.add(day, 800_000) for day in (1, 2, 3)]
    service.pace = 0.03

    def die():
        wait_for(lambda: all(service.sent[p.name] > 100_000 for p in products))
        service.stop()
        time.sleep(0.7)
        service.start()

    dying = threading.Thread(target=die)
    dying.start()
    download(*products)
    dying.join()
    download.check(*products)
    assert sum(service.sent.values()) < 2 * sum(len(p.body) for p in products)
    assert all(p.requests[-1].get("Range") for p in products)


@pytest.fixture
def run_in_background(qgis):
    """Runs an algorithm in a task as the toolbox does, and returns whether it went well."""
    from qgis.core import (
        QgsApplication,
        QgsProcessingAlgRunnerTask,
        QgsProcessingContext,
        QgsProcessingFeedback,
        QgsProject,
    )
    from qgis.PyQt.QtCore import QEventLoop, QTimer

    def run_it(parameters, cancel_when=lambda: False):
        registry = QgsApplication.processingRegistry()
        algorithm = registry.createAlgorithmById("tilewright:downloadproducts")
        context, feedback = QgsProcessingContext(), QgsProcessingFeedback(False)
        context.setProject(QgsProject.instance())
        task = QgsProcessingAlgRunnerTask(algorithm, parameters, context, feedback)
        loop, outcome, cancelled = QEventLoop(), [], []

        def look():
            if not cancelled and cancel_when():
                cancelled.append(time.monotonic())
                feedback.cancel()

        task.executed.connect(lambda *result: (outcome.append(result), loop.quit()))
        timer = QTimer()
        timer.timeout.connect(look)
        timer.start(10)
        QgsApplication.taskManager().addTask(task)
        loop.exec()
        timer.stop()
        return (*outcome[0], time.monotonic() - cancelled[0] if cancelled else None)

    return run_it


def test_it_runs_in_the_background_and_hears_cancel_within_a_second(
    service, download, authcfg, run_in_background
):
    products = [service.add(day, 900_000) for day in (1, 2)]
    products[0].faults = [("stall", 200_000)]
    service.pace = 0.2
    parameters = {
        "NAMES": "\n".join(p.name for p in products),
        "AUTHCFG": authcfg,
        "OUTPUT": str(download.folder),
        **service.parameters,
    }
    is_well, _, seconds = run_in_background(
        parameters, lambda: service.sent[products[0].name] >= 200_000
    )
    assert not is_well and seconds < 1
    names = sorted(p.name for p in download.folder.iterdir())
    assert names == [*(f".{p.name}.zip.download" for p in products), "downloads.json"]
    service.pace = 0
    is_well, results, _ = run_in_background(parameters)
    assert is_well and results["PRODUCT_COUNT"] == 2
    download.check(*products)
    assert all(p.requests[-1].get("Range") for p in products)


@pytest.mark.parametrize("at", ["catalogue", "token"])
def test_cancel_is_heard_while_others_are_asked(service, download, authcfg, run_in_background, at):
    product = service.add(1)
    asked = threading.Event()

    def wait(*_):
        asked.set()
        time.sleep(3)

    if at == "token":
        service._serve_token = wait
    else:
        service.serve = wait
    parameters = {
        "NAMES": product.name,
        "AUTHCFG": authcfg,
        "OUTPUT": str(download.folder),
        **service.parameters,
    }
    is_well, _, seconds = run_in_background(parameters, asked.is_set)
    assert not is_well and seconds < 1


def test_a_full_disk_ends_the_run_and_parts_stay(service, download, monkeypatch):
    from tilewright.algorithms.network.download import _Flow

    product = service.add(1, 900_000)
    keep = _Flow._keep

    def fill(self, data):
        if self.transfer.received > 200_000:
            raise OSError(errno.ENOSPC, "No space left on device")
        return keep(self, data)

    with monkeypatch.context() as patch:
        patch.setattr(_Flow, "_keep", fill)
        with pytest.raises(Exception, match="The disk is full: .*run again; what is here stays"):
            download(product)
    download(product)
    download.check(product)
    assert product.requests[-1]["Range"] > "bytes=2"


def test_products_larger_than_the_disk_are_refused_beforehand(service, download):
    product = service.add(1)
    product.entry["ContentLength"] = 10**15
    with pytest.raises(Exception, match=r"The products need 1000000.0 GB, and the disk of"):
        download(product)
    assert product.requests == []


def test_two_runs_do_not_share_a_folder(service, download):
    from tilewright.core.downloads.queue import open_queue

    product = service.add(1)
    download.folder.mkdir()
    with open_queue(download.folder) as queue:
        queue.save()
        with pytest.raises(Exception, match="Another run downloads to .* already"):
            download(product)
    download(product)
    download.check(product)


def test_files_of_others_stay_as_they_are(service, download, run):
    mine, theirs, whole = (service.add(day) for day in (1, 2, 3))
    download.folder.mkdir()
    (download.folder / f"{theirs.name}.zip").write_bytes(b"something else")
    (download.folder / f"{whole.name}.zip").write_bytes(whole.body)
    result = download(mine, theirs, whole)
    assert (download.folder / f"{theirs.name}.zip").read_bytes() == b"something else"
    assert (result["PRODUCT_COUNT"], result["NEW_COUNT"], result["FAILED_COUNT"]) == (2, 1, 1)
    assert "is there, and is not this product whole; move it away" in run.log
    assert theirs.requests == whole.requests == []
    (download.folder / f"{theirs.name}.zip").unlink()
    assert download(mine, theirs, whole)["FAILED_COUNT"] == 0


def test_unpacked_products_are_here(service, download):
    product = service.add(1)
    (download.folder / f"{product.name}.SAFE").mkdir(parents=True)
    result = download(product)
    assert json.loads(result["FILES"]) == [str(download.folder / f"{product.name}.SAFE")]
    assert service.asked == []


@pytest.mark.parametrize("text", ["[]", '{"tilewright_downloads": 1}', "no json", '{"a": 1}'])
def test_a_file_of_the_queues_name_that_is_none_is_left_alone(service, download, text):
    download.folder.mkdir()
    (download.folder / "downloads.json").write_text(text)
    with pytest.raises(Exception, match="downloads.json .*name the right file"):
        download(service.add(1))
    assert (download.folder / "downloads.json").read_text() == text
    assert service.asked == []


def test_queues_of_strangers_lead_to_no_other_paths(service, download):
    product = service.add(1)
    download(product)
    queue = download.folder / "downloads.json"
    content = json.loads(queue.read_text())
    content["products"][0]["name"] = "../../evil"
    queue.write_text(json.dumps(content))
    (download.folder / f"{product.name}.zip").unlink()
    download(product)
    download.check(product)


def test_a_file_that_was_deleted_is_got_again(service, download):
    product = service.add(1)
    download(product)
    (download.folder / f"{product.name}.zip").unlink()
    assert download(product)["NEW_COUNT"] == 1
    download.check(product)


@pytest.fixture
def proxy(service):
    """A proxy that hands all on to the service."""
    from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
    from urllib.parse import urlsplit

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        asked = []

        def log_message(self, *args):
            pass

        def do_GET(self):
            self.asked.append(self.path)
            parts = urlsplit(self.path)
            self.path = f"{parts.path}?{parts.query}" if parts.query else parts.path
            service.serve(self)

        def do_POST(self):
            self.do_GET()

        answer = service.handler.answer

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    Handler.port = server.server_port
    yield Handler
    server.shutdown()
    server.server_close()


PROXY = """
from qgis.core import QgsSettings
for name, value in {{"Enabled": True, "Type": "HttpProxy", "Host": "127.0.0.1",
                    "Port": "{port}"}}.items():
    QgsSettings().setValue("proxy/proxy" + name, value)
"""


def test_all_requests_go_over_the_proxy_of_qgis(service, download, proxy, root, tmp_path):
    """In a process with settings of its own."""
    service.needs_token = False
    product = service.add(1)
    # A name that nobody but the proxy knows.
    parameters = {
        name: url.replace("127.0.0.1", "products.invalid")
        for name, url in service.parameters.items()
    }
    parameters |= {"NAMES": product.name, "OUTPUT": str(download.folder)}
    code = CHILD.format(tests=str(root / "tests"), parameters=parameters)
    code = code.replace("algorithm = ", f"{PROXY.format(port=proxy.port)}algorithm = ", 1)
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "HOME": str(tmp_path),
                   "XDG_CONFIG_HOME": str(tmp_path / "config")}  # fmt: skip
    subprocess.run([sys.executable, "-c", code], env=environment, timeout=60, check=True)
    download.check(product)
    assert len(proxy.asked) == len(service.asked) == 2
    assert all(url.startswith(f"http://products.invalid:{service.port}/") for url in proxy.asked)
