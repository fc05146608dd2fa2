"""What of the products that are wanted is here already, and what is to be downloaded."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from ..message import Message
from ..run.batches import heed
from .odata import look_up
from .queue import DONE, FAILED, WAITING, DownloadQueue
from .verify import verify_download
from .wanted import WantedProduct


@dataclass
class DownloadPlan:
    """What is to be done.

    Attributes:
        names: of all products that the catalogue has, in the order in which they are wanted.
        to_get: names of those that are to be downloaded.
        missing: what is wanted and no product of the catalogue: its name or id.
    """

    names: list[str] = field(default_factory=list)
    to_get: list[str] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)


def plan_downloads(
    queue: DownloadQueue,
    wanted: Sequence[WantedProduct],
    get: Callable[[str], bytes],
    catalogue: str,
    is_cancelled: Callable[[], bool],
) -> DownloadPlan:
    """Ask the catalogue for what the queue does not know, and look at what is on disk.

    Args:
        queue: gets the products.
        wanted: names and ids.
        get: what an address has; see look_up.
        catalogue: address of the catalogue.
        is_cancelled: asked before each file is looked at.

    Raises:
        NetworkError: the catalogue does not answer.
        CancelledError: ``is_cancelled`` said so.
    """
    by_id = {entry.id: entry.name for entry in queue.entries.values()}
    known = {product: product.name or by_id.get(product.id, "") for product in wanted}
    # What failed may be elsewhere by now, or online.
    unknown = [
        product
        for product, name in known.items()
        if not (name and queue.is_done(name))
        and (name not in queue.entries or queue.entries[name].state == FAILED)
    ]
    for product, found in look_up(get, catalogue, unknown):
        heed(is_cancelled)
        if found is None:
            queue.entries.pop(known[product], None)
            continue
        entry = queue.add(found)
        entry.state, entry.reason = WAITING, ""
        known[product] = entry.name
        if not found.is_online:
            entry.state = FAILED
            entry.reason = str(Message("it is offline, and has to be ordered from the service"))
    plan = DownloadPlan()
    for product, name in known.items():
        if name not in queue.entries and not (name and queue.is_done(name)):
            plan.missing.append(product.key)
        elif name not in plan.names:
            plan.names.append(name)
            if _is_to_get(queue, name, is_cancelled):
                plan.to_get.append(name)
    return plan


def _is_to_get(queue: DownloadQueue, name: str, is_cancelled: Callable[[], bool]) -> bool:
    """Whether a product has to be downloaded; one that its user has put there is taken over."""
    if queue.is_done(name):
        return False
    heed(is_cancelled)
    entry, file = queue.entries[name], queue.file_of(name)
    if os.path.exists(file):
        verdict = verify_download(str(file), entry.size, entry.checksums, is_cancelled)
        if verdict.is_good:
            entry.state, entry.file_size = DONE, file.stat().st_size
        else:
            entry.state = FAILED
            entry.reason = str(
                Message("{path} is there, and is not this product whole; move it away", path=file)
            )
        return False
    # Offline.
    return entry.state != FAILED
