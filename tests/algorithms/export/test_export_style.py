"""Export Tiles with SCALING=STYLE: tiles look as QGIS itself draws the layer."""

import contextlib

import numpy as np
import pytest
import rasterio
from PIL import Image


@pytest.fixture
def in_project(qgis):
    """Puts a raster into the project, as a user would."""
    from qgis.core import QgsProject, QgsRasterLayer

    project = QgsProject.instance()

    def add(path, name="scene"):
        layer = QgsRasterLayer(path, name)
        assert layer.isValid()
        project.addMapLayer(layer)
        return layer

    yield add
    project.clear()


@pytest.fixture
def drawn_by_qgis(tmp_path):
    """The whole layer as red, green, blue and opacity, by Export > Save As > Rendered image."""
    from qgis.core import QgsProject, QgsRasterFileWriter

    def draw(layer):
        path = str(tmp_path / "drawn.tif")
        copy = layer.clone()  # kept until the writer is done
        error = QgsRasterFileWriter(path).writeRaster(
            copy.pipe(),
            layer.width(),
            layer.height(),
            layer.extent(),
            layer.crs(),
            QgsProject.instance().transformContext(),
        )
        assert error == QgsRasterFileWriter.WriterError.NoError
        with rasterio.open(path) as dataset:
            return dataset.read()

    return draw


@pytest.fixture
def export(run, tmp_path, csv_rows):
    """Exports styled tiles; returns the picture that they make up, and all lines of tiles.csv."""

    def call(raster, size=32, **parameters):
        tiles = run("createtilegrid", INPUT=raster, TILE_SIZE=size, EDGE="KEEP")["OUTPUT"]
        folder = tmp_path / f"out{len(list(tmp_path.glob('out*')))}"
        parameters = {"FORMAT": "PNG", "SCALING": "STYLE", **parameters}
        run("exporttiles", RASTER=raster, TILES=tiles, OUTPUT=str(folder), **parameters)
        lines = csv_rows(folder / "tiles.csv")
        height = max(int(r["row_off"]) + int(r["height"]) for r in lines)
        width = max(int(r["col_off"]) + int(r["width"]) for r in lines)
        picture = np.zeros((3, height, width), dtype="uint8")
        for line in lines:
            col, row = int(line["col_off"]), int(line["row_off"])
            part = np.asarray(Image.open(folder / line["file"]))
            assert part.shape[2] == 3
            picture[:, row : row + part.shape[0], col : col + part.shape[1]] = part.transpose(
                2, 0, 1
            )
        return picture, lines

    return call


def noise(shape, dtype="uint16", greatest=10000):
    return np.random.default_rng(8).integers(1, greatest, shape).astype(dtype)


def stretch(layer, low, high):
    from qgis.core import QgsContrastEnhancement, QgsMultiBandColorRenderer

    provider = layer.dataProvider()
    renderer = QgsMultiBandColorRenderer(provider, 3, 1, 2)
    for band, setter in ((3, "Red"), (1, "Green"), (2, "Blue")):
        enhancement = QgsContrastEnhancement(provider.dataType(band))
        enhancement.setMinimumValue(low)
        enhancement.setMaximumValue(high)
        enhancement.setContrastEnhancementAlgorithm(
            QgsContrastEnhancement.ContrastEnhancementAlgorithm.StretchToMinimumMaximum
        )
        getattr(renderer, f"set{setter}ContrastEnhancement")(enhancement)
    layer.setRenderer(renderer)


def color_ramp(layer):
    from qgis.core import QgsColorRampShader, QgsRasterShader, QgsSingleBandPseudoColorRenderer
    from qgis.PyQt.QtGui import QColor

    ramp = QgsColorRampShader(0, 10000)
    ramp.setColorRampItemList(
        [
            QgsColorRampShader.ColorRampItem(v, QColor(c))
            for v, c in ((0, "#102030"), (4000, "#e04010"), (10000, "#f0f0a0"))
        ]
    )
    shader = QgsRasterShader()
    shader.setRasterShaderFunction(ramp)
    layer.setRenderer(QgsSingleBandPseudoColorRenderer(layer.dataProvider(), 1, shader))


def test_stretched_bands_in_any_order(in_project, drawn_by_qgis, export, make_raster):
    layer = in_project(make_raster(noise((3, 70, 90))))
    stretch(layer, 1500, 8000)
    picture, _ = export(layer)
    np.testing.assert_array_equal(picture, drawn_by_qgis(layer)[:3])
    assert (picture.min(), picture.max()) == (0, 255)


