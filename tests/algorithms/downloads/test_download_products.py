"""Whole products from a service with faults."""

import hashlib
import json

import pytest


def test_products_come_whole_and_the_table_tells_of_them(service, download, run, rows):
    products = [service.add(day) for day in (1, 2, 3)]
    result = download(*products, PRODUCTS="TEMPORARY_OUTPUT")
    download.check(*products)
    table = rows(result["PRODUCTS"])
    assert [row["name"] for row in table] == [p.name for p in products]
    first = table[0]
    assert (first["date"], first["level"], first["baseline"]) == ("2022-04-01", "L2A", "04.00")
    assert (first["tile"], first["selected"], first["reason"]) == ("31TCJ", 1, None)
    assert first["size_mb"] == pytest.approx(len(products[0].body) / 1e6)
    assert json.loads(result["FILES"]) == [row["path"] for row in table]
    assert result["PRODUCT_COUNT"] == result["NEW_COUNT"] == 3
    assert result["FAILED_COUNT"] == 0
    assert f"3 of 3 products are in {download.folder}." in run.log
    # One request for the facts, one for the token.
    assert service.count("/odata/v1/Products?") == service.count("/token") == 1
    assert service.files_asked() == 3


def test_what_is_here_is_not_asked_for_again(service, download, run):
    products = [service.add(day) for day in (1, 2)]
    download(products[0])
    asked = len(service.asked)
    result = download(products[0])
    assert len(service.asked) == asked
    assert (result["PRODUCT_COUNT"], result["NEW_COUNT"]) == (1, 0)
    download(*products)
    assert len(products[0].requests) == 1
    download.check(*products)


FAULTS = {
    "drops": [("drop", 90_000), ("drop", 90_000), ("drop", 10)],
    "busy": [("status", 429), ("status", 500), ("status", 503)],
    "no ranges": [("drop", 90_000), ("no ranges", 0)],
    "corrupt": [("corrupt", 0)],
    "short": [("short", 1000)],
    "no length": [("no length", 0)],
    "no tag": [("no tag", 0)],
    "part without tag": [("drop", 90_000), ("no tag", 0)],
    "too far": [("drop", 10**9)],
}


@pytest.mark.parametrize("fault", FAULTS)
def test_products_come_whole_in_spite_of(service, download, run, fault):
    products = [service.add(day) for day in (1, 2)]
    products[0].faults = list(FAULTS[fault])
    result = download(*products)
    download.check(*products)
    assert (result["PRODUCT_COUNT"], result["FAILED_COUNT"]) == (2, 0)
    assert products[0].faults == []


def test_parts_go_on_where_they_broke_off(service, download, run):
    product = service.add(1)
    product.faults = [("drop", 100_000), ("drop", 100_000)]
    download(product)
    ranges = [request.get("Range") for request in product.requests]
    assert ranges == [None, "bytes=100000-", "bytes=200000-"]
    assert [r.get("If-Range") for r in product.requests] == [None, product.etag, product.etag]
    assert service.sent[product.name] == len(product.body)
    assert "asking again in 0 s" in run.log


def test_a_file_that_changes_meanwhile_is_got_anew(service, download):
    product = service.add(1)
    product.faults = [("drop", 100_000), ("change", 250_000)]
    # The catalogue was asked before, and tells of the earlier one, which the manifest outweighs.
    download(product)
    download.check(product)


def test_a_server_that_stalls_is_given_up(service, download, run, qgis):
    from qgis.core import QgsNetworkAccessManager

    before = QgsNetworkAccessManager.timeout()
    QgsNetworkAccessManager.setTimeout(700)
    try:
        product = service.add(1)
        product.faults = [("stall", 100_000), ("stall", 50_000)]
        download(product)
    finally:
        QgsNetworkAccessManager.setTimeout(before)
    download.check(product)
    assert service.sent[product.name] == len(product.body)


def test_damage_that_stays_fails_with_its_name_and_others_come(service, download, run, rows):
    bad, good = service.add(1), service.add(2)
    bad.faults = [("corrupt", 0)] * 9
    result = download(bad, good, PRODUCTS="TEMPORARY_OUTPUT")
    download.check(good)
    assert len(bad.requests) == 2
    row = rows(result["PRODUCTS"])[0]
    assert (row["selected"], row["path"]) == (0, None)
    assert row["reason"] == "its MD5 checksum is not the catalogue's"
    assert result["FAILED_COUNT"] == 1
    assert f"1 product failed: {bad.name} (its MD5 checksum is not the catalogue's)." in run.log
    # The next run tries once more.
    bad.faults = []
    assert download(bad, good)["FAILED_COUNT"] == 0
    download.check(good, bad)


