"""What servers answer to downloads, and what a folder of downloads keeps; see targets.py."""

from __future__ import annotations

import io
import json
import zipfile

from tilewright.core.downloads.odata import look_up
from tilewright.core.downloads.queue import QUEUE_FILE, open_queue
from tilewright.core.downloads.transfer import Transfer
from tilewright.core.downloads.verify import verify_download
from tilewright.core.downloads.wanted import WantedProduct, read_wanted, read_wanted_rows

NAME = "S2A_MSIL2A_20220413T105631_N0400_R094_T31TCJ_20220413T170958"
ID = "acdd7b9a-a5d4-5d10-9ac8-554623b8a0c9"
ITEM = {
    "Id": ID,
    "Name": f"{NAME}.SAFE",
    "ContentLength": 812345678,
    "Online": True,
    "Checksum": [{"Value": "ab12", "Algorithm": "MD5"}],
}
QUEUE = {
    "tilewright_downloads": 1,
    "run": None,
    "products": [
        {
            "name": NAME, "id": ID, "size": 5, "checksums": {"MD5": "ab"}, "state": "done",
            "total": 5, "tag": '"a"', "file_size": 5, "reason": "",
        }
    ],
}  # fmt: skip


def _archive() -> bytes:
    stream = io.BytesIO()
    manifest = (
        '<dataObject ID="a"><byteStream size="3"><fileLocation href="./a.jp2"/>'
        '<checksum checksumName="MD5">900150983cd24fb0d6963f7d28e17f72</checksum></dataObject>'
    )
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("S2A.SAFE/manifest.safe", manifest)
        archive.writestr("S2A.SAFE/a.xml", b"abc")
    return stream.getvalue()


def answer_of_a_catalogue(data, folder):
    list(look_up(lambda url: data, "https://x.org", [WantedProduct(NAME)]))


def answer_about_a_product(data, folder):
    list(look_up(lambda url: data, "https://x.org", [WantedProduct(id=ID)]))


def queue_of_downloads(data, folder):
    (folder / QUEUE_FILE).write_bytes(data)
    with open_queue(folder) as queue:
        for name in queue.entries:
            assert queue.file_of(name).parent == folder
            queue.is_done(name)
        queue.save()


def names_of_products(data, folder):
    text = data.decode("utf-8", "replace")
    read_wanted_rows("table", ["path", "name"], [[text, text[::-1]]])
    read_wanted(text)


def archive_that_came(data, folder):
    path = folder / "part"
    path.write_bytes(data)
    verify_download(str(path), None, {}, lambda: False)


def head_of_an_answer(data, folder):
    text = data.decode("latin-1")
    for status in (200, 206, 416):
        transfer = Transfer("https://x.org", "part", 10, '"a"', 100)
        head = {"content-range": text, "content-length": text, "etag": text}
        start = transfer.begin(status, head)
        assert start in (None, 0, 10)
        transfer.request_headers()


# Reader, seeds, and whether these are JSON.
DOWNLOAD_TARGETS = (
    (answer_of_a_catalogue, (json.dumps({"value": [ITEM]}).encode(),), True),
    (answer_about_a_product, (json.dumps(ITEM).encode(),), True),
    (queue_of_downloads, (json.dumps(QUEUE).encode(),), True),
    (names_of_products, (f"{NAME}.SAFE, {ID}\n".encode(),), False),
    (archive_that_came, (_archive(),), False),
    (head_of_an_answer, (b"bytes 10-99/100", b"bytes */100", b'W/"a"'), False),
)
