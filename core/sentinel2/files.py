"""The files of a satellite product that is a folder or a zip archive."""

from __future__ import annotations

import os
import zipfile
from pathlib import Path, PurePosixPath

from ..errors import RasterError
from ..files.archive import ZIP_DAMAGE
from ..files.paths import is_special

# Metadata of a product is 50 to 250 kB; what is far larger is none, or meant to fill the memory.
_MOST_TEXT = 32 * 1024**2


class ProductFiles:
    """Lists and reads the files of a folder or of a zip archive, which is never unpacked.

    Args:
        path: the folder or archive.

    Attributes:
        names: of all files, relative to it, with slashes; sorted.
        size: bytes of the archive, or of all files of the folder.

    Raises:
        RasterError: there is nothing, or something else than a folder or an archive.
    """

    def __init__(self, path: str) -> None:
        self.path = os.path.abspath(path)
        self.name = Path(self.path).name
        self.is_archive = os.path.isfile(self.path)
        if self.is_archive:
            self.names = self._list_archive()
            self.size = Path(self.path).stat().st_size
        elif os.path.isdir(self.path):
            found = sorted(
                (Path(folder, name) for folder, _, names in os.walk(self.path) for name in names),
                key=lambda p: p.parts,
            )
            # Whoever opens a pipe waits for ever.
            found = [p for p in found if not is_special(str(p))]
            self.names = [p.relative_to(self.path).as_posix() for p in found]
            self.size = sum(p.stat().st_size for p in found if p.is_file())
        else:
            raise RasterError(
                "{path} does not exist; name a product's folder or zip file.", path=path
            )

    def _list_archive(self) -> list[str]:
        try:
            with zipfile.ZipFile(self.path) as archive:
                names = [info.filename for info in archive.infolist() if not info.is_dir()]
        except (OSError, *ZIP_DAMAGE) as error:
            raise RasterError(
                "{name} is not a zip file that can be read ({error}); choose the .SAFE folder, or "
                "get the zip file again.",
                name=self.name,
                error=error,
            ) from error
        # Nothing is unpacked; names that lead out of the archive are of no product all the same.
        return sorted(
            name
            for name in names
            if not PurePosixPath(name).is_absolute() and ".." not in PurePosixPath(name).parts
        )

    def gdal_path(self, name: str) -> str:
        """What GDAL opens."""
        if self.is_archive:
            # Braces: the archive may have any name and extension.
            return f"/vsizip/{{{self.path}}}/{name}"
        return str(Path(self.path, name))

    def read_text(self, name: str) -> str:
        """A small text file.

        Raises:
            RasterError: it cannot be read, or is far too large.
        """
        try:
            if self.is_archive:
                with zipfile.ZipFile(self.path) as archive, archive.open(name) as file:
                    data = file.read(_MOST_TEXT + 1)
            else:
                with Path(self.path, name).open("rb") as file:
                    data = file.read(_MOST_TEXT + 1)
        except (OSError, *ZIP_DAMAGE) as error:
            raise RasterError(
                "{name} in {self_name} cannot be read: {error}.",
                name=name,
                self_name=self.name,
                error=error,
            ) from error
        if len(data) > _MOST_TEXT:
            raise RasterError(
                "{name} in {self_name} is too large to be a product's metadata.",
                name=name,
                self_name=self.name,
            )
        return data.decode("utf-8-sig", errors="replace")
