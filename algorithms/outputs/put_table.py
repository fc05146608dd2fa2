"""A new table in a database that has others: all of it, or the earlier one stays."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from osgeo import gdal

from ...core.errors import LayerError
from ...core.files.runs import is_dead, running
from ...core.raster.gdal_errors import gist
from ...core.raster.gdal_errors_by_osgeo import heard_by_osgeo
from ..base.output_paths import PART_TABLE


class _PutError(Exception):
    """The database did not take something; GDAL has said why, or nobody knows."""


def put_table(table: str, new: Path, target: Path) -> None:
    """Copy a table into a database, in place of an earlier one of its name.

    It comes under another name, and takes the earlier one's place in a transaction of its own, so
    that a full disk or a kill leaves one of the two. What killed runs have left goes.

    Args:
        table: its name.
        new: a database that holds the table alone.
        target: the database, which other programs may have open.

    Raises:
        LayerError: the database did not take it, and has the earlier table.
    """
    reason = ""
    with heard_by_osgeo() as heard, running() as mark:
        try:
            _put(new, target, f"{PART_TABLE}{mark}", table, heard)
        except (_PutError, RuntimeError) as error:
            reason = gist(heard) or str(error)
            with suppress(_PutError, RuntimeError):
                _drop(_open(target), f"{PART_TABLE}{mark}")
    if reason:
        raise LayerError(
            "The table {table} cannot be put into {path}: {reason}. Close it where it is open, or "
            "choose another file.",
            table=table,
            path=target,
            reason=reason,
        )


def _put(new: Path, target: Path, part: str, table: str, heard: list[str]) -> None:
    dataset = _open(target)
    if _has(dataset, "spatial_ref_sys_aux"):
        raise _PutError("SpatiaLite keeps more than tables in it, and takes none in this way")
    for name in _names(dataset):
        if name.startswith(PART_TABLE) and is_dead(name[len(PART_TABLE) :]):
            _drop(dataset, name)
    options = ["-nln", part, "-preserve_fid", "-gt", "unlimited"]
    gdal.VectorTranslate(dataset, str(new), options=options)
    _check(heard)
    # Only what was written is believed.
    del dataset
    dataset = _open(target)
    is_whole = part in _names(dataset) and _count(dataset, part) == _count(_open(new), "")
    if not is_whole:
        raise _PutError("not all of it arrived")
    dataset.StartTransaction()
    try:
        _drop(dataset, table)
        _rename(dataset, part, table)
        _check(heard)
    except (_PutError, RuntimeError):
        dataset.RollbackTransaction()
        raise
    dataset.CommitTransaction()
    _check(heard)


def _check(heard: list[str]) -> None:
    """GDAL goes on after errors, of which some end a transaction: nothing more may be written."""
    if heard:
        raise _PutError(gist(heard))


def _open(path: Path) -> gdal.Dataset:
    dataset = gdal.OpenEx(str(path), gdal.OF_VECTOR | gdal.OF_UPDATE)
    if dataset is None:
        raise _PutError("it cannot be opened")
    return dataset


def _names(dataset: gdal.Dataset) -> list[str]:
    return [dataset.GetLayer(k).GetName() for k in range(dataset.GetLayerCount())]


def _count(dataset: gdal.Dataset, name: str) -> int:
    layer = dataset.GetLayerByName(name) if name else dataset.GetLayer(0)
    return layer.GetFeatureCount()


def _drop(dataset: gdal.Dataset, table: str) -> None:
    # As SQLite compares names.
    found = [k for k, name in enumerate(_names(dataset)) if name.casefold() == table.casefold()]
    for k in found:
        dataset.DeleteLayer(k)


def _rename(dataset: gdal.Dataset, part: str, table: str) -> None:
    dataset.ExecuteSQL(f'ALTER TABLE "{part}" RENAME TO "{_quoted(table)}"')
    # GeoPackages follow; in other databases of SQLite the list of geometries is a table like any.
    if dataset.GetDriver().ShortName == "SQLite" and _has(dataset, "geometry_columns"):
        name = table.replace("'", "''")
        dataset.ExecuteSQL(
            f"UPDATE geometry_columns SET f_table_name = '{name}' WHERE f_table_name = '{part}'"
        )


def _has(dataset: gdal.Dataset, table: str) -> bool:
    """Whether there is such a table, which may be none of features."""
    found = dataset.ExecuteSQL(f"SELECT name FROM sqlite_master WHERE name = '{table}'")
    if found is None:
        return False
    count = found.GetFeatureCount()
    dataset.ReleaseResultSet(found)
    return count > 0


def _quoted(name: str) -> str:
    return name.replace('"', '""')
