"""Layers of services that one run asks: what they share, and what is told of all."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from ...core.message import list_names
from ...core.run.opened import remember_opened
from ...core.services.answers import AnswerStore
from ...core.services.patience import Manners, Turns
from ..base.values import Values
from .service_parameters import read_manners


@dataclass(frozen=True)
class Together:
    """What all services of a run share.

    Attributes:
        manners: how they are asked.
        turns: so that no more requests are made at once than are allowed, of all together.
        store: keeps what they answer.
    """

    manners: Manners
    turns: Turns
    store: AnswerStore

    @classmethod
    def of_run(cls, values: Values) -> Together:
        """As the parameters say."""
        manners = read_manners(values)
        store = AnswerStore()
        remember_opened(store)
        return cls(manners, Turns(manners.requests, manners.most), store)


@dataclass(frozen=True)
class AskedServices:
    """The services of a run.

    Attributes:
        layers: each of them, a ServiceInput.
    """

    layers: tuple

    @classmethod
    def among(cls, rasters: Iterable[object]) -> AskedServices | None:
        """Those of some rasters; None where there are none."""
        found = tuple(raster for raster in rasters if getattr(raster, "asker", None) is not None)
        return cls(found) if found else None

    @property
    def store(self) -> AnswerStore:
        """Keeps what they answer."""
        return self.layers[0].store

    @property
    def most(self) -> int:
        """Requests of a run, above which it is refused."""
        return self.layers[0].most

    @property
    def sent_count(self) -> int:
        """How many pieces of ground servers were asked for."""
        return sum(len(layer.sent) for layer in self.layers)

    @property
    def name(self) -> str:
        """Of the layers, for messages."""
        return str(list_names(layer.name for layer in self.layers))

    def are_pictures(self, rasters: Sequence[object]) -> bool:
        """Whether all of some rasters come as pictures."""
        return len(self.layers) == len(rasters) and all(
            layer.delivery.is_colored for layer in self.layers
        )

    def find_answers(self, folder: Path) -> None:
        """Take what an earlier run has left in a dataset's folder."""
        self.store.find_in(folder)
