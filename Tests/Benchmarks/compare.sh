#!/bin/bash
# compare.sh [PART ...]: Dewar beside a raw epoll server in C and the peers that are installed. The parts, all without names:
#   cpu          CPU time per request: each kind of view, with and without access log
#   peers        the same for Node, uvicorn, gunicorn and Hummingbird
#   pipelining   16 pipelined requests beside one at a time
#   crowd        1,000 connections, beside the raw server at 1,000
#   loops        two event loops beside one, and how even the connections are
#   allocations  heap allocations a request
# Servers run on core 0, the load on core 1 (two loops run on both): use a quiet machine of at least two cores. SECONDS_EACH (2)
# and ROUNDS (3) say how long and how often each server is measured.
# It needs cc, python3, taskset and swift. PEERS=1 also fetches uvicorn and gunicorn (pip) and builds Hummingbird.
set -e
cd "$(dirname "$0")"
here=$PWD
root=$(cd ../.. && pwd)
seconds=${SECONDS_EACH:-2}
rounds=${ROUNDS:-3}
parts=${*:-cpu peers pipelining crowd loops allocations}
built=$root/.build/release
kept=${XDG_CACHE_HOME:-$HOME/.cache}/dewar-benchmarks
# In memory, so that no disk is measured with the access log.
work=$(mktemp -d "$([ -w /dev/shm ] && echo /dev/shm || echo /tmp)/dewar-benchmarks-XXXXXX")
pids=()
trap 'kill "${pids[@]}" 2>/dev/null || true; rm -rf "$work"' EXIT

prepare() {
    cc -O2 -pthread raw_epoll.c -o "$work/raw"
    cc -O2 load.c -o "$work/load"
    cc -O2 pipelined.c -o "$work/pipelined"
    cc -O2 -shared -fPIC count_malloc.c -o "$work/count.so"
    [ -x "$built/bench-app" ] || swift build -c release --package-path "$root" --product bench-app
}

fetch_peers() {
    mkdir -p "$kept"
    [ -d "$kept/python" ] || python3 -m venv "$kept/python"
    "$kept/python/bin/pip" install -q uvicorn uvloop httptools gunicorn
    swift build -c release --package-path HummingbirdPeer --scratch-path "$kept/hummingbird" ||
        echo "Hummingbird cannot be built here; the table goes without it" >&2
}

# start NAME PORT COMMAND...: starts a server on core 0, adds it to the list, waits until it answers; `pid` is its process.
start() {
    local name=$1 port=$2
    shift 2
    taskset -c 0 "$@" >/dev/null 2>"$work/errors-$name" & pid=$!
    pids+=($pid)
    for _ in $(seq 100); do
        "$work/load" "$port" 1 0.01 0 / >/dev/null 2>&1 && return
        sleep 0.1
    done
    echo "$name does not answer:" >&2
    tail -3 "$work/errors-$name" >&2
    exit 1
}

stop() {
    kill "$1" 2>/dev/null || true
    wait "$1" 2>/dev/null || true
}

# peer NAME PORT PROGRAM ARGUMENTS...: the same for a server that may not be installed; false if it is not.
peer() {
    local name=$1 port=$2 program=$3
    program=$(command -v "$program" || command -v "$kept/python/bin/$program") || return 1
    shift 3
    start "$name" "$port" "$program" "$@"
    servers+=" $name=$pid=http://127.0.0.1:$port/"
}

start_raw() {
    start raw 8301 "$work/raw" 8301
    servers="limit=$pid=http://127.0.0.1:8301/"
}

stop_all() {
    for one in "${pids[@]}"; do stop "$one"; done
    pids=()
}

measure() { python3 cpu_per_request.py $servers --seconds "$seconds" --rounds "$rounds" "$@"; }

compare_cpu() {
    echo "CPU time per request (share: of the raw epoll server's)"
    # Where chance puts the memory of a process is worth some hundredths of a share, so each round starts new ones.
    for _ in $(seq "$rounds"); do
        start_raw
        start dewar 8302 "$built/bench-app" --port 8302 --workers 1
        local plain=$pid
        start logged 8303 env DEWAR_ACCESS_LOG=json "$built/bench-app" --port 8303 --workers 1
        for path in "" users/7 json suspends; do
            servers+=" /$path=$plain=http://127.0.0.1:8302/$path log:/$path=$pid=http://127.0.0.1:8303/$path"
        done
        # The log is emptied as it grows: else every page of it would be one that the machine has to fetch first.
        while sleep 0.1; do truncate -s 0 "$work/errors-logged"; done &
        pids+=($!)
        measure --rounds 1 --kept "$work/cpu.json" >"$work/cpu.table"
        stop_all
    done
    cat "$work/cpu.table"
}

