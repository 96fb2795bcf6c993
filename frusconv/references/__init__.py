"""Citations of the series in running text: found, resolved to volume and place, and encoded as references.

    text ─► pieces ─► scan, with the work cited last ─► references ─► a table, or Ref nodes in a document

`pieces` cuts what may belong to a citation out of a text, `scan` puts it together, `volumes` and the catalogue tell the
volume's id, `flat` leads from a text back to the nodes that it was read from.
"""

from __future__ import annotations

from frusconv.references.reference import Context, Reference
from frusconv.references.scan import find_references

__all__ = ["Context", "Reference", "find_references"]
