"""The provider: all algorithms under one name."""

from __future__ import annotations

import os

from qgis.core import QgsProcessingProvider
from qgis.PyQt.QtGui import QIcon

from .base import ICONS, tr
from .dependencies import installation_help, missing_packages


class TilewrightProvider(QgsProcessingProvider):
    """Offers the algorithms to the toolbox, the modeler, scripts and qgis_process."""

    def id(self) -> str:
        return "tilewright"

    def name(self) -> str:
        return "Tilewright"

    def longName(self) -> str:
        return tr("Tilewright: image-tile datasets")

    def icon(self) -> QIcon:
        return QIcon(os.path.join(ICONS, "tilewright.svg"))

    def warningMessage(self) -> str:
        missing = missing_packages()
        return installation_help(missing) if missing else ""

    def supportedOutputRasterLayerExtensions(self) -> list[str]:
        return ["tif", "tiff", "vrt"]

    def loadAlgorithms(self) -> None:
        for make in algorithm_classes():
            self.addAlgorithm(make())


def algorithm_classes() -> list[type]:
    """All algorithms, in the order of the workflow."""
    from .assign_coarse_tile import AssignCoarseTileAlgorithm
    from .audit_split import AuditSplitAlgorithm
    from .build_dataset import BuildDatasetAlgorithm
    from .classify_raster import ClassifyRasterAlgorithm
    from .coarse_proportions import CoarseProportionsAlgorithm
    from .composite import CompositeAlgorithm
    from .contact_sheet import ContactSheetAlgorithm
    from .create_random_tiles import CreateRandomTilesAlgorithm
    from .create_tile_grid import CreateTileGridAlgorithm
    from .export_tiles import ExportTilesAlgorithm
    from .export_time_series import ExportTimeSeriesAlgorithm
    from .join_labels import JoinLabelsAlgorithm
    from .label_proportions import LabelProportionsAlgorithm
    from .load_sentinel2 import LoadSentinel2Algorithm
    from .mask_cloud_points import MaskCloudPointsAlgorithm
    from .mask_cloud_raster import MaskCloudRasterAlgorithm
    from .package_dataset import PackageDatasetAlgorithm
    from .rasterize_labels import RasterizeLabelsAlgorithm
    from .sample_pixels import SamplePixelsAlgorithm
    from .select_products import SelectProductsAlgorithm
    from .select_tiles import SelectTilesAlgorithm
    from .split_tiles import SplitTilesAlgorithm
    from .stack_bands import StackBandsAlgorithm
    from .train_classifier import TrainClassifierAlgorithm

    return [
        SelectProductsAlgorithm,
        LoadSentinel2Algorithm,
        StackBandsAlgorithm,
        CompositeAlgorithm,
        CreateTileGridAlgorithm,
        CreateRandomTilesAlgorithm,
        SelectTilesAlgorithm,
        MaskCloudPointsAlgorithm,
        MaskCloudRasterAlgorithm,
        JoinLabelsAlgorithm,
        LabelProportionsAlgorithm,
        CoarseProportionsAlgorithm,
        RasterizeLabelsAlgorithm,
        AssignCoarseTileAlgorithm,
        SplitTilesAlgorithm,
        AuditSplitAlgorithm,
        ExportTilesAlgorithm,
        ExportTimeSeriesAlgorithm,
        BuildDatasetAlgorithm,
        PackageDatasetAlgorithm,
        SamplePixelsAlgorithm,
        TrainClassifierAlgorithm,
        ClassifyRasterAlgorithm,
        ContactSheetAlgorithm,
    ]
