"""What the pages say, without a window."""

import json
from dataclasses import fields

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tilewright.core.split.request import METHODS
from tilewright.ui.settings.dock_settings import (
    DOCK_DEFAULTS,
    DockSettings,
    builddataset_defaults,
)

VALUES = {
    "str": st.text(max_size=8),
    "float": st.floats(0, 1000),
    "int": st.integers(0, 1000),
    "bool": st.booleans(),
    "list[str]": st.lists(st.text(max_size=8), max_size=3),
    "float | None": st.none() | st.floats(-1000, 1000),
}


@given(st.fixed_dictionaries({f.name: VALUES[f.type] for f in fields(DockSettings)}))
def test_settings_survive_being_written_and_read(values):
    settings = DockSettings(**values)
    assert DockSettings.from_json(settings.to_json()) == settings


@pytest.mark.parametrize(
    "text", ["", "[]", "null", "{", '{"overlap": "3", "edge": 7, "x": 1}', None]
)
def test_what_cannot_be_read_leaves_the_defaults(text):
    assert DockSettings.from_json(text) == DockSettings()


def test_a_bool_is_no_number_and_a_number_no_bool():
    read = DockSettings.from_json(json.dumps({"overlap": True, "overwrite": 1, "nodata": True}))
    assert (read.overlap, read.overwrite, read.nodata) == (0, False, None)


def test_parameters_hold_only_what_matters():
    assert DockSettings(raster="r").to_parameters() == {"RASTER": "r", "TILE_SIZE": 256.0}


def test_zero_is_a_nodata_value():
    assert DockSettings(nodata=0.0).to_parameters()["NODATA"] == 0


@pytest.mark.parametrize(
    ("settings", "expected"),
    [
        ({"labels": "l", "label_field": "f", "label": "x"}, {"LABELS": "l", "LABEL_FIELD": "f"}),
        ({"labels": "l", "label": " x "}, {"LABELS": "l", "LABEL": "x"}),
        ({"label_field": "f", "label": "x"}, {}),
        (
            {"labels": "l", "label": "x", "predicate": "COVERAGE", "min_coverage": 30.0},
            {"LABELS": "l", "LABEL": "x", "PREDICATE": "COVERAGE", "MIN_COVERAGE": 30.0},
        ),
        (
            {"label_raster": "r", "label_band": 2, "class_map": " 1=a ", "predicate": "LARGEST"},
            {"LABEL_RASTER": "r", "LABEL_BAND": 2, "CLASS_MAP": "1=a", "PREDICATE": "LARGEST"},
        ),
        ({"label_band": 2, "class_map": "1=a", "max_per_class": 9, "multi": True}, {}),
        (
            {"labels": "l", "label": "x", "class_map": "1=a", "max_per_class": 9},
            {"LABELS": "l", "LABEL": "x", "MAX_PER_CLASS": 9},
        ),
        (
            {"labels": "l", "label": "x", "multi": True, "predicate": "WITHIN", "max_per_class": 9},
            {"LABELS": "l", "LABEL": "x", "MULTI": True, "MIN_COVERAGE": 50.0},
        ),
        (
            {"layout": "COCO", "objects": "o", "object_label": "x", "empty_tiles": "DROP"},
            {"LAYOUT": "COCO", "OBJECTS": "o", "OBJECT_LABEL": "x", "EMPTY_TILES": "DROP"},
        ),
        (
            {"layout": "YOLO", "objects": "o", "object_field": "f", "empty_tiles": "SHARE"},
            {
                "LAYOUT": "YOLO",
                "OBJECTS": "o",
                "OBJECT_FIELD": "f",
                "EMPTY_TILES": "SHARE",
                "EMPTY_SHARE": 10.0,
            },
        ),
        (
            {
                "layout": "MASKS",
                "mask": "m",
                "mask_class_map": "1=a",
                "blacken": True,
                "raster2": "r",
            },
            {
                "LAYOUT": "MASKS",
                "MASK": "m",
                "MASK_CLASS_MAP": "1=a",
                "BLACKEN": True,
                "RASTER2": "r",
            },
        ),
        (
            {"layout": "MASKS", "scenes": ["a", "b"], "pairs": "FIRST_LAST", "raster2": "r"},
            {"LAYOUT": "MASKS", "SCENES": ["a", "b"], "PAIRS": "FIRST_LAST"},
        ),
        ({"raster": "a", "pairs": "FIRST_LAST", "scaling_per": "SCENE"}, {"RASTER": "a"}),
        ({"scenes": ["a", "b"], "pairs": "FIRST_LAST"}, {"SCENES": ["a", "b"]}),
        (
            {"scenes": ["a", "b"], "scaling_per": "SCENE"},
            {"SCENES": ["a", "b"], "SCALING_PER": "SCENE"},
        ),
        ({"raster": "a", "append": True}, {"SCENES": ["a"], "APPEND": True}),
        ({"cloud_source": "layer", "cloud_layer": "c"}, {"CLOUDS": "c"}),
        ({"cloud_source": "none", "cloud_layer": "c", "cloud_mask": "m"}, {}),
        ({"cloud_source": "marks", "cloud_buffer": 30.0}, {"CLOUDS": "m", "CLOUD_BUFFER": 30.0}),
        (
            {"cloud_source": "raster", "cloud_mask": "q", "cloud_bits": "4", "max_cloud": 0.0},
            {"CLOUD_MASK": "q", "CLOUD_BITS": "4", "MAX_CLOUD": 0.0},
        ),
        ({"format": "PNG", "quality": 50}, {"FORMAT": "PNG"}),
        ({"quality": 50}, {"QUALITY": 50}),
        ({"compress": False}, {}),
        ({"format": "GTIFF", "compress": False}, {"FORMAT": "GTIFF", "COMPRESS": False}),
        ({"scale_min": "1", "scale_max": "2"}, {}),
        (
            {"scaling": "RANGE", "scale_min": "1", "scale_max": "2"},
            {"SCALING": "RANGE", "SCALE_MIN": "1", "SCALE_MAX": "2"},
        ),
    ],
)
def test_parameters_follow_the_choices(settings, expected):
    parameters = DockSettings(**settings).to_parameters(marks="m")
    assert parameters == {"TILE_SIZE": 256.0, **expected}


