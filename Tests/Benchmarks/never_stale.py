#!/usr/bin/env python3
"""never_stale.py [--dewar PROGRAM] [--kinds single,factory,package] [--edits 200] [--seed N]

Saves, waits for the new answer, and saves again at once, in apps of three kinds served by `dewar serve`: one file, a package of
many files, a package that depends on another one (GRDB, fetched from GitHub). Each edit is drawn from the table EDITS; after every
tenth the answer is compared with the one of a clean build. Exits 0 if no answer was old. A run of 200 edits takes one to
three minutes a kind.
"""
import argparse, http.client, os, random, shutil, signal, socket, statistics, subprocess, sys, tempfile, time

parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
parser.add_argument("--dewar", default="dewar")
parser.add_argument("--kinds", default="single,factory,package")
parser.add_argument("--edits", type=int, default=200)
parser.add_argument("--seed", type=int, default=random.randrange(1_000_000))
parser.add_argument("--seconds", type=float, default=60, help="how long to wait for an answer before it counts as old")
parser.add_argument("--pause", type=float, default=0.4,
                    help="seconds after every third edit, so that what is made ready between saves is met too")
arguments = parser.parse_args()

MANIFEST = """// swift-tools-version: 6.2
import PackageDescription

let package = Package(
    name: "stale",
    dependencies: [.package(name: "dewar", path: Context.environment["DEWAR_PATH"] ?? "")%s],
    targets: [.executableTarget(name: "App", dependencies: [.product(name: "Dewar", package: "dewar")%s])])
"""
GRDB = (', .package(url: "https://github.com/groue/GRDB.swift", from: "7.0.0")', ', .product(name: "GRDB", package: "GRDB.swift")')


