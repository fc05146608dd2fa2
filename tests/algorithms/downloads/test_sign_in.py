"""Tokens are had, renewed, and shown to nobody."""

import logging
import time

import pytest


@pytest.fixture
def message_log(qgis):
    """What QGIS logs meanwhile, in any tab."""
    from qgis.core import QgsApplication

    lines = []

    def keep(text, tag, level):
        lines.append(f"{tag}: {text}")

    log = QgsApplication.messageLog()
    log.messageReceived.connect(keep)
    yield lines
    log.messageReceived.disconnect(keep)


def test_password_is_exchanged_once_and_tokens_go_along(service, download):
    products = [service.add(day) for day in (1, 2)]
    download(*products)
    assert service.grants == ["password"]
    sent = {r.get("Authorization") for p in products for r in p.requests}
    assert sent == {"Bearer secret-token-1"}


def test_tokens_are_renewed_before_they_end(service, download):
    service.token_life = 0.4
    service.pace = 0.06
    products = [service.add(day) for day in range(1, 9)]
    download(*products, WORKERS=2)
    download.check(*products)
    assert service.grants[0] == "password"
    assert set(service.grants[1:]) == {"refresh_token"}
    # None was refused.
    assert service.files_asked() == len(products)


def test_tokens_that_end_early_are_replaced(service, download):
    products = [service.add(day) for day in range(1, 6)]
    products[2].faults = [("expire", 0)]
    download(*products, WORKERS=1)
    download.check(*products)
    assert (service.refused, service.grants) == (1, ["password", "password"])


def test_a_refused_renewal_falls_back_on_the_password(service, download):
    service.token_life = 0.4
    service.pace = 0.06
    products = [service.add(day) for day in range(1, 7)]
    service.refresh_tokens = type("Nothing", (set,), {"add": lambda *_: None})()
    download(*products, WORKERS=2)
    download.check(*products)
    assert {"password", "refresh_token"} == set(service.grants)


def test_a_token_service_that_is_busy_is_asked_again(service, download, monkeypatch):
    from tilewright.algorithms.network import fetch

    monkeypatch.setattr(fetch, "wait_before", lambda *_: 0.02)
    product = service.add(1)
    service.token_faults = [500, 429]
    download(product)
    download.check(product)


def test_a_wrong_password_ends_the_run_with_a_sentence(service, download, run_error, qgis):
    from qgis.core import QgsApplication, QgsAuthMethodConfig

    manager = QgsApplication.authManager()
    config = QgsAuthMethodConfig("Basic")
    config.setName("wrong")
    config.setConfig("username", "somebody")
    config.setConfig("password", "wrong-secret")
    _, config = manager.storeAuthenticationConfig(config)
    product = service.add(1)
    text = run_error(
        "downloadproducts", NAMES=product.name, OUTPUT=str(download.folder),
        AUTHCFG=config.id(), **service.parameters,
    )  # fmt: skip
    manager.removeAuthenticationConfig(config.id())
    assert f"127.0.0.1:{service.port} takes no such user name and password; check the" in text
    assert "wrong-secret" not in text and "somebody" not in text
    assert product.requests == []


def test_without_sign_in_the_service_says_what_is_missing(service, download, run_error):
    product = service.add(1)
    text = run_error(
        "downloadproducts", NAMES=product.name, OUTPUT=str(download.folder), **service.parameters
    )
    assert "The service takes no such sign-in (401); choose an authentication" in text
    service.needs_token = False
    download(product, AUTHCFG="")
    download.check(product)
    assert service.count("/token") == 0


def test_other_configurations_sign_requests_themselves(service, download):
    service.needs_token = False
    product = service.add(1)
    download(product, TOKEN_URL="-")
    assert product.requests[0]["Authorization"].startswith("Basic ")
    assert service.count("/token") == 0