def test_every_parameter_is_one_of_builddataset(qgis):
    from tilewright.algorithms.export.build_dataset import BuildDatasetAlgorithm

    algorithm = BuildDatasetAlgorithm()
    algorithm.initAlgorithm()
    known = {d.name(): d for d in algorithm.parameterDefinitions()}
    text = {f.name: "x" for f in fields(DockSettings) if f.type == "str"}
    everything = set()
    for source in ("marks", "layer", "raster"):
        for label in ("", "x"):
            settings = DockSettings(
                **{**text, "cloud_source": source, "label_field": label, "scaling": "RANGE"},
                nodata=1,
            )
            settings.predicate, settings.format = "COVERAGE", "JPEG"
            settings.quality, settings.overlap, settings.overwrite = 1, 1, True
            settings.cloud_buffer = settings.min_valid = 1.0
            everything |= settings.to_parameters("m", "e").keys()
    assert everything <= known.keys()


def test_defaults_are_those_of_builddataset(qgis):
    """All but those that DOCK_DEFAULTS names; empty texts and zeros stand for nothing given."""
    from tilewright.algorithms.export.build_dataset import BuildDatasetAlgorithm

    algorithm = BuildDatasetAlgorithm()
    algorithm.initAlgorithm()
    settings = DockSettings()
    differing = {}
    compared = set()
    for each in fields(DockSettings):
        name = each.metadata.get("parameter")
        if name is None:
            continue
        compared.add(name)
        value, default = getattr(settings, each.name), algorithm.parameterDefinition(name)
        assert type(value).__name__ in each.type.replace("None", "NoneType"), name
        default = default.defaultValue()
        if default is None:
            default = {"str": "", "list[str]": []}.get(each.type)
        if value != default:
            differing[name] = value
    assert differing == DOCK_DEFAULTS
    # Cloud source, ticks, most requests and what the dock proposed are none of its defaults.
    assert len(compared) == len(fields(DockSettings)) - 4


@pytest.mark.parametrize("label_field", ["", "f"])
@pytest.mark.parametrize("cloud_source", ["marks", "layer", "raster"])
@pytest.mark.parametrize("split_method", ["NONE", *METHODS])
def test_what_is_at_its_default_goes_without_saying(qgis, label_field, cloud_source, split_method):
    """But for the tile's size and the limits of cloud and coverage."""
    settings = DockSettings(
        cloud_source=cloud_source,
        cloud_layer="c",
        cloud_mask="m",
        max_cloud=0.0,
        labels="l",
        label_field=label_field,
        label="x",
        predicate="COVERAGE",
        split_method=split_method,
    )
    defaults = builddataset_defaults()
    said = {n for n, v in settings.to_parameters("m").items() if v == defaults[n]}
    limits = {"MAX_CLOUD"} if cloud_source == "raster" else set()
    assert said == {"TILE_SIZE", "MIN_COVERAGE", *limits}


def test_one_raster_alone_is_the_raster_and_all_else_are_scenes(qgis):
    for scenes, expected in (
        ([], {}),
        (["a.tif"], {"RASTER": "a.tif"}),
        (["x/S2A.SAFE"], {"SCENES": ["x/S2A.SAFE"]}),
        (["a.tif", "b.tif"], {"SCENES": ["a.tif", "b.tif"]}),
    ):
        said = DockSettings(scenes=scenes).to_parameters()
        assert {k: v for k, v in said.items() if k in ("RASTER", "SCENES")} == expected
    assert DockSettings.from_json('{"scenes": ["a", 1], "hidden_scenes": "a"}') == DockSettings()
