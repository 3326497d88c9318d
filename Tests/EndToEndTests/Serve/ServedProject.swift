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

    /// - Parameter watches: how many inotify watches it may have; all that the user may, if nil.
    init(_ files: [String: String] = ["app.swift": single], _ arguments: String..., watches: Int? = nil) throws {
        _ = try DewarProgram.prepared()
        folder = try TemporaryDirectory()
        for (name, text) in files { try folder.write(text, to: name) }
        port = try Probe.freePort()
        var command = [DewarProgram.path, "serve", "--port", "\(port)"] + arguments
        if let watches { command = ServedProject.limited(watches) + command }
        serve = try RunningProgram(
            command[0], Array(command.dropFirst()), in: folder.path, environment: DewarProgram.environment)
    }

    /// Whether this user may have a namespace of his own, in which the watches can be limited (user_namespaces(7)).
    static var canLimitWatches: Bool {
        let limited = limited(8)
        let outcome = try? CommandRunner().run(limited[0], limited.dropFirst() + ["true"], in: "/")
        return outcome?.exit == .code(0)
    }

    private static func limited(_ watches: Int) -> [String] {
        [
            "/usr/bin/unshare", "--user", "--map-root-user", "/bin/sh", "-c",
            "echo \(watches) > /proc/sys/user/max_inotify_watches && exec \"$@\"", "sh",
        ]
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
