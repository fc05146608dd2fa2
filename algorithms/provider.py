"""The provider: all algorithms under one name."""

from __future__ import annotations

from qgis.core import QgsProcessingProvider
from qgis.PyQt.QtGui import QIcon

from .base.dependencies import installation_help, missing_packages
from .base.words import ICONS, tr


class TilewrightProvider(QgsProcessingProvider):
    """Offers the algorithms to the toolbox, the modeler, scripts and qgis_process."""

    def id(self) -> str:
        return "tilewright"

    def name(self) -> str:
        return "Tilewright"

    def longName(self) -> str:
        return tr("Tilewright: image-tile datasets")

    def icon(self) -> QIcon:
        return QIcon(str(ICONS / "tilewright.svg"))

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
    from .assess.assess_map import AssessMapAlgorithm
    from .assess.assessment_points import AssessmentPointsAlgorithm
    from .catalog.search_catalog import SearchCatalogAlgorithm
    from .class_maps.clean_classes import CleanClassesAlgorithm
    from .class_maps.compare_maps import CompareMapsAlgorithm
    from .classify.classify_raster import ClassifyRasterAlgorithm
    from .classify.contact_sheet import ContactSheetAlgorithm
    from .classify.sample_pixels import SamplePixelsAlgorithm
    from .classify.train_classifier import TrainClassifierAlgorithm
    from .clouds.mask_cloud_points import MaskCloudPointsAlgorithm
    from .clouds.mask_cloud_raster import MaskCloudRasterAlgorithm
    from .datasets.load_dataset import LoadDatasetAlgorithm
    from .datasets.merge_datasets import MergeDatasetsAlgorithm
    from .datasets.package_dataset import PackageDatasetAlgorithm
    from .datasets.rebuild_dataset import RebuildDatasetAlgorithm
    from .datasets.validate_dataset import ValidateDatasetAlgorithm
    from .downloads.download_products import DownloadProductsAlgorithm
    from .earthengine.earth_engine_tiles import EarthEngineTilesAlgorithm
    from .export.build_dataset import BuildDatasetAlgorithm
    from .export.export_tiles import ExportTilesAlgorithm
    from .grid.create_random_tiles import CreateRandomTilesAlgorithm
    from .grid.create_tile_grid import CreateTileGridAlgorithm
    from .grid.select_tiles import SelectTilesAlgorithm
    from .imagery.composite import CompositeAlgorithm
    from .imagery.load_sentinel2 import LoadSentinel2Algorithm
    from .imagery.mgrs_tiles import MgrsTilesAlgorithm
    from .imagery.select_products import SelectProductsAlgorithm
    from .imagery.stack_bands import StackBandsAlgorithm
    from .labels.coarse_proportions import CoarseProportionsAlgorithm
    from .labels.join_labels import JoinLabelsAlgorithm
    from .labels.label_proportions import LabelProportionsAlgorithm
    from .labels.rasterize_labels import RasterizeLabelsAlgorithm
    from .labels.review_labels import ReviewLabelsAlgorithm
    from .series.export_time_series import ExportTimeSeriesAlgorithm
    from .split.assign_coarse_tile import AssignCoarseTileAlgorithm
    from .split.audit_split import AuditSplitAlgorithm
    from .split.split_tiles import SplitTilesAlgorithm

    return [
        SearchCatalogAlgorithm,
        MgrsTilesAlgorithm,
        SelectProductsAlgorithm,
        DownloadProductsAlgorithm,
        LoadSentinel2Algorithm,
        StackBandsAlgorithm,
        CompositeAlgorithm,
        EarthEngineTilesAlgorithm,
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
        LoadDatasetAlgorithm,
        RebuildDatasetAlgorithm,
        MergeDatasetsAlgorithm,
        ValidateDatasetAlgorithm,
        ReviewLabelsAlgorithm,
        PackageDatasetAlgorithm,
        SamplePixelsAlgorithm,
        TrainClassifierAlgorithm,
        ClassifyRasterAlgorithm,
        CleanClassesAlgorithm,
        AssessmentPointsAlgorithm,
        AssessMapAlgorithm,
        CompareMapsAlgorithm,
        ContactSheetAlgorithm,
    ]
