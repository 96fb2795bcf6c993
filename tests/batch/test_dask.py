"""A batch on a cluster of dask's: a scheduler and two workers on this machine, one of which is killed."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.conftest import ROOT
from tests.support import frusconv

pytest.importorskip("distributed", reason="dask.distributed is not installed")
COUNT = 600


class Cluster(NamedTuple):
    address: str
    workers: list[subprocess.Popen[bytes]]


def started(*arguments: str | Path) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-m", "dask", *map(str, arguments)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )


def waited(path: Path) -> str:
    """Return the scheduler's address once it is up."""
    for _ in range(300):
        if path.exists() and (text := path.read_text()).rstrip().endswith("}"):
            return str(json.loads(text)["address"]).removeprefix("tcp://")
        time.sleep(0.1)
    pytest.fail("the scheduler did not start")


@pytest.fixture
def cluster(tmp_path: Path) -> Iterator[Cluster]:
    file = tmp_path / "scheduler.json"
    processes = [started("scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard", "--scheduler-file", file)]
    try:
        address = waited(file)
        worker = ("worker", f"tcp://{address}", "--nthreads", "1", "--no-nanny", "--no-dashboard")
        workers = [started(*worker, "--local-directory", tmp_path / "scratch") for _ in range(2)]
        processes += workers
        wait_for_workers(address)
        yield Cluster(address, workers)
    finally:
        for process in processes:
            process.kill()
            process.wait()


def wait_for_workers(address: str) -> None:
    from distributed import Client

    with Client(f"tcp://{address}", set_as_default=False) as client:
        client.wait_for_workers(2, timeout=30)


def inbox(folder: Path, count: int) -> Path:
    texts = [path.read_bytes() for path in sorted((ROOT / "tests" / "cases").glob("*/source.txt"))]
    folder.mkdir()
    for number in range(count):
        (folder / f"document-{number}.txt").write_bytes(texts[number % len(texts)] + b"\n\nThe last line.\n")
    return folder


def results(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.rglob("*.xml")}


def test_a_cluster_writes_the_same_bytes_though_a_worker_is_killed(cluster: Cluster, tmp_path: Path) -> None:
    source, out = inbox(tmp_path / "inbox", COUNT), tmp_path / "cluster"
    command: list[str | Path] = [sys.executable, "-m", "frusconv", "batch", source, "--out", out]
    with subprocess.Popen([*command, "--executor", f"dask://{cluster.address}"], stderr=subprocess.PIPE) as process:
        while len(list(out.glob("*.xml"))) < COUNT // 10:
            assert process.poll() is None
            time.sleep(0.01)
        cluster.workers[0].send_signal(signal.SIGKILL)
        assert process.stderr is not None
        message = process.stderr.read().decode()
    assert process.returncode == 0, message
    assert f"{COUNT} converted" in message
    alone = frusconv("batch", source, "--out", tmp_path / "alone")
    assert alone.status == 0, alone.err
    assert results(out) == results(tmp_path / "alone")
    again = frusconv("batch", source, "--out", out)
    assert f"0 converted, {COUNT} unchanged" in again.err


def test_nobody_answers(tmp_path: Path) -> None:
    source = inbox(tmp_path / "inbox", 1)
    ran = frusconv("batch", source, "--out", tmp_path / "out", "--executor", "dask://127.0.0.1:9")
    assert ran.status == 2
    assert "dask://127.0.0.1:9: no scheduler answers there" in ran.err
    assert "Traceback" not in ran.err


@pytest.mark.parametrize("executor", ["ray://head", "process", ""])
def test_unknown_executors(executor: str, tmp_path: Path) -> None:
    ran = frusconv("batch", inbox(tmp_path / "inbox", 1), "--out", tmp_path / "out", "--executor", executor)
    assert ran.status == 2
    assert "there are processes, threads and dask://HOST:PORT" in ran.err
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("executor", ["processes", "threads"])
def test_executors_write_the_same_bytes(executor: str, tmp_path: Path) -> None:
    source = inbox(tmp_path / "inbox", 100)
    outputs = []
    for jobs in ("1", "2", "4"):
        out = tmp_path / jobs
        ran = frusconv("batch", source, "--out", out, "--executor", executor, "--jobs", jobs, "--to", "epub")
        assert ran.status == 0, ran.err
        outputs.append({path.name: path.read_bytes() for path in out.glob("*.epub")})
    assert outputs[0] == outputs[1] == outputs[2]
    assert len(outputs[0]) == 100