def test_single_band_in_pseudo_colours(in_project, drawn_by_qgis, export, make_raster):
    layer = in_project(make_raster(noise((1, 70, 90))))
    color_ramp(layer)
    picture, _ = export(layer)
    np.testing.assert_array_equal(picture, drawn_by_qgis(layer)[:3])
    assert len(np.unique(picture.reshape(3, -1), axis=1).T) > 100


def test_paletted_layer_in_its_colours(in_project, drawn_by_qgis, export, make_raster):
    colors = {1: (230, 25, 75, 255), 2: (60, 180, 75, 255), 3: (0, 130, 200, 255)}
    codes = noise((40, 50), "uint8", 4)
    raster = make_raster(codes, colormap=colors, colorinterp=["palette"])
    layer = in_project(raster)
    picture, _ = export(layer)
    np.testing.assert_array_equal(picture, drawn_by_qgis(layer)[:3])
    assert tuple(picture[:, 0, 0]) == colors[codes[0, 0]][:3]


def test_brightness_and_the_like_belong_to_the_style(
    in_project, drawn_by_qgis, export, make_raster
):
    layer = in_project(make_raster(noise((3, 40, 40))))
    stretch(layer, 0, 10000)
    layer.brightnessFilter().setBrightness(60)
    # Not the saturation: some builds of QGIS 3.44 crash when they draw it, in any way.
    layer.brightnessFilter().setContrast(30)
    picture, _ = export(layer)
    np.testing.assert_array_equal(picture, drawn_by_qgis(layer)[:3])
    layer.brightnessFilter().setBrightness(0)
    assert np.abs(picture - drawn_by_qgis(layer)[:3].astype(int)).max() > 20


def test_transparent_pixels_are_invalid(in_project, drawn_by_qgis, export, make_raster):
    image = noise((3, 64, 64))
    image[:, :16, :] = 0
    layer = in_project(make_raster(image, nodata=0))
    stretch(layer, 0, 10000)
    picture, lines = export(layer, size=32, FILL=77)
    drawn = drawn_by_qgis(layer)
    assert (drawn[3, :16] == 0).all()
    assert (picture[:, :16] == 77).all()
    np.testing.assert_array_equal(picture[:, 16:], drawn[:3, 16:])
    assert [float(line["valid_pct"]) for line in lines] == [50, 50, 100, 100]


def test_south_up_rasters_keep_their_rows(in_project, drawn_by_qgis, export, make_raster):
    image = noise((3, 40, 40))
    layer = in_project(make_raster(image, transform=(10, 0, 500000, 0, 10, 4600000)))
    stretch(layer, 0, 10000)
    picture, _ = export(layer, size=20)
    np.testing.assert_array_equal(picture, drawn_by_qgis(layer)[:3, ::-1])
    # Red is the third band, and rows run as they do in the file.
    shown = np.clip(image[2] / 10000 * 255, 0, 255)
    assert np.abs(picture[0] - shown).max() <= 1


def test_a_layer_outside_the_project_is_drawn_with_its_own_style(
    qgis, drawn_by_qgis, export, make_raster
):
    from qgis.core import QgsRasterLayer

    layer = QgsRasterLayer(make_raster(noise((1, 40, 40))), "scripted")
    layer.saveDefaultStyle()  # beside the file; the layer's own style wins over it
    color_ramp(layer)
    expected = drawn_by_qgis(layer)[:3]
    picture, _ = export(layer)
    np.testing.assert_array_equal(picture, expected)
    assert layer.renderer().type() == "singlebandpseudocolor"


def test_style_file_styles_a_raster_given_by_path(
    qgis, drawn_by_qgis, export, make_raster, tmp_path
):
    from qgis.core import QgsRasterLayer

    path = make_raster(noise((1, 40, 40)))
    styled = QgsRasterLayer(path, "styled")
    color_ramp(styled)
    qml = str(tmp_path / "ramp.qml")
    styled.saveNamedStyle(qml)
    picture, _ = export(path, STYLE_FILE=qml)
    np.testing.assert_array_equal(picture, drawn_by_qgis(styled)[:3])


def test_style_beside_a_raster_given_by_path_is_used_as_qgis_would(
    run, export, examples, drawn_by_qgis
):
    from qgis.core import QgsRasterLayer

    path = str(examples / "clouds" / "scene.tif")
    picture, _ = export(path, size=256)
    np.testing.assert_array_equal(picture, drawn_by_qgis(QgsRasterLayer(path, "scene"))[:3])
    assert "no style of its own" not in run.log


