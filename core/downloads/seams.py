"""What a run of downloads needs of others: who carries files, and who signs in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from .transfer import Transfer


class Carrier(Protocol):
    """What makes transfers, all that it is given at once."""

    def begin(self, transfer: Transfer) -> None:
        """Start one."""

    def take_ended(self) -> list[Transfer]:
        """Those that have ended since."""

    def rest(self, seconds: float) -> None:
        """Wait a moment."""


class SignIn(Protocol):
    """What lets a request pass."""

    def authorize(self, transfer: Transfer) -> None:
        """Add to a request what the service wants to see; may ask for it first.

        Raises:
            NetworkError: it cannot be had.
        """

    def renew(self, refused: Transfer) -> bool:
        """Forget what the service has refused; whether there is anything to be renewed."""


@dataclass(frozen=True)
class Settings:
    """How to go about it.

    Attributes:
        service: address of the service that has the files; see download_url.
        workers: how many at once.
        retries: how often in a row a product may bring nothing.
        first_wait: seconds before it is asked again; doubles with each.
    """

    service: str
    workers: int = 4
    retries: int = 6
    first_wait: float = 1.0