compare_peers() {
    echo "CPU time per request, peers answering the same text"
    start_raw
    start dewar 8302 "$built/bench-app" --port 8302 --workers 1
    servers+=" dewar=$pid=http://127.0.0.1:8302/"
    peer node 8304 node node.js 8304 || true
    peer uvicorn 8305 uvicorn peers:asgi --port 8305 --log-level warning || true
    if peer gunicorn 8306 gunicorn peers:wsgi --bind 127.0.0.1:8306 --threads 64 --keep-alive 60; then
        # Its worker is a child process, so the CPU time is asked of that one.
        servers=${servers/gunicorn=$pid/gunicorn=$(pgrep -P "$pid" | head -1)}
    fi
    peer hummingbird 8307 "$kept/hummingbird/release/App" 8307 || true
    measure
}

compare_pipelining() {
    echo "16 pipelined requests (requests/s; the middle of the rounds' own)"
    start dewar 8302 "$built/bench-app" --port 8302 --workers 1
    for path in / /users/7 /json; do
        for _ in $(seq "$rounds"); do
            single=$(taskset -c 1 "$work/load" 8302 64 "$seconds" 0 $path | sed 's/.*per_second \([0-9]*\).*/\1/')
            many=$(taskset -c 1 "$work/pipelined" 8302 64 "$seconds" 16 $path)
            awk -v a="$single" -v b="$many" 'BEGIN { print b / a, a, b }'
        done | sort -n | awk -v p=$path '{ line[NR] = $0 } END { split(line[int((NR + 1) / 2)], m)
            printf "%-12s one at a time %d  16 at once %d  times %.1f\n", p, m[2], m[3], m[1] }'
    done
}

compare_crowd() {
    echo "1,000 connections"
    start_raw
    start dewar 8302 "$built/bench-app" --port 8302 --workers 1
    servers+=" /=$pid=http://127.0.0.1:8302/"
    measure --connections 1000
}

# With the load on one core the loop beside it starves the load, and the loops wait for requests more often than one does; with
# the load on both cores they have as much to do. Both are told.
compare_loops() {
    "$work/raw" 8311 1 & local raw_one=$!
    "$work/raw" 8312 2 & local raw_two=$!
    "$built/bench-app" --port 8308 --workers 1 >/dev/null 2>&1 & local one=$!
    "$built/bench-app" --port 8309 --workers 2 >/dev/null 2>&1 & local two=$!
    pids+=($raw_one $raw_two $one $two)
    sleep 1
    for cores in 0,1 1; do
        echo "Two event loops beside one, on both cores, the load on $cores: the raw server's, then Dewar's"
        servers="raw-one=$raw_one=http://127.0.0.1:8311/ raw-two=$raw_two=http://127.0.0.1:8312/"
        measure --load-cores $cores
        servers="one=$one=http://127.0.0.1:8308/ two=$two=http://127.0.0.1:8309/"
        measure --load-cores $cores
    done
    # Each loop's thread watches its own connections: how many sockets its epoll holds.
    "$work/load" 8309 64 2 0 / >/dev/null & local load=$!
    sleep 1
    for poll in /proc/$two/fdinfo/*; do grep -c '^tfd:' "$poll" || true; done | grep -v '^0$' | sort -n | tail -2 |
        tr '\n' ' ' | awk '{ printf "watched by each loop: %s\n", $0 }'
    wait $load
}

compare_allocations() {
    echo "Heap allocations a request"
    LD_PRELOAD=$work/count.so taskset -c 0 "$built/bench-app" --port 8310 --workers 1 2>"$work/counts" & local counted=$!
    pids+=($counted)
    sleep 1
    for path in / /users/7 /json /suspends; do
        taskset -c 1 "$work/load" 8310 8 0.5 0 $path >/dev/null
        kill -USR1 $counted
        sleep 0.2
        local answered
        answered=$(taskset -c 1 "$work/load" 8310 8 1 0 $path | sed 's/ok \([0-9]*\).*/\1/')
        kill -USR1 $counted
        sleep 0.2
        grep -E '^[0-9]+$' "$work/counts" | tail -2 | tr '\n' ' ' |
            awk -v n="$answered" -v p=$path '{ printf "%-12s %.2f\n", p, ($2 - $1) / n }'
    done
}

prepare
[ -z "$PEERS" ] || fetch_peers
for part in $parts; do
    "compare_$part"
    stop_all
    echo
done
