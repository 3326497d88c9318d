#!/usr/bin/env python3
"""robustness.py ROBUST_APP [CHECK ...]

Treats a server badly and looks whether it minds: crowds, slow clients, clients that break off in every state, views that block,
bodies and files larger than memory, no descriptors left. Each check starts the server anew, on a free loopback port, prints one
line, and fails on its own. Without names all checks run. Exits 0 if all hold. ROBUST_APP is the release build of `robust-app`.
"""
import base64, json, os, re, resource, signal, socket, statistics, struct, subprocess, sys, tempfile, threading, time

resource.setrlimit(resource.RLIMIT_NOFILE, (min(60_000, resource.getrlimit(resource.RLIMIT_NOFILE)[1]),) * 2)
PROGRAM = os.path.abspath(sys.argv[1])
GET = b"GET %s HTTP/1.1\r\nHost: localhost\r\n\r\n"
CHECKS = []


def check(function):
    CHECKS.append(function)
    return function


class Server:
    """A server on a free port, ended with the block."""

    def __init__(self, workers=1, descriptors=None, **environment):
        self.log = tempfile.TemporaryFile()
        probe = socket.create_server(("127.0.0.1", 0))
        self.port = probe.getsockname()[1]
        probe.close()
        limit = (lambda: resource.setrlimit(resource.RLIMIT_NOFILE, (descriptors,) * 2)) if descriptors else None
        self.process = subprocess.Popen(
            [PROGRAM, "--port", str(self.port), "--workers", str(workers)], stderr=self.log, preexec_fn=limit,
            env=dict(os.environ, **environment))

    def __enter__(self):
        for _ in range(500):
            try:
                self.ask(b"/ping")
                break
            except OSError:
                time.sleep(0.02)
        time.sleep(0.1)
        return self

    def __exit__(self, *_):
        self.process.send_signal(signal.SIGTERM)
        try:
            self.code = self.process.wait(5)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.code = "hung"

    def connect(self, family=socket.AF_INET):
        connection = socket.create_connection(("127.0.0.1", self.port), timeout=10)
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        return connection

    def ask(self, path):
        with self.connect() as connection:
            return answer(connection, path)

    def resident(self):
        """Bytes of its own memory: what it shares with files does not count."""
        status = open(f"/proc/{self.process.pid}/status").read()
        return int(re.search(r"RssAnon:\s+(\d+)", status)[1]) * 1024

    def descriptors(self):
        return len(os.listdir(f"/proc/{self.process.pid}/fd"))

    def said(self):
        self.log.seek(0)
        return self.log.read().decode()

    def settle(self, descriptors, seconds=10):
        """Waits until it has no more descriptors than these."""
        end = time.time() + seconds
        while self.descriptors() > descriptors and time.time() < end:
            time.sleep(0.05)
        return self.descriptors()


def answer(connection, path, request=None):
    connection.sendall(request or GET % path)
    return read_answer(connection)


def read_answer(connection):
    got = b""
    while b"\r\n\r\n" not in got:
        piece = connection.recv(65536)
        if not piece:
            raise ConnectionError("closed")
        got += piece
    head, _, body = got.partition(b"\r\n\r\n")
    length = int(re.search(rb"Content-Length: (\d+)", head)[1])
    while len(body) < length:
        body += connection.recv(65536)
    return int(head.split()[1]), body


def ping_times(server, seconds, pause=0.002):
    """Milliseconds that each /ping took, one after the other on one connection."""
    times, end = [], time.time() + seconds
    with server.connect() as connection:
        while time.time() < end:
            began = time.perf_counter()
            status, body = answer(connection, b"/ping")
            assert (status, body) == (200, b"pong")
            times.append((time.perf_counter() - began) * 1000)
            time.sleep(pause)
    return times


def p99(times):
    return statistics.quantiles(times, n=100)[98]


