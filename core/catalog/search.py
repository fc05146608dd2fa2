"""Searching STAC APIs and static catalogues with pystac-client, over a network of the caller's."""

from __future__ import annotations

import json
import warnings
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..errors import CancelledError, MissingLibraryError, NetworkError, RasterError
from ..message import Message
from ..network.web import split_url
from .criteria import Criteria
from .documents import Reader, attribution_of, make_io
from .hrefs import is_remote, resolve_href, same_host
from .item import Item
from .presets import Preset
from .read_item import read_item

if TYPE_CHECKING:
    from pystac import Catalog
    from pystac_client import Client
    from pystac_client.stac_api_io import StacApiIO

# Of a static catalogue.
_MOST_DOCUMENTS = 20_000
_PAGE = 100
_FAULTS = (KeyError, TypeError, ValueError, AttributeError, IndexError, RecursionError)


@dataclass
class Found:
    """What a search gives.

    Attributes:
        items: in the order of the catalogue.
        is_cut: whether there may be more than were asked for.
        refused: why items were left out that were as they must be, one sentence each.
        elsewhere: hosts that the catalogue leads to, which were not asked.
        attribution: whom the collections say to name, by their ids.
    """

    items: list[Item] = field(default_factory=list)
    is_cut: bool = False
    refused: list[Message] = field(default_factory=list)
    elsewhere: set[str] = field(default_factory=set)
    attribution: dict[str, str] = field(default_factory=dict)


def check_library() -> None:
    """Raise MissingLibraryError when pystac-client is not there."""
    try:
        import pystac_client  # noqa: F401
    except ImportError:
        raise MissingLibraryError(
            "Searching catalogues needs the Python package pystac-client; install it with "
            "'python3 -m pip install pystac-client' in the Python of QGIS, and start QGIS again."
        ) from None


def search_catalog(
    preset: Preset,
    criteria: Criteria,
    wanted: tuple[str, ...],
    read: Reader,
    is_cancelled: Callable[[], bool],
    progress: Callable[[int], None] = lambda count: None,
) -> Found:
    """Items of a catalogue: of an API, else of files that lead to each other.

    No host is asked but that of the catalogue, and a catalogue on a disk asks none.

    Args:
        preset: the catalogue; its url may be the path of a file.
        criteria: what items must be.
        wanted: names of assets, see read_item.
        read: asks the network.
        is_cancelled: polled between documents.
        progress: told how many items there are so far.

    Raises:
        MissingLibraryError: pystac-client is not installed.
        NetworkError: the catalogue cannot be read.
        RasterError: it is no STAC catalogue, or leads where none may.
        CancelledError: ``is_cancelled`` said so.
    """
    check_library()
    criteria.check()
    place = preset.url
    if not is_remote(place):
        place = resolve_href(place, str(Path.cwd() / "here"))
    search = _Search(place, preset, criteria, wanted, is_cancelled, progress)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            search.run(make_io(search.allow, read))
    except _FAULTS as error:
        raise RasterError(
            "{place} is no STAC catalogue that can be read ({reason}); check the address.",
            place=place,
            reason=_tell(error),
        ) from error
    except Exception as error:
        # Those of the library say what is missing in words of their own.
        if isinstance(error, (RasterError, NetworkError, CancelledError)):
            raise
        if not type(error).__module__.startswith("pystac"):
            raise
        raise RasterError(
            "{place} is no STAC catalogue that can be searched: {reason}",
            place=place,
            reason=str(error),
        ) from error
    return search.found


def _tell(error: Exception) -> Message:
    """What is wrong with a document, in words for people."""
    if isinstance(error, json.JSONDecodeError):
        return Message("a document of it is not JSON, or is cut off")
    if isinstance(error, UnicodeDecodeError):
        return Message("a document of it is not text")
    if isinstance(error, RecursionError):
        return Message("a document of it is nested too deeply")
    if isinstance(error, KeyError):
        return Message("a document of it lacks {name}", name=str(error.args[0]))
    return Message("a document of it is not built as STAC says")


