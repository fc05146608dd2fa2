"""Libraries that read images with classes or masks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

from .objects import coco_files
from .records import WORDS, OtherLayoutError, Records, Result, compare, three_of


def folders_of_classes(dataset: Records, load: Callable[[str], Any]) -> Result:
    """Compare what reads a folder a split.

    Args:
        dataset: the records.
        load: gives numbers by class, files with numbers, and what tells the size of an image.
    """
    dataset.need("IMAGEFOLDER")
    folders, names = dataset.numbers()
    count = 0
    for word, rows in dataset.by_split({**WORDS, "": ""}).items():
        classes, samples, size_of = load(str(dataset.folder / word))
        if classes is not None:
            compare("numbers of classes", dict(classes), folders)
        expected = {str(dataset.folder / row["file"]): names[row["label"]] for row in rows}
        compare("samples", len(samples), len(rows))
        sizes = {str(dataset.folder / row["file"]): row for row in rows}
        for index in three_of(range(len(samples))):
            path, number = samples[index][:2]
            compare("class of " + Path(path).name, number, expected.get(str(path)))
            row = sizes[str(path)]
            if row.get("width") and size_of is not None:
                told = (int(row["width"]), int(row["height"]))
                compare("size of " + Path(path).name, size_of(index), told)
        compare("classes of samples", {str(p): n for p, n, *_ in samples}, expected)
        count += len(samples)
    return count, list(folders)


def check_torchvision(dataset: Records) -> Result:
    """ImageFolder, and CocoDetection for COCO."""
    dataset.need("IMAGEFOLDER", "COCO")
    from torchvision.datasets import CocoDetection, ImageFolder

    if dataset.layout == "COCO":
        count = objects = 0
        for folder, index, rows in coco_files(dataset):
            loaded = CocoDetection(str(folder), str(index))
            compare("samples", len(loaded), len(rows))
            objects += sum(len(loaded.coco.getAnnIds(imgIds=i)) for i in loaded.ids)
            for k in three_of(range(len(loaded))):
                loaded[k]
            count += len(loaded)
        compare("objects", objects, sum(dataset.object_counts().values()))
        return count, list(dataset.object_counts())

    def load(folder: str) -> Any:
        try:
            loaded = ImageFolder(folder, allow_empty=True)
        except TypeError:  # torchvision before 0.18
            loaded = ImageFolder(folder)
        return loaded.class_to_idx, loaded.samples, lambda k: loaded[k][0].size

    return folders_of_classes(dataset, load)


def check_timm(dataset: Records) -> Result:
    """Its folder reader."""

    def load(folder: str) -> Any:
        from timm.data import create_dataset

        loaded = create_dataset("folder", root=folder)
        return None, loaded.reader.samples, lambda k: loaded[k][0].size

    return folders_of_classes(dataset, load)


def check_torchgeo(dataset: Records) -> Result:
    """NonGeoClassificationDataset."""

    def load(folder: str) -> Any:
        from torchgeo.datasets import NonGeoClassificationDataset

        loaded = NonGeoClassificationDataset(root=folder)
        return (
            loaded.class_to_idx,
            loaded.samples,
            lambda k: tuple(reversed(loaded[k]["image"].shape[-2:])),
        )

    return folders_of_classes(dataset, load)


def check_terratorch(dataset: Records) -> Result:
    """Pairs of images and masks."""
    dataset.need("MASKS")
    from terratorch.datasets import GenericNonGeoSegmentationDataset

    classes = dataset.facts["masks"]["classes"]
    count = 0
    for word, rows in dataset.by_split(WORDS).items():
        ends = [Path(rows[0][column]).suffix for column in ("file", "mask")]
        loaded = GenericNonGeoSegmentationDataset(
            dataset.folder / "images" / word,
            num_classes=max([row["class_id"] for row in classes], default=0) + 1,
            label_data_root=dataset.folder / "masks" / word,
            image_grep=f"*{ends[0]}",
            label_grep=f"*{ends[1]}",
        )
        compare("samples", len(loaded), len(rows))
        pairs = {
            Path(a).stem: Path(b).stem
            for a, b in zip(loaded.image_files, loaded.segmentation_mask_files)
        }
        compare("pairs", pairs, {key: key for key in (Path(row["file"]).stem for row in rows)})
        known = {row["class_id"] for row in classes} | {0, dataset.facts["masks"]["ignore"]}
        for k in three_of(range(len(loaded))):
            strange = set(loaded[k]["mask"].unique().tolist()) - known
            compare("numbers in a mask", sorted(strange), [])
        count += len(loaded)
    return count, ["background", *(row["class"] for row in classes)]


def check_datasets(dataset: Records) -> Result:
    """Hugging Face's datasets, by the head of the card."""
    dataset.need("HUGGINGFACE", "IMAGEFOLDER")
    from datasets import load_dataset_builder

    folder = str(dataset.folder)
    features = load_dataset_builder(folder).info.features
    builder = load_dataset_builder(folder, features=features)
    builder.download_and_prepare()
    loaded = builder.as_dataset()
    rows = dataset.by_split({**WORDS, "val": "validation"})
    found = {word: len(part) for word, part in loaded.items()}
    compare("samples", found, {word: len(part) for word, part in rows.items() if word in found})
    classes = [row["name"] for row in dataset.facts["classes"]]
    for word, part in loaded.items():
        told = Counter(row.get("label") for row in rows[word])
        if classes:
            names = getattr(part.features["label"], "names", None)
            folders = [row.get("folder", row["name"]) for row in dataset.facts["classes"]]
            compare("classes", list(names or ()) in (classes, folders), True)
            counted = Counter(classes[number] for number in part["label"])
            compare("labels", counted, told)
        for k in three_of(range(len(part))):
            part[k]["image"].load()
    return sum(found.values()), classes


def check_webdataset(dataset: Records) -> Result:
    """Shards, which packages have."""
    shards = sorted(str(path) for path in dataset.folder.glob("*/*.tar"))
    if not shards:
        raise OtherLayoutError
    from webdataset import WebDataset

    numbers = dataset.numbers()[1]
    labels = {row["tile_id"]: row["label"] for row in dataset.rows}
    count = 0
    for sample in WebDataset(shards, shardshuffle=False).decode():
        tile = sample["json"]["tile_id"]
        compare("class of " + tile, sample["cls"], numbers[labels[tile]])
        count += 1
    compare("samples", count, len(dataset.rows))
    return count, list(numbers)