@check
def idle_connections():
    """10,000 idle keep-alive connections cost at most 2 KiB each"""
    with Server() as server:
        for _ in range(2):  # the first crowd makes the tables grow
            before = server.resident()
            crowd = []
            for _ in range(10_000):
                connection = server.connect()
                crowd.append(connection)
            for connection in crowd:
                connection.sendall(GET % b"/ping")
            for connection in crowd:
                assert read_answer(connection)[0] == 200
            each = (server.resident() - before) / len(crowd)
            first = each if "first" not in locals() else first
            for connection in crowd:
                connection.close()
            server.settle(40)
            time.sleep(0.3)
        return first <= 2048, f"{first:.0f} bytes each"


@check
def slow_clients():
    """1,000 clients that send a byte a second do not raise the p99 of others above 10 ms"""
    with Server() as server:
        crowd = [server.connect() for _ in range(1_000)]
        stop = threading.Event()

        def trickle():
            text, sent = GET % (b"/" + b"x" * 100), 0
            while not stop.is_set():
                for at, connection in enumerate(crowd):
                    try:
                        connection.send(text[sent % len(text):][:1])
                    except OSError:
                        pass
                    if at % 10 == 9:
                        time.sleep(0.01)
                sent += 1

        thread = threading.Thread(target=trickle)
        thread.start()
        times = ping_times(server, 5)
        stop.set()
        thread.join()
        [connection.close() for connection in crowd]
        return p99(times) <= 10, f"p99 {p99(times):.2f} ms, longest {max(times):.2f} ms"


@check
def blocking_views():
    """p99 of /ping is under 5 ms while 32 requests sleep 100 ms each"""
    with Server() as server:
        crowd = [server.connect() for _ in range(32)]
        stop, rounds = threading.Event(), [0]

        def sleepers():
            while not stop.is_set():
                for connection in crowd:
                    connection.sendall(GET % b"/sleep")
                began = time.time()
                for connection in crowd:
                    assert read_answer(connection) == (200, b"slept")
                longest[0] = max(longest[0], time.time() - began)
                rounds[0] += 1

        longest = [0]
        thread = threading.Thread(target=sleepers)
        thread.start()
        times = ping_times(server, 4)
        stop.set()
        thread.join()
        good = p99(times) < 5 and longest[0] < 0.5
        return good, f"p99 {p99(times):.2f} ms; 32 sleepers done in {longest[0] * 1000:.0f} ms, {rounds[0]} rounds"


@check
def long_views_are_named():
    """a view that computes for 700 ms is named in debug"""
    with Server(DEWAR_DEBUG="1") as server:
        server.ask(b"/compute")
        time.sleep(0.3)
        lines = [line for line in server.said().splitlines() if line.startswith("warning:")]
        return len(lines) == 1 and "/compute" in lines[0] and "main.swift" in lines[0], lines[0] if lines else "nothing said"


@check
def main_actor():
    """views that await the main actor are answered, on any loop"""
    with Server(workers=2) as server:
        got = [int(server.ask(b"/visits")[1]) for _ in range(50)]
        return got == list(range(2, 52)), f"{got[0]} to {got[-1]}"


@check
def waiting_before_it_serves():
    """a program that awaits something before app.serve() serves, and its views reach the main actor"""
    with Server() as server:
        return (server.ask(b"/loaded"), server.ask(b"/visits")) == ((200, b"store"), (200, b"2")), server.ask(b"/loaded")[1]


@check
def limited_bodies():
    """a body read piece by piece is refused with 413 beyond maximumBodyBytes, told before or not"""
    size, statuses = 300_000, []
    length = b"POST /limited HTTP/1.1\r\nHost: localhost\r\nContent-Length: %d\r\n\r\n"
    chunked = b"POST /limited HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n"
    with Server() as server:
        for request in (length % 100_000 + bytes(100_000), length % size + bytes(size), length % 3 + b"abc",
                        chunked + b"%x\r\n" % size + bytes(size) + b"\r\n0\r\n\r\n"):
            with server.connect() as connection:
                statuses.append(answer(connection, b"", request)[0])
        return statuses == [200, 413, 200, 413], str(statuses)


