"""Libraries that read objects."""

from __future__ import annotations

import os
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from .records import WORDS, Records, Result, Row, compare, three_of


def coco_files(dataset: Records) -> Iterator[tuple[Path, Path, list[Row]]]:
    """Folder of images and JSON of each split, with its rows."""
    dataset.need("COCO", "ROBOFLOW")
    is_coco = dataset.layout == "COCO"
    words = WORDS if is_coco else {**WORDS, "val": "valid"}
    for word, rows in dataset.by_split(words).items():
        name = f"annotations/instances_{word}.json" if is_coco else f"{word}/_annotations.coco.json"
        yield dataset.folder / word, dataset.folder / name, rows


def check_pycocotools(dataset: Records) -> Result:
    """Images, categories, and the masks of all objects."""
    dataset.need("COCO", "ROBOFLOW")
    from pycocotools.coco import COCO

    count = 0
    found: Counter[str] = Counter()
    expected = dataset.object_counts()
    for folder, index, rows in coco_files(dataset):
        coco = COCO(str(index))
        names = {c["id"]: c["name"] for c in coco.loadCats(coco.getCatIds())}
        compare("classes", [names[k] for k in sorted(names)], list(expected))
        files = sorted(image["file_name"] for image in coco.imgs.values())
        compare("images", files, sorted(Path(row["file"]).name for row in rows))
        for each in coco.anns.values():
            found[names[each["category_id"]]] += 1
        has_outlines = dataset.facts["objects"]["shape"] == "POLYGON"
        for each in three_of(coco.anns.values()) if has_outlines else ():
            compare("a mask has pixels", bool(coco.annToMask(each).any()), True)
        count += len(files)
        compare("folder of images", os.path.isdir(folder), True)
    compare("objects", dict(found), {name: n for name, n in expected.items() if n})
    return count, list(expected)


def check_supervision(dataset: Records) -> Result:
    """DetectionDataset, from the files of COCO, YOLO or VOC."""
    dataset.need("COCO", "ROBOFLOW", "VOC", "YOLO")
    from supervision import DetectionDataset

    expected = dataset.object_counts()
    loaded: list[tuple[Any, list[Row]]] = []
    if dataset.layout == "VOC":
        images, labels = str(dataset.folder / "JPEGImages"), str(dataset.folder / "Annotations")
        loaded.append((DetectionDataset.from_pascal_voc(images, labels), dataset.rows))
    elif dataset.layout == "YOLO":
        for word, rows in dataset.by_split(WORDS).items():
            images, labels = (str(dataset.folder / n / word) for n in ("images", "labels"))
            data = str(dataset.folder / "data.yaml")
            is_obb = dataset.facts["objects"]["shape"] == "ORIENTED_BOX"
            loaded.append((DetectionDataset.from_yolo(images, labels, data, is_obb=is_obb), rows))
    else:
        for folder, index, rows in coco_files(dataset):
            loaded.append((DetectionDataset.from_coco(str(folder), str(index)), rows))
    found: Counter[str] = Counter()
    for part, rows in loaded:
        compare("samples", len(part), len(rows))
        for _, each in part.annotations.items():
            found.update(part.classes[number] for number in each.class_id)
        if dataset.layout != "VOC":
            compare("classes", list(part.classes), list(expected))
    if dataset.layout != "YOLO":
        compare("objects", dict(found), {name: n for name, n in expected.items() if n})
    return sum(len(part) for part, _ in loaded), list(expected)


def check_ultralytics(dataset: Records) -> Result:
    """Its own dataset, as the trainer builds it; on a copy, as it writes beside the labels."""
    dataset.need("YOLO")
    from ultralytics.cfg import get_cfg
    from ultralytics.data.build import build_yolo_dataset
    from ultralytics.data.utils import check_det_dataset

    tasks = {"BOX": "detect", "POLYGON": "segment", "ORIENTED_BOX": "obb"}
    settings = get_cfg(overrides={"task": tasks[dataset.facts["objects"]["shape"]]})
    count = 0
    with tempfile.TemporaryDirectory() as copy:
        for path in dataset.folder.rglob("*"):
            target = Path(copy, path.relative_to(dataset.folder))
            if os.path.isfile(path) and path.suffix != ".cache":
                target.parent.mkdir(parents=True, exist_ok=True)
                put_beside(path, target)
        data = check_det_dataset(str(Path(copy, "data.yaml")), autodownload=False)
        names = [data["names"][k] for k in sorted(data["names"])]
        compare("classes", names, list(dataset.object_counts()))
        for word, rows in dataset.by_split(WORDS).items():
            loaded = build_yolo_dataset(settings, data[word], 1, data, "val")
            compare("samples", len(loaded.labels), len(rows))
            count += len(loaded.labels)
    return count, names


def put_beside(path: Path, target: Path) -> None:
    """A link to a file, or a copy where there are none."""
    try:
        target.symlink_to(path)
    except OSError:
        target.write_bytes(path.read_bytes())
