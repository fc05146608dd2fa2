"""The files of a package: their names in it, and where their bytes are."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

_PIECE = 1 << 20


class Member(ABC):
    """A file of a package: its name with slashes; one that ends in a slash is an empty folder.

    Attributes:
        path: the file that its bytes come from, if they do.
    """

    name: str
    path: Path | None

    @property
    def is_folder(self) -> bool:
        """Whether it is an empty folder."""
        return self.name.endswith("/")

    @property
    @abstractmethod
    def size(self) -> int:
        """Bytes."""

    @abstractmethod
    def pieces(self) -> Iterator[bytes]:
        """The bytes, a piece at a time."""


@dataclass(frozen=True)
class FileMember(Member):
    """A copy of a file."""

    name: str
    path: Path

    @property
    def size(self) -> int:
        """Bytes."""
        return self.path.stat().st_size

    def pieces(self) -> Iterator[bytes]:
        """The bytes, a piece at a time."""
        with self.path.open("rb") as file:
            yield from iter(lambda: file.read(_PIECE), b"")


@dataclass(frozen=True)
class TextMember(Member):
    """What is only made for the package."""

    name: str
    data: bytes = field(default=b"", repr=False)
    path: None = field(default=None, init=False, repr=False)

    @property
    def size(self) -> int:
        """Bytes."""
        return len(self.data)

    def pieces(self) -> Iterator[bytes]:
        """The bytes, as one piece."""
        yield self.data


@dataclass(frozen=True)
class DatasetTile:
    """A line of the manifest with its files.

    Attributes:
        row: the line.
        image: the tile's own file: an image, or a sample of a time series.
        mask: its mask of classes, or None.
        parts: further files that belong to it, such as the images of a series.
        split: train, val or test; empty for none.
    """

    row: dict[str, str]
    image: FileMember
    mask: FileMember | None
    parts: tuple[FileMember, ...] = ()
    split: str = ""

    @property
    def files(self) -> tuple[FileMember, ...]:
        """All of them."""
        return (self.image, *filter(None, (self.mask,)), *self.parts)
