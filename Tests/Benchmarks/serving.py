"""What the scripts about `dewar serve` share: a server to ask and to listen to, and saves in the manners of editors."""
import base64, http.client, json, os, random, re, signal, socket, subprocess, threading, time


def free_port():
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return listener.getsockname()[1]


class Served:
    """A program that serves in a folder: `dewar serve`, or another's development server."""

    def __init__(self, folder, command, path="/", environment=None):
        self.folder, self.path, self.port = folder, path, free_port()
        self.log = open(folder.rstrip("/") + ".log", "a+")
        self.lines = []
        self.started = time.perf_counter()
        self.process = subprocess.Popen(
            [*command, "--port", str(self.port)], cwd=folder, stdout=subprocess.PIPE, stderr=self.log,
            stdin=subprocess.DEVNULL, text=True, env={**os.environ, **(environment or {})})
        self.reader = threading.Thread(target=self._read, daemon=True)
        self.reader.start()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.end()

    def _read(self):
        for line in self.process.stdout:
            self.lines.append((time.perf_counter(), line))

    def events(self, kind=None):
        """What `dewar serve --json` has told, as (time, event)."""
        told = [(at, json.loads(line)) for at, line in self.lines if line.startswith("{")]
        return [(at, event) for at, event in told if kind in (None, event["event"])]

    def get(self, path=None, accept="*/*", timeout=30):
        """The body of the answer; empty where there is none."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=timeout)
        try:
            connection.request("GET", path or self.path, headers={"Connection": "close", "Accept": accept})
            return connection.getresponse().read().decode()
        except (OSError, http.client.HTTPException):
            return ""
        finally:
            connection.close()

    def wait(self, text, seconds=60, since=None):
        """The milliseconds until the answer is this text, from `since` or now; None if it never is."""
        start = time.perf_counter()
        while time.perf_counter() - start < seconds:
            if self.get() == text:
                return (time.perf_counter() - (since or start)) * 1000
            time.sleep(0.002)
        return None

    def must_serve(self, text, seconds=600, since=None):
        took = self.wait(text, seconds, since)
        if took is None:
            self.log.seek(0)
            raise SystemExit(f"{self.folder}: never served\n{self.log.read()[-3000:]}\nanswered {self.get()[:500]}\n"
                             f"expected {text}")
        return took

    def tree(self):
        """The processes that it has started, itself first."""
        parents = {}
        for name in filter(str.isdigit, os.listdir("/proc")):
            try:
                with open(f"/proc/{name}/stat") as file:
                    parents.setdefault(int(file.read().rsplit(")", 1)[1].split()[1]), []).append(int(name))
            except OSError:
                pass
        found = [self.process.pid]
        for process in found:
            found += parents.get(process, [])
        return found

    def processor_time(self):
        """The nanoseconds that all its threads have run, by process."""
        times = {}
        for process in self.tree():
            for thread in os.listdir(f"/proc/{process}/task"):
                with open(f"/proc/{process}/task/{thread}/schedstat") as file:
                    times[process] = times.get(process, 0) + int(file.read().split()[0])
        return times

    def end(self):
        self.process.send_signal(signal.SIGINT)
        self.process.wait(20)
        self.reader.join(5)
        self.log.close()


class Page:
    """An open page, as the browser has it: the reload channel's WebSocket, with the token from the page's script tag."""

    def __init__(self, served, path):
        tag = re.search(r'data-token="([^"]*)"', served.get(path, accept="text/html"))
        address = f"127.0.0.1:{served.port}"
        self.socket = socket.create_connection(("127.0.0.1", served.port), timeout=30)
        self.socket.sendall("\r\n".join([
            f"GET /_dewar/live?token={tag[1]} HTTP/1.1", f"Host: {address}", f"Origin: http://{address}",
            "Connection: Upgrade", "Upgrade: websocket", "Sec-WebSocket-Version: 13",
            "Sec-WebSocket-Key: " + base64.b64encode(os.urandom(16)).decode(), "", ""]).encode())
        self.file = self.socket.makefile("rb")
        answer = self.file.readline()
        assert b" 101 " in answer, answer
        while self.file.readline().strip():
            pass

    def told(self):
        """The type of the next message (RFC 6455 §5.2; a server's frames are not masked)."""
        length = self.file.read(2)[1]
        if length > 125:
            length = int.from_bytes(self.file.read(2 if length == 126 else 8), "big")
        return json.loads(self.file.read(length))["type"]

    def close(self):
        self.socket.close()


def save(folder, before, after):
    """Brings the folder from one set of files to the other, as editors do: in place, replaced by another, removed and written."""
    for name in before.keys() - after.keys():
        os.remove(f"{folder}/{name}")
    for name, text in after.items():
        if before.get(name) == text:
            continue
        path = f"{folder}/{name}"
        os.makedirs(os.path.dirname(path), exist_ok=True)
        manner = random.randrange(3)
        if manner == 0:
            with open(path + ".tmp~", "w") as file:
                file.write(text)
            os.rename(path + ".tmp~", path)
            continue
        if manner == 1 and os.path.exists(path):
            os.remove(path)
        with open(path, "w") as file:
            file.write(text)
