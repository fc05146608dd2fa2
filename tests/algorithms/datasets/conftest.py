"""The raster, tiles and awkward objects of the layouts' tests."""

import importlib.util
from pathlib import Path


def _load(path: Path):
    spec = importlib.util.spec_from_file_location("layout_inputs", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


_inputs = _load(Path(__file__).resolve().parent.parent / "layouts/conftest.py")
raster, objects, tiles = _inputs.raster, _inputs.objects, _inputs.tiles
kept_layers = _inputs.kept_layers
split_tiles, export, clipped = _inputs.split_tiles, _inputs.export, _inputs.clipped
windows, visible_refs, object_table = _inputs.windows, _inputs.visible_refs, _inputs.object_table
