"""Names of products, and what catalogues say of them."""

import json
from urllib.parse import unquote

import pytest

from tilewright.core.downloads.odata import download_url, look_up
from tilewright.core.downloads.wanted import (
    WantedProduct,
    product_name,
    read_wanted,
    read_wanted_rows,
)
from tilewright.core.errors import LayerError, NetworkError, ParameterError

NAME = "S2A_MSIL2A_20220413T105631_N0400_R094_T31TCJ_20220413T170958"
OLD = "S2A_OPER_PRD_MSIL1C_PDMC_20160605T200158_R022_V20160605T100558_20160605T100558"
ID = "acdd7b9a-a5d4-5d10-9ac8-554623b8a0c9"


@pytest.mark.parametrize("ending", ["", ".SAFE", ".zip", ".SAFE.zip", ".safe "])
def test_names_are_told_without_endings(ending):
    assert product_name(f" {NAME}{ending}") == NAME
    assert product_name(f"{OLD}{ending}") == OLD


@pytest.mark.parametrize("text", ["", "B02.tif", f"../{NAME}", f"{NAME}/x", f"a\n{NAME}", "é" * 60])
def test_what_is_no_plain_name_is_none(text):
    assert product_name(text) == ""


def test_lists_are_taken_apart():
    text = f"{NAME}.SAFE, {ID.upper()};\n{OLD}\n{NAME}"
    assert read_wanted(text) == [WantedProduct(NAME), WantedProduct(id=ID), WantedProduct(OLD)]
    with pytest.raises(ParameterError, match="NAMES names x, which is neither a Sentinel-2"):
        read_wanted("x")


def test_rows_are_read_by_their_columns():
    rows = [["1", NAME, "a"], ["0", OLD, "b"], ["", OLD, "c"]]
    found = read_wanted_rows("t", ["Selected", "Name", "z"], rows)
    assert found == ([WantedProduct(NAME)], 2)
    # A name counts more than a path.
    found, _ = read_wanted_rows("t", ["path", "name"], [["/a/B02.tif", NAME]])
    assert found == [WantedProduct(NAME)]
    with pytest.raises(LayerError, match="Row 1 of INPUT t names no Sentinel-2 product"):
        read_wanted_rows("t", ["name"], [["x"]])
    with pytest.raises(LayerError, match="no column with names of products .* it has z"):
        read_wanted_rows("t", ["z"], [])


def item(name=NAME, **more):
    return {"Id": ID, "Name": f"{name}.SAFE", **more}


def ask(answer, wanted):
    asked = []

    def get(url):
        asked.append(unquote(url))
        return json.dumps(answer).encode()

    return list(look_up(get, "https://x.org/odata/v1/", wanted)), asked


def test_catalogues_are_asked_for_several_at_once():
    checksum = [{"Value": "AB", "Algorithm": "md5"}, {"Value": None, "Algorithm": "X"}]
    answer = {"value": [item(ContentLength=5, Checksum=checksum, Online=True)]}
    wanted = [WantedProduct(NAME), *(WantedProduct(f"{OLD}{k}") for k in range(15))]
    found, asked = ask(answer, wanted)
    assert len(asked) == 2
    assert asked[0].startswith("https://x.org/odata/v1/Products?$filter=Name eq 'S2A_")
    product = found[0][1]
    assert (product.id, product.name, product.size) == (ID, NAME, 5)
    assert product.checksums == {"MD5": "ab"} and product.is_online
    assert [p for _, p in found[1:]] == [None] * 15


def test_of_copies_one_that_is_online_counts():
    answer = {"value": [{**item(Online=True), "Id": "1"}, {**item(Online=False), "Id": "2"}]}
    [(_, product)], _ = ask(answer, [WantedProduct(NAME)])
    assert product.id == "1"


def test_ids_are_asked_for_one_by_one():
    [(_, product)], asked = ask(item(), [WantedProduct(id=ID)])
    assert product.name == NAME and product.size is None
    assert asked == [f"https://x.org/odata/v1/Products({ID})"]

    def get(url):
        raise NetworkError("{status}", status=status)

    status = 404
    assert list(look_up(get, "https://x.org", [WantedProduct(id=ID)]))[0][1] is None
    status = 500
    with pytest.raises(NetworkError):
        list(look_up(get, "https://x.org", [WantedProduct(id=ID)]))


@pytest.mark.parametrize(
    "answer",
    [[], {"value": 3}, {"value": [{"Id": 1, "Name": NAME}]}, {"value": [item(ContentLength="x")]}],
)
def test_answers_of_another_shape_are_refused(answer):
    with pytest.raises(NetworkError, match="does not answer as a catalogue of products does"):
        ask(answer, [WantedProduct(NAME)])


def test_names_of_a_catalogue_become_no_paths():
    with pytest.raises(NetworkError, match="is no Sentinel-2 product"):
        ask({"value": [item("../x")]}, [WantedProduct(NAME)])


def test_addresses_of_files():
    assert download_url("https://z.org/odata/v1/", ID) == (
        f"https://z.org/odata/v1/Products({ID})/$value"
    )
    assert (
        download_url("https://z.org", "a/../b?c") == "https://z.org/Products(a%2F..%2Fb%3Fc)/$value"
    )