@check
def errors_are_lines_of_json():
    """in production an error nobody handled is a line of JSON with the request's id"""
    with Server(DEWAR_ACCESS_LOG="json") as server:
        status = server.ask(b"/fails?a=1")[0]
        own = server.ask(b"/id")[1].decode()
        time.sleep(0.5)
    lines = [json.loads(line) for line in server.said().splitlines() if line.startswith("{")]
    errors = [line for line in lines if line.get("level") == "error"]
    requests = {line["target"]: line["id"] for line in lines if "status" in line}
    good = (status == 500 and len(errors) == 1 and errors[0]["id"] == requests["/fails?a=1"] and own == requests["/id"]
            and errors[0]["error"].startswith("Broken") and errors[0]["view"].startswith("robust_app/main.swift:"))
    return good, json.dumps(errors[0]) if errors else "nothing said"


@check
def several_places():
    """it listens on both loopback addresses of a port of the kernel's choice, on a Unix socket, on two inherited sockets"""
    asked = []

    def ask(family, address):
        with socket.socket(family) as connection:
            connection.settimeout(5)
            connection.connect(address)
            asked.append(answer(connection, b"/ping"))

    def run(command, wanted, **more):
        process = subprocess.Popen(command, stderr=subprocess.PIPE, **more)
        lines = [process.stderr.readline().decode() for _ in range(wanted)]
        return process, lines

    with tempfile.TemporaryDirectory() as folder:
        process, lines = run([PROGRAM, "--host", f"localhost,unix:{folder}/app.sock", "--port", "0"], 3)
        ports = re.findall(r"http://(127\.0\.0\.1|\[::1\]):(\d+)", "".join(lines))
        ask(socket.AF_INET, ("127.0.0.1", int(ports[0][1])))
        ask(socket.AF_INET6, ("::1", int(ports[1][1])))
        ask(socket.AF_UNIX, f"{folder}/app.sock")
        process.terminate()
        codes = [process.wait(5)]
    with socket.create_server(("127.0.0.1", 0)) as one, socket.create_server(("127.0.0.1", 0)) as two:
        inherit = f'exec 3<&{one.fileno()} 4<&{two.fileno()} && LISTEN_FDS=2 exec "{PROGRAM}"'
        process, _ = run(["bash", "-c", inherit], 2, pass_fds=(one.fileno(), two.fileno()))
        for listener in (one, two):
            ask(socket.AF_INET, listener.getsockname())
        process.terminate()
        codes.append(process.wait(5))
    same = ports[0][1] == ports[1][1]
    return same and asked == [(200, b"pong")] * 5 and codes == [0, 0], f"{len(asked)} answers, {lines[0].split()[0]}"


