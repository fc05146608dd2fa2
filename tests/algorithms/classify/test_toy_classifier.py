"""A classifier from outside works in all algorithms once it is in the list."""

from types import SimpleNamespace

import numpy as np
import rasterio

from tilewright.algorithms.classify.train_classifier import TrainClassifierAlgorithm
from tilewright.core.classify.kmeans import NearestCentre
from tilewright.core.classify.methods import METHODS
from tilewright.core.classify.model import ClassifierModel
from tilewright.core.classify.supervised import SupervisedMethod
from tilewright.core.errors import ModelError

CSV = "band 1,label,polygon\n" + "".join(
    f"{value},{name},{polygon}\n"
    for polygon, (value, name) in enumerate([(8, "low"), (12, "low"), (190, "high"), (210, "high")])
    for _ in range(5)
)


class NearestMean(SupervisedMethod):
    """Gives pixels the class whose mean is nearest."""

    name = "NEAREST_MEAN"
    title = "Nearest mean"
    help = "the class with the nearest mean."
    has_probabilities = False

    def fit(self, fit):
        means = np.stack([fit.values[fit.labels == k].mean(axis=0) for k in (0, 1)])

        def predict(values):
            return np.abs(values[:, None] - means).sum(axis=2).argmin(axis=1)

        return SimpleNamespace(means=means, predict=predict)

    def to_model(self, fitted, bands, legend, facts):
        zeros = np.zeros(len(bands))
        return ClassifierModel(
            self.name,
            bands,
            legend,
            means=zeros,
            scales=zeros + 1,
            centres=fitted.means.astype(float),
            facts=facts,
        )

    def check(self, model):
        if model.centres.shape != (len(model.legend), len(model.bands)):
            raise ModelError("its means do not fit its classes")

    def predictor(self, model):
        return NearestCentre(model)


def test_toy_trains_is_measured_and_classifies(run, make_raster, tmp_path, monkeypatch):
    import processing

    monkeypatch.setitem(METHODS, NearestMean.name, NearestMean())
    samples, page = tmp_path / "samples.csv", tmp_path / "report.html"
    samples.write_text(CSV, "utf-8")
    algorithm = TrainClassifierAlgorithm().create()
    assert "NEAREST_MEAN: the class with the nearest mean." in (
        algorithm.parameterDefinition("METHOD").help()
    )
    given = {"SAMPLES": [str(samples)], "METHOD": "NEAREST_MEAN", "FOLDS": 2}
    outputs = {"OUTPUT": str(tmp_path / "model.npz"), "REPORT": str(page)}
    trained = processing.run(algorithm, {**given, **outputs})
    assert trained["ACCURACY"] == 1.0
    assert "Nearest mean of 2 classes" in page.read_text("utf-8")
    raster = make_raster(np.array([[[0, 95, 120, 255]]], "uint8"))
    output = tmp_path / "classes.tif"
    run("classifyraster", RASTER=raster, MODEL=trained["OUTPUT"], OUTPUT=str(output))
    with rasterio.open(output) as classes:
        values = classes.read(1)[0].tolist()
    assert values[0] == values[1] != values[2] == values[3]
