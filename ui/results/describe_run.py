"""A dataset in a line or two: when it was made, and how."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from qgis.PyQt.QtCore import QDateTime, QLocale

from ...algorithms.base.words import put_into_words, tr
from ...core.formats import FORMATS
from ...core.layouts import DEFAULT_LAYOUT, LAYOUTS
from ...core.message import Message, counted
from ...core.split.request import METHODS
from ...core.tiles.layout import MADE_WITH
from .run_history import RunRecord


def title_of(record: RunRecord) -> str:
    """What the list of runs calls one."""
    words = [Path(record.folder).name or record.folder]
    if record.tile_count:
        words.append(_tiles(record.tile_count))
    return ", ".join([*words, record.ended] if record.ended else words)


def when(created: str, locale: QLocale) -> str:
    """A time of dataset.json as people here write it; empty where it is none."""
    try:
        moment = datetime.fromisoformat(created)
    except ValueError:
        return ""
    shown = QDateTime.fromSecsSinceEpoch(int(moment.timestamp()))
    return locale.toString(shown, QLocale.FormatType.ShortFormat)


def describe_settings(facts: Mapping[str, Any]) -> str:
    """How a dataset was made, as far as it tells."""
    told = {**(facts.get(MADE_WITH) or {}), **(facts.get("parameters") or {})}
    words = []
    size = told.get("TILE_SIZE")
    if isinstance(size, (int, float)):
        unit = tr("pixels") if told.get("UNITS", "PIXELS") == "PIXELS" else tr("map units")
        words.append(tr("tiles of {} {}").format(f"{size:g}", unit))
    if told.get("FORMAT") in FORMATS:
        words.append(FORMATS[told["FORMAT"]].title)
    layout = LAYOUTS.get(str(facts.get("layout", DEFAULT_LAYOUT)))
    if layout is not None:
        words.append(layout.title)
    method = METHODS.get(str(told.get("SPLIT_METHOD")))
    if method is not None:
        title = put_into_words(method.title, {})
        words.append(tr("splits: {}").format(title))
    return ", ".join(words)


def _tiles(count: int) -> str:
    message: Message = counted(count, "{count} tile", "{count} tiles")
    return put_into_words(message, {})
