"""The console blocks of README.md and the tutorials, pasted into a shell as they stand."""

from __future__ import annotations

import re
import shlex
import shutil

import pytest

# Those that write a folder of images.
WRITERS = ("tilewright:exporttiles", "tilewright:exporttimeseries", "tilewright:builddataset")


def blocks_of(page: str) -> list[str]:
    return re.findall(r"```sh\n(.*?)```", page, re.DOTALL)


@pytest.fixture
def tutorials(root) -> dict[str, list[str]]:
    """The console blocks of every tutorial, by page."""
    pages = sorted((root / "docs").glob("tutorial_*.md"))
    assert len(pages) >= 4
    return {page.name: blocks_of(page.read_text("utf-8")) for page in pages}


@pytest.fixture
def readme(root) -> list[str]:
    """The console blocks of README.md: the first command line, and the model."""
    page = (root / "README.md").read_text("utf-8")
    found = [block for block in blocks_of(page) if "qgis_process run" in block]
    assert len(found) == 2
    return found


def setup_of(block: str) -> str:
    """What comes before the first algorithm."""
    return block.partition("qgis_process run ")[0]


def test_the_blocks_of_the_readme_work_as_pasted(profile, readme, examples, tmp_path):
    place = tmp_path / "a checkout"
    place.mkdir()
    (place / "examples").symlink_to(examples, target_is_directory=True)
    # -e stops at the first command that fails; pasting twice finds the plugin enabled.
    for again, pasted in enumerate(("".join(readme), setup_of(readme[0]))):
        done = profile.call("bash", "-eu", "-o", "pipefail", "-c", pasted, folder=place)
        assert done.returncode == 0, done.stdout + done.stderr
        assert ("Enabled tilewright (Tilewright)" in done.stdout) is not bool(again)
        assert "already enabled" not in done.stdout + done.stderr
        assert ('CLASS_COUNTS:\t{"non_urban": 247, "urban": 56}' in done.stdout) is not bool(again)
    assert len(list((place / "build/foz").rglob("*.jpg"))) == 303
    assert list((place / "build/foz-model").rglob("*.jpg"))


@pytest.mark.parametrize("called", ["qgis_process", "qgis_process.bin"])
def test_the_first_lines_take_the_program_that_works(profile, readme, tmp_path, called):
    """With programs that only tell their names, on a system where no other is."""
    folder = tmp_path / "bin"
    folder.mkdir()
    for name in ("bash", "grep"):
        (folder / name).symlink_to(shutil.which(name))
    for name in {"qgis_process", called}:
        (folder / name).write_text(f'#!{shutil.which("bash")}\necho "{name} $*"\n')
        (folder / name).chmod(0o755)
    done = profile.call("bash", "-eu", "-c", setup_of(readme[0]), PATH=str(folder))
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines()[-1] == f"{called} plugins enable tilewright"


def test_every_tutorial_begins_like_the_readme(tutorials, readme):
    first = {page: blocks[0] for page, blocks in tutorials.items()}
    assert first == dict.fromkeys(tutorials, setup_of(readme[0]))


def test_each_tutorial_writes_a_folder_of_its_own(tutorials):
    places = {}
    for page, blocks in tutorials.items():
        text = "".join(blocks).replace("\\\n", " ")
        for line in text.splitlines():
            is_new = not any(
                word in line for word in ("DRY_RUN=true", "UPDATE=true", "APPEND=true")
            )
            if is_new and any(name in line for name in WRITERS):
                words = dict(w.split("=", 1) for w in shlex.split(line) if "=" in w)
                places.setdefault(words["OUTPUT"], []).append(page)
    assert len(places) == 9
    assert all(len(pages) == 1 for pages in places.values()), places