@check
def breaking_off():
    """clients that reset or half-close in every state leave nothing behind"""
    key = base64.b64encode(bytes(16)).decode()
    upgrade = (f"GET /echo HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
               f"Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: {key}\r\n\r\n").encode()
    states = {
        "nothing sent": b"", "request line": b"GET /pi", "header": b"GET /ping HTTP/1.1\r\nHost: lo",
        "answered": GET % b"/ping", "view waits": GET % b"/never", "view blocks": GET % b"/sleep",
        "body begun": b"POST /count HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000000\r\n\r\nabc",
        "short body": b"POST /keep HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\n\r\nabc",
        "chunk begun": b"POST /count HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\nff\r\nabc",
        "continue": b"POST /count HTTP/1.1\r\nHost: localhost\r\nExpect: 100-continue\r\nContent-Length: 9\r\n\r\n",
        "stream": GET % b"/endless", "file": GET % b"/file", "socket": upgrade, "frame begun": upgrade + b"\x81\xfe\xff",
        "pipeline": (GET % b"/ping") * 500 + b"GET /",
    }
    with tempfile.NamedTemporaryFile() as file:
        file.truncate(8 << 20)
        with Server(FILE=file.name) as server:
            def go(rounds):
                for _ in range(rounds):
                    for text in states.values():
                        for way in ("reset", "half", "close"):
                            connection = server.connect()
                            connection.sendall(text)
                            if text:
                                time.sleep(0.001)
                            if way == "half":
                                connection.shutdown(socket.SHUT_WR)
                                connection.settimeout(0.02)
                                try:
                                    connection.recv(100)
                                except OSError:
                                    pass
                            elif way == "reset":
                                connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
                            connection.close()
            before_descriptors = server.descriptors()
            go(5)
            before_descriptors = server.settle(before_descriptors + 1)  # one is the timer that Task.sleep needs
            before = server.resident()
            go(20)
            descriptors = server.settle(before_descriptors)
            time.sleep(0.3)
            grown = server.resident() - before
            alive = server.ask(b"/ping") == (200, b"pong")
        good = alive and descriptors <= before_descriptors and grown < 1 << 20 and server.code == 0
        return good, (f"{len(states)} states, {len(states) * 3 * 25} clients: descriptors {before_descriptors} -> {descriptors}, "
                      f"memory {grown / 1024:+.0f} KiB, exit {server.code}")


@check
def no_descriptors():
    """without descriptors left (EMFILE) it goes on, idles, and takes the others in later"""
    with Server(descriptors=100) as server:
        before = server.descriptors()
        crowd = [server.connect() for _ in range(200)]
        time.sleep(0.5)
        began = [float(open(f"/proc/{server.process.pid}/stat").read().split()[at]) for at in (13, 14)]
        served = answer(crowd[0], b"/ping")[0] == 200
        time.sleep(1)
        ended = [float(open(f"/proc/{server.process.pid}/stat").read().split()[at]) for at in (13, 14)]
        busy = (sum(ended) - sum(began)) / os.sysconf("SC_CLK_TCK")
        for connection in crowd[:150]:
            connection.close()
        late = answer(crowd[199], b"/ping")[0] == 200
        for connection in crowd[150:]:
            connection.close()
        after = server.settle(before)
        good = served and late and busy < 0.2 and after <= before
        return good, f"busy {busy * 100:.0f} % meanwhile, descriptors {before} -> {after}"


@check
def large_bodies():
    """a body of 300 MiB streams through in flat memory; one kept in memory is refused beyond 16 MiB"""
    with Server() as server:
        server.ask(b"/ping")
        before = server.resident()
        length, piece, most = 300 << 20, bytes(1 << 20), 0
        with server.connect() as connection:
            connection.sendall(b"POST /count HTTP/1.1\r\nHost: localhost\r\nContent-Length: %d\r\n\r\n" % length)
            for at in range(300):
                connection.sendall(piece)
                if at % 20 == 0:
                    most = max(most, server.resident() - before)
            counted = read_answer(connection)
        with server.connect() as connection:
            connection.sendall(b"POST /keep HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n")
            try:
                for _ in range(64):
                    connection.sendall(b"100000\r\n" + piece + b"\r\n")
            except OSError:
                pass
            refused = read_answer(connection)[0]
        with server.connect() as connection:
            said = answer(connection, b"", b"POST /keep HTTP/1.1\r\nHost: localhost\r\nContent-Length: 99999999999999\r\n\r\n")[0]
        time.sleep(0.3)
        kept = server.resident() - before
        good = counted == (200, str(length).encode()) and refused == said == 413 and most < 8 << 20 and kept < 24 << 20
        return good, f"+{most / 1048576:.1f} MiB while it streams; chunked {refused}, announced {said}; +{kept / 1048576:.1f} MiB after"


