"""A project under socket activation is restarted while clients ask it: no request may be lost.

    Tests/Skeletons/restarts.py PROGRAM [RESTARTS]

systemd-socket-activate (Debian: systemd) opens the socket; a loop in its place starts the program anew each time it ends,
as systemd does with Restart=, and keeps the socket open meanwhile.
"""

import http.client, os, signal, socket, subprocess, sys, tempfile, threading, time

program = os.path.abspath(sys.argv[1])
restarts = int(sys.argv[2]) if len(sys.argv) > 2 else 5
with socket.socket() as probe:
    probe.bind(("127.0.0.1", 0))
    port = probe.getsockname()[1]
pids = tempfile.mktemp()
loop = f'while :; do (LISTEN_PID=$BASHPID; echo $BASHPID >{pids}; export LISTEN_PID; exec "{program}"); done'
service = subprocess.Popen(
    ["systemd-socket-activate", "-l", f"127.0.0.1:{port}", "bash", "-c", loop],
    stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True)

answered, lost, stop = 0, [], threading.Event()
lock = threading.Lock()


def ask():
    """One connection a request: each must be accepted and answered whole."""
    global answered
    while not stop.is_set():
        try:
            client = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
            client.request("GET", "/healthz", headers={"Connection": "close"})
            ok = client.getresponse().status == 200
            client.close()
            with lock:
                answered += ok
                if not ok:
                    lost.append("status")
        except OSError as error:
            with lock:
                lost.append(repr(error))


def wait_for(state):
    deadline = time.monotonic() + 60
    while not state():
        if time.monotonic() > deadline:
            sys.exit("the program does not come")
        time.sleep(0.01)


def listening():
    with socket.socket() as s:
        return s.connect_ex(("127.0.0.1", port)) == 0


wait_for(listening)
threads = [threading.Thread(target=ask) for _ in range(8)]
for thread in threads:
    thread.start()
wait_for(lambda: os.path.exists(pids) and open(pids).read().strip())
for _ in range(restarts):
    before = answered
    wait_for(lambda: answered > before + 50)
    pid = open(pids).read()
    os.kill(int(pid), signal.SIGTERM)
    wait_for(lambda: open(pids).read() not in ("", pid))
before = answered
wait_for(lambda: answered > before + 50)
stop.set()
for thread in threads:
    thread.join()
os.killpg(service.pid, signal.SIGKILL)
os.remove(pids)
print(f"{restarts} restarts, {answered} requests answered, {len(lost)} lost", *lost[:3])
sys.exit(1 if lost else 0)
