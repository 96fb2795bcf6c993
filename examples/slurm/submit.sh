#!/usr/bin/env bash
# Convert a folder on a Slurm cluster:
#
#     ./submit.sh /project/frus/sources /project/frus/tei
set -euo pipefail

[ "$#" -eq 2 ] || { echo "usage: $0 SOURCES OUT" >&2; exit 2; }
SOURCES=$(realpath "$1")
OUT=$(realpath -m "$2")
export SOURCES OUT
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)

mkdir -p "$OUT"
array=$(sbatch --parsable --export=ALL "$here/array.sbatch")
# afterany, not afterok: a shard with a document that failed (exit 8) has done the others, and they count.
merge=$(sbatch --parsable --export=ALL --dependency="afterany:${array%%;*}" "$here/merge.sbatch")
echo "array job ${array%%;*}, merged by job ${merge%%;*}"
