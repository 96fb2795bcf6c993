"""Places: the posts and conference places that datelines name, and the time that was kept there.

`posts.tsv` has a line for each place, `zones/` the history of its clocks; NOTES.md tells where they are from.
"""

from __future__ import annotations

from frusconv.places.offsets import Offset, offset_at, utc
from frusconv.places.table import Place, place_named, places

__all__ = ["Offset", "Place", "offset_at", "place_named", "places", "utc"]
