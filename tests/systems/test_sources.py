"""Nothing in the sources is said in a way that only Linux understands, or that Qt crashes over."""

from __future__ import annotations

import ast

import pytest

PLACES = ("__init__.py", "plugin.py", "algorithms/**/*.py", "core/**/*.py", "ui/**/*.py")
# Modules that Windows does not have.
UNIX_MODULES = {"fcntl", "grp", "pwd", "resource", "syslog", "termios"}
# Functions that it has not, or that mean something else there; processes are never forked, since
# Windows and macOS start them anew.
UNIX_NAMES = {
    "os.fork", "os.forkpty", "os.getuid", "os.geteuid", "os.getgid", "os.kill", "os.killpg",
    "os.mkfifo", "os.mknod", "os.setsid", "os.statvfs", "os.sync", "os.uname", "os.wait",
    "os.waitpid", "signal.SIGKILL", "signal.SIGALRM", "signal.alarm", "time.tzset",
}  # fmt: skip
# Those know what they do: one asks which system it is, the other is read on Linux alone.
ALLOWED = {("core/files/runs.py", "os.kill"), ("core/run/memory.py", "resource")}
PROCESSES = {"multiprocessing", "subprocess"}
# Starts no process, and is the same on all systems.
CONNECTIONS = "multiprocessing.connection"
OPENERS = {"open", "Path", "write_through", "write_whole", "whole_file", "whole_folder"}
PATHS = {"folder", "part", "path", "place", "target"}


def chain(node) -> str:
    """``a.b`` as text."""
    if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
        return f"{node.value.id}.{node.attr}"
    return ""


def joins_by_slash(node) -> bool:
    """Whether a text is put together of parts with a slash between them."""
    if isinstance(node, ast.JoinedStr):
        # What begins with a slash is a name of GDAL's, or one in an archive.
        texts = [v.value for v in node.values[1:] if isinstance(v, ast.Constant)]
        return any("/" in text for text in texts) and "://" not in ast.unparse(node)
    sums = [one for one in ast.walk(node) if isinstance(one, ast.BinOp)]
    return any("/" in (getattr(s, "value", "") for s in (one.left, one.right)) for one in sums)


def is_slot(node) -> bool:
    """Whether it is a method of an object's, with which Qt gives a timer up; no ``signal.emit``."""
    return isinstance(node, ast.Attribute) and node.attr != "emit"


def find_faults(text: str, where: str) -> list[str]:
    found = []
    for node in ast.walk(ast.parse(text)):
        names = []
        if isinstance(node, ast.Import):
            names = [alias.name.split(".")[0] for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and not node.level:
            names = [] if node.module == CONNECTIONS else [str(node.module).split(".")[0]]
            names += [f"{node.module}.{alias.name}" for alias in node.names]
        elif isinstance(node, ast.Attribute):
            names = [chain(node)]
        for name in names:
            if name in UNIX_MODULES | UNIX_NAMES | PROCESSES and (where, name) not in ALLOWED:
                found.append(f"{where}:{node.lineno} {name}")
        if isinstance(node, ast.Assign) and joins_by_slash(node.value):
            targets = [target.id for target in node.targets if isinstance(target, ast.Name)]
            if PATHS.intersection(targets):
                found.append(f"{where}:{node.lineno} a path is joined by /")
        if isinstance(node, ast.Call):
            name = getattr(node.func, "id", "") or getattr(node.func, "attr", "")
            is_opener = name in OPENERS or chain(node.func).startswith("os.")
            if is_opener and any(joins_by_slash(value) for value in node.args):
                found.append(f"{where}:{node.lineno} a path is joined by /")
            if name == "singleShot" and not is_slot(node.args[-1]):
                found.append(f"{where}:{node.lineno} a timer may outlive what it calls")
            if name == "strftime" and any("%-" in ast.unparse(value) for value in node.args):
                found.append(f"{where}:{node.lineno} %- is not known everywhere")
    return found


def test_sources_are_for_all_systems(root):
    paths = sorted(path for place in PLACES for path in root.glob(place))
    assert len(paths) > 150
    found = []
    for path in paths:
        found += find_faults(path.read_text("utf-8"), path.relative_to(root).as_posix())
    assert not found, "\n".join(found)


@pytest.mark.parametrize(
    ("code", "fault"),
    [
        ("import os\nos.fork()", "m:2 os.fork"),
        ("from os import fork", "m:1 os.fork"),
        ("import multiprocessing", "m:1 multiprocessing"),
        ("from multiprocessing import Process", "m:1 multiprocessing"),
        ("import fcntl", "m:1 fcntl"),
        ("from pwd import getpwuid", "m:1 pwd"),
        ("import signal\nsignal.SIGKILL", "m:2 signal.SIGKILL"),
        ('path = f"{folder}/{name}"', "m:1 a path is joined by /"),
        ('open(folder + "/" + name)', "m:1 a path is joined by /"),
        ('open(folder + "/")', "m:1 a path is joined by /"),
        ('date.strftime("%-d")', "m:1 %- is not known everywhere"),
        ("QTimer.singleShot(0, self.done.emit)", "m:1 a timer may outlive what it calls"),
        ("QTimer.singleShot(0, lambda: self.go())", "m:1 a timer may outlive what it calls"),
    ],
)
def test_faults_are_found(code, fault):
    assert fault in find_faults(code, "m")


def test_what_is_no_path_is_no_fault():
    code = 'name = f"{split}/{file}"\nurl = f"https://{host}/a"\npath = f"{whole}.part"\n'
    assert find_faults(code, "m") == []


def test_no_two_shipped_files_differ_by_case_alone(root):
    names = [
        path.relative_to(root).as_posix()
        for top in ("algorithms", "core", "docs", "examples", "icons", "tests", "ui")
        for path in (root / top).rglob("*")
        if "__pycache__" not in path.parts
    ]
    assert len({name.casefold() for name in names}) == len(names)
