"""The files of examples/: those who will read them do, and the scripts are run."""

from __future__ import annotations

import grp
import json
import os
import pwd
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from frusconv.batch.executors import PATIENCE
from frusconv.errors import ExitCode
from tests.conftest import ROOT

EXAMPLES = ROOT / "examples"
SAMPLE = ROOT / "samples" / "telegram.txt"
FILES = sorted(path for path in EXAMPLES.rglob("*") if path.is_file())
SCRIPTS = [path for path in FILES if path.suffix in (".sh", ".sbatch")]


def need(program: str) -> None:
    if not shutil.which(program):
        pytest.skip(f"{program} is not installed")


def test_every_example_is_in_the_list() -> None:
    told = (EXAMPLES / "README.md").read_text(encoding="utf-8")
    linked = {EXAMPLES / target for target in re.findall(r"\]\(([^)]+)\)", told)}
    assert [path for path in linked if not path.exists()] == []
    assert [path for path in FILES if not {path, path.parent} & linked and path.name != "README.md"] == []


def test_the_guide_leads_to_the_examples() -> None:
    guide = ROOT / "docs" / "batch.md"
    targets = re.findall(r"\]\(([^)#]+)\)", guide.read_text(encoding="utf-8"))
    assert [target for target in targets if not (guide.parent / target).exists()] == []


# What the files are read by


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.name)
def test_scripts_are_bash(path: Path) -> None:
    subprocess.run(["bash", "-n", path], check=True)


def test_scripts_are_clean() -> None:
    need("shellcheck")
    subprocess.run(["shellcheck", *SCRIPTS], check=True)


def settings_of(unit: str) -> dict[str, str]:
    text = re.sub(r"\\\n\s*", "", (EXAMPLES / "systemd" / unit).read_text(encoding="utf-8"))
    return dict(line.split("=", 1) for line in text.splitlines() if "=" in line and not line.startswith("#"))


