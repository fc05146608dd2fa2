"""Packages of datasets: what is in them, what is refused, and that they arrive whole."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import os
import tarfile
import zipfile
from pathlib import Path

import numpy as np
import pytest

from tilewright.core.errors import CancelledError, ExportError
from tilewright.core.package import package as module
from tilewright.core.package.copying import checksums
from tilewright.core.package.members import open_dataset
from tilewright.core.package.package import package_dataset

FINGERPRINT = hashlib.sha256(b"tiles and parameters").hexdigest()
COLUMNS = ("file", "label", "split", "tile_id", "label_pct", "p_a", "proportions", "xmin")


def rows_of(count=7):
    rows = []
    for k in range(count):
        split, label = ("train", "val")[k % 3 == 2], ("a", "å/b")[k % 2]
        folder = ("a", "å%2Fb")[k % 2]
        rows.append(
            {
                "file": f"{split}/{folder}/{folder}_t{k:06d}.png",
                "label": label,
                "split": split,
                "tile_id": f"t{k:06d}",
                "label_pct": "62.5",
                "p_a": str(10.5 * k),
                "proportions": json.dumps({"a": 10.5 * k}),
                "xmin": "300000.0",
            }
        )
    return rows


@pytest.fixture
def make_dataset(tmp_path):
    """A folder as an export leaves it: ``make_dataset(rows)``; rows=None makes seven tiles."""

    def make(rows=None, name="my set", contents=None, **facts):
        folder = tmp_path / name
        folder.mkdir()
        rows = rows_of() if rows is None else rows
        for k, row in enumerate(rows):
            path = folder / row["file"]
            if ".." not in row["file"] and not row["file"].startswith("/"):
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(contents or f"picture {k} ".encode() * 100)
        with (folder / "tiles.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, list(rows[0]) if rows else COLUMNS, lineterminator="\n")
            writer.writeheader()
            writer.writerows(rows)
        names = sorted({row["label"] for row in rows if row.get("label")})
        known = {
            "fingerprint": FINGERPRINT,
            "classes": [{"index": k, "name": n} for k, n in enumerate(names)],
            **facts,
        }
        (folder / "dataset.json").write_text(json.dumps(known), "utf-8")
        for name in ("README.md", "tiles.gpkg", "map.png"):
            (folder / name).write_bytes(f"the {name}".encode())
        return folder

    return make


def read_zip(path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


def test_zip_holds_the_dataset_and_its_tables(make_dataset, tmp_path, files):
    folder = make_dataset()
    (folder / "notes of mine.txt").write_text("private")
    mask = folder / "masks" / "train" / "a" / "a_t000000.png"
    mask.parent.mkdir(parents=True)
    mask.write_bytes(b"mask")
    done = package_dataset(open_dataset(str(folder)), str(tmp_path / "out"))
    assert done.path == tmp_path / "out" / f"my set_{FINGERPRINT[:12]}.zip"
    inside = read_zip(done.path)
    expected = {k: v for k, v in files(folder).items() if k != "notes of mine.txt"}
    assert {k: v for k, v in inside.items() if k in expected} == expected
    assert set(inside) - set(expected) == {
        "splits.csv", "labels.csv", "proportions.csv", "SHA256SUMS",
    }  # fmt: skip
    assert done.file_count == len(inside) and done.size == done.path.stat().st_size
    splits = list(csv.DictReader(io.StringIO(inside["splits.csv"].decode())))
    assert [(r["tile_id"], r["split"]) for r in splits] == [
        (r["tile_id"], r["split"]) for r in rows_of()
    ]
    shares = list(csv.DictReader(io.StringIO(inside["proportions.csv"].decode())))
    assert list(shares[0]) == ["tile_id", "file", "p_a", "proportions"]
    labels = list(csv.DictReader(io.StringIO(inside["labels.csv"].decode())))
    assert labels[1]["label"] == "å/b" and labels[1]["label_pct"] == "62.5"
    sums = dict(line.split("  ", 1)[::-1] for line in inside["SHA256SUMS"].decode().splitlines())
    assert sums == {
        k: hashlib.sha256(v).hexdigest() for k, v in inside.items() if k != "SHA256SUMS"
    }


def test_tables_without_contents_are_left_out(make_dataset, tmp_path):
    folder = make_dataset([{"file": "images/t1.jpg", "label": "", "split": "", "tile_id": "t1"}])
    inside = read_zip(package_dataset(open_dataset(str(folder)), str(tmp_path / "out")).path)
    assert not {"splits.csv", "labels.csv", "proportions.csv"} & set(inside)


@pytest.mark.parametrize("form", ["ZIP", "WEBDATASET"])
def test_equal_datasets_give_equal_bytes(make_dataset, tmp_path, files, form):
    packages = []
    for k in range(2):
        folder = make_dataset()
        if k:
            for path in folder.rglob("*.png"):
                os.utime(path, (1e9, 1e9))
                path.chmod(0o600)
        target = tmp_path / f"out{k}"
        package_dataset(open_dataset(str(folder)), str(target), form, shard_size=2)
        packages.append(files(target))
        folder.rename(tmp_path / f"used{k}")
    assert packages[0] == packages[1]
    for name, data in packages[0].items():
        if name.endswith(".zip"):
            with zipfile.ZipFile(io.BytesIO(data)) as archive:
                infos = archive.infolist()
            assert {i.date_time for i in infos} == {(1980, 1, 1, 0, 0, 0)}
            assert [i.filename for i in infos[:-1]] == sorted(i.filename for i in infos[:-1])


def test_shards_hold_samples_of_one_key(make_dataset, tmp_path, files):
    folder = make_dataset()
    mask = folder / "masks" / "train" / "a" / "a_t000000.png"
    mask.parent.mkdir(parents=True)
    mask.write_bytes(b"mask")
    done = package_dataset(
        open_dataset(str(folder)), str(tmp_path / "out"), "WEBDATASET", shard_size=2
    )
    assert done.path.name == f"my set_{FINGERPRINT[:12]}"
    found = files(done.path)
    shards = sorted(name for name in found if name.endswith(".tar"))
    assert shards == ["train/00000.tar", "train/00001.tar", "train/00002.tar", "val/00000.tar"]
    samples = {}
    for name in shards:
        with tarfile.open(fileobj=io.BytesIO(found[name])) as archive:
            members = archive.getmembers()
            assert {(m.mtime, m.uid, m.gid, m.mode, m.isreg()) for m in members} == {
                (0, 0, 0, 0o644, True)
            }
            keys = [m.name.partition(".")[0] for m in members]
            # A reader takes neighbours of one key as one sample.
            assert keys == sorted(keys)
            for m in members:
                key, _, kind = m.name.partition(".")
                samples.setdefault(key, {"split": name.partition("/")[0]})[kind] = (
                    archive.extractfile(m).read()
                )
    assert len(samples) == 7
    for k, row in enumerate(rows_of()):
        sample = samples[row["tile_id"]]
        assert sample["png"] == (folder / row["file"]).read_bytes()
        assert sample["cls"] == str(k % 2).encode()
        assert sample["split"] == row["split"]
        facts = json.loads(sample["json"])
        assert facts == {
            **row, "label_pct": 62.5, "p_a": 10.5 * k, "proportions": {"a": 10.5 * k},
            "xmin": 300000.0, "class_id": k % 2,
        }  # fmt: skip
    assert samples["t000000"]["mask.png"] == b"mask"
    sums = dict(line.split("  ", 1)[::-1] for line in found["SHA256SUMS"].decode().splitlines())
    assert sums == {k: hashlib.sha256(v).hexdigest() for k, v in found.items() if k != "SHA256SUMS"}
    assert {"README.md", "tiles.csv", "tiles.gpkg", "splits.csv"} <= set(found)


def test_keys_have_no_dots_and_shards_without_splits_stand_in_one_folder(make_dataset, tmp_path):
    rows = [
        {"file": f"images/{k}.png", "label": "", "split": "", "tile_id": f"a.b {k}"}
        for k in range(3)
    ]
    done = package_dataset(open_dataset(str(make_dataset(rows))), str(tmp_path / "o"), "WEBDATASET")
    with tarfile.open(done.path / "all" / "00000.tar") as archive:
        names = archive.getnames()
    assert [n.count(".") for n in names] == [1] * 6
    assert {n.rpartition(".")[2] for n in names} == {"json", "png"}


def test_readme_of_ones_own_goes_first(make_dataset, tmp_path):
    own = tmp_path / "About.TXT"
    own.write_text("mine")
    folder = make_dataset()
    done = package_dataset(open_dataset(str(folder)), str(tmp_path / "o"), readme=str(own))
    inside = read_zip(done.path)
    assert inside["README.txt"] == b"mine" and inside["dataset_card.md"] == b"the README.md"
    assert "README.md" not in inside
    with pytest.raises(ExportError, match="is not a text file; name one that ends in .md"):
        package_dataset(
            open_dataset(str(folder)), str(tmp_path / "o2"), readme=str(folder / "map.png")
        )


def test_nothing_is_overwritten_unless_asked(make_dataset, tmp_path):
    dataset = open_dataset(str(make_dataset()))
    for form in ("ZIP", "WEBDATASET"):
        first = package_dataset(dataset, str(tmp_path / "o"), form)
        with pytest.raises(ExportError, match="exists already; choose another folder, or set OVER"):
            package_dataset(dataset, str(tmp_path / "o"), form)
        second = package_dataset(dataset, str(tmp_path / "o"), form, overwrite=True)
        assert second == first
    foreign = tmp_path / "mine.zip"
    foreign.write_text("a diary")
    with pytest.raises(ExportError, match="is not a package of Tilewright, so it is left alone"):
        package_dataset(dataset, str(foreign), overwrite=True)
    assert foreign.read_text() == "a diary"
    with pytest.raises(ExportError, match="is the name of a ZIP; shards need a folder"):
        package_dataset(dataset, str(tmp_path / "x.zip"), "WEBDATASET")
    assert sorted(p.name for p in (tmp_path / "o").iterdir()) == [
        first.path.name,
        f"{first.path.name}.zip",
    ]


def test_a_zip_of_something_else_is_no_package(make_dataset, tmp_path):
    foreign = tmp_path / "photos.zip"
    with zipfile.ZipFile(foreign, "w") as archive:
        archive.writestr("holiday.jpg", b"mine")
    before = foreign.read_bytes()
    with pytest.raises(ExportError, match="is not a package of Tilewright, so it is left alone"):
        package_dataset(open_dataset(str(make_dataset())), str(foreign), overwrite=True)
    assert foreign.read_bytes() == before


@pytest.mark.parametrize("name", ["all/mine.txt", "README.md", "link"])
def test_shards_among_which_somebody_has_laid_a_file_stay(make_dataset, tmp_path, name):
    dataset = open_dataset(str(make_dataset()))
    first = package_dataset(dataset, str(tmp_path / "o"), "WEBDATASET")
    if name == "link":
        (first.path / name).symlink_to(tmp_path)
    else:
        (first.path / name).parent.mkdir(exist_ok=True)
        (first.path / name).write_text("mine")
    with pytest.raises(ExportError, match=f"{name} is not as the earlier package wrote it"):
        package_dataset(dataset, str(tmp_path / "o"), "WEBDATASET", overwrite=True)
    assert (first.path / name).exists() and [first.path] == list((tmp_path / "o").iterdir())


@pytest.mark.parametrize("form", ["ZIP", "WEBDATASET"])
@pytest.mark.parametrize("overwrite", [False, True])
def test_killed_packages_leave_nothing_after_the_next(
    make_dataset, tmp_path, killed_at, form, overwrite
):
    dataset, target = open_dataset(str(make_dataset())), tmp_path / "o"
    names = {package_dataset(dataset, str(target), form).path.name}

    def run():
        return package_dataset(dataset, str(target), form, overwrite=True)

    events = ("os.rename", "os.mkdir", "os.rmdir", "os.remove", "open")
    step = 1
    while killed_at(step, run, lambda event, args: event in events and str(target) in str(args)):
        if overwrite:
            run()
        else:
            with pytest.raises(ExportError, match="exists already"):
                package_dataset(dataset, str(target), form)
        assert {p.name for p in target.iterdir()} == names
        step += 1
    assert step > 5


@pytest.mark.parametrize(
    "name",
    ["../secret.png", "/etc/hostname", "a/../../x.png", "C:/x.png", "a\\b.png", "", "./a.png"],
)
def test_names_that_lead_outside_are_refused(make_dataset, name):
    rows = rows_of(2)
    folder = make_dataset(rows)
    text = (folder / "tiles.csv").read_text("utf-8").replace(rows[1]["file"], name)
    (folder / "tiles.csv").write_text(text, "utf-8")
    with pytest.raises(ExportError, match="names a file outside the dataset"):
        open_dataset(str(folder))


def test_links_to_places_outside_are_refused(make_dataset, tmp_path):
    folder = make_dataset()
    secret = tmp_path / "secret.png"
    secret.write_bytes(b"secret")
    path = folder / rows_of()[0]["file"]
    path.unlink()
    path.symlink_to(secret)
    with pytest.raises(ExportError, match="is a link to a place outside the dataset"):
        open_dataset(str(folder))


def test_files_that_can_run_code_are_refused(make_dataset, tmp_path):
    row = {"file": "images/t1.npy", "label": "", "split": "", "tile_id": "t1"}
    buffer = io.BytesIO()
    np.save(buffer, np.array([{"a": 1}], dtype=object), allow_pickle=True)
    for name, file, data in (
        ("objects", "images/t1.npy", buffer.getvalue()),
        ("pickle", "images/t1.pkl", b"x"),
        ("broken", "images/t1.npy", b"no array"),
    ):
        folder = make_dataset([{**row, "file": file}], name, data)
        with pytest.raises(ExportError, match="holds Python objects, which can run code"):
            open_dataset(str(folder))
    buffer = io.BytesIO()
    np.save(buffer, np.zeros((3, 4, 4), dtype="uint8"))
    folder = make_dataset([row], "plain", buffer.getvalue())
    done = package_dataset(open_dataset(str(folder)), str(tmp_path / "o"))
    assert np.load(io.BytesIO(read_zip(done.path)["images/t1.npy"])).shape == (3, 4, 4)


def test_what_is_no_finished_dataset_is_refused(make_dataset, tmp_path):
    with pytest.raises(ExportError, match="is not a folder; name the folder of a dataset"):
        open_dataset(str(tmp_path / "nowhere"))
    with pytest.raises(ExportError, match="has no dataset.json, so it is not a Tilewright dataset"):
        open_dataset(str(tmp_path))
    folder = make_dataset(name="gone")
    (folder / rows_of()[3]["file"]).unlink()
    with pytest.raises(ExportError, match="t000003.png is missing, though tiles.csv names it"):
        open_dataset(str(folder))
    folder = make_dataset(name="half")
    (folder / ".tilewright-unfinished.json").write_text("{}")
    with pytest.raises(ExportError, match="was interrupted; finish it with RESUME"):
        open_dataset(str(folder))
    folder = make_dataset(name="broken")
    (folder / "dataset.json").write_text("{")
    with pytest.raises(ExportError, match="is damaged"):
        open_dataset(str(folder))
    rows = rows_of(2)
    rows[1]["split"] = "../up"
    with pytest.raises(ExportError, match=r"has the split '\.\./up', which dataset.json does not"):
        open_dataset(str(make_dataset(rows, "split")))
    with pytest.raises(ExportError, match="has the class 'a'"):
        open_dataset(str(make_dataset(name="class", classes=[{"index": 0, "name": "b"}])))
    twice = rows_of(1) * 2
    with pytest.raises(ExportError, match="more than once"):
        open_dataset(str(make_dataset(twice, "twice")))
    with pytest.raises(ExportError, match="has no tiles"):
        open_dataset(str(make_dataset([], "empty")))


@pytest.mark.parametrize("form", ["ZIP", "WEBDATASET"])
def test_cancel_and_damage_leave_nothing(make_dataset, tmp_path, monkeypatch, form):
    dataset = open_dataset(str(make_dataset()))
    calls = []

    def cancelled():
        calls.append(1)
        return len(calls) > 12

    with pytest.raises(CancelledError):
        package_dataset(dataset, str(tmp_path / "o"), form, is_cancelled=cancelled)
    assert not (tmp_path / "o").exists()

    from tilewright.core.package import shards as write_shards

    # A disk that gives back other bytes than it was given.
    for place in (module, write_shards):
        monkeypatch.setattr(place, "digest_of", lambda file, steps: "0" * 64)
    with pytest.raises(ExportError, match="is not what was read"):
        package_dataset(dataset, str(tmp_path / "o"), form)
    assert not (tmp_path / "o").exists()


def test_progress_ends_at_one(make_dataset, tmp_path):
    told = []
    package_dataset(open_dataset(str(make_dataset())), str(tmp_path / "o"), progress=told.append)
    assert told == sorted(told) and told[-1] == pytest.approx(1)


def test_wishes_that_make_no_sense_are_refused(make_dataset, tmp_path):
    dataset = open_dataset(str(make_dataset()))
    with pytest.raises(ExportError, match="FORMAT is 'RAR'; choose one of ZIP, WEBDATASET"):
        package_dataset(dataset, str(tmp_path), "RAR")
    with pytest.raises(ExportError, match="SHARD_SIZE is 0"):
        package_dataset(dataset, str(tmp_path), "WEBDATASET", shard_size=0)
    assert checksums({"b": "2", "a": "1"}) == b"1  a\n2  b\n"
    assert Path(dataset.folder).is_dir()


@pytest.mark.parametrize("form", ["ZIP", "WEBDATASET"])
def test_a_package_without_a_file_of_the_manifest_is_no_package(make_dataset, tmp_path, form):
    dataset = open_dataset(str(make_dataset()))
    lost = dataset.tiles.pop(2).image.name
    with pytest.raises(ExportError, match=f"lacks 1 of 7 files that tiles.csv names .{lost}.") as e:
        package_dataset(dataset, str(tmp_path / "o"), form)
    assert ".part" not in str(e.value)
    assert not (tmp_path / "o").exists()


@pytest.mark.parametrize("form", ["ZIP", "WEBDATASET"])
def test_a_package_that_holds_a_file_twice_is_no_package(make_dataset, tmp_path, form):
    dataset = open_dataset(str(make_dataset()))
    dataset.tiles.append(dataset.tiles[0])
    with pytest.raises(ExportError, match="is not what was read|holds more than once 1 of 7"):
        package_dataset(dataset, str(tmp_path / "o"), form)
    assert not (tmp_path / "o").exists()


def test_folders_that_lead_outside_are_left_out_of_the_zip(make_dataset, tmp_path):
    classes = [
        {"index": 0, "name": "a", "folder": "a", "splits": {"train": 4, "val": 0, "test": 0}},
        {"index": 1, "name": "\u00e5/b", "folder": "../b", "splits": {"train": 1, "val": 2}},
    ]
    folder = make_dataset(classes=classes)
    inside = read_zip(package_dataset(open_dataset(str(folder)), str(tmp_path / "o")).path)
    assert [name for name in inside if name.endswith("/")] == ["test/a/"]


def test_a_field_has_one_type_in_all_tiles_of_shards(make_dataset, tmp_path):
    columns = {
        "height": ("7", "8", "", "9"), "slope": ("1", "2.5", "3", "-4"),
        "name": ("12", "12a", "7", "1.5"), "best": ("1.5", "inf", "2", "3"), "none": ("",) * 4,
    }  # fmt: skip
    rows = [
        {**row, **{name: texts[k] for name, texts in columns.items()}}
        for k, row in enumerate(rows_of(4))
    ]
    done = package_dataset(open_dataset(str(make_dataset(rows))), str(tmp_path), "WEBDATASET")
    read = {}
    for path in done.path.rglob("*.tar"):
        with tarfile.open(path) as shard:
            for member in shard:
                if member.name.endswith(".json"):
                    line = json.loads(shard.extractfile(member).read())
                    read[line["tile_id"]] = {k: v for k, v in line.items() if k in columns}
    found = [read[f"t{k:06d}"] for k in range(4)]
    assert [row.get("height") for row in found] == [7, 8, None, 9]
    assert [row["slope"] for row in found] == [1.0, 2.5, 3.0, -4.0]
    assert {type(row["slope"]) for row in found} == {float}
    assert [row["name"] for row in found] == ["12", "12a", "7", "1.5"]
    assert [row["best"] for row in found] == ["1.5", "inf", "2", "3"]
    assert all("none" not in row for row in found)


@pytest.mark.parametrize("form", ["ZIP", "WEBDATASET"])
def test_cut_off_pictures_are_not_packaged(make_dataset, tmp_path, form):
    folder = make_dataset(contents=b"\x89PNG\r\n\x1a\n and no more")
    dataset = open_dataset(str(folder))
    dataset.tiles[0].image.path.write_bytes(b"whole, of another format")
    with pytest.raises(ExportError, match=r"t000001\.png ends in the middle, as do 5 other files"):
        package_dataset(dataset, str(tmp_path / "out"), form)
    assert not (tmp_path / "out").exists()
