"""Whether what stands where a package goes is an earlier package, and nothing else."""

from __future__ import annotations

import zipfile
from pathlib import Path

from ..dataset.owned import is_inside
from ..errors import ExportError
from ..files.archive import ZIP_DAMAGE
from ..files.whole import recover_folder
from ..tiles.layout import DESCRIPTION, MANIFEST
from ..tiles.shards import is_shard_file
from .copying import CopyProgress, digest_of
from .members import CHECKSUMS


class EarlierPackage:
    """What stands at a path.

    Args:
        path: of a ZIP file, or of a folder of shards. What a killed run has set aside is put back.
        is_zip: which of the two it is to be.
    """

    def __init__(self, path: Path, is_zip: bool) -> None:
        recover_folder(path)
        self._path, self._is_zip = path, is_zip

    def check_place(self, overwrite: bool) -> None:
        """Refuse a name that is taken, unless by a package that may be replaced.

        Raises:
            ExportError: names the path.
        """
        if not self._path.exists() or (overwrite and self._is_package()):
            return
        raise ExportError(
            "{path} exists already; choose another folder, or set {OVERWRITE} to replace it."
            if self._is_package()
            else "{path} exists and is not a package of Tilewright, so it is left alone; choose "
            "another folder.",
            path=self._path,
        )

    @property
    def size(self) -> int:
        """Bytes that ``check_files`` reads."""
        if self._is_zip or not self._path.is_dir():
            return 0
        return sum(p.stat().st_size for p in self._path.rglob("*") if p.is_file())

    def check_files(self, steps: CopyProgress) -> None:
        """Refuse to replace a folder in which somebody has laid or changed a file.

        Raises:
            ExportError: names the file.
        """
        if self._is_zip or not self._path.is_dir():
            return
        sums = self._read_sums()
        for path in sorted(self._path.rglob("*")):
            name = path.relative_to(self._path).as_posix()
            if name == CHECKSUMS or (path.is_dir() and not path.is_symlink()):
                continue
            if (
                path.is_symlink()
                or not path.is_file()
                or self._digest(path, steps) != sums.get(name)
            ):
                raise ExportError(
                    "{path} is not as the earlier package wrote it, so that package is left alone; "
                    "move the file away and remove the package yourself, or choose another folder.",
                    path=path,
                )

    def _digest(self, path: Path, steps: CopyProgress) -> str:
        with path.open("rb") as file:
            return digest_of(file, steps)

    def _read_sums(self) -> dict[str, str]:
        text = (self._path / CHECKSUMS).read_text("utf-8", errors="replace")
        pairs = (line.partition("  ") for line in text.splitlines())
        return {name: digest for digest, _, name in pairs if is_inside(name)}

    def _is_package(self) -> bool:
        if not self._is_zip:
            return (self._path / CHECKSUMS).is_file()
        if not self._path.is_file() or not zipfile.is_zipfile(self._path):
            return False
        try:
            with zipfile.ZipFile(self._path) as archive:
                names = set(archive.namelist())
                has_table = MANIFEST in names or any(map(is_shard_file, names))
                return has_table and {CHECKSUMS, DESCRIPTION} <= names
        except (OSError, *ZIP_DAMAGE):
            return False
