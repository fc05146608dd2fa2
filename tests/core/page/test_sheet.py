"""Parts of a dataset's page."""

from tilewright.core.page.sheet import DatasetSheet


def test_code_in_prose_is_code_and_nothing_runs():
    sheet = DatasetSheet("tiles")
    sheet.prose("`a < b` reads <script>, and `` does not")
    text = "".join(sheet._parts)
    assert "<p><code>a &lt; b</code> reads &lt;script&gt;, and `` does not</p>" in text
