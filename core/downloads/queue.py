"""Which products a folder is to get, and how far each is, kept on disk for later runs."""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import time
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path

from ..errors import ExportError
from ..files.json_file import read_json
from ..files.runs import is_left, running
from ..files.whole import write_files
from .odata import RemoteProduct
from .wanted import product_name

QUEUE_FILE = "downloads.json"
WAITING, DONE, FAILED = "waiting", "done", "failed"
_STATES = (WAITING, DONE, FAILED)
_VERSION = 1
# Runs of other computers show that they live by writing the queue anew so often, in seconds.
_HEARTBEAT, _SILENCE = 60.0, 600.0
# What stays free on the disk.
_SPARE_BYTES = 64 * 1024**2
_SHAPE = {
    "tilewright_downloads": int,
    "run?": str,
    "products": [
        {
            "name": str,
            "id": str,
            "size?": int,
            "checksums": dict,
            "state": str,
            "total?": int,
            "tag": str,
            "file_size?": int,
            "reason": str,
        }
    ],
}


@dataclass
class Entry:
    """A product in the queue.

    Attributes:
        name: without .SAFE; it names the files.
        id: in the catalogue.
        size: bytes by the catalogue, None where it does not say.
        checksums: see RemoteProduct.
        state: WAITING, DONE or FAILED.
        total: bytes of the whole file, by the server that has it.
        tag: by which that server tells the file's version.
        file_size: bytes of the file that is done.
        reason: why it failed, for people.
    """

    name: str
    id: str
    size: int | None = None
    checksums: dict[str, str] = field(default_factory=dict)
    state: str = WAITING
    total: int | None = None
    tag: str = ""
    file_size: int | None = None
    reason: str = ""


class DownloadQueue:
    """The queue of a folder; see ``open_queue``.

    Attributes:
        folder: where the products go.
        entries: by name, in the order in which they came.
    """

    def __init__(self, folder: Path, mark: str) -> None:
        self.folder, self._mark = folder, mark
        self.entries: dict[str, Entry] = {}
        self._saved = 0.0

    @property
    def path(self) -> Path:
        """Of the file that keeps it."""
        return self.folder / QUEUE_FILE

    def add(self, product: RemoteProduct) -> Entry:
        """A product with what the catalogue says of it now; a part of the same file is kept."""
        entry = self.entries.get(product.name)
        if entry is None or entry.id != product.id:
            entry = self.entries[product.name] = Entry(product.name, product.id)
        entry.size, entry.checksums = product.size, dict(product.checksums)
        return entry

    def file_of(self, name: str) -> Path:
        """Where a product is when it is whole."""
        return self.folder / f"{name}.zip"

    def part_of(self, name: str) -> Path:
        """Where a product is while it is on its way."""
        return self.folder / f".{name}.zip.download"

    def is_done(self, name: str) -> bool:
        """Whether a product is here, as an earlier run has left it, or unpacked by its user."""
        if os.path.isdir(self.folder / f"{name}.SAFE"):
            return True
        entry = self.entries.get(name)
        if entry is None or entry.state != DONE:
            return False
        try:
            return self.file_of(name).stat().st_size == entry.file_size
        except OSError:
            return False

    def bytes_of(self, name: str) -> int:
        """How much of a product is here."""
        path = self.file_of(name) if self.is_done(name) else self.part_of(name)
        try:
            return path.stat().st_size
        except OSError:
            return 0

    def check_room(self, names: Iterable[str]) -> None:
        """Refuse what the disk has no room for.

        Raises:
            ExportError: products of these names do not fit.
        """
        sizes = ((self.entries[name].size or 0) - self.bytes_of(name) for name in names)
        needed = sum(max(0, size) for size in sizes)
        free = shutil.disk_usage(self.folder).free
        if needed + _SPARE_BYTES > free:
            raise ExportError(
                "The products need {needed:.1f} GB, and the disk of {folder} has {free:.1f} GB "
                "left; free some space, choose another folder, or fewer products.",
                needed=needed / 1e9,
                folder=self.folder,
                free=free / 1e9,
            )

    def save(self) -> None:
        """Write it, whole or not at all."""
        self._write(self._mark)

    def beat(self) -> None:
        """Show other computers that this run goes on."""
        if time.monotonic() - self._saved > _HEARTBEAT:
            self.save()

    def close(self) -> None:
        """Leave it to a later run."""
        if os.path.exists(self.path):
            self._write(None)

    def _write(self, mark: str | None) -> None:
        content = {
            "tilewright_downloads": _VERSION,
            "run": mark,
            "products": [asdict(entry) for entry in self.entries.values()],
        }
        text = json.dumps(content, indent=1, ensure_ascii=False) + "\n"
        write_files({self.path: text.encode()})
        self._saved = time.monotonic()

    def read(self) -> None:
        """Take over what an earlier run has left.

        Raises:
            FileError: the file is none of a queue.
            ExportError: another run is at work here.
        """
        if not os.path.exists(self.path):
            return
        found = read_json(self.path, _SHAPE)
        mark = found.get("run") or ""
        if mark and not is_left(mark, self.path.stat().st_mtime, _SILENCE):
            raise ExportError(
                "Another run downloads to {folder} already; wait for its end, or choose another "
                "folder.",
                folder=self.folder,
            )
        for item in found["products"]:
            # Names become paths.
            if product_name(item["name"]) == item["name"] and item["state"] in _STATES:
                known = {key: item.get(key) for key in Entry.__dataclass_fields__}
                self.entries[item["name"]] = Entry(**known)


@contextlib.contextmanager
def open_queue(folder: str | Path) -> Iterator[DownloadQueue]:
    """The queue of a folder, which no other run may use meanwhile.

    The folder is made where it is missing, and gone again where nothing is left in it.

    Raises:
        FileError: the folder has a file of this name that is none of a queue.
        ExportError: another run is at work there.
    """
    made = [path for path in (Path(folder), *Path(folder).parents) if not os.path.exists(path)]
    Path(folder).mkdir(parents=True, exist_ok=True)
    try:
        with _opened(folder) as queue:
            yield queue
    finally:
        for path in made:
            with contextlib.suppress(OSError):
                path.rmdir()


@contextlib.contextmanager
def _opened(folder: str | Path) -> Iterator[DownloadQueue]:
    with running() as mark:
        queue = DownloadQueue(Path(os.path.abspath(folder)), mark)
        queue.read()
        try:
            yield queue
        finally:
            with contextlib.suppress(OSError):
                queue.close()
