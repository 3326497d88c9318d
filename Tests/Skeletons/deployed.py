#!/usr/bin/env python3
"""A project made with systemd and nginx, deployed on this machine as its files say: what nginx forwards is believed, static
files and a WebSocket go through it, and no request is lost while the program is started anew.

    DEWAR=PROGRAM Tests/Skeletons/deployed.py [RESTARTS]

systemd-socket-activate (Debian: systemd) opens the socket; a loop in its place starts the program anew each time it ends,
as systemd does after a restart, and keeps the socket open meanwhile. nginx is Debian's. Says what is not installed, and
ends with 0 then.
"""

import base64, http.client, json, os, re, shutil, signal, socket, subprocess, sys, tempfile, threading, time

ROOT = os.path.abspath(os.path.dirname(__file__) + "/../..")
DEWAR = os.environ.get("DEWAR", ROOT + "/.build/debug/dewar")
os.environ.setdefault("XDG_CACHE_HOME", ROOT + "/.build/test-cache")
RESTARTS = int(sys.argv[1]) if len(sys.argv) > 1 else 5
VIEWS = r'''    app.get("/whoami") { request in
        [
            "address": request.remoteAddress, "scheme": request.scheme, "host": request.host,
            "there": try request.urlFor("notes.list", external: true),
        ]
    }
    app.webSocket("/echo") { socket in
        for await message in socket { try await socket.send("\(socket.request.remoteAddress): \(message.text ?? "")") }
    }
    // dewar: blueprints'''


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_for(state, what):
    deadline = time.monotonic() + 60
    while not state():
        if time.monotonic() > deadline:
            sys.exit(f"{what} does not come")
        time.sleep(0.01)


def is_open(port):
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def edit(path, *pairs):
    with open(path) as file:
        text = file.read()
    for old, new in pairs:
        assert old in text, f"{path} holds no {old!r}"
        text = text.replace(old, new)
    with open(path, "w") as file:
        file.write(text)


class Deployment:
    """The project's folder in the place of /srv/shop, ports of this machine in the place of 8000 and 80."""

    def __init__(self, folder):
        self.folder, self.project = folder, folder + "/shop"
        self.port, self.nginx_port = free_port(), free_port()
        self.processes = []

    def build(self):
        def run(*words, cwd):
            subprocess.run(words, cwd=cwd, check=True, stdout=subprocess.DEVNULL, env=os.environ | {"DEWAR_PATH": ROOT})

        run(DEWAR, "new", "shop", "--with", "systemd,nginx", "--yes", "--no-git", cwd=self.folder)
        edit(self.project + "/Sources/App/createApp.swift", ("    // dewar: blueprints", VIEWS))
        run(DEWAR, "build", "-o", "shop", cwd=self.project)

    def start_service(self):
        """What shop.socket and shop.service say."""
        with open(self.project + "/deploy/shop.socket") as file:
            assert "ListenStream=127.0.0.1:8000" in file.read()
        with open(self.project + "/deploy/shop.service") as file:
            settings = dict(re.findall(r"^(?:Environment=)?(\w+)=(.*)$", file.read(), re.M))
        assert settings["ExecStart"] == "/srv/shop/shop" and settings["WorkingDirectory"] == "/srv/shop"
        environment = dict(line.split("=", 1) for line in open(self.project + "/.env") if "=" in line and line[0] != "#")
        environment = {key: value.strip() for key, value in environment.items()} | {
            "DEWAR_INSTANCE_PATH": self.folder + "/state", "DEWAR_TRUSTED_PROXIES": "1", "PATH": os.environ["PATH"]}
        self.pid_file = self.folder + "/pid"
        loop = (f'while :; do (LISTEN_PID=$BASHPID; echo $BASHPID >{self.pid_file}; export LISTEN_PID; '
                f'exec {self.project}/shop); done')
        names = [word for name in environment for word in ("-E", name)]
        self.processes.append(subprocess.Popen(
            ["systemd-socket-activate", "-l", f"127.0.0.1:{self.port}", *names, "bash", "-c", loop], cwd=self.project,
            env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True))
        wait_for(lambda: is_open(self.port), "the program")

    def start_nginx(self):
        shutil.copy(self.project + "/deploy/nginx.conf", self.folder + "/site.conf")
        edit(self.folder + "/site.conf", ("listen 80;", f"listen 127.0.0.1:{self.nginx_port};"),
             ("127.0.0.1:8000", f"127.0.0.1:{self.port}"), ("/srv/shop", self.project))
        temporary = "".join(f"{kind}_temp_path {self.folder}/{kind};" for kind in
                            ("client_body", "proxy", "fastcgi", "uwsgi", "scgi"))
        with open(self.folder + "/nginx.conf", "w") as file:
            file.write(f"daemon off; pid {self.folder}/nginx.pid; error_log stderr; events {{}} http {{ "
                       f"include /etc/nginx/mime.types; access_log off; {temporary} include {self.folder}/site.conf; }}")
            file.write("user root;\n" if os.getuid() == 0 else "")
        with open(self.folder + "/nginx.log", "w") as log:
            self.processes.append(subprocess.Popen(
                ["/usr/sbin/nginx", "-e", "stderr", "-c", self.folder + "/nginx.conf"], stderr=log, start_new_session=True))
        wait_for(lambda: is_open(self.nginx_port), "nginx")

    def restart(self):
        before = self.pid()
        os.kill(int(before), signal.SIGTERM)
        wait_for(lambda: self.pid() not in ("", before), "the next program")

    def pid(self):
        try:
            with open(self.pid_file) as file:
                return file.read().strip()
        except FileNotFoundError:
            return ""

    def stop(self):
        for process in self.processes:
            os.killpg(process.pid, signal.SIGKILL)