def test_products_that_the_service_packs_anew_are_proven_by_their_manifest(service, download, run):
    product = service.add(1)
    product.entry["Checksum"][0]["Value"] = hashlib.md5(b"another zip").hexdigest()
    product.entry["ContentLength"] -= 1
    download(product)
    download.check(product)
    assert "the catalogue tells of" in run.log and "agrees with the product's own" in run.log


def test_without_a_manifest_the_checksum_counts(service, download, run_error):
    product = service.add(1, has_manifest=False)
    product.entry["Checksum"][0]["Value"] = hashlib.md5(b"another zip").hexdigest()
    with pytest.raises(Exception, match="could not be downloaded.*MD5 checksum is not the"):
        download(product)
    assert [p.name for p in download.folder.iterdir()] == ["downloads.json"]


def test_without_a_known_checksum_archives_are_looked_through(service, download):
    product = service.add(1)
    product.entry["Checksum"] = [{"Value": "ab" * 32, "Algorithm": "BLAKE3"}]
    product.faults = [("corrupt", 0)]
    download(product)
    download.check(product)
    assert len(product.requests) == 2


def test_a_service_that_fails_for_good_is_told(service, download, run):
    bad, good = service.add(1), service.add(2)
    bad.faults = [("status", 500)] * 20
    result = download(bad, good)
    assert result["FAILED_COUNT"] == 1
    assert f"{bad.name} (it answers 500 (" in run.log
    assert len(bad.requests) == 7


def test_quota_that_is_used_up_stops_the_rest(service, download, run):
    products = [service.add(day) for day in range(1, 9)]
    products[0].faults = []
    for product in products[1:]:
        product.faults = [("status", 403)]
    result = download(*products, WORKERS=1)
    assert (result["PRODUCT_COUNT"], result["FAILED_COUNT"]) == (1, 7)
    assert service.files_asked() == 3
    assert "you have used up your quota" in run.log
    assert "not asked for, since the service refuses others" in run.log


def test_unknown_offline_and_vanished_products_are_named(service, download, run, rows):
    good, offline, gone = (service.add(day) for day in (1, 2, 3))
    offline.entry["Online"] = False
    gone.faults = [("status", 404)]
    names = "\n".join(
        [good.name, offline.name, gone.name, good.name.replace("20220401", "20220409")]
    )
    result = download(NAMES=names, PRODUCTS="TEMPORARY_OUTPUT")
    assert [row["reason"] for row in rows(result["PRODUCTS"])] == [
        None,
        "it is offline, and has to be ordered from the service",
        "the service does not have it",
        "the catalogue does not have it",
    ]
    assert offline.requests == []
    # Another time they may be there, and another may be gone.
    offline.entry["Online"], gone.faults = True, []
    del service.products[gone.id]
    result = download(NAMES=names, PRODUCTS="TEMPORARY_OUTPUT")
    reasons = [row["reason"] for row in rows(result["PRODUCTS"])]
    assert reasons == [None, None, *["the catalogue does not have it"] * 2]


def test_products_by_id(service, download):
    product = service.add(1)
    download(NAMES=product.id)
    download.check(product)
    asked = len(service.asked)
    download(NAMES=product.id.upper())
    assert len(service.asked) == asked


@pytest.mark.parametrize("name", ["../../evil", "S1A_IW_GRDH_1SDV_20220401T000000", ""])
def test_names_of_the_catalogue_become_no_other_paths(service, download, name):
    product = service.add(1)
    product.entry["Name"] = name
    with pytest.raises(Exception, match="which is no Sentinel-2 product"):
        download(NAMES=product.id)


def test_at_most_four_at_once(service, download):
    service.pace = 0.03
    products = [service.add(day) for day in range(1, 10)]
    download(*products)
    assert service.most_at_once == 4
    download.check(*products)


def test_workers_bound_what_is_asked_at_once(service, download):
    service.pace = 0.02
    products = [service.add(day) for day in range(1, 5)]
    download(*products, WORKERS=2)
    assert service.most_at_once == 2


def test_a_run_that_gets_nothing_leaves_no_folder(service, download, tmp_path):
    with pytest.raises(Exception, match="could not be downloaded|does not have"):
        download(NAMES="S2A_MSIL2A_20200101T101010_N0500_R022_T32TQM_20230101T101010")
    assert not download.folder.exists()
    # What was there before stays, empty as it is.
    download.folder.mkdir()
    with pytest.raises(Exception, match="could not be downloaded|does not have"):
        download(NAMES="S2A_MSIL2A_20200101T101010_N0500_R022_T32TQM_20230101T101010")
    assert download.folder.is_dir()


def test_rows_with_outlines_that_cross_themselves_are_read(service, download, make_layer):
    product = service.add(1)
    bow = "POLYGON((0 0,1 1,1 0,0 1,0 0))"
    table = make_layer(
        [(bow, {"name": product.name, "selected": 1})], fields="name:string,selected:integer"
    )
    download(INPUT=table)
    download.check(product)
