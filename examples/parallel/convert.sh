#!/usr/bin/env bash
# Convert a folder by GNU parallel, a shard a job:
#
#     ./convert.sh SOURCES OUT [SHARDS]
#
# On one machine `frusconv batch --jobs 8` does the same with less; this is for several that see the same folders. Name
# them to parallel (`export PARALLEL='--sshlogin host1,host2 --workdir .'`), and give as many SHARDS as they have cores.
set -euo pipefail

[ "$#" -ge 2 ] || { echo "usage: $0 SOURCES OUT [SHARDS]" >&2; exit 2; }
sources=$(realpath "$1")
out=$(realpath -m "$2")
shards=${3:-$(nproc)}

mkdir -p "$out"
log=$(mktemp)
trap 'rm -f "$log"' EXIT

# parallel ends with the number of jobs that failed; what each ended with stands in its log.
seq "$shards" | parallel --quote --joblog "$log" --halt never \
    frusconv batch "$sources" --to tei --out "$out" --shard "{}/$shards" --quiet || true

frusconv batch --merge --out "$out"
# The worst of the shards' exit codes: 8 if some documents failed.
exit "$(awk -F '\t' 'NR > 1 && $7 > worst {worst = $7} END {print worst + 0}' "$log")"
