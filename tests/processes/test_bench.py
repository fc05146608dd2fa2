"""The benchmark runs: how fast things are is for people, and no test looks at it."""

from __future__ import annotations

import json
import os
import subprocess
import sys


def test_quick_benchmark_measures_its_rows(root, tmp_path):
    result = tmp_path / "result.json"
    done = subprocess.run(
        [sys.executable, "-W", "ignore", str(root / ".ci" / "bench" / "run_bench.py")]
        + ["--quick", "--only", "on disk", "--json", str(result)],
        env={**os.environ, "TILEWRIGHT_CACHE": str(tmp_path / "cache")},
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )
    assert done.returncode == 0, done.stderr
    facts = json.loads(result.read_text())
    assert [row["row"] for row in facts["rows"]] == ["JPEG 256 px on disk"]
    rates = facts["rows"][0]["median"]
    assert set(rates) == {"tilewright", "plain loop"} and min(rates.values()) > 0
    assert set(facts["rows"][0]["processor_us"]) == set(rates)
    # Whether others worked meanwhile is told, and kept with the figures.
    history = (tmp_path / "cache" / "bench" / "history.jsonl").read_text().splitlines()
    (kept,) = map(json.loads, history)
    assert kept["row"] == "JPEG 256 px on disk" and kept["quick"]
    assert kept["quiet"] is facts["rows"][0]["quiet"]
    assert kept["rate"] == rates["tilewright"] and kept["machine"] == facts["machine"]
    images = {path.name for path in (tmp_path / "cache" / "bench" / "out").glob("*.jpg")}
    assert images == {
        f"{row}_{col}.jpg" for row in range(0, 1024, 256) for col in range(0, 1024, 256)
    }