class App:
    """The sources of an app as functions of some numbers, and what it has to answer."""

    def __init__(self, kind):
        self.kind = kind
        self.number = {name: 0 for name in ("body", "default", "generic", "inlined", "constant", "opaque", "database")}
        self.argument = "Int"
        self.fields = 1
        self.cases = ["a", "b"]
        self.overloaded = self.named = False
        self.place = "Place0"

    def files(self):
        n = self.number
        fields = "".join(f"    var field{i}: {'String' if i % 2 else 'Int'} = {chr(34) + 'x' + chr(34) if i % 2 else i}\n"
                         for i in range(self.fields))
        parts = {
            "Body": f'func body() -> String {{ "body{n["body"]}" }}\n',
            "Signature": f'func sized(_ x: {self.argument}) -> String {{ "{self.argument}(\\(x))" }}\n',
            "Default": f'func standard(_ x: Int = {n["default"]}) -> String {{ "default\\(x)" }}\n',
            "Stored": "struct Stored {\n" + fields + f"    var last = {self.fields}\n}}\n",
            "Kind": "enum Kind: Int, CaseIterable { case " + ", ".join(self.cases) + " }\n",
            "Generic": f'func generic<T>(_ x: T) -> String {{ "generic{n["generic"]}-\\(x)" }}\n',
            "Inlined": f"@inlinable public func inlined() -> Int {{ {n['inlined']} }}\n",
            "Constant": f"let constant = {n['constant']}\n",
            "Opaque": "func opaque() -> some CustomStringConvertible { "
                      + (f'"text{n["opaque"]}"' if n["opaque"] % 2 else f"{n['opaque']}") + " }\n",
            "General": 'func pick<T>(_ x: T) -> String { "general" }\nstruct Thing {}\nprotocol Named { var name: String { get } }\n'
                       'func name(of thing: Any) -> String { (thing as? any Named)?.name ?? "nameless" }\n',
            "Answer": "func answer() -> String {\n    let stored = Stored()\n    return [\n"
                      '        body(), sized(1), standard(), "\\(stored.last)/\\(MemoryLayout<Stored>.size)",\n'
                      '        Kind.allCases.map { "\\($0)=\\($0.rawValue)" }.joined(separator: "+"), generic(3),\n'
                      '        "inlined\\(inlined())", "constant\\(constant)", "\\(opaque())", pick(1), name(of: Thing()), place()'
                      + (", database()" if self.kind == "package" else "") + ",\n    ].joined(separator: \" \")\n}\n",
        }
        parts[self.place] = 'func place() -> String { "\\(#fileID)" }\n'
        if self.overloaded:
            parts["Overload"] = 'func pick(_ x: Int) -> String { "special" }\n'
        if self.named:
            parts["Conformance"] = 'extension Thing: Named { var name: String { "named" } }\n'
        if self.kind == "package":
            parts["Database"] = ("import GRDB\n\nfunc database() -> String {\n"
                                 "    let value = try? DatabaseQueue().read { try Int.fetchOne($0, sql: \"SELECT 1000 + "
                                 f"{n['database']}\") }}\n" '    return "database\\(value ?? -1)"\n}\n')
        if self.kind == "single":
            top = 'import Dewar\n\nlet app = App()\napp.get("/") { _ in answer() }\ntry app.run()\n\n'
            constant = parts.pop("Constant")  # a global of a main file would belong to the main actor
            parts["Constant"] = "enum Constants { static " + constant + "}\nvar constant: Int { Constants.constant }\n"
            parts["Constant"] = parts["Constant"].replace("var constant", "nonisolated var constant")
            return {"app.swift": top + "".join(text for name, text in parts.items())}
        made = {f"Sources/App/{name}.swift": text for name, text in parts.items()}
        made["Package.swift"] = MANIFEST % (GRDB if self.kind == "package" else ("", ""))
        made["Sources/App/main.swift"] = "try createApp().run()\n"
        made["Sources/App/App.swift"] = ('import Dewar\n\nfunc createApp() throws -> App {\n    let app = App()\n'
                                         '    app.get("/") { _ in answer() }\n    return app\n}\n')
        return made

    def answer(self):
        n = self.number
        size = 0
        for i in range(self.fields):  # String 16 bytes, Int 8, both aligned to 8
            size += 16 if i % 2 else 8
        place = "app/app.swift" if self.kind == "single" else f"App/{self.place}.swift"
        parts = [f"body{n['body']}", f"{self.argument}({'1.0' if self.argument in ('Double', 'Float') else '1'})",
                 f"default{n['default']}", f"{self.fields}/{size + 8}",
                 "+".join(f"{case}={i}" for i, case in enumerate(self.cases)), f"generic{n['generic']}-3",
                 f"inlined{n['inlined']}", f"constant{n['constant']}",
                 f"text{n['opaque']}" if n["opaque"] % 2 else f"{n['opaque']}",
                 "special" if self.overloaded else "general", "named" if self.named else "nameless", place]
        if self.kind == "package":
            parts.append(f"database{1000 + n['database']}")
        return " ".join(parts)


def count(name):
    def edit(app):
        app.number[name] += 1
    return edit


def signature(app):
    app.argument = random.choice([t for t in ("Int", "Double", "UInt8", "Float") if t != app.argument])


def stored(app):
    app.fields = random.choice([n for n in range(1, 7) if n != app.fields])


def cases(app):
    before = list(app.cases)
    while app.cases == before:
        app.cases = random.sample("abcdefg", random.randrange(1, 6))


def toggle(name):
    def edit(app):
        setattr(app, name, not getattr(app, name))
    return edit


def rename(app):
    app.place = f"Place{int(app.place[5:]) + 1}"


EDITS = {name: count(name) for name in ("body", "default", "generic", "inlined", "constant", "opaque")}
EDITS |= {"signature": signature, "stored": stored, "cases": cases, "overload": toggle("overloaded"),
          "conformance": toggle("named")}
MANY_FILES = {"rename": rename}
PACKAGE = {"database": count("database")}


class Served:
    def __init__(self, folder, *options):
        with socket.create_server(("127.0.0.1", 0)) as listener:
            self.port = listener.getsockname()[1]
        self.log = open(folder + ".log", "a+")
        words = [arguments.dewar, "serve", "--port", str(self.port), *options]
        self.process = subprocess.Popen(words, cwd=folder, stdout=self.log, stderr=self.log, stdin=subprocess.DEVNULL)

    def get(self):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        try:
            connection.request("GET", "/", headers={"Connection": "close"})
            return connection.getresponse().read().decode()
        except (OSError, http.client.HTTPException):
            return ""
        finally:
            connection.close()

    def wait(self, text, seconds):
        """The milliseconds until the answer is this text; None if it never is."""
        start = time.perf_counter()
        while time.perf_counter() - start < seconds:
            if self.get() == text:
                return (time.perf_counter() - start) * 1000
            time.sleep(0.002)
        return None

    def end(self):
        self.process.send_signal(signal.SIGINT)
        self.process.wait(20)


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


