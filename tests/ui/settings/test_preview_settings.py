"""Settings without what is unfinished."""

import pytest

from tilewright.ui.settings.dock_settings import DockSettings
from tilewright.ui.settings.preview_settings import previewable

LABELS = {"labels": "l", "label": "x", "other_label": "rest"}
MASK = {"cloud_source": "raster", "cloud_mask": "m"}


@pytest.mark.parametrize(
    ("settings", "changed"),
    [
        (LABELS, {}),
        ({**LABELS, "label": "", "label_field": "f"}, {}),
        (
            {**LABELS, "label": " ", "predicate": "WITHIN"},
            {"labels": "", "label": "", "other_label": ""},
        ),
        ({"other_label": "rest"}, {}),
        ({**MASK, "cloud_values": "3"}, {}),
        ({**MASK, "cloud_bits": "4"}, {}),
        (MASK, {"cloud_source": "none"}),
        ({**MASK, "cloud_values": "3", "cloud_bits": "4"}, {"cloud_source": "none"}),
        ({"layout": "COCO", "objects": "o"}, {"layout": "IMAGEFOLDER", "objects": ""}),
        (
            {"layout": "YOLO", "objects": "o", "object_field": "f", "blacken": True},
            {"layout": "COCO", "blacken": False},
        ),
        (
            {"layout": "YOLO", "objects": "o", "object_label": "x", "object_shape": "BOX"},
            {"layout": "COCO", "object_shape": "AUTO"},
        ),
        (
            {"layout": "YOLO", "objects": "o", "object_label": "x", "object_shape": "ORIENTED_BOX"},
            {"layout": "IMAGEFOLDER", "objects": ""},
        ),
        ({"objects": "o", "object_field": "f"}, {"objects": ""}),
        ({"layout": "MASKS", "mask": "m"}, {"layout": "IMAGEFOLDER", "mask": ""}),
        ({"layout": "MASKS", "raster2": "r"}, {"layout": "IMAGEFOLDER", "raster2": ""}),
        ({**LABELS, "multi": True, "layout": "HUGGINGFACE"}, {}),
        ({**LABELS, "multi": True}, {"multi": False}),
        ({"label_raster": "r", "other_label": "rest"}, {}),
        ({"scaling": "RANGE", "scale_min": "1", "scale_max": "2"}, {}),
        ({"scaling": "RANGE", "scale_max": "2"}, {"scaling": "PERCENTILE"}),
    ],
)
def test_only_what_is_unfinished_is_left_out(settings, changed):
    given = DockSettings(**settings)
    assert previewable(given) == DockSettings(**{**settings, **changed})
    assert given == DockSettings(**settings)
