"""Many sources, for runs that nobody watches: planned first, converted by many workers, and only what has changed.

`run` does it all. On the way from sources to results: `sources` finds files, `packed` and `contents` what they hold,
`naming` and `plan` what is to be written, `manifest` and `lock` guard the folder for results, `dispatch`, `executors`,
`worker` and `work` convert, `leftovers`, `telling` and `report` tell what became of it.
"""

from frusconv.batch.request import PersonsFile, Request, Settings, Shard, persons_file, shard_named
from frusconv.batch.running import merge, preview, run
from frusconv.batch.telling import Report, Teller

__all__ = [
    "PersonsFile",
    "Report",
    "Request",
    "Settings",
    "Shard",
    "Teller",
    "merge",
    "persons_file",
    "preview",
    "run",
    "shard_named",
]
