"""A small volume of Ruritania's, invented, in which every class of node stands at least once."""

from __future__ import annotations

from tests.conftest import TESTS

VOLUME = (TESTS / "cases" / "tei-every-node" / "source.xml").read_text(encoding="utf-8")
# Text that would be markup, code or the end of either in one of the formats.
HOSTILE = "<script>alert(1)</script></title></style>--><!-- ]]> \" ' &amp; <b onclick=x>"
XML_HOSTILE = HOSTILE.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")
