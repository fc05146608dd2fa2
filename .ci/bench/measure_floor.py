"""The time that no export can do without: decode all blocks, encode all tiles, write all files.

Each of the three on all processors, one after the other. Usage: SCENE SIZE FOLDER
"""

from __future__ import annotations

import io
import json
import multiprocessing
import os
import sys
import time
from pathlib import Path

import numpy as np

LOW, HIGH = 200, 3500


def work(scene: str, size: int, folder: str, part: int, parts: int, barrier, found) -> None:
    """The share of one process: bands of whole rows of tiles."""
    import rasterio
    from PIL import Image
    from rasterio.windows import Window

    times = []
    with rasterio.open(scene) as dataset:
        block = dataset.block_shapes[0][0]
        rows = -(-dataset.height // block)
        barrier.wait()
        start = time.perf_counter()
        # Blocks that lie side by side, as far as GDAL's cache goes.
        step = max(1, 2048 // block)
        for first in range(part * step, rows, parts * step):
            top = first * block
            height = min(step * block, dataset.height - top)
            for left in range(0, dataset.width, 2048):
                dataset.read(window=Window(left, top, min(2048, dataset.width - left), height))
        times.append(time.perf_counter() - start)
        tiles = []
        for top in range(part * size, dataset.height - size + 1, parts * size):
            values = dataset.read(window=Window(0, top, dataset.width, size)).astype(np.float32)
            values = np.clip((values - LOW) / (HIGH - LOW) * 255, 0, 255).round().astype(np.uint8)
            pixels = np.ascontiguousarray(values.transpose(1, 2, 0))
            tiles += [
                (f"{top}_{left}.jpg", np.ascontiguousarray(pixels[:, left : left + size]))
                for left in range(0, dataset.width - size + 1, size)
            ]
    barrier.wait()
    start = time.perf_counter()
    encoded = []
    for name, pixels in tiles:
        buffer = io.BytesIO()
        Image.fromarray(pixels).save(buffer, "JPEG", quality=90)
        encoded.append((name, buffer.getvalue()))
    times.append(time.perf_counter() - start)
    barrier.wait()
    start = time.perf_counter()
    for name, data in encoded:
        Path(folder, name).write_bytes(data)
    times.append(time.perf_counter() - start)
    found.put((len(tiles), times))


def main() -> None:
    """Print the seconds and the tiles as JSON."""
    scene, size, folder = sys.argv[1], int(sys.argv[2]), sys.argv[3]
    parts = os.cpu_count() or 1
    barrier, found = multiprocessing.Barrier(parts), multiprocessing.Queue()
    processes = [
        multiprocessing.Process(
            target=work, args=(scene, size, folder, part, parts, barrier, found)
        )
        for part in range(parts)
    ]
    for process in processes:
        process.start()
    results = [found.get() for _ in processes]
    for process in processes:
        process.join()
    slowest = [max(times) for times in zip(*(times for _, times in results))]
    tiles = sum(count for count, _ in results)
    sys.stdout.write(json.dumps({"tiles": tiles, "seconds": sum(slowest), "parts": slowest}))


if __name__ == "__main__":
    main()
