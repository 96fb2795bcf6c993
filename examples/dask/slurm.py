"""Convert a folder with Dask workers that Slurm starts, and end them.

    python slurm.py /project/frus/sources /project/frus/tei

Needs `frusconv[dask]` and dask-jobqueue in one environment that all nodes see. Sources and results are on a file system
that all nodes see; the scheduler runs where this runs, so start it on a node from which jobs may be submitted.
"""

from __future__ import annotations

import subprocess
import sys

from dask_jobqueue import SLURMCluster

WORKERS = 32


def main(sources: str, out: str) -> int:
    """Start the workers, run frusconv with them, and return its exit code."""
    with SLURMCluster(
        queue="general",
        cores=1,  # A document is converted by one process.
        processes=1,
        memory="2GB",
        walltime="04:00:00",
        job_name="frusconv-worker",
    ) as cluster:
        cluster.scale(jobs=WORKERS)
        cluster.wait_for_workers(WORKERS)  # Those that are there when the batch begins are those that it uses.
        executor = cluster.scheduler_address.replace("tcp://", "dask://")
        # fmt: off
        command = [
            "frusconv", "batch", sources, "--to", "tei", "--to", "html", "--out", out,
            "--executor", executor, "--log", f"{out}.jsonl",
        ]
        # fmt: on
        return subprocess.run(command, check=False).returncode


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit("usage: python slurm.py SOURCES OUT")
    sys.exit(main(sys.argv[1], sys.argv[2]))