def clean_answer(folder, app, expected):
    """Whether a copy of the sources, built from nothing, answers the same."""
    copy = tempfile.mkdtemp(prefix="dewar-clean-") + "/app"
    shutil.copytree(folder, copy, ignore=shutil.ignore_patterns(".dewar", ".build"))
    if app.kind == "package":  # what SwiftPM fetched and built; the app's own objects are not brought along
        for name in ("swiftpm",):
            if os.path.isdir(f"{folder}/.dewar/{name}"):
                # C modules are bound to the path at which they were compiled.
                shutil.copytree(f"{folder}/.dewar/{name}", f"{copy}/.dewar/{name}", symlinks=True,
                                ignore=shutil.ignore_patterns("ModuleCache"))
    served = Served(copy, "--no-reload")
    fits = served.wait(expected, 240) is not None
    served.end()
    shutil.rmtree(os.path.dirname(copy))
    return fits


def run(kind):
    base = tempfile.mkdtemp(prefix=f"dewar-{kind}-")
    folder = base + "/app"
    app = App(kind)
    files = app.files()
    os.mkdir(folder)
    save(folder, {}, files)
    served = Served(folder)
    if served.wait(app.answer(), 600) is None:
        served.log.seek(0)
        print(f"{kind}: never served\n{served.log.read()[-3000:]}\n{served.get()[:500]}\nexpected {app.answer()}")
        served.end()
        return 1
    table = EDITS | (MANY_FILES if kind != "single" else {}) | (PACKAGE if kind == "package" else {})
    times, stale, differing = {}, 0, 0
    for step in range(1, arguments.edits + 1):
        burst = random.randrange(2, 5) if step % 8 == 0 else 1
        for part in range(burst):
            name = random.choice(list(table))
            table[name](app)
            following = app.files()
            save(folder, files, following)
            files = following
            if part + 1 < burst:
                time.sleep(random.choice((0, 0.01, 0.05, 0.15, 0.3)))
        took = served.wait(app.answer(), arguments.seconds)
        again = [served.get() for _ in range(2)]
        if took is None or any(text != app.answer() for text in again):
            stale += 1
            wrong = next((text for text in again if text != app.answer()), "")
            print(f"{kind}: OLD after edit {step} ({name}, {burst} saves)\n  expected {app.answer()}\n"
                  f"  answered {wrong[:600] or 'nothing'}")
            if took is None:
                shutil.copytree(folder, f"{base}/kept-{step}", symlinks=True)
                print(f"  the project is kept in {base}/kept-{step}")
                break
        else:
            times.setdefault("several" if burst > 1 else name, []).append(took)
        if step % 3 == 0:
            time.sleep(arguments.pause)
        if step % 10 == 0 and not clean_answer(folder, app, app.answer()):
            differing += 1
            print(f"{kind}: a clean build answers otherwise after edit {step}")
    served.end()
    every = sorted(t for list_ in times.values() for t in list_)
    print(f"{kind}: {len(every)} edits served, {stale} old answers, {differing} unlike a clean build, "
          f"median {statistics.median(every):.0f} ms, p95 {every[int(len(every) * 0.95)]:.0f} ms")
    for name, list_ in sorted(times.items()):
        print(f"    {name:12} {len(list_):3}  median {statistics.median(list_):5.0f} ms  max {max(list_):5.0f} ms")
    if not stale and not differing:
        shutil.rmtree(base)
    return stale + differing


print(f"seed {arguments.seed}", flush=True)
random.seed(arguments.seed)
outcome = 0
for kind in arguments.kinds.split(","):
    outcome += run(kind)
    sys.stdout.flush()
sys.exit(1 if outcome else 0)
