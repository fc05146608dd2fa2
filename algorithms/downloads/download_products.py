"""Download Products."""

from __future__ import annotations

import json
from pathlib import Path

from qgis.core import (
    QgsProcessing,
    QgsProcessingOutputNumber,
    QgsProcessingOutputString,
    QgsProcessingParameterFeatureSink,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterFolderDestination,
    QgsProcessingParameterString,
)

from ...core.downloads.plan import DownloadPlan, plan_downloads
from ...core.downloads.queue import DownloadQueue, open_queue
from ...core.downloads.run import DownloadRun
from ...core.downloads.seams import Settings
from ...core.downloads.wanted import WantedProduct, read_wanted, read_wanted_rows
from ...core.errors import NetworkError, ParameterError
from ...core.message import Message, as_message, counted, list_names
from ..base.algorithm import TilewrightAlgorithm
from ..base.compat import is_null
from ..base.values import Values
from ..base.words import tr
from ..inputs.tiles import read_features
from ..network.download import FileCarrier
from ..network.fetch import Fetcher
from ..network.sign_in import ServiceSignIn, read_account
from .products_table import product_path, write_products
from .service_parameters import (
    AUTHCFG,
    WORKERS,
    Services,
    add_service_parameters,
    read_services,
)

NAMES_OF_PRODUCTS = "NAMES"
_MOST_REASONS = 5


