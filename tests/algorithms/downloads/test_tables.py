"""Which products are wanted, and what their table is good for."""

import json
from pathlib import Path

import numpy as np
import pytest


@pytest.fixture
def real_products(service, make_product, tmp_path):
    """Two small products that can be read, in the service."""
    products = []
    for day, tile in ((5, "31TCJ"), (6, "31TCJ")):
        product = service.add(day, tile=tile)
        images = {
            (band, 10): np.full((12, 12), 1000 * k + 1000 * day, dtype="uint16")
            for k, band in enumerate(("B02", "B03", "B04"))
        }
        path = make_product(
            images, name=product.name, date=f"2022040{day}", offsets=-1000, cloud=10 + day,
            archive=f"{product.name}.zip", folder=tmp_path / f"made{day}",
        )  # fmt: skip
        product.change(Path(path).read_bytes())
        products.append(product)
    return products


def test_products_of_the_table_become_a_dataset(real_products, download, run, rows, tmp_path):
    table = str(tmp_path / "table.gpkg")
    result = download(*real_products, PRODUCTS=table)
    assert [r["cloud_pct"] for r in rows(run_layer(table))] == [15, 16]
    dataset = run(
        "builddataset", SCENE_TABLE=table, TILE_SIZE=6, SPLIT_METHOD="NONE", FORMAT="GTIFF",
        SCALING="NONE", OUTPUT=str(tmp_path / "dataset"),
    )  # fmt: skip
    assert dataset["TILE_COUNT"] == 8
    facts = json.loads((tmp_path / "dataset" / "dataset.json").read_text())
    assert [(s["name"], s["date"]) for s in facts["scenes"]] == [
        (p.name, f"2022-04-0{day}") for p, day in zip(real_products, (5, 6))
    ]
    reflectances = run("loadsentinel2", INPUT=json.loads(result["FILES"])[0], RESOLUTION="10")
    assert reflectances["OUTPUT"]
    chosen = run("selectproducts", INPUT=result["OUTPUT"], MAX_CLOUD=15.5)
    assert json.loads(chosen["SELECTED"]) == json.loads(result["FILES"])[:1]


def run_layer(path):
    from qgis.core import QgsVectorLayer

    layer = QgsVectorLayer(path, "table", "ogr")
    assert layer.isValid()
    return layer


def test_selected_rows_of_a_table(service, download, run, make_layer):
    chosen, other = service.add(1), service.add(2)
    square = "POLYGON((1 43, 2 43, 2 44, 1 43))"
    layer = make_layer(
        [
            (square, {"name": chosen.name, "selected": 1}),
            (square, {"name": other.name, "selected": 0}),
        ],
        crs="EPSG:4326",
        fields="name:string,selected:integer",
    )
    download(INPUT=layer)
    download.check(chosen)
    assert other.requests == []
    assert "1 of 2 rows of layer are not selected." in run.log


@pytest.mark.parametrize(
    "column, text",
    [
        ("name", "{name}.SAFE"),
        ("id", "{id}"),
        ("path", "/data/archive/{name}.zip"),
        ("assets", '{{"B02": "https://x.org/{name}.SAFE/GRANULE/B02.jp2"}}'),
    ],
)
def test_columns_that_name_products(service, download, make_layer, column, text):
    product = service.add(1)
    cell = text.format(name=product.name, id=product.id)
    layer = make_layer([("POINT(1 43)", {column: cell})], "Point", fields=f"{column}:string")
    download(INPUT=layer)
    download.check(product)


def test_what_names_no_product_is_refused(service, download, run_error, make_layer):
    def refusal(**given):
        return run_error("downloadproducts", OUTPUT=str(download.folder), **given)

    assert "one of the two" in refusal()
    point = ("POINT(1 43)", {"name": "S2A_31TCJ_20220401_0_L2A"})
    layer = make_layer([point], "Point", fields="name:string")
    assert "one of the two" in refusal(INPUT=layer, NAMES="x")
    text = refusal(INPUT=layer)
    assert "Row 1 of INPUT layer names no Sentinel-2 product as the service calls it" in text
    assert "(S2A_31TCJ_20220401_0_L2A)" in text
    layer = make_layer([("POINT(1 43)", {})], "Point", fields="class:string")
    assert "INPUT layer has no column with names of products" in refusal(INPUT=layer)
    layer = make_layer([], "Point", fields="name:string")
    assert "No product is selected" in refusal(INPUT=layer)
    assert "NAMES names ../evil, which is neither" in refusal(NAMES="../evil")
    assert not download.folder.exists()
    assert service.asked == []


def test_a_catalogue_that_is_none_is_told(service, download, run_error):
    name = service.add(1).name
    service.serve = lambda request: request.answer(b'{"value": [{"Id": 3}]}')
    text = run_error(
        "downloadproducts", NAMES=name, OUTPUT=str(download.folder), **service.parameters
    )
    assert f"{service.url}/odata/v1 does not answer as a catalogue of products does" in text


def write_catalog(folder, products, outline):
    """A static catalogue with an item for each product, called as the service calls them."""
    folder.mkdir()
    links = [{"rel": "item", "href": f"./{product.name}.json"} for product in products]
    catalog = {
        "type": "Catalog", "stac_version": "1.0.0", "id": "made", "description": "made for tests",
        "links": [{"rel": "root", "href": "./catalog.json"}, *links],
    }  # fmt: skip
    (folder / "catalog.json").write_text(json.dumps(catalog))
    for product in products:
        tile, date = product.name[39:44], product.name[11:19]
        item = {
            "type": "Feature", "stac_version": "1.0.0", "id": product.name, "geometry": outline,
            "bbox": [0.5, 43.2, 1.8, 44.2], "links": [],
            "properties": {
                "datetime": f"{date[:4]}-{date[4:6]}-{date[6:]}T10:56:31Z",
                "grid:code": f"MGRS-{tile}",
                "eo:cloud_cover": 5,
            },
            "assets": {
                "B02_10m": {"href": "https://x.invalid/B02.jp2", "type": "image/jp2",
                            "roles": ["data"]},
            },
        }  # fmt: skip
        (folder / f"{product.name}.json").write_text(json.dumps(item))
    return str(folder / "catalog.json")


def test_from_an_area_to_its_products(
    service, download, run, make_layer, optional_libraries, tmp_path
):
    """The tiles of an area, what the catalogue has of them, and the files."""
    pytest.importorskip("pystac_client")
    square = "POLYGON((1.2 43.5, 1.5 43.5, 1.5 43.8, 1.2 43.8, 1.2 43.5))"
    area = make_layer([(square, {})], crs="EPSG:4326")
    tiles = run("mgrstiles", AOI=area)["TILES"]
    assert tiles == "31TCJ"
    near, other = service.add(1), service.add(2, tile="31TDJ")
    outline = {
        "type": "Polygon",
        "coordinates": [[[0.5, 43.2], [1.8, 43.2], [1.8, 44.2], [0.5, 44.2], [0.5, 43.2]]],
    }
    catalog = write_catalog(tmp_path / "catalog", [near, other], outline)
    found = run("searchcatalog", URL=catalog, COLLECTION="", AOI=area, TILE=tiles)
    assert found["ITEM_COUNT"] == 1
    download(INPUT=found["OUTPUT"])
    download.check(near)
    assert other.requests == []
