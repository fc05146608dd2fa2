"""Names and addresses on the network, as GDAL writes them."""

from __future__ import annotations

import re

_VSI = r"/vsi(?:curl|s3|gs|az|adls|oss|swift|hdfs|webhdfs)(?:_streaming)?[/?]"
_SCHEME = r"(?<![a-z0-9])(?:https?|ftps?|s3|gs|az|abfss?|wss?):/"
_DRIVER = (
    r"^\s*(?:adbc|amigocloud|carto|cartodb|csw|daas|db2odbc|eedai?|es|elastic|gmlas|hana|http|iiif"
    r"|iip|ign|mongodbv3|mssql|mysql|ngw|oapif(?:_collection)?|oci|odbc|ogcapi|ogrwfs|pg|pgeo"
    r"|plmosaic|plscenes|postgresql|georaster|snowflake|stacit|stacta|tiledb|wcs|wfs3?|wms|wmts)"
    r":"
)
# Functions of SQL with which a query names another source in pieces.
_SQL = "ogr_datasource_load_layers|virtualogr"
_NETWORK = re.compile(f"{_VSI}|{_SCHEME}|{_DRIVER}|{_SQL}", re.IGNORECASE)
BYTES_OF_VSI = re.compile(_VSI.encode(), re.IGNORECASE)
ADDRESS = re.compile(rf"(?:{_SCHEME}/|{_VSI})[^\s\"'<>]*", re.IGNORECASE)


def is_network(name: str) -> bool:
    """Whether GDAL would ask another computer for what has this name."""
    return _NETWORK.search(name) is not None
