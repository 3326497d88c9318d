import DewarLinux
import TestSupport

/// A project in a temporary folder with `dewar serve` running in it.
final class ServedProject {
    let folder: TemporaryDirectory
    let port: UInt16
    let serve: RunningProgram

    static let single = """
        import Dewar

        let app = App()
        app.get("/") { _ in "marker-0" }
        app.get("/page") { _ in "<!doctype html><html><body><h1>page</h1></body></html>" }
        app.get("/crash") { _ in
            let none: [Int] = []
            return "\\(none[1])"
        }
        try app.run()
        """

    init(_ files: [String: String] = ["app.swift": single], _ arguments: String...) throws {
        _ = try DewarProgram.prepared()
        folder = try TemporaryDirectory()
        for (name, text) in files { try folder.write(text, to: name) }
        port = try Probe.freePort()
        serve = try RunningProgram(
            DewarProgram.path, ["serve", "--port", "\(port)"] + arguments, in: folder.path,
            environment: DewarProgram.environment)
    }

    var probe: Probe { Probe(port: port) }

    /// Waits until the answer is this text.
    func answers(_ text: String, at path: String = "/") throws {
        _ = try probe.get(path, until: { $0.status == 200 && $0.body.contains(text) })
    }

    /// Saves a file whose text is changed so.
    func edit(_ old: String, _ new: String, in name: String = "app.swift") throws {
        try folder.write(try folder.text(name).replacing(old, with: new), to: name)
    }
}
