"""Fuzz each target for some time; README.md beside this file tells all.

python -m benchmarks.fuzz [--seconds N] [--jobs N] [TARGET …]
"""

from __future__ import annotations

import argparse
import random
import re
import subprocess
import sys
import time
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path

from targets import ROOT, TARGETS, WORDS

BUILD = ROOT / "build" / "fuzz"
_LONGEST = 4096
# What we print, and what libFuzzer does at its end.
_TRIED = r"^(?:tried |stat::number_of_executed_units: )(\d+)"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("targets", nargs="*", metavar="TARGET", help=f"of {', '.join(TARGETS)}; by default all")
    parser.add_argument("--seconds", type=int, default=600, help="how long each is fuzzed")
    parser.add_argument("--jobs", type=int, default=1, help="how many at once")
    parser.add_argument("--replay", type=Path, metavar="FILE", help="run one input again")
    parser.add_argument("--inside", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    names = options.targets or list(TARGETS)
    if unknown := set(names) - set(TARGETS):
        parser.error(f"no target {sorted(unknown)[0]}; there are {', '.join(TARGETS)}")
    if options.replay:
        print("understood" if TARGETS[names[0]].run(options.replay.read_bytes()) else "refused")
    elif options.inside:
        _fuzz(names[0], options.seconds)
    else:
        sys.exit(_report(names, options.seconds, options.jobs))


def _report(names: list[str], seconds: int, jobs: int) -> int:
    """Run each target in a process of its own, and print what came of it."""
    print(f"{'target':12} {'inputs':>10} {'a second':>9} {'crashes':>8}   by {_engine()}", flush=True)
    waiting, running, failed = list(names), list[tuple[str, subprocess.Popen[str]]](), 0
    while waiting or running:
        while waiting and len(running) < jobs:
            running.append((name := waiting.pop(0), _started(name, seconds)))
        name, process = running.pop(0)
        output, _ = process.communicate()
        tried = max((int(found) for found in re.findall(_TRIED, output, re.MULTILINE)), default=0)
        crashes = sorted((BUILD / name).glob("crash-*"))
        is_failed = bool(crashes) or process.returncode != 0
        failed += is_failed
        print(f"{name:12} {tried:>10,} {tried / seconds:>9,.0f} {max(len(crashes), is_failed):>8}", flush=True)
        for crash in crashes:
            print(f"    {crash.relative_to(ROOT)}")
        if is_failed:
            print("\n".join(f"    {line}" for line in output.splitlines()[-25:]))
    return 1 if failed else 0


def _engine() -> str:
    return "atheris" if find_spec("atheris") else "random changes; atheris is not installed"


def _started(name: str, seconds: int) -> subprocess.Popen[str]:
    folder = BUILD / name
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.glob("crash-*"):
        old.unlink()
    for number, seed in enumerate(TARGETS[name].seeds()):
        (folder / f"seed-{number:04}").write_bytes(seed)
    command = [sys.executable, str(Path(__file__).parent), "--inside", "--seconds", str(seconds), name]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, errors="replace")


def _fuzz(name: str, seconds: int) -> None:
    """Fuzz one target in this process, until the time is over or an input fails."""
    folder, job, count = BUILD / name, TARGETS[name].run, 0

    def counted(data: bytes) -> None:
        nonlocal count
        count += 1
        try:
            job(data)
        except BaseException:
            (folder / f"crash-{count}").write_bytes(data)
            print(f"tried {count}", flush=True)
            raise

    if find_spec("atheris"):
        _by_atheris(counted, folder, seconds)
    else:
        _by_chance(counted, folder, seconds)
        print(f"tried {count}", flush=True)


def _by_atheris(job: Callable[[bytes], None], folder: Path, seconds: int) -> None:
    import atheris

    words = folder.with_suffix(".words")
    words.write_text("".join(f'"{_escaped(word)}"\n' for word in WORDS))
    atheris.instrument_all()
    limits = (
        f"-max_total_time={seconds}",
        f"-max_len={_LONGEST}",
        "-timeout=30",
        "-rss_limit_mb=2048",
        "-print_final_stats=1",
    )
    atheris.Setup([sys.argv[0], str(folder), f"-dict={words}", f"-artifact_prefix={folder}/found-", *limits], job)
    atheris.Fuzz()


def _by_chance(job: Callable[[bytes], None], folder: Path, seconds: int) -> None:
    chance = random.Random(1936)  # noqa: S311 - not for secrets: the same inputs each time
    seeds = [path.read_bytes() for path in sorted(folder.glob("seed-*"))]
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        job(_changed(bytearray(chance.choice(seeds)[:_LONGEST]), chance))


def _changed(data: bytearray, chance: random.Random) -> bytes:
    for _ in range(chance.randint(1, 8)):
        at = chance.randint(0, len(data))
        to = min(len(data), at + chance.choice((1, 2, 8, 64, 500)))
        match chance.randint(0, 4):
            case 0:
                data[at:to] = b""
            case 1:
                data[at:at] = data[at:to]
            case 2:
                data[at:at] = _bytes(chance.choice(WORDS)) * chance.choice((1, 1, 2, 50))
            case 3:
                data[at : at + 1] = bytes([chance.randrange(256)])
            case _:
                other = chance.randint(0, len(data))
                data[at:at] = data[other : other + 100]
    return bytes(data)


def _escaped(word: str) -> str:
    return "".join(f"\\x{byte:02x}" for byte in _bytes(word))


def _bytes(word: str) -> bytes:
    return word.encode("utf-8", "surrogatepass")


if __name__ == "__main__":
    main()
