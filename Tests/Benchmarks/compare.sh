#!/bin/bash
# compare.sh [SECONDS]: CPU per request of Dewar beside a raw epoll server, and beside Node where it is installed; then the
# heap allocations of a request. Servers run on core 0, the load on core 1. Run it on a quiet machine, after
# `swift build -c release --product bench-app` and the same for bare-server.
set -e
cd "$(dirname "$0")"
seconds=${1:-2}
built=../../.build/release
work=$(mktemp -d)
pids=()
trap 'kill "${pids[@]}" 2>/dev/null; rm -rf "$work"' EXIT
cc -O2 raw_epoll.c -o "$work/raw"
cc -O2 load.c -o "$work/load"
cc -O2 -shared -fPIC count_malloc.c -o "$work/count.so"

start() { taskset -c 0 "$@" >/dev/null 2>"$work/errors" & pids+=($!); }
start "$work/raw" 8301; servers="limit=$!=http://127.0.0.1:8301/"
start $built/bare-server 8302; servers+=" server=$!=http://127.0.0.1:8302/"
start $built/bench-app --port 8303 --workers 1; app=$!
for path in "" users/7 json suspends; do servers+=" /$path=$app=http://127.0.0.1:8303/$path"; done
if command -v node >/dev/null; then start node node.js 8304; servers+=" node=$!=http://127.0.0.1:8304/"; fi
sleep 1
python3 cpu_per_request.py $servers --seconds "$seconds"

kill "$app"
LD_PRELOAD=$work/count.so taskset -c 0 $built/bench-app --port 8305 --workers 1 2>"$work/counts" & counted=$!
pids+=($counted)
sleep 1
for path in / /users/7 /json /suspends; do
    "$work/load" 8305 8 0.5 0 $path >/dev/null
    kill -USR1 $counted; sleep 0.2
    answered=$("$work/load" 8305 8 1 0 $path | sed 's/ok \([0-9]*\).*/\1/')
    kill -USR1 $counted; sleep 0.2
    grep -E '^[0-9]+$' "$work/counts" | tail -2 | tr '\n' ' ' |
        awk -v n="$answered" -v p=$path '{printf "%-12s %.2f allocations a request\n", p, ($2 - $1) / n}'
done