def test_default_style_is_drawn_with_a_warning(run, export, make_raster):
    export(make_raster(noise((3, 40, 40), "uint8", 255)))
    assert "raster has no style of its own, so QGIS's default one is drawn" in run.log


def test_background_task_draws_the_same_as_the_main_thread(
    qgis, in_project, make_raster, tmp_path, dataset_files
):
    import processing
    from qgis.core import (
        QgsApplication,
        QgsProcessingAlgRunnerTask,
        QgsProcessingContext,
        QgsProcessingFeedback,
        QgsProject,
    )
    from qgis.PyQt.QtCore import QEventLoop

    layer = in_project(make_raster(noise((3, 70, 90))))
    stretch(layer, 1500, 8000)
    parameters = {"RASTER": layer, "TILE_SIZE": 16, "FORMAT": "PNG", "SCALING": "STYLE"}
    here, there = str(tmp_path / "a" / "set"), str(tmp_path / "b" / "set")
    processing.run("tilewright:builddataset", {**parameters, "OUTPUT": here})
    algorithm = QgsApplication.processingRegistry().createAlgorithmById("tilewright:builddataset")
    context, feedback = QgsProcessingContext(), QgsProcessingFeedback(False)
    context.setProject(QgsProject.instance())
    task = QgsProcessingAlgRunnerTask(algorithm, {**parameters, "OUTPUT": there}, context, feedback)
    loop, outcome = QEventLoop(), []
    task.executed.connect(lambda *result: (outcome.append(result), loop.quit()))
    QgsApplication.taskManager().addTask(task)
    loop.exec()
    assert outcome[0][0]
    assert outcome[0][1]["TILE_COUNT"] == 20
    assert dataset_files(there) == dataset_files(here)


def test_the_map_is_drawn_in_the_thread_of_the_algorithm(
    in_project, export, make_raster, monkeypatch
):
    import threading

    from tilewright.algorithms.rasters.style_source import StyleSource

    threads, read = [], StyleSource.read_overview

    def read_and_tell(self, width, height):
        threads.append(threading.current_thread())
        return read(self, width, height)

    monkeypatch.setattr(StyleSource, "read_overview", read_and_tell)
    layer = in_project(make_raster(noise((3, 40, 40))))
    stretch(layer, 1500, 8000)
    export(layer)
    assert threads == [threading.current_thread()]


def test_styles_that_cannot_be_drawn_are_one_sentence(
    run, run_error, in_project, make_raster, tmp_path
):
    rotated = make_raster(noise((3, 40, 40)), transform=(8, 3, 500000, 2, -9, 4600000))
    tiles = run("createtilegrid", INPUT=rotated, TILE_SIZE=20)["OUTPUT"]
    out = tmp_path / "out"
    parameters = {"TILES": tiles, "SCALING": "STYLE", "OUTPUT": str(out)}
    text = run_error("exporttiles", RASTER=rotated, **parameters)
    assert "raster.tif is rotated, and a style can only be drawn" in text
    bad = tmp_path / "bad.qml"
    bad.write_text("no style")
    straight = make_raster(noise((3, 40, 40)), name="straight.tif")
    text = run_error("exporttiles", RASTER=straight, STYLE_FILE=str(bad), **parameters)
    assert f"STYLE_FILE {bad} cannot be used for straight" in text
    assert not out.exists()


def test_pixels_that_cannot_be_decoded_are_not_drawn(qgis, tmp_path):
    from qgis.core import QgsRasterLayer

    from tilewright.algorithms.rasters.style_source import StyleSource
    from tilewright.core.errors import RasterError
    from tilewright.core.raster.source import FileRasterSource

    path = tmp_path / "band.jp2"
    place = rasterio.Affine(10, 0, 300000, 0, -10, 4900020)
    values = np.random.default_rng(0).integers(0, 255, (1, 256, 256)).astype(np.uint8)
    with rasterio.open(
        path, "w", driver="JP2OpenJPEG", width=256, height=256, count=1, dtype="uint8",
        crs="EPSG:32631", transform=place, blockxsize=128, blockysize=128,
    ) as dataset:  # fmt: skip
        dataset.write(values)
    data = bytearray(path.read_bytes())
    at = data.rfind(b"\xff\x90\x00\x0a")
    data[at : at + 12] = bytes(12)
    path.write_bytes(data)
    source = FileRasterSource(str(path))
    styled = StyleSource(QgsRasterLayer(str(path)), source.info, 1)
    with pytest.raises(RasterError, match=r"band.jp2 cannot be drawn at column 0, row 0: .*decode"):
        styled.read((0, 0, 256, 256))
    assert styled.read((0, 0, 64, 64))[1].all()
    styled.close()
    source.close()


