"""Whether a package holds all that the manifest in it names."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from ..dataset.manifest import row_files
from ..dataset.places import some_names
from ..errors import ExportError
from ..files.csv_file import parse_records
from ..message import Message
from ..tiles.layout import MANIFEST


def check_files(manifests: Iterable[bytes], packed: Iterable[str], where: str) -> None:
    """Refuse a package in which a file of the manifest is missing, or is there twice.

    Args:
        manifests: tiles.csv, or the files that together are it, as they were read back from the
            package.
        packed: names, relative to the dataset, of the files that the package was found to hold.
        where: the package, for people.

    Raises:
        ExportError: names the files.
    """
    rows = [row for data in manifests for _, row in parse_records(data, MANIFEST)]
    counts = Counter(packed)
    named = {name for row in rows for name in row_files(row)}
    missing = sorted(name for name in named if not counts[name])
    twice = sorted(name for name in named if counts[name] > 1)
    lacks, repeats = Message("lacks"), Message("holds more than once")
    for names, what in ((missing, lacks), (twice, repeats)):
        if names:
            raise ExportError(
                "The package {where} {what} {count} of {total} files that {manifest} names "
                "({names}), so it is not kept; the dataset may have changed meanwhile. Run again.",
                where=where,
                what=what,
                count=len(names),
                total=len(named),
                manifest=MANIFEST,
                names=some_names(names),
            )
