#!/bin/sh
# Cleans NDJSON on all cores with GNU parallel, in the order of the input:
#   examples/parallel.sh <in.ndjson >out.ndjson
# NASKH says how to call the program. `--jobs 1`, because the processes are many already.
exec parallel --will-cite --pipe --block 10M --keep-order "${NASKH:-naskh}" --from ndjson --jobs 1 --quiet "$@"