@pytest.fixture
def styled_source(qgis, make_raster):
    """A source of a stretched raster whose bands have noise of all their numbers, and its layer."""
    from qgis.core import QgsRasterLayer

    from tilewright.algorithms.rasters.style_source import StyleSource
    from tilewright.core.raster.source import FileRasterSource

    sources = []

    def make(dtype="uint16", name="scene.tif", change=lambda layer: None, **parameters):
        limits = np.iinfo(dtype)
        values = np.random.default_rng(5).integers(limits.min, limits.max, (3, 150, 210))
        values[:, 20:40, 30:35] = 7
        path = make_raster(values.astype(dtype), name=name, **parameters)
        layer = QgsRasterLayer(path, "scene")
        stretch(layer, 0.2 * limits.max, 0.7 * limits.max)
        change(layer)
        with contextlib.closing(FileRasterSource(path)) as source:
            info = source.info
        sources.append(StyleSource(layer, info, 1))
        return sources[-1]

    yield make
    for source in sources:
        source.close()


def both_ways(source):
    from tilewright.algorithms.rasters.style_source import DrawnSource

    windows = [(0, 0, 210, 150), (17, 30, 64, 64), (209, 149, 1, 1)]
    return [(source._stretched.read(w), DrawnSource.read(source, w)) for w in windows]


@pytest.mark.parametrize("more", [{}, {"nodata": 7}, {"transform": (10, 0, 5e5, 0, 10, 4.6e6)}])
@pytest.mark.parametrize("dtype", ["uint8", "uint16", "int16"])
@pytest.mark.parametrize("kind", ["NoEnhancement", "StretchToMinimumMaximum"])
def test_tables_of_stretched_bands_draw_as_qgis_does(styled_source, kind, dtype, more):
    from qgis.core import QgsContrastEnhancement

    algorithm = getattr(QgsContrastEnhancement.ContrastEnhancementAlgorithm, kind)

    def change(layer):
        renderer = layer.renderer()
        for color in ("red", "green"):
            stretched = getattr(renderer, f"{color}ContrastEnhancement")()
            stretched.setContrastEnhancementAlgorithm(algorithm)

    source = styled_source(dtype, change=change, **more)
    for found, drawn in both_ways(source):
        assert np.array_equal(found[0], drawn[0]) and np.array_equal(found[1], drawn[1])
    assert ("nodata" in more) == (not source.read((0, 0, 210, 150))[1].all())


def test_styles_that_do_more_than_stretch_are_drawn_by_qgis(styled_source):
    from qgis.core import QgsContrastEnhancement, QgsRasterRange, QgsRasterTransparency

    def clip(layer):
        algorithms = QgsContrastEnhancement.ContrastEnhancementAlgorithm
        layer.renderer().blueContrastEnhancement().setContrastEnhancementAlgorithm(
            algorithms.StretchAndClipToMinimumMaximum
        )

    def see_through(layer):
        pixel = QgsRasterTransparency.TransparentThreeValuePixel
        transparency = QgsRasterTransparency()
        transparency.setTransparentThreeValuePixelList([pixel()])
        layer.renderer().setRasterTransparency(transparency)

    changes = (
        lambda layer: layer.brightnessFilter().setBrightness(9),
        lambda layer: layer.brightnessFilter().setGamma(1.5),
        lambda layer: layer.hueSaturationFilter().setColorizeOn(True),
        lambda layer: layer.renderer().setOpacity(0.5),
        lambda layer: layer.renderer().setGreenContrastEnhancement(None),
        lambda layer: layer.dataProvider().setUserNoDataValue(1, [QgsRasterRange(5, 9)]),
        see_through,
        clip,
        color_ramp,
    )
    assert styled_source()._stretched is not None
    for k, change in enumerate(changes):
        assert styled_source(name=f"{k}.tif", change=change)._stretched is None, k


def test_what_qgis_draws_otherwise_is_left_to_it(styled_source, monkeypatch):
    from tilewright.algorithms.rasters.stretched_bands import StretchedBands

    read = StretchedBands.read

    def read_wrong(self, window):
        colors, visible = read(self, window)
        colors[0, 0, 0] ^= 1
        return colors, visible

    monkeypatch.setattr(StretchedBands, "read", read_wrong)
    assert styled_source()._stretched is None