def test_unknown_configurations_and_unsafe_addresses_are_refused(service, download, run_error):
    call = {"NAMES": service.add(1).name, "OUTPUT": str(download.folder)}
    text = run_error("downloadproducts", AUTHCFG="abcdefg", **call, **service.parameters)
    assert "AUTHCFG is abcdefg, which QGIS's authentication manager does not have" in text
    for name in ("TOKEN_URL", "DOWNLOAD_URL"):
        unsafe = {**service.parameters, name: "http://example.org/x"}
        text = run_error("downloadproducts", AUTHCFG="abcdefg", **call, **unsafe)
        assert f"{name} is http://example.org/x, to which no sign-in is sent" in text
    text = run_error("downloadproducts", CATALOGUE_URL="ftp://example.org", **call)
    assert "ftp://example.org is no address on the web" in text
    assert service.asked == []


def test_other_hosts_get_no_sign_in(service, other_service, download):
    product = service.add(1)
    other_service.products[product.id] = product
    other_service.needs_token = False
    service.redirect_to = other_service.url
    download(product)
    download.check(product)
    first, second = product.requests
    assert "Authorization" in first and "Authorization" not in second
    assert "secret" not in str(other_service.seen_headers)


@pytest.mark.parametrize("target", ["file:///etc", "ftp://127.0.0.1"])
def test_redirects_lead_to_the_web_alone(service, download, target):
    product = service.add(1)
    service.redirect_to = target
    with pytest.raises(Exception, match="is no address on the web"):
        download(product)


def test_redirects_come_to_an_end(service, download):
    product = service.add(1)
    service.redirect_to = service.url
    with pytest.raises(Exception, match="it redirects again and again"):
        download(product)
    assert len(product.requests) == 6


@pytest.mark.parametrize(
    "one, other, is_one",
    [
        ("https://a.b.eu/x", "https://a.b.eu/y", True),
        ("https://zipper.dataspace.copernicus.eu/", "https://download.dataspace.copernicus.eu/", 1),
        ("https://zipper.dataspace.copernicus.eu/", "https://evil.copernicus.eu/", False),
        ("https://a.example.org/", "https://b.example.org/", False),
        ("https://a.x.example.org/", "http://b.x.example.org/", False),
        ("http://127.0.0.1:1/", "http://127.0.0.1:2/", False),
        ("http://10.0.0.1/", "http://11.0.0.1/", False),
    ],
)
def test_which_hosts_are_one_service(one, other, is_one):
    from tilewright.algorithms.network.download import is_one_service

    assert is_one_service(one, other) == bool(is_one)


def test_no_secret_is_written_or_told(service, download, run, tmp_path, message_log, capfd, caplog):
    caplog.set_level(logging.DEBUG)
    products = [service.add(day) for day in (1, 2)]
    products[0].faults = [("drop", 100_000), ("status", 500)]
    products[1].faults = [("status", 404)]
    service.token_life = 1
    download(*products, PRODUCTS=str(tmp_path / "table.gpkg"))
    assert len(service.tokens) >= 1
    out, err = capfd.readouterr()
    told = "\n".join([run.log, *message_log, out, err, caplog.text])
    written = b"".join(p.read_bytes() for p in tmp_path.rglob("*") if p.is_file())
    for secret in service.secrets:
        assert secret not in told
        assert secret.encode() not in written


def test_answers_of_token_services_are_not_told(service, download, run):
    from http.server import BaseHTTPRequestHandler

    product = service.add(1)
    service._serve_token = lambda request, form: (
        BaseHTTPRequestHandler and request.answer(b"access_token=very-secret")
    )
    with pytest.raises(Exception, match="does not answer as a token service does") as caught:
        download(product)
    assert "very-secret" not in f"{caught.value}{run.log}"


def test_accounts_do_not_show_what_they_hold():
    from tilewright.algorithms.network.sign_in import Account, ServiceSignIn, _Token

    account = Account("abc1234", "me", "hidden")
    assert "hidden" not in repr(account) and "me" not in repr(account).replace("name", "")
    assert "hidden" not in repr(_Token("hidden", time.monotonic()))
    assert "hidden" not in repr(ServiceSignIn(account, "", None))
