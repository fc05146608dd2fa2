"""What a list of scenes shows, against what builddataset says of the same scenes."""

from __future__ import annotations

import numpy as np
import pytest


@pytest.fixture
def look(qgis, make_raster):
    """Looks at rasters: ``look(text, ...)``; a dict makes a raster with these keywords."""
    from qgis.core import QgsProcessingContext, QgsProcessingFeedback, QgsProject

    from tilewright.algorithms.base.values import Values
    from tilewright.algorithms.export.build_dataset import BuildDatasetAlgorithm
    from tilewright.algorithms.scenes.look_at_scenes import look_at_scenes, take_entry

    def call(*items, bands="", **more):
        texts = []
        for k, item in enumerate(items):
            if isinstance(item, str):
                texts.append(item)
                continue
            profile = {"values": np.ones((3, 20, 20), "uint8"), **item}
            texts.append(make_raster(name=f"scene{k}_2020010{k + 1}.tif", **profile))
        call.texts = texts
        entries = [take_entry(text, QgsProject.instance()) for text in texts]
        values = Values(
            BuildDatasetAlgorithm(), {}, QgsProcessingContext(), QgsProcessingFeedback()
        )
        return look_at_scenes(entries, bands, values, **more)

    return call


def test_names_and_dates_are_those_of_the_dataset(look, run):
    looks = look({}, {"crs": "EPSG:32632"})
    assert [(each.name, each.date) for each in looks] == [
        ("scene0_20200101", "2020-01-01"),
        ("scene1_20200102", "2020-01-02"),
    ]
    assert [each.crs.authid() for each in looks] == ["EPSG:32631", "EPSG:32632"]
    assert [each.problem for each in looks] == [None, None]
    told = run("builddataset", SCENES=look.texts, TILE_SIZE=10, DRY_RUN=True)
    assert told["TILE_COUNT"] == 8


@pytest.mark.parametrize(
    "odd",
    [
        {"values": np.ones((2, 20, 20), "uint8")},
        {"transform": (20, 0, 500000, 0, -20, 4600000)},
        {"descriptions": ["nir", "swir", "blue"]},
    ],
)
def test_a_problem_is_what_builddataset_refuses(look, run, odd):
    from qgis.core import QgsProcessingException

    names = {"descriptions": ["red", "green", "blue"]} if "descriptions" in odd else {}
    looks = look(names, names, odd)
    assert [each.problem is None for each in looks] == [True, True, False]
    with pytest.raises(QgsProcessingException) as caught:
        run("builddataset", SCENES=look.texts, TILE_SIZE=10, DRY_RUN=True)
    assert str(looks[2].problem) in str(caught.value)


def test_pixels_of_other_sizes_are_a_problem(look):
    looks = look({}, {"transform": (20, 0, 500000, 0, -20, 4600000)})
    assert looks[0].problem is None
    assert "pixels of 10 x 10 m" in str(looks[1].problem)


def test_the_first_that_can_be_opened_is_what_others_are_compared_with(look, tmp_path):
    (tmp_path / "torn.tif").write_text("x")
    looks = look(str(tmp_path / "torn.tif"), {}, {}, str(tmp_path / "none.tif"))
    assert "cannot be opened" in looks[0].problem
    assert looks[0].raster is None
    assert not looks[0].crs.isValid()
    assert [each.problem for each in looks[1:3]] == [None, None]
    assert looks[3].problem.startswith("none is neither a layer")


def test_a_folder_is_no_scene_by_itself(look, make_raster, tmp_path):
    (tmp_path / "two").mkdir()
    for name in ("two/a.tif", "two/b.tif"):
        make_raster(np.ones((2, 4, 4), "uint8"), name=name)
    assert look(str(tmp_path / "two"))[0].problem == "two holds 2 rasters; add each."
