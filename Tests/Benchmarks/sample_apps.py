"""The apps that the scripts about `dewar serve` edit: their sources as functions of some numbers, and what they then have to answer."""
import random

MANIFEST = """// swift-tools-version: 6.2
import PackageDescription

let package = Package(
    name: "stale",
    dependencies: [.package(name: "dewar", path: Context.environment["DEWAR_PATH"] ?? "")%s],
    targets: [.executableTarget(name: "App", dependencies: [.product(name: "Dewar", package: "dewar")%s])])
"""
GRDB = (', .package(url: "https://github.com/groue/GRDB.swift", from: "7.0.0")', ', .product(name: "GRDB", package: "GRDB.swift")')


class App:
    """An app of one kind: `single`, `factory` (a package of many files) or `package` (one that depends on GRDB).

    - files: how many Swift files a package has; those with nothing to edit hold routes.
    - routes: how many routes they hold together.
    - lines: how long a file with routes is at least.
    """

    def __init__(self, kind, files=0, routes=1, lines=0):
        self.kind = kind
        self.size = files
        self.routes = routes
        self.lines = lines
        self.number = {name: 0 for name in ("body", "label", "default", "field", "generic", "inlined", "constant",
                                               "opaque", "database")}
        self.argument = "Int"
        self.fields = 1
        self.cases = ["a", "b"]
        self.overloaded = False
        self.named = None
        self.place = "Place0"

    def files(self):
        n = self.number
        fields = "".join(f"    var field{i}_{n['field']}: {'String' if i % 2 else 'Int'} = {chr(34) + 'x' + chr(34) if i % 2 else i}\n"
                         for i in range(self.fields))
        parts = {
            "Body": f'func body() -> String {{ "body{n["body"]}" }}\n',
            "Signature": f'func sized(_ x: {self.argument}, label{n["label"]}: Int = 0) -> String {{ "{self.argument}{n["label"]}(\\(x))" }}\n',
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
            parts["Conformance"] = f'extension Thing: Named {{ var name: String {{ "{self.named}" }} }}\n'
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
        own = ["Body", "Database"] if self.kind == "package" else ["Body"]
        rest = [f"Part{i}" for i in range(self.size - len(parts) - 2)]
        routed = own + rest if self.size else []
        for i, name in enumerate(routed):
            number = self.routes * (i + 1) // len(routed) - self.routes * i // len(routed)
            text = parts.get(name, "")
            text = text if text.startswith("import") else "\n".join(filter(None, ["import Dewar\n", text]))
            text = text.replace("import GRDB", "import Dewar\nimport GRDB")
            parts[name] = text + routes(name, number, self.lines)
        made = {f"Sources/App/{name}.swift": text for name, text in parts.items()}
        made["Package.swift"] = MANIFEST % (GRDB if self.kind == "package" else ("", ""))
        made["Sources/App/main.swift"] = "try createApp().run()\n"
        made["Sources/App/App.swift"] = ('import Dewar\n\nfunc createApp() throws -> App {\n    let app = App()\n'
                                         '    app.get("/") { _ in answer() }\n'
                                         + "".join(f"    register{name}(app)\n" for name in routed)
                                         + '    return app\n}\n')
        return made

    def answer(self):
        n = self.number
        size = 0
        for i in range(self.fields):  # String 16 bytes, Int 8, both aligned to 8
            size += 16 if i % 2 else 8
        place = "app/app.swift" if self.kind == "single" else f"App/{self.place}.swift"
        parts = [f"body{n['body']}", f"{self.argument}{n['label']}({'1.0' if self.argument in ('Double', 'Float') else '1'})",
                 f"default{n['default']}", f"{self.fields}/{size + 8}",
                 "+".join(f"{case}={i}" for i, case in enumerate(self.cases)), f"generic{n['generic']}-3",
                 f"inlined{n['inlined']}", f"constant{n['constant']}",
                 f"text{n['opaque']}" if n["opaque"] % 2 else f"{n['opaque']}",
                 "special" if self.overloaded else "general", self.named or "nameless", place]
        if self.kind == "package":
            parts.append(f"database{1000 + n['database']}")
        return " ".join(parts)


def routes(name, number, lines):
    """A function that registers so many routes, in a file of so many lines."""
    each = max(3, (lines - 6) // max(number, 1))
    text = f"\nfunc register{name}(_ app: App) {{\n"
    for i in range(number):
        text += f'    app.get("/{name}/{i}/<int:a>") {{ (request: Request, a: Int) in\n'
        text += "".join(f"        let x{k} = {'a' if k == 0 else f'x{k - 1}'} &+ {k}\n" for k in range(each - 3))
        text += f'        {"return " if each > 3 else ""}["route": {i}, "a": {f"x{each - 4}" if each > 3 else "a"}]\n    }}\n'
    return text + "}\n"


def single_file(number, routes=30):
    """An app of one file with these routes, three lines each; it answers with `marker-NUMBER`."""
    return (f'import Dewar\n\nstruct Item: Codable {{\n    var id: Int\n    var name: String\n}}\n\nlet app = App()\n'
            f'app.get("/") {{ _ in "marker-{number}" }}\n'
            + "".join(f'app.get("/r{i}/<int:a>") {{ (request: Request, a: Int) in\n    Item(id: a, name: "item {i}")\n}}\n'
                      for i in range(1, routes))
            + "\ntry app.run()\n")


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


def stored_anew(app):
    """Other stored properties than ever before."""
    stored(app)
    app.number["field"] += 1


def overload(app):
    app.overloaded = not app.overloaded


def conformance(app):
    app.named = None if app.named else "named"


def rename(app):
    app.place = f"Place{int(app.place[5:]) + 1}"


EDITS = {name: count(name) for name in ("body", "label", "default", "generic", "inlined", "constant", "opaque")}
EDITS |= {"signature": signature, "stored": stored, "cases": cases, "overload": overload, "conformance": conformance}
MANY_FILES = {"rename": rename}
PACKAGE = {"database": count("database")}