class DownloadProductsAlgorithm(TilewrightAlgorithm):
    """Gets whole Sentinel-2 products from the Copernicus Data Space."""

    ID = "downloadproducts"
    NAME = "Download products"
    GROUP_ID = "imagery"
    GROUP = "Imagery"
    TAGS = ("sentinel-2", "copernicus", "download", "products", "SAFE", "zip", "resume")
    HELP = (
        "Downloads whole Sentinel-2 products as zip files from the Copernicus Data Space, up to "
        "four at once: those that are selected in a table of Search Catalogue or Select Products, "
        "or those that are listed by name. Each is compared with its checksum before it gets its "
        "name. What breaks off goes on where it was, in this run or in a later one: run again with "
        "the same folder, and what is there is not asked for again. Products that fail are named, "
        "with the reason, and the others come all the same. Needs an account, which is free. The "
        "table of products serves as a table of scenes; Load Sentinel-2 Product takes the files as "
        "they are."
    )
    INPUT = "INPUT"
    OUTPUT = "OUTPUT"
    PRODUCTS = "PRODUCTS"

    def initAlgorithm(self, config=None) -> None:
        self.add(
            QgsProcessingParameterFeatureSource(
                self.INPUT,
                tr("Table of products"),
                [QgsProcessing.SourceType.TypeVector],
                optional=True,
            ),
            "The layer of Search Catalogue over the Copernicus Data Space, the table of Select "
            "Products, or any table whose column name has names of products. Where there is a "
            "column selected, only rows where it is not 0 are downloaded.",
        )
        self.add(
            QgsProcessingParameterString(
                NAMES_OF_PRODUCTS, tr("Names of products"), multiLine=True, optional=True
            ),
            "Products instead of a table: their names or their ids in the catalogue, one a line or "
            "separated by commas.",
        )
        add_service_parameters(self)
        self.add(
            QgsProcessingParameterFolderDestination(self.OUTPUT, tr("Folder of products")),
            "Where the zip files go. It may hold others. The file downloads.json keeps how far "
            "each product is.",
        )
        self.add(
            QgsProcessingParameterFeatureSink(
                self.PRODUCTS,
                tr("Products"),
                QgsProcessing.SourceType.TypeVector,
                optional=True,
                createByDefault=True,
            ),
            "The table of the products: date, level, tile, cloud cover and path; selected is 1 for "
            "those that are here, and reason tells why others are not.",
        )
        self.addOutput(QgsProcessingOutputString("FILES", tr("Paths of the products (JSON)")))
        self.addOutput(QgsProcessingOutputNumber("PRODUCT_COUNT", tr("Products in the folder")))
        self.addOutput(QgsProcessingOutputNumber("NEW_COUNT", tr("Products downloaded now")))
        self.addOutput(QgsProcessingOutputNumber("FAILED_COUNT", tr("Products that failed")))

    def take_inputs(self, values: Values) -> None:
        self._services = read_services(values)
        self._account = read_account(values.text(AUTHCFG), bool(self._services.sign_in))

    def compute(self, values: Values) -> dict:
        wanted = _read_wanted(values)
        values.check_cancelled()
        folder = Path(values.output_file(self.OUTPUT))
        with open_queue(folder) as queue:
            plan = self._download(queue, wanted, values)
            return self._finish(queue, plan, values)

    def _download(
        self, queue: DownloadQueue, wanted: list[WantedProduct], values: Values
    ) -> DownloadPlan:
        services: Services = self._services
        is_cancelled = values.feedback.isCanceled
        with Fetcher.for_run(values) as fetcher:
            plan = plan_downloads(
                queue,
                wanted,
                lambda url: fetcher.get(url, {"Accept": "application/json"}).body,
                services.catalogue,
                is_cancelled,
            )
            here = len(plan.names) - len(plan.to_get)
            if here:
                values.info(
                    counted(
                        here,
                        "{count} product is here already.",
                        "{count} products are here already.",
                    )
                )
            if not plan.to_get:
                return plan
            sign_in = ServiceSignIn(self._account, services.sign_in, fetcher)
            settings = Settings(services.download, values.integer(WORKERS))
            with FileCarrier() as carrier:
                DownloadRun(
                    queue,
                    carrier,
                    sign_in,
                    settings,
                    is_cancelled,
                    values.info,
                    lambda share: values.feedback.setProgress(100 * share),
                ).run(plan.to_get)
        return plan

    def _finish(self, queue: DownloadQueue, plan: DownloadPlan, values: Values) -> dict:
        paths = {name: product_path(queue, name) for name in plan.names}
        here = [name for name, path in paths.items() if path]
        reasons = {n: as_message(queue.entries[n].reason) for n in plan.names if n not in here}
        reasons.update({key: Message("the catalogue does not have it") for key in plan.missing})
        failed = list_names(
            (
                Message("{name} ({reason})", name=name, reason=reason)
                for name, reason in reasons.items()
            ),
            _MOST_REASONS,
        )
        if not here:
            raise NetworkError(
                counted(
                    len(reasons),
                    "The product could not be downloaded: {failed}. Run again to try once more.",
                    "None of {count} products could be downloaded: {failed}. Run again to try once "
                    "more.",
                    failed=failed,
                )
            )
        table = write_products(values, self.PRODUCTS, queue, plan.names, plan.missing)
        values.info(
            counted(
                len(here),
                "{count} of {all} products is in {folder}.",
                "{count} of {all} products are in {folder}.",
                all=len(here) + len(reasons),
                folder=queue.folder,
            )
        )
        if reasons:
            values.warn(
                counted(
                    len(reasons),
                    "{count} product failed: {failed}. Run again with the same folder to try once "
                    "more.",
                    "{count} products failed: {failed}. Run again with the same folder to try once "
                    "more.",
                    failed=failed,
                )
            )
        results = {
            self.OUTPUT: str(queue.folder),
            "FILES": json.dumps([paths[name] for name in here], ensure_ascii=False),
            "PRODUCT_COUNT": len(here),
            "NEW_COUNT": sum(name in here for name in plan.to_get),
            "FAILED_COUNT": len(reasons),
        }
        return results if table is None else {**results, self.PRODUCTS: table}


def _read_wanted(values: Values) -> list[WantedProduct]:
    has_table, has_names = values.is_given("INPUT"), values.is_given(NAMES_OF_PRODUCTS)
    if has_table == has_names:
        raise ParameterError(
            "Name what to download: a table of products with {INPUT}, or their names with {NAMES}; "
            "one of the two."
        )
    if has_names:
        wanted = read_wanted(values.text(NAMES_OF_PRODUCTS))
    else:
        source = values.source("INPUT")
        rows = (
            ["" if is_null(value) else str(value) for value in feature.attributes()]
            # Footprints, at the edge of the map for example, are nothing that is looked at.
            for feature in read_features(source)
        )
        columns = [field.name() for field in source.fields()]
        wanted, left_out = read_wanted_rows(source.sourceName(), columns, rows)
        if left_out:
            values.info(
                "{count} of {all} rows of {table} are not selected.",
                count=left_out,
                all=left_out + len(wanted),
                table=source.sourceName(),
            )
    if not wanted:
        raise ParameterError("No product is selected; select some, or list their names.")
    return wanted