class _Search:
    """A search while it runs."""

    def __init__(
        self,
        place: str,
        preset: Preset,
        criteria: Criteria,
        wanted: tuple[str, ...],
        is_cancelled: Callable[[], bool],
        progress: Callable[[int], None],
    ) -> None:
        self.place, self._preset, self._criteria, self._wanted = place, preset, criteria, wanted
        self._is_cancelled, self._progress = is_cancelled, progress
        self._documents = 0
        self.found = Found()

    def allow(self, href: str) -> str:
        """The place of a document, if it may be read."""
        if self._is_cancelled():
            raise CancelledError
        place = resolve_href(href, self.place)
        if is_remote(place) and not (is_remote(self.place) and same_host(place, self.place)):
            raise RasterError(
                "{catalog} leads to {address}, another place on the network, which is not asked; "
                "give that address itself to search there.",
                catalog=self.place,
                address=place.partition("?")[0],
            )
        if split_url(place).scheme.lower() == "s3":
            raise RasterError("{address} is no address on the web.", address=place)
        return place

    def run(self, stac_io: StacApiIO) -> None:
        from pystac import Collection
        from pystac_client import Client
        from pystac_client.errors import ClientTypeError

        try:
            root = client = Client.open(self.place, stac_io=stac_io)
            can_search = client.conforms_to("ITEM_SEARCH") and bool(client.get_search_link())
        except ClientTypeError:
            # A collection leads to items as a catalogue does.
            root, can_search = Collection.from_file(self.place, stac_io=stac_io), False
        items = self._ask(client) if can_search else self._walk(root)
        for told, base in items:
            if self._is_cancelled():
                raise CancelledError
            self._take(told, base)
            if len(self.found.items) > self._criteria.most:
                self.found.items.pop()
                self.found.is_cut = True
                break
        for name in dict.fromkeys(item.collection for item in self.found.items if can_search):
            self._read_attribution(client, name)

    def _take(self, told: Mapping[str, Any], base: str) -> None:
        if not isinstance(told, Mapping) or told.get("type") != "Feature":
            return
        try:
            item = read_item(told, base, self._wanted, self._preset.signing)
        except RasterError as error:
            self.found.refused.append(error.message)
            return
        if self._criteria.meets(item):
            self.found.items.append(item)
            self._progress(len(self.found.items))

    def _ask(self, client: Client) -> Iterator[tuple[Mapping[str, Any], str]]:
        criteria = self._criteria
        methods = {
            link.extra_fields.get("method", "GET") or "GET" for link in client.get_links("search")
        }
        settings: dict[str, Any] = {
            "method": "POST" if "POST" in methods or not methods else "GET",
            "collections": list(criteria.collections) or None,
            "bbox": criteria.box,
            "datetime": criteria.times,
            "limit": max(1, min(_PAGE, criteria.most)),
        }
        rules = self._rules()
        if rules and client.conforms_to("QUERY"):
            settings["query"] = {name: {test: value} for name, test, value in rules}
        elif rules and client.conforms_to("FILTER"):
            settings["filter"] = {"op": "and", "args": [_as_filter(*rule) for rule in rules]}
            settings["filter_lang"] = "cql2-json"
            settings["method"] = "POST" if "POST" in methods else settings["method"]
        for page in client.search(**settings).pages_as_dicts():
            for told in page["features"]:
                yield told, self.place

    def _rules(self) -> list[tuple[str, str, Any]]:
        """What servers may sort out themselves; all is checked again."""
        rules: list[tuple[str, str, Any]] = []
        if self._criteria.max_cloud is not None:
            rules.append(("eo:cloud_cover", "lte", self._criteria.max_cloud))
        if self._criteria.tiles and self._preset.tile_property:
            names = [self._preset.tile_prefix + tile for tile in self._criteria.tiles]
            rules.append((self._preset.tile_property, "in", names))
        return rules

    def _walk(self, root: Catalog) -> Iterator[tuple[Mapping[str, Any], str]]:
        """The items of catalogues and collections below one, each document once."""
        waiting, seen = [root], {self.place}
        while waiting:
            node = waiting.pop(0)
            told = node.to_dict(include_self_link=False, transform_hrefs=False)
            if told.get("type") == "Collection" and not self._may_hold(told):
                continue
            for rel in ("child", "item"):
                for link in node.get_links(rel):
                    place = self._place_of(link, node.get_self_href() or self.place)
                    if not place or place in seen:
                        continue
                    seen.add(place)
                    self._count()
                    document = node._stac_io.read_json(place)
                    if rel == "item":
                        yield document, place
                    else:
                        waiting.append(
                            node._stac_io.stac_object_from_dict(document, place, None, False)
                        )

    def _may_hold(self, told: Mapping[str, Any]) -> bool:
        wanted, name = self._criteria.collections, str(told.get("id", ""))
        # What is below it may be one that is wanted.
        if (
            wanted
            and name not in wanted
            and not any(link.get("rel") == "child" for link in told.get("links", ()))
        ):
            return False
        self.found.attribution[name] = attribution_of(told)
        extent = told.get("extent")
        return not isinstance(extent, Mapping) or self._criteria.may_hold(extent)

    def _place_of(self, link: Any, base: str) -> str:
        """Where a link leads; empty for another host."""
        place = resolve_href(str(link.href), base)
        if is_remote(place) and not (is_remote(self.place) and same_host(place, self.place)):
            self.found.elsewhere.add(split_url(place).netloc)
            return ""
        return place

    def _count(self) -> None:
        self._documents += 1
        if self._documents > _MOST_DOCUMENTS:
            raise RasterError(
                "{place} has more than {count} documents; give the address of a catalogue below "
                "it, or a {COLLECTION}.",
                place=self.place,
                count=_MOST_DOCUMENTS,
            )

    def _read_attribution(self, client: Client, name: str) -> None:
        try:
            told = client.get_collection(name).to_dict(transform_hrefs=False)
        except CancelledError:
            raise
        except Exception:
            # Nothing is lost but whom to thank.
            return
        self.found.attribution[name] = attribution_of(told)


def _as_filter(name: str, test: str, value: Any) -> dict[str, Any]:
    return {"op": {"lte": "<=", "in": "in"}[test], "args": [{"property": name}, value]}
