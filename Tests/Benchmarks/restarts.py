#!/usr/bin/env python3
"""restarts.py SERVER LOAD [--restarts 30] [--every 0.25]

Restarts a server through its inherited listening socket while clients ask all the time, and counts what they lose: keep-alive
without pauses, keep-alive with pauses, and a new connection for each request. SERVER is a program that takes LISTEN_FDS
and DEWAR_READY_FD; LOAD is the load generator built from load.c. Exits 0 if nothing was lost.
"""
import argparse, os, re, signal, socket, subprocess, sys, time

parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
parser.add_argument("server")
parser.add_argument("load")
parser.add_argument("--restarts", type=int, default=30)
parser.add_argument("--every", type=float, default=0.25)
arguments = parser.parse_args()


def start(listener):
    """A new server on the listener; returns when it has said that it serves."""
    reading, writing = os.pipe()

    def prepare():
        os.dup2(writing, 200)
        os.dup2(listener.fileno(), 3)
        os.set_inheritable(3, True)

    environment = dict(os.environ, LISTEN_FDS="1", DEWAR_READY_FD="200")
    child = subprocess.Popen([arguments.server], env=environment, preexec_fn=prepare, close_fds=False)
    os.close(writing)
    os.read(reading, 1)
    os.close(reading)
    return child


failed = False
for name, think, extra in (("no pause", 0, []), ("1 ms pause", 1000, []), ("new connections", 0, ["fresh"])):
    listener = socket.create_server(("127.0.0.1", 0), backlog=4096)
    port = listener.getsockname()[1]
    current = start(listener)
    seconds = arguments.restarts * arguments.every + 1
    load = subprocess.Popen(
        [arguments.load, str(port), "64", str(seconds), str(think), "/", *extra], stdout=subprocess.PIPE, text=True)
    old = []
    for _ in range(arguments.restarts):
        time.sleep(arguments.every)
        fresh = start(listener)
        current.send_signal(signal.SIGTERM)
        old.append(current)
        current = fresh
    out = load.communicate()[0]
    current.send_signal(signal.SIGTERM)
    codes = {child.wait(timeout=60) for child in [*old, current]}
    counts = dict(re.findall(r"(\w+) ([\d.]+)", out))
    lost = sum(int(counts[key]) for key in ("not_200", "lost_eof", "lost_reset", "lost_fresh", "refused"))
    failed = failed or lost > 0 or codes != {0} or load.returncode != 0
    print(f"{name}: {counts['ok']} answered, {lost} lost, silently closed {counts['silent_close']}, "
          f"longest gap {counts['longest_gap_ms']} ms, exit codes {sorted(codes)}")
sys.exit(1 if failed else 0)
