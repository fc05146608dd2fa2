"""Classifying a scene with a forest of 100 trees, beside scikit-learn's own predict."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
from make_scene import cache_folder, make_scene
from row import Check, Row, Target

_BANDS = 4
_STRIP = 256
# Strips that are predicted by hand: all of them would take minutes a run, at the same rate.
_STRIPS = 3
_MOST_MB = 1024
# Computed of the bands, which are blue, green, red and near infrared, by both sides.
_INDICES = ("NDVI", "NDWI", "GLI")
_MEANINGS = {"blue": 1, "green": 2, "red": 3, "nir": 4}
# Many images of one run, and the side of each.
_IMAGES, _SIDE = 20, 512


def rows(session):
    """Speed beside strips in one thread, equality of the classes, and peak memory."""
    scene = make_scene(session.side, _BANDS)
    files = {}

    def prepare():
        if not files:
            files["forest"], files["model"] = train(scene)
            files["classes"] = str(cache_folder() / "classes.tif")
            files["is_made"] = False
        return files

    yield _beside_strips(session, scene, "classify 4 bands with 100 trees", prepare)
    yield from _with_indices(session, scene)
    yield _many_images(session, scene, prepare)
    yield Check(
        "classes are those of predict", lambda: _same(session, prepare(), scene), "all of them"
    )
    yield Check("peak memory of classifying", lambda: _memory(scene, prepare()["model"]), "<= 1 GB")


def _with_indices(session, scene: str):
    """Bands and indices that are computed as the scene is read, and the memory that takes."""
    files = {}

    def prepare():
        if not files:
            files["forest"], files["model"] = train(scene, "forest_of_indices.npz", add_indices)
            files["classes"] = str(cache_folder() / "classes_of_indices.tif")
        return files

    name = "classify 4 bands and 3 indices with 100 trees"
    yield _beside_strips(session, scene, name, prepare, _INDICES, add_indices)
    yield Check(
        "peak memory of classifying with indices",
        lambda: _memory(scene, prepare()["model"], *_INDICES),
        "<= 1 GB",
    )


def _beside_strips(session, scene: str, name: str, prepare, indices=(), add=np.asarray) -> Row:
    """The whole scene beside some strips in one thread; ``add`` makes more of their bands."""

    def by_tilewright():
        made = prepare()
        start = time.perf_counter()
        classify(scene, made["model"], made["classes"], *indices)
        made["is_made"] = True
        return session.side**2 / 1e6, time.perf_counter() - start

    def by_strips():
        forest = prepare()["forest"]
        count, seconds = 0, 0.0
        for top in strips(session.side):
            start = time.perf_counter()
            count += predict_strip(forest, scene, top, add).size
            seconds += time.perf_counter() - start
        return count / 1e6, seconds

    return Row(
        name,
        {"tilewright": by_tilewright, "predict on strips": by_strips},
        targets=[Target("predict on strips", at_least=3)],
        unit="megapixels",
    )


def add_indices(values: np.ndarray) -> np.ndarray:
    """Bands (4, ...) and the indices behind them (7, ...), as a script has them."""
    bands = values.astype(np.float32)
    blue, green, red, nir = bands
    with np.errstate(all="ignore"):
        indices = [
            (nir - red) / (nir + red),
            (green - nir) / (green + nir),
            (2 * green - red - blue) / (2 * green + red + blue),
        ]
    return np.nan_to_num(np.concatenate([bands, indices]))


def _many_images(session, scene: str, prepare):
    """One call for all images beside one for each, with the same model."""
    images = []

    def made() -> list[str]:
        if not images:
            images.extend(cut_images(scene, session.folder("images")))
        return images

    def in_one_call():
        paths, model, out = made(), prepare()["model"], session.folder()
        start = time.perf_counter()
        session.run("tilewright:classifyraster", FOLDER=str(Path(paths[0]).parent), MODEL=model,
                    OUTPUT_FOLDER=str(out))  # fmt: skip
        return len(paths), time.perf_counter() - start

    def one_by_one():
        paths, model, out = made(), prepare()["model"], session.folder()
        start = time.perf_counter()
        for path in paths:
            target = str(out / Path(path).name)
            session.run("tilewright:classifyraster", RASTER=path, MODEL=model, OUTPUT=target)
        return len(paths), time.perf_counter() - start

    return Row(
        "20 images classified in one call",
        {"tilewright": in_one_call, "a loop of single calls": one_by_one},
        targets=[Target("a loop of single calls", at_most=1)],
        unit="images",
    )


def cut_images(scene: str, folder: Path) -> list[str]:
    """Paths of images cut from a scene, side by side as far as there is room."""
    import rasterio
    from rasterio.windows import Window

    paths = []
    with rasterio.open(scene) as dataset:
        across = max(1, dataset.width // _SIDE)
        rows = max(1, dataset.height // _SIDE)
        for k in range(_IMAGES):
            place = (k % across * _SIDE, k // across % rows * _SIDE)
            window = Window(*place, min(_SIDE, dataset.width), min(_SIDE, dataset.height))
            profile = {
                **dataset.profile,
                "width": window.width,
                "height": window.height,
                "transform": dataset.window_transform(window),
            }
            paths.append(str(folder / f"image_{k}.tif"))
            with rasterio.open(paths[-1], "w", **profile) as image:
                image.write(dataset.read(window=window))
    return paths


def strips(side: int) -> list[int]:
    """First rows of strips, spread evenly."""
    last = max(0, side - _STRIP)
    return sorted({int(v) for v in np.linspace(0, last, _STRIPS)})


def train(scene: str, name: str = "forest.npz", add=np.asarray):
    """A forest by scikit-learn, and the same as a model file; of classes that overlap.

    ``add`` makes more of the bands.
    """
    import rasterio

    from tilewright.core.classes.legend import make_legend
    from tilewright.core.classify.file import write_model
    from tilewright.core.classify.train import TrainingOptions, train_classifier
    from tilewright.core.samples.training import TrainingData

    rng = np.random.default_rng(0)
    with rasterio.open(scene) as dataset:
        rows_of = rng.integers(0, dataset.height, 60)
        pixels = np.concatenate(
            [
                dataset.read(window=((row, row + 1), (0, dataset.width)))[:, 0, ::37].T
                for row in rows_of.tolist()
            ]
        ).astype(np.float32)
    pixels = pixels[rng.permutation(len(pixels))[:3000]]
    mix = pixels @ rng.normal(size=_BANDS)
    noisy = mix + rng.normal(scale=0.15 * mix.std(), size=len(mix))
    labels = np.searchsorted(np.quantile(noisy, (0.2, 0.4, 0.6, 0.8)), noisy)
    zeros = np.zeros(len(labels), dtype=np.int64)
    pixels = np.ascontiguousarray(add(pixels.T).T)
    data = TrainingData(pixels, labels, np.arange(len(labels)), zeros)
    legend = make_legend("abcde")
    names = [f"band {k}" for k in range(1, pixels.shape[1] + 1)]
    model, _ = train_classifier(data, names, legend, TrainingOptions(folds=0))
    path = str(cache_folder() / name)
    write_model(path, model)
    from sklearn.ensemble import RandomForestClassifier

    forest = RandomForestClassifier(100, random_state=0, n_jobs=1).fit(pixels, labels)
    return forest, path


def classify(scene: str, model: str, output: str, *indices: str) -> None:
    """The whole scene, as Classify Raster does."""
    from osgeo import gdal

    from tilewright.core.classify.file import read_model
    from tilewright.core.classify.raster import classify_raster
    from tilewright.core.indices.request import IndexRequest, open_with_indices
    from tilewright.core.raster.source import FileRasterSource

    gdal.SetCacheMax(96 * 1024**2)
    request = IndexRequest(indices, _MEANINGS)
    source = open_with_indices(lambda bands: FileRasterSource(scene, bands), "", request)
    try:
        classify_raster(source, read_model(model), output)
    finally:
        source.close()


def predict_strip(forest, scene: str, top: int, add=np.asarray) -> np.ndarray:
    """Classes (rows, columns) of a strip, as a script would get them."""
    import rasterio

    with rasterio.open(scene) as dataset:
        values = dataset.read(window=((top, min(top + _STRIP, dataset.height)), (0, dataset.width)))
    pixels = add(values.reshape(len(values), -1))
    found = forest.predict(pixels.T.astype(np.float32))
    return found.reshape(values.shape[1:])


def _same(session, files: dict, scene: str):
    import rasterio

    # What the row wrote, where that ran.
    if not files["is_made"]:
        classify(scene, files["model"], files["classes"])
    wrong = count = 0
    with rasterio.open(files["classes"]) as dataset:
        for top in strips(session.side):
            expected = predict_strip(files["forest"], scene, top) + 1
            found = dataset.read(1, window=((top, top + len(expected)), (0, dataset.width)))
            wrong += int((found != expected).sum())
            count += expected.size
    return f"{wrong} of {count} differ", wrong == 0, {"wrong": wrong, "pixels": count}


def _memory(scene: str, model: str, *indices: str):
    # Not where the row writes: what that wrote is compared afterwards.
    output = str(cache_folder() / "classes_for_memory.tif")
    done = subprocess.run(
        [
            sys.executable,
            "-W",
            "ignore",
            str(Path(__file__).resolve()),
            scene,
            model,
            output,
            *indices,
        ],
        check=True,
        capture_output=True,
        text=True,
    )
    peak = json.loads(done.stdout.splitlines()[-1])["peak_mb"]
    return f"{peak:.0f} MB", peak <= _MOST_MB, {"peak_mb": peak}


if __name__ == "__main__":
    from session import register_package

    register_package()
    classify(*sys.argv[1:])
    # Of this program alone: getrusage counts what the one that started it held, too.
    status = Path("/proc/self/status").read_text(encoding="utf-8")
    peak_mb = int(status.partition("VmHWM:")[2].split()[0]) / 1024
    sys.stdout.write(json.dumps({"peak_mb": round(peak_mb, 1)}) + "\n")