def test_units_are_valid(tmp_path: Path) -> None:
    need("systemd-analyze")
    for unit in ("frusconv.service", "frusconv.timer"):
        text = (EXAMPLES / "systemd" / unit).read_text(encoding="utf-8")
        (tmp_path / unit).write_text(text.replace("/opt/frusconv/bin/frusconv", "/bin/true"), encoding="utf-8")
    done = subprocess.run(
        ["systemd-analyze", "verify", "--man=no", *tmp_path.iterdir()], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")


def test_the_service_waits_for_the_documents_in_hand() -> None:
    service = settings_of("frusconv.service")
    assert int(service["TimeoutStopSec"]) > 2 * PATIENCE
    assert service["KillMode"] == "mixed"
    assert set(service["SuccessExitStatus"].split()) == {str(int(ExitCode.LOCKED)), "143"}


def test_the_service_may_write_where_it_writes() -> None:
    service = settings_of("frusconv.service")
    written = re.findall(r"--(?:out|log|report) (\S+)", service["ExecStart"])
    places = (service["ReadWritePaths"], f"/var/log/{service['LogsDirectory']}/")
    assert [path for path in written if not path.startswith(places)] == []


def test_logrotate_takes_its_rule(tmp_path: Path) -> None:
    need("logrotate")
    user, group = pwd.getpwuid(os.getuid()).pw_name, grp.getgrgid(os.getgid()).gr_name
    log = tmp_path / "batch.jsonl"
    log.write_text("{}\n")
    rule = (EXAMPLES / "logrotate" / "frusconv").read_text(encoding="utf-8")
    rule = rule.replace("su frus frus", f"su {user} {group}").replace("/var/log/frusconv", str(tmp_path))
    config = tmp_path / "rule"
    config.write_text(rule, encoding="utf-8")
    config.chmod(0o644)
    command: list[str | Path] = ["logrotate", "--force", "--state", tmp_path / "state", config]
    done = subprocess.run([*command, "-d"], capture_output=True, text=True, check=True)
    assert "error" not in done.stderr
    subprocess.run(command, check=True)
    assert [path.read_text() for path in tmp_path.glob("batch.jsonl-*")] == ["{}\n"]
    assert not log.exists()


def test_the_workflow_is_one() -> None:
    text = (EXAMPLES / "github" / "convert.yml").read_text(encoding="utf-8")
    workflow = yaml.safe_load(text)
    steps = workflow["jobs"]["convert"]["steps"]
    assert all(re.fullmatch(r"actions/[a-z-]+@v\d+", step["uses"]) for step in steps if "uses" in step)
    assert all({"uses", "run"} & step.keys() for step in steps)
    for step in steps:
        subprocess.run(["bash", "-n"], input=step.get("run", ""), text=True, check=True)
    assert workflow["permissions"] == {"contents": "read"}
    assert "://" not in text


def test_the_script_of_the_workflow_forgives_documents_that_failed(tmp_path: Path) -> None:
    """Exit 8 becomes a warning; all else ends the step."""
    workflow = yaml.safe_load((EXAMPLES / "github" / "convert.yml").read_text(encoding="utf-8"))
    script = next(step["run"] for step in workflow["jobs"]["convert"]["steps"] if step.get("id") == "convert")
    fake = tmp_path / "frusconv"
    for status, expected in ((0, 0), (5, 5), (8, 0)):
        fake.write_text(f"#!/bin/sh\nexit {status}\n")
        fake.chmod(0o755)
        done = run(["bash", "-e", "-c", script], tmp_path, tmp_path)
        assert (done.returncode, "::warning" in done.stdout) == (expected, status == 8)


def test_the_line_for_cron(tmp_path: Path) -> None:
    """The daemon is told of failures, and neither of good runs nor of the lock."""
    text = (EXAMPLES / "cron" / "frusconv").read_text(encoding="utf-8")
    (line,) = [line for line in text.splitlines() if line.startswith("*/")]
    *when, user, command = line.split(" ", 6)
    assert (len(when), user) == (5, "frus")
    assert "%" not in command
    fake = tmp_path / "frusconv"
    for status in (0, 5, 8, 9, 143):
        fake.write_text(f"#!/bin/sh\necho told >&2; exit {status}\n")
        fake.chmod(0o755)
        for name in ("nice", "ionice"):
            (tmp_path / name).write_text('#!/bin/sh\nwhile [ "${1#-}" != "$1" ]; do shift 2; done\nexec "$@"\n')
            (tmp_path / name).chmod(0o755)
        done = run(["sh", "-c", command], tmp_path, tmp_path)
        assert (done.stdout, done.stderr) == ("" if status in (0, 9, 143) else "told\n", "")


# The scripts at work


@pytest.fixture(scope="module")
def programs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with frusconv, and what stands for the programs of Slurm."""
    folder = tmp_path_factory.mktemp("programs")
    scripts = {
        "frusconv": f'exec {shlex.quote(sys.executable)} -m frusconv "$@"',
        "srun": 'exec "$@"',
        "sbatch": 'echo "$@" >> "$SUBMITTED"; echo "$(wc -l < "$SUBMITTED");cluster"',
    }
    for name, script in scripts.items():
        (folder / name).write_text(f"#!/bin/sh\n{script}\n")
        (folder / name).chmod(0o755)
    return folder


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    """Sources in a folder whose name has a blank; a document each in several shards."""
    folder = tmp_path / "in box"
    (folder / "more").mkdir(parents=True)
    for number in range(59, 63):
        (folder / "more" / f"frus1939v03-d{number}.txt").write_bytes(SAMPLE.read_bytes())
    return folder


def run(
    command: list[str | Path], programs: Path, cwd: Path, **variables: str | Path
) -> subprocess.CompletedProcess[str]:
    path = f"{programs}{os.pathsep}{os.environ['PATH']}"
    environment = {**os.environ, "PATH": path, **{name: str(value) for name, value in variables.items()}}
    return subprocess.run(command, capture_output=True, text=True, cwd=cwd, env=environment, check=False)


def test_make_makes_what_has_changed(programs: Path, inbox: Path, tmp_path: Path) -> None:
    need("make")
    inbox.rename(tmp_path / "inbox")
    command: list[str | Path] = ["make", "-f", EXAMPLES / "make" / "Makefile"]
    assert run(["make", "-n", *command[1:]], programs, tmp_path).stdout.count("frusconv to-tei") == 4
    done = run([*command, "-j", "2"], programs, tmp_path)
    assert done.returncode == 0, done.stderr
    assert len((tmp_path / "site" / "documents.jsonl").read_text(encoding="utf-8").splitlines()) == 4
    assert len(list((tmp_path / "site" / "more").glob("*.html"))) == 4
    assert "frusconv" not in run(command, programs, tmp_path).stdout
    (tmp_path / "inbox" / "more" / "frus1939v03-d60.yaml").write_text("place: Moscow\n")
    again = run(command, programs, tmp_path)
    assert again.stdout.count("frusconv") == 3
    assert "Moscow" in (tmp_path / "tei" / "more" / "frus1939v03-d60.xml").read_text(encoding="utf-8")


def results(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*.xml")}


def test_parallel_does_what_one_run_does(programs: Path, inbox: Path, tmp_path: Path) -> None:
    need("parallel")
    done = run([EXAMPLES / "parallel" / "convert.sh", inbox, tmp_path / "out put", "2"], programs, tmp_path)
    assert done.returncode == 0, done.stderr
    assert run(["frusconv", "batch", inbox, "--out", tmp_path / "one"], programs, tmp_path).returncode == 0
    assert results(tmp_path / "out put") == results(tmp_path / "one")
    assert len(results(tmp_path / "one")) == 4
    after = run(["frusconv", "batch", inbox, "--out", tmp_path / "out put"], programs, tmp_path)
    assert "4 unchanged" in after.stderr


def test_parallel_tells_of_documents_that_failed(programs: Path, inbox: Path, tmp_path: Path) -> None:
    need("parallel")
    (inbox / "more" / "no.txt").write_text("Nothing of interest.\n")
    done = run([EXAMPLES / "parallel" / "convert.sh", inbox, tmp_path / "out", "2"], programs, tmp_path)
    assert done.returncode == ExitCode.BATCH
    assert len(results(tmp_path / "out")) == 4


def test_the_array_job(programs: Path, inbox: Path, tmp_path: Path) -> None:
    """submit.sh submits two jobs, of which the second waits for the first; a task does its shard."""
    submitted, out = tmp_path / "submitted", tmp_path / "tei"
    done = run([EXAMPLES / "slurm" / "submit.sh", inbox, out], programs, tmp_path, SUBMITTED=submitted)
    assert done.stdout == "array job 1, merged by job 2\n", done.stderr
    first, second = submitted.read_text().splitlines()
    assert first.endswith("array.sbatch")
    assert "--dependency=afterany:1 " in second
    text = (EXAMPLES / "slurm" / "array.sbatch").read_text(encoding="utf-8")
    count = re.search(r"^shards=(\d+)$", text, re.MULTILINE)
    assert count
    assert f"#SBATCH --array=1-{count[1]}\n" in text
    script = tmp_path / "array.sbatch"
    script.write_text(text.replace(count[0], "shards=3"), encoding="utf-8")
    for task in "123":
        ran = run(
            ["bash", script],
            programs,
            tmp_path,
            SOURCES=inbox,
            OUT=out,
            SLURM_ARRAY_TASK_ID=task,
            SLURM_CPUS_PER_TASK="1",
        )
        assert (ran.returncode, ran.stderr) == (0, "")
    merged = run(["bash", EXAMPLES / "slurm" / "merge.sbatch"], programs, tmp_path, OUT=out)
    assert merged.returncode == 0, merged.stderr
    assert len(results(out)) == 4
    assert not list(out.glob(".frusconv-manifest-*"))


def test_the_guide_tells_the_keys_of_the_log(programs: Path, inbox: Path, tmp_path: Path) -> None:
    (inbox / "no.txt").write_text("Nothing of interest.\n")
    run(["frusconv", "batch", inbox, "--out", tmp_path / "out", "--log", tmp_path / "log"], programs, tmp_path)
    lines = [json.loads(line) for line in (tmp_path / "log").read_text(encoding="utf-8").splitlines()]
    guide = (ROOT / "docs" / "batch.md").read_text(encoding="utf-8").partition("## The log")[2].partition("\n## ")[0]
    documents = [line for line in lines if line["event"] == "document"]
    assert {line["status"] for line in documents} == {"converted", "failed"}
    assert list(documents[0])[1:] == re.findall(r"^\| `(\w+)` \|", guide, re.MULTILINE)
    told = set(re.findall(r"`(\w+)`", guide))
    assert {key for line in lines for key in (*line, line["event"])} <= told
    assert {key for line in documents for found in line["diagnostics"] for key in found} <= told


def test_scripts_need_their_arguments(programs: Path, tmp_path: Path) -> None:
    for script in ("slurm/submit.sh", "parallel/convert.sh"):
        done = run([EXAMPLES / script], programs, tmp_path)
        assert (done.returncode, done.stderr.startswith("usage: ")) == (2, True)
