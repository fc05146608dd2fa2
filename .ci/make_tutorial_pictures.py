"""Run the commands of docs/tutorial_splits.md in a scratch folder, and draw what they make."""

from __future__ import annotations

import os
import re
import shlex
import sys
import tempfile
from pathlib import Path

from make_reference import ROOT, register_package

SIZE = (420, 560)
GAP = 24
COLOURS = ("#e69f00", "#56b4e9", "#009e73")


def commands_of(page: str) -> list[tuple[str, dict[str, str]]]:
    """Algorithms and parameters of the commands in the page's code blocks."""
    found = []
    for block in re.findall(r"```sh\n(.*?)```", page, re.DOTALL):
        for line in block.replace("\\\n", " ").strip().splitlines():
            if not line.startswith("qgis_process run "):
                continue
            _, _, name, _, *words = shlex.split(line)
            found.append((name, dict(word.split("=", 1) for word in words)))
    return found


def draw(layers):
    """A picture of layers, the first on top, in the coordinate system of the last."""
    from qgis.core import QgsMapRendererParallelJob, QgsMapSettings
    from qgis.PyQt.QtCore import QSize
    from qgis.PyQt.QtGui import QColor

    settings = QgsMapSettings()
    settings.setLayers(layers)
    settings.setDestinationCrs(layers[-1].crs())
    extent = layers[-1].extent()
    extent.scale(1.05)
    settings.setExtent(extent)
    settings.setOutputSize(QSize(*SIZE))
    settings.setBackgroundColor(QColor("white"))
    job = QgsMapRendererParallelJob(settings)
    job.start()
    job.waitForFinished()
    return job.renderedImage()


def layer_of(path: Path, fill: str = "#00000000", line: str = "#333333", width: str = "0.2"):
    """A polygon layer in one colour."""
    from qgis.core import QgsFillSymbol, QgsSingleSymbolRenderer, QgsVectorLayer

    layer = QgsVectorLayer(str(path), path.stem)
    symbol = QgsFillSymbol.createSimple(
        {"color": fill, "outline_color": line, "outline_width": width}
    )
    layer.setRenderer(QgsSingleSymbolRenderer(symbol))
    return layer


def shaded(path: Path, field: str):
    """A polygon layer from white to green by a field from 0 to 100."""
    from qgis.core import QgsFillSymbol, QgsProperty, QgsSymbolLayer

    layer = layer_of(path)
    symbol = QgsFillSymbol.createSimple({"outline_style": "no"})
    symbol.symbolLayer(0).setDataDefinedProperty(
        QgsSymbolLayer.Property.PropertyFillColor,
        QgsProperty.fromExpression(
            f"if(\"{field}\" is null, '#dddddd',"
            f' color_rgb(255 - 2.5 * "{field}", 255 - 1.4 * "{field}", 255 - 2.2 * "{field}"))'
        ),
    )
    layer.renderer().setSymbol(symbol)
    return layer


def coloured(path: Path, field: str):
    """A polygon layer with a colour for each value of a field."""
    from qgis.core import QgsCategorizedSymbolRenderer, QgsFillSymbol, QgsRendererCategory

    layer = layer_of(path)
    values = sorted(layer.uniqueValues(layer.fields().lookupField(field)))
    categories = [
        QgsRendererCategory(
            value,
            QgsFillSymbol.createSimple({"color": colour, "outline_color": "#333333"}),
            str(value),
        )
        for value, colour in zip(values, COLOURS)
    ]
    layer.setRenderer(QgsCategorizedSymbolRenderer(field, categories))
    return layer


def save(pictures: list, path: Path) -> None:
    """Pictures side by side, with few colours to be small."""
    from PIL import Image

    width, height = SIZE
    sheet = Image.new("RGB", (len(pictures) * (width + GAP) - GAP, height), "white")
    with tempfile.TemporaryDirectory() as scratch:
        for k, picture in enumerate(pictures):
            part = Path(scratch, "part.png")
            picture.save(str(part))
            with Image.open(part) as image:
                sheet.paste(image.convert("RGB"), (k * (width + GAP), 0))
    sheet.quantize(32).save(path, optimize=True)
    print(path)


def main() -> None:
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    sys.path += ["/usr/share/qgis/python", "/usr/share/qgis/python/plugins"]
    from qgis.core import QgsApplication

    application = QgsApplication([], True)
    application.initQgis()
    register_package()
    import processing
    from processing.core.Processing import Processing
    from qgis.analysis import QgsNativeAlgorithms

    from tilewright.algorithms.provider import TilewrightProvider

    Processing.initialize()
    registry = QgsApplication.processingRegistry()
    if registry.providerById("native") is None:
        registry.addProvider(QgsNativeAlgorithms())
    provider = TilewrightProvider()
    registry.addProvider(provider)

    page = (ROOT / "docs" / "tutorial_splits.md").read_text(encoding="utf-8")
    images = ROOT / "docs" / "images"
    with tempfile.TemporaryDirectory() as scratch:
        os.chdir(scratch)
        for name, parameters in commands_of(page):
            processing.run(name, parameters)
        place = Path(scratch)
        outline = layer_of(place / "luxembourg.gpkg", line="#d55e00", width="0.8")
        grid = layer_of(place / "grid.gpkg", fill="#e8f1f8", line="#0072b2", width="0.1")
        save([draw([outline, grid])], images / "splits-grid.png")
        random = layer_of(place / "random.gpkg", fill="#e8f1f8", line="#0072b2", width="0.4")
        districts = coloured(place / "districts.gpkg", "name")
        # An empty frame: the districts are in degrees, and the pictures are to match.
        frame = layer_of(place / "random.gpkg", line="#00000000")
        save(
            [draw([outline, random]), draw([outline, districts, frame])],
            images / "splits-coarse.png",
        )
        wood = shaded(place / "measured.gpkg", "p_wood")
        save([draw([outline, wood])], images / "splits-wood.png")
        os.chdir(ROOT)
    sys.stdout.flush()
    os._exit(0)


if __name__ == "__main__":
    main()