def ask(port, path, headers={}):
    client = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    client.request("GET", path, headers=headers)
    answer = client.getresponse()
    body = answer.read()
    client.close()
    return answer, body


def expect(what, is_so):
    print(("ok      " if is_so else "FAILED  ") + what)
    if not is_so:
        expect.failed = True


expect.failed = False


def try_forwarding(deployment):
    host = {"Host": "shop.example", "X-Forwarded-For": "6.6.6.6", "X-Forwarded-Proto": "https"}
    told = json.loads(ask(deployment.nginx_port, "/whoami", host)[1])
    expect("the client's address is what nginx saw, not what the client says", told["address"].startswith("127.0.0.1"))
    expect("addresses are those of the site", told["there"] == "http://shop.example/notes/" and told["host"] == "shop.example")


def try_static_files(deployment):
    page = ask(deployment.nginx_port, "/")[1].decode()
    address = re.search(r'href="(/static/style\.css[^"]*)"', page).group(1)
    answer, body = ask(deployment.nginx_port, address)
    with open(deployment.project + "/static/style.css", "rb") as file:
        expect("static files come from nginx itself", body == file.read() and answer.headers["Server"].startswith("nginx/")
               and answer.headers["Content-Type"] == "text/css" and "Expires" in answer.headers)
    expect(f"their addresses change with their content: {address}", re.search(r"\?v=\w{6,}$", address) is not None)


def try_web_socket(deployment):
    with socket.create_connection(("127.0.0.1", deployment.nginx_port), timeout=20) as wire:
        key = base64.b64encode(os.urandom(16)).decode()
        wire.sendall(f"GET /echo HTTP/1.1\r\nHost: shop.example\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                     f"Sec-WebSocket-Key: {key}\r\nSec-WebSocket-Version: 13\r\n\r\n".encode())
        stream = wire.makefile("rb")
        status = stream.readline()
        while stream.readline().strip():
            pass
        mask, text = b"\1\2\3\4", b"hello"
        wire.sendall(b"\x81" + bytes([0x80 | len(text)]) + mask + bytes(c ^ mask[i % 4] for i, c in enumerate(text)))
        head = stream.read(2)
        answer = stream.read(head[1] & 127).decode()
        expect(f"a WebSocket goes through nginx: {answer}", b" 101 " in status and answer.endswith(": hello"))


def try_restarts(deployment, port, way):
    """Eight clients, a connection a request: each must be accepted and answered whole, whatever the program does meanwhile."""
    answered, lost, stop, lock = [0], [], threading.Event(), threading.Lock()

    def client():
        while not stop.is_set():
            try:
                status = ask(port, "/healthz", {"Connection": "close"})[0].status
                with lock:
                    if status == 200:
                        answered[0] += 1
                    else:
                        lost.append(status)
            except OSError as error:
                with lock:
                    lost.append(repr(error))

    def wait_for_answers():
        before = answered[0]
        wait_for(lambda: answered[0] > before + 50, "an answer")

    threads = [threading.Thread(target=client) for _ in range(8)]
    for thread in threads:
        thread.start()
    for _ in range(RESTARTS):
        wait_for_answers()
        deployment.restart()
    wait_for_answers()
    stop.set()
    for thread in threads:
        thread.join()
    expect(f"{RESTARTS} restarts, {way}: {answered[0]} requests answered, {len(lost)} lost {lost[:3] or ''}", not lost)


for tool in ("systemd-socket-activate", "/usr/sbin/nginx"):
    if not shutil.which(tool):
        print(f"skipped: {tool} is not installed")
        sys.exit(0)
with tempfile.TemporaryDirectory(prefix="dewar-deployed-") as folder:
    os.chmod(folder, 0o755)
    deployment = Deployment(folder)
    try:
        deployment.build()
        deployment.start_service()
        deployment.start_nginx()
        try_forwarding(deployment)
        try_static_files(deployment)
        try_web_socket(deployment)
        try_restarts(deployment, deployment.port, "straight")
        try_restarts(deployment, deployment.nginx_port, "through nginx")
    finally:
        deployment.stop()
sys.exit(1 if expect.failed else 0)
