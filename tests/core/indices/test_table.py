"""Formulas of indices, beside those of the list awesome-spectral-indices in its own letters."""

from pathlib import Path

import numpy as np
import pytest

from tilewright.core.indices.meanings import MEANINGS
from tilewright.core.indices.table import INDICES

LETTERS = {
    "B": "blue", "G": "green", "R": "red", "RE1": "rededge1", "N": "nir", "S1": "swir1",
    "S2": "swir2",
}  # fmt: skip
# As the list has them, with its usual constants (g 2.5, C1 6, C2 7.5, L 1 or 0.5, gamma 1); of ARVI
# blue and red as its paper has them.
LISTED = {
    "NDVI": "(N - R)/(N + R)",
    "GNDVI": "(N - G)/(N + G)",
    "NDRE": "(N - RE1) / (N + RE1)",
    "CIG": "(N / G) - 1.0",
    "CIRE": "(N / RE1) - 1",
    "EVI": "2.5 * (N - R) / (N + 6.0 * R - 7.5 * B + 1.0)",
    "EVI2": "2.5 * (N - R) / (N + 2.4 * R + 1.0)",
    "SAVI": "(1.0 + 0.5) * (N - R) / (N + R + 0.5)",
    "MSAVI": "0.5 * (2.0 * N + 1 - (((2 * N + 1) ** 2) - 8 * (N - R)) ** 0.5)",
    "OSAVI": "(N - R) / (N + R + 0.16)",
    "ARVI": "(N - (R - 1.0 * (B - R))) / (N + (R - 1.0 * (B - R)))",
    "VARI": "(G - R) / (G + R - B)",
    "NGRDI": "(G - R) / (G + R)",
    "GLI": "(2.0 * G - R - B) / (2.0 * G + R + B)",
    "EXG": "2 * G/(R + G + B) - R/(R + G + B) - B/(R + G + B)",
    "NDWI": "(G - N) / (G + N)",
    "MNDWI": "(G - S1) / (G + S1)",
    "AWEISH": "B + 2.5 * G - 1.5 * (N + S1) - 0.25 * S2",
    "NDMI": "(N - S1)/(N + S1)",
    "NDCI": "(RE1 - R)/(RE1 + R)",
    "NDBI": "(S1 - N) / (S1 + N)",
    "UI": "(S2 - N)/(S2 + N)",
    "BSI": "((S1 + R) - (N + B))/((S1 + R) + (N + B))",
    "NBR": "(N - S2) / (N + S2)",
    "NBR2": "(S1 - S2) / (S1 + S2)",
    "BAI": "1.0 / ((0.1 - R) ** 2.0 + (0.06 - N) ** 2.0)",
    "NDSI": "(G - S1) / (G + S1)",
}


def pixels(count=200):
    rng = np.random.default_rng(3)
    return {name: rng.uniform(0.01, 0.6, count) for name in LETTERS.values()}


def by_text(formula, names):
    """The formula as Python, pixel by pixel."""
    bands = pixels()
    code = compile(formula.replace("^", "**").replace("sqrt", "pow_half"), "formula", "eval")
    half = {"pow_half": lambda value: value**0.5}
    return [
        eval(code, {"__builtins__": {}, **half}, {k: float(bands[v][n]) for k, v in names.items()})
        for n in range(len(bands["red"]))
    ]


def test_every_index_is_compared():
    assert set(LISTED) == set(INDICES)


@pytest.mark.parametrize("name", INDICES)
def test_values_are_those_of_the_listed_formula(name):
    index = INDICES[name]
    found = index.compute({k: v.astype("float32") for k, v in pixels().items()})
    assert found.dtype == np.float32
    assert np.allclose(found, by_text(LISTED[name], LETTERS), rtol=2e-3, atol=2e-5)
    # What model files keep is what is computed.
    own = by_text(index.formula, {meaning: meaning for meaning in index.bands})
    assert np.allclose(index.compute(pixels()), own, rtol=1e-12)


@pytest.mark.parametrize("name", INDICES)
def test_ratios_alone_do_without_a_scale(name):
    index = INDICES[name]
    plain = index.compute(pixels())
    stored = index.compute({meaning: 10000 * band for meaning, band in pixels().items()})
    assert np.allclose(plain, stored) == index.is_ratio


def test_bands_are_known_and_papers_are_named():
    for index in INDICES.values():
        assert set(index.bands) <= set(MEANINGS)
        assert index.about and index.source[-4:].isdigit()
    # The example of spyndex, which computes the list.
    assert INDICES["NDVI"].compute({"nir": 0.643, "red": 0.175}) == 0.5721271393643031


def test_the_tutorial_lists_them_with_their_papers():
    page = Path(__file__).parents[3] / "docs" / "tutorial_classify.md"
    rows = [
        f"| {i.name} | {i.about} | {i.formula.replace('*', chr(215))} | {i.source} |"
        for i in INDICES.values()
    ]
    assert "\n".join(["| index | shows | formula | paper |", "|---|---|---|---|", *rows]) in (
        page.read_text(encoding="utf-8")
    )
