"""Classify Raster."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from contextlib import closing
from pathlib import Path

from qgis.core import (
    QgsProcessingOutputMultipleLayers,
    QgsProcessingOutputString,
    QgsProcessingParameterFile,
    QgsProcessingParameterFolderDestination,
    QgsProcessingParameterRasterLayer,
    QgsProcessingParameterString,
)

from ...core.batch.run import BatchImage
from ...core.classes.legend import format_legend
from ...core.classify.file import EXTENSION, read_model
from ...core.classify.methods import METHODS
from ...core.classify.model import ClassifierModel
from ...core.classify.raster import ClassifiedRaster, count_classes
from ...core.errors import ModelError, RasterError
from ...core.files.fingerprint import hash_file
from ...core.message import Parameter, counted
from ...core.raster.source import FileRasterSource
from ..base.algorithm import TilewrightAlgorithm
from ..base.parameters import double_parameter, integer_parameter
from ..base.values import Values
from ..base.words import tr
from ..batch.batch_parameters import (
    FOLDER,
    RASTERS,
    add_batch_outputs,
    add_image_list,
    add_name_filter,
)
from ..batch.read_images import NamedImage, output_folder, read_images
from ..batch.run_images import run_images, target_of
from ..class_maps.clean_parameters import add_clean_parameters, check_cleaning, settings_of
from ..outputs.rasters import add_raster_output, read_raster_outputs
from ..rasters.index_parameters import BAND_MEANINGS, REFLECTANCE, add_band_meanings
from ..rasters.source import log_bands, read_raster_input
from ..scenes.scene_parameters import SCENES, has_scenes
from .classify_parameters import BANDS, NODATA, add_nodata_parameter
from .classify_work import MIN_CERTAINTY, UNCERTAIN, ClassifyingWork

RASTER = "RASTER"
MODEL = "MODEL"
OUTPUT = "OUTPUT"
PROBABILITIES = "PROBABILITIES"
PROBABILITIES_FOLDER = "PROBABILITIES_FOLDER"
# What results hold of them.
PROBABILITY_RASTERS = "PROBABILITY_RASTERS"
_ENDING = "_probabilities"
_OF_INDICES = (BAND_MEANINGS, REFLECTANCE)


class ClassifyRasterAlgorithm(TilewrightAlgorithm):
    """Gives each pixel of a raster the class that a model finds."""

    ID = "classifyraster"
    NAME = "Classify raster"
    GROUP_ID = "classify"
    GROUP = "Classify"
    TAGS = ("classify", "land cover", "random forest", "k-means", "predict", "segmentation")
    HELP = (
        "Gives each pixel of a raster the class that a model finds, as a compressed GeoTIFF with "
        "the colours and names of the classes, and a QGIS style (.qml) beside it. "
        "0 is nodata: pixels with nodata in any band. The raster must have the model's bands. "
        "Specks can be taken out at once. "
        "Works block by block on all cores, and needs no scikit-learn. Takes one raster, or many: "
        "a list, a folder, or folders in a folder."
    )

    def initAlgorithm(self, config=None) -> None:
        self.add(
            QgsProcessingParameterRasterLayer(RASTER, tr("Raster"), optional=True),
            "The image to classify; or give several below.",
        )
        add_image_list(self)
        add_name_filter(self)
        self.add(
            QgsProcessingParameterFile(
                MODEL, tr("Model"), fileFilter=f"Model (*{EXTENSION});;All files (*.*)"
            ),
            "A model file that Train classifier wrote. It holds numbers and no code, so that one "
            "from a stranger is safe to open.",
        )
        self.add(
            QgsProcessingParameterString(BANDS, tr("Bands"), optional=True),
            "Numbers of the bands to take, in the order of the model's, such as 3,2,1. Empty: the "
            "bands that are called like the model's, else all but a band tagged as alpha. Without "
            "the indices that the model was trained with: these are computed.",
        )
        add_band_meanings(self)
        self.add(
            double_parameter(MIN_CERTAINTY, "Least certainty (%)", 0, 0, 100),
            "Pixels whose likeliest class is less likely than this get a class of their own. Not "
            "for K-means and SVM.",
            advanced=True,
        )
        self.add(
            QgsProcessingParameterString(UNCERTAIN, tr("Name of uncertain pixels"), "uncertain"),
            "The class of pixels below the least certainty. Its number follows the last one.",
            advanced=True,
        )
        add_clean_parameters(self, 0, is_advanced=True)
        self.add(
            integer_parameter("WORKERS", "Threads", least=1),
            "How many blocks are worked on at once. Empty: one a core.",
            advanced=True,
        )
        add_nodata_parameter(self)
        add_raster_output(
            self,
            OUTPUT,
            "Class raster",
            "The GeoTIFF of class numbers to write, of one raster.",
            is_optional=True,
            is_default=True,
        )
        add_raster_output(
            self,
            PROBABILITIES,
            "Probabilities",
            "A second GeoTIFF, with a band a class: how likely it is, from 0 to 1. Not for "
            "K-means and SVM.",
            is_optional=True,
        )
        add_batch_outputs(
            self,
            "The folder for the class rasters of several images, each under the name of its image.",
        )
        self.add(
            QgsProcessingParameterFolderDestination(
                PROBABILITIES_FOLDER,
                tr("Folder for probabilities of several rasters"),
                optional=True,
                createByDefault=False,
            ),
            "The folder for the probabilities of several images, each under the name of its image "
            f"with {_ENDING} behind. It may be that of the class rasters. Not for K-means and SVM.",
            advanced=True,
        )
        self.addOutput(
            QgsProcessingOutputMultipleLayers(
                PROBABILITY_RASTERS, tr("Probabilities in the folder")
            )
        )
        self.addOutput(QgsProcessingOutputString("CLASS_COUNTS", tr("Pixels by class, as JSON")))
        self.addOutput(QgsProcessingOutputString("LEGEND", tr("Classes, as JSON")))

    def take_inputs(self, values: Values) -> None:
        check_cleaning(values)
        self._images = None
        has_several = has_scenes(values) or values.is_given(FOLDER)
        if has_several and values.is_given(RASTER):
            raise RasterError(
                "{raster} and {scenes} are both given; give one of them.",
                raster=Parameter(RASTER),
                scenes=Parameter(FOLDER if values.is_given(FOLDER) else SCENES),
            )
        if has_several:
            _check_several(values)
            self._images = read_images(values)
        elif not values.is_given(RASTER):
            raise RasterError(
                "There is no raster; give {raster}, or several with {SCENES} or {FOLDER}.",
                raster=Parameter(RASTER),
            )
        elif output_folder(values):
            raise RasterError(
                "{OUTPUT_FOLDER} is for several rasters; give {OUTPUT} for one {RASTER}."
            )
        elif values.is_given(PROBABILITIES_FOLDER):
            raise RasterError(
                "{PROBABILITIES_FOLDER} is for several rasters; give {PROBABILITIES} for one "
                "{RASTER}."
            )
        elif not values.raw(OUTPUT):
            raise RasterError("Give {OUTPUT}, the class raster to write.")
        else:
            self._raster = read_raster_input(values, RASTER)

    def compute(self, values: Values) -> dict:
        model = read_model(values.file(MODEL))
        if self._images is not None:
            return self._classify_many(model, values)
        output, shares = read_raster_outputs(values, (OUTPUT, PROBABILITIES))
        work = ClassifyingWork(model, values)
        found = work.classify(
            self._raster, output, shares, lambda part: values.feedback.setProgress(100 * part)
        )
        log_bands(work.infos, values)
        _log_counts(found, values)
        results = {
            OUTPUT: output,
            "CLASS_COUNTS": json.dumps(_counts(found), ensure_ascii=False),
            "LEGEND": format_legend(found.legend),
        }
        if shares:
            results[PROBABILITIES] = shares
        return results

    def _classify_many(self, model: ClassifierModel, values: Values) -> dict:
        work = ClassifyingWork(model, values)
        counts, legend = {}, model.legend
        has_shares = values.is_given(PROBABILITIES_FOLDER)
        if has_shares and not METHODS[model.method].has_probabilities:
            raise ModelError(
                "Models of {method} do not know how likely a class is; leave "
                "{PROBABILITIES_FOLDER} empty.",
                method=model.method,
            )

        def image_of(image: NamedImage) -> BatchImage:
            target, shares = target_of(image.name, values), ""
            if has_shares:
                shares = target_of(image.name, values, PROBABILITIES_FOLDER, _ENDING)

            def make(tags: Mapping[str, str], progress: Callable[[float], None]) -> None:
                found = work.classify(image.raster, target, shares, progress, tags)
                counts[image.name] = _counts(found)

            beside = (shares,) if shares else ()
            return BatchImage(image.name, (image.raster.path,), target, make, beside)

        how = {
            "model": hash_file(Path(values.file(MODEL))),
            "bands": values.text(BANDS),
            "nodata": values.optional_double(NODATA),
            **{name: values.text(name) for name in _OF_INDICES if values.is_given(name)},
            "least": values.double(MIN_CERTAINTY),
            "uncertain": values.text(UNCERTAIN) if values.double(MIN_CERTAINTY) > 0 else "",
            **settings_of(values),
        }
        images = [image_of(image) for image in self._images]
        results = run_images(images, how, values)
        if has_shares:
            whole = set(results[RASTERS])
            beside = [path for i in images if i.target in whole for path in i.beside]
            results[PROBABILITIES_FOLDER] = values.output_file(PROBABILITIES_FOLDER)
            results[PROBABILITY_RASTERS] = beside
        log_bands(work.infos, values)
        shown = work.legend or legend
        for image in images:
            if image.target in results[RASTERS] and image.name not in counts:
                with closing(FileRasterSource(image.target)) as kept_raster:
                    kept = count_classes(kept_raster, values.feedback.isCanceled)
                counts[image.name] = {c.name: kept[c.id] for c in shown}
        results["CLASS_COUNTS"] = json.dumps(counts, ensure_ascii=False)
        results["LEGEND"] = format_legend(shown)
        return results


def _check_several(values: Values) -> None:
    if not output_folder(values):
        raise RasterError("Give {OUTPUT_FOLDER}, the folder for the class rasters of all images.")
    if values.raw(PROBABILITIES):
        raise ModelError(
            "{PROBABILITIES} is written of one {RASTER} alone; give {PROBABILITIES_FOLDER} for "
            "those of several."
        )


def _counts(found: ClassifiedRaster) -> dict[str, int]:
    return {c.name: found.counts[c.id] for c in found.legend}


def _log_counts(found: ClassifiedRaster, values: Values) -> None:
    total = max(1, sum(found.counts.values()))
    width = max(len(tr("class")), *(len(c.name) for c in found.legend))
    for c in found.legend:
        count = found.counts[c.id]
        values.row(f"{c.id:>6}  {c.name:<{width}}  {count:>12}  {100 * count / total:5.1f} %")
    if found.nodata_count:
        values.info(
            counted(found.nodata_count, "{count} pixel is nodata.", "{count} pixels are nodata.")
        )
