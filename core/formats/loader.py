"""Python that reads tiles of a format, for the README.md of datasets."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class TileLoader:
    """How a user's script reads the files of a format.

    Attributes:
        imports: lines that import libraries.
        call: a function that makes an array of a path, to hand to other libraries; empty when
            these read the files by themselves.
        from_path: expression for the array, with the path in place of ``{}``.
        from_bytes: the same of a file's bytes.
        path_function: Python that defines what ``from_path`` calls; empty without.
        bytes_function: Python that defines what ``from_bytes`` calls; empty without.
        modules: of the standard library that ``from_bytes`` needs.
        has_bands_first: whether arrays are (bands, height, width); else bands are last, and a
            single band has no axis.
    """

    imports: tuple[str, ...]
    call: str
    from_path: str
    from_bytes: str
    path_function: str = ""
    bytes_function: str = ""
    modules: tuple[str, ...] = ("io",)
    has_bands_first: bool = True

    @property
    def first_band(self) -> str:
        """What is added to an expression for the only band of a file."""
        return "[0]" if self.has_bands_first else ""


BY_PILLOW = TileLoader(
    imports=("import numpy as np", "from PIL import Image"),
    call="",
    from_path="np.asarray(Image.open({}))",
    from_bytes="np.asarray(Image.open(io.BytesIO({})))",
    has_bands_first=False,
)
BY_NUMPY = TileLoader(
    imports=("import numpy as np",),
    call="np.load",
    from_path="np.load({})",
    from_bytes="np.load(io.BytesIO({}))",
)
BY_RASTERIO = TileLoader(
    imports=("import rasterio",),
    call="read_tile",
    from_path="read_tile({})",
    from_bytes="read_image({})",
    path_function="""

def read_tile(path):
    with rasterio.open(path) as tile:
        return tile.read()  # bands, height, width


""",
    bytes_function="""
def read_image(data):
    with rasterio.MemoryFile(data) as file, file.open() as image:
        return image.read()  # bands, height, width

""",
    modules=(),
)
BY_PAGES = TileLoader(
    imports=("import numpy as np", "from PIL import Image, ImageSequence"),
    call="read_tile",
    from_path="read_tile({})",
    from_bytes="read_tile(io.BytesIO({}))",
    path_function="""

def read_tile(path):
    with Image.open(path) as tile:
        # A page a band.
        return np.stack([np.array(page) for page in ImageSequence.Iterator(tile)])


""",
    bytes_function="""
def read_tile(file):
    with Image.open(file) as tile:
        # A page a band.
        return np.stack([np.array(page) for page in ImageSequence.Iterator(tile)])

""",
)