@check
def large_file():
    """a file of 100 MiB is sent in flat memory"""
    with tempfile.NamedTemporaryFile() as file:
        file.truncate(100 << 20)
        with Server(FILE=file.name) as server:
            server.ask(b"/ping")
            before, most, got, looked = server.resident(), 0, 0, 0
            with server.connect() as connection:
                connection.sendall(GET % b"/file")
                while got < 100 << 20:
                    got += len(connection.recv(1 << 20))
                    if got > looked + (4 << 20):
                        most, looked = max(most, server.resident() - before), got
            return most < 1 << 20, f"{most / 1024:+.0f} KiB"


@check
def too_many_connections():
    """beyond the limit a client gets 503 with Retry-After at once"""
    with Server(DEWAR_MAX_CONNECTIONS="50") as server:
        time.sleep(0.2)
        crowd = [server.connect() for _ in range(50)]
        for connection in crowd:
            assert answer(connection, b"/ping")[0] == 200
        with server.connect() as late:
            late.sendall(GET % b"/ping")
            time.sleep(0.1)
            got = late.recv(1000)
        good = got.startswith(b"HTTP/1.1 503") and b"Retry-After" in got
        crowd.pop().close()
        time.sleep(0.2)
        again = server.ask(b"/ping")[0]
        return good and again == 200, got.split(b"\r\n")[0].decode() + f", then {again}"


@check
def addresses():
    """localhost is both loopback families; several addresses and a Unix socket are served at once"""
    with tempfile.TemporaryDirectory() as folder:
        path = folder + "/app.sock"
        with Server(HOST=f"localhost,127.0.0.2,unix:{path}") as server:
            got = [server.ask(b"/ping")]
            for family, place in ((socket.AF_INET6, ("::1", server.port)), (socket.AF_INET, ("127.0.0.2", server.port)),
                                  (socket.AF_UNIX, path)):
                with socket.socket(family) as connection:
                    connection.connect(place)
                    got.append(answer(connection, b"/ping"))
            return got == [(200, b"pong")] * 4, f"{len(got)} ways"


@check
def inherited_sockets():
    """several inherited sockets are served (LISTEN_FDS=2)"""
    listeners = [socket.create_server((host, 0), family=family)
                 for host, family in (("127.0.0.1", socket.AF_INET), ("::1", socket.AF_INET6))]

    def prepare():
        high = [os.dup2(listener.fileno(), 100 + at) for at, listener in enumerate(listeners)]
        for at, number in enumerate(high):
            os.dup2(number, 3 + at)
            os.close(number)

    process = subprocess.Popen([PROGRAM], env=dict(os.environ, LISTEN_FDS="2"), preexec_fn=prepare, close_fds=False)
    got = []
    for listener in listeners:
        with socket.create_connection(listener.getsockname()[:2], timeout=10) as connection:
            got.append(answer(connection, b"/ping"))
    process.terminate()
    return got == [(200, b"pong")] * 2 and process.wait(5) == 0, f"{len(got)} ways"


@check
def json_log():
    """the access log is JSON lines with an id where it is asked for"""
    with Server(DEWAR_ACCESS_LOG="json") as server:
        server.ask(b"/ping?a=%22")
        time.sleep(0.5)
    import json
    lines = [json.loads(line) for line in server.said().splitlines() if line.startswith("{")]
    good = bool(lines) and all(line["id"] and line["status"] == 200 and "ms" in line for line in lines)
    return good, str(lines[-1]) if lines else "nothing"


wanted, failed = sys.argv[2:], []
for function in CHECKS:
    if wanted and function.__name__ not in wanted:
        continue
    try:
        good, words = function()
    except Exception as problem:
        good, words = False, f"{type(problem).__name__}: {problem}"
    print(f"{'ok  ' if good else 'FAIL'}  {function.__name__}: {function.__doc__}: {words}", flush=True)
    if not good:
        failed.append(function.__name__)
sys.exit(1 if failed else 0)
