"""What a service has answered, kept on disk until the dataset is whole."""

from __future__ import annotations

import contextlib
import re
import shutil
import tempfile
import threading
from pathlib import Path

import numpy as np

from ..tiles.layout import ANSWERS
from .lattice import Box

Pixels = tuple[np.ndarray, np.ndarray]
_NAME = re.compile(r"([0-9a-f]{16})_(-?\d+)_(-?\d+)_(\d+)_(\d+)\.npy")


class AnswerStore:
    """Boxes of pixels, so that no service is asked twice; safe to use from several threads.

    They lie in a temporary folder until it is known where the dataset goes, and then in its
    folder, so that a resumed run finds them. Services are told apart by a mark of 16 digits.
    """

    def __init__(self) -> None:
        self._place: Path | None = None
        self._is_own = True
        self._boxes: dict[str, dict[Box, Path]] = {}
        self._lock = threading.Lock()

    def find_in(self, folder: Path) -> None:
        """Take what an earlier run has left in a dataset's folder."""
        with contextlib.suppress(OSError):
            for path in (folder / ANSWERS).iterdir():
                self._note(path)

    def _note(self, path: Path) -> None:
        parts = _NAME.fullmatch(path.name)
        if parts is not None:
            box = Box(*map(int, parts.groups()[1:]))
            self._boxes.setdefault(parts[1], {})[box] = path

    def move_to(self, folder: Path) -> None:
        """Keep answers in a dataset's folder from now on.

        Raises:
            OSError: they cannot be moved there.
        """
        place = folder / ANSWERS
        place.mkdir(exist_ok=True)
        with self._lock:
            for path in [] if self._place is None else list(self._place.iterdir()):
                shutil.move(str(path), str(place / path.name))
                self._note(place / path.name)
            self._remove_own()
            self._place, self._is_own = place, False

    def boxes(self, mark: str) -> list[Box]:
        """What there is of a service."""
        with self._lock:
            return list(self._boxes.get(mark, ()))

    def get(self, mark: str, box: Box, part: Box) -> Pixels | None:
        """Values (bands, height, width) and valid pixels of a part of a box; None if it is gone."""
        with contextlib.suppress(OSError, ValueError, EOFError, KeyError):
            path = self._boxes[mark][box]
            whole = np.load(path, mmap_mode="r", allow_pickle=False)
            top, left = part.top - box.top, part.left - box.left
            found = np.array(whole[:, top : top + part.height, left : left + part.width])
            return found[:-1], found[-1] > 0
        return None

    def put(self, mark: str, box: Box, values: np.ndarray, valid: np.ndarray) -> None:
        """Keep an answer.

        Raises:
            OSError: the disk is full, or the folder is gone.
        """
        with self._lock:
            folder = self._place or Path(tempfile.mkdtemp(prefix="tilewright-answers-"))
            self._place = folder
        whole = np.concatenate((values, valid[None].astype(values.dtype)))
        path = folder / f"{mark}_{box.left}_{box.top}_{box.width}_{box.height}.npy"
        part = path.with_suffix(".part")
        with part.open("wb") as file:
            np.save(file, whole, allow_pickle=False)
        part.replace(path)
        with self._lock:
            self._note(path)

    def close(self) -> None:
        """Remove what lies in no dataset's folder."""
        with self._lock:
            self._remove_own()

    def _remove_own(self) -> None:
        if self._place is not None and self._is_own:
            shutil.rmtree(self._place, ignore_errors=True)
            self._place = None


def forget_answers(folder: Path) -> None:
    """Remove what was kept in a dataset's folder."""
    shutil.rmtree(folder / ANSWERS, ignore_errors=True)
