import DewarLinux
import TestSupport
import Testing

@Suite("dewar serve") struct ServeTests {
    @Test("serves an edit, keeps the old program while the new one does not build, and serves the mended one")
    func edits() throws {
        let project = try ServedProject()
        try project.answers("marker-0")
        try project.edit("marker-0", "marker-1")
        try project.answers("marker-1")
        try project.edit("\"marker-1\"", "naem")
        try project.serve.waits(for: "cannot find 'naem' in scope")
        #expect(try project.probe.get("/").body.contains("marker-1"))
        try project.edit("naem", "\"marker-2\"")
        try project.answers("marker-2")
    }

    @Test("never answers with an old program, however fast the saves follow each other")
    func neverStale() throws {
        let project = try ServedProject()
        for number in 0..<12 {
            try project.answers("marker-\(number)")
            try project.edit("marker-\(number)", "marker-\(number + 1)")
        }
        try project.answers("marker-12")
    }

    @Test("answers with the error while the first build fails: as a page, as text, as JSON; then with the app")
    func brokenFromTheStart() throws {
        let project = try ServedProject(["app.swift": "import Dewar\n\nlet broken: Int = naem\n"])
        let text = try project.probe.get("/", until: { $0.status == 500 })
        #expect(text.body.contains("cannot find 'naem' in scope") && text.body.contains("app.swift:3:19"))
        let page = try project.probe.get("/", headers: ["Accept": "text/html"])
        #expect(page.body.contains("<pre>") && page.body.contains("/_dewar/live.js"))
        let json = try project.probe.get("/", headers: ["Accept": "application/json"])
        #expect(json.body.contains("\"kind\" : \"build\""))
        #expect(!json.head.lowercased().contains("access-control-allow-origin"))
        try project.folder.write(ServedProject.single, to: "app.swift")
        try project.answers("marker-0")
    }

    @Test("starts the app again after a crash, and says where it was")
    func crash() throws {
        let project = try ServedProject()
        try project.answers("marker-0")
        _ = try? project.probe.get("/crash")
        try project.serve.waits(for: "crashed")
        try project.answers("marker-0")
    }

    @Test("shows where an error was thrown that nobody handled: in the answer and on the terminal")
    func thrown() throws {
        let project = try ServedProject([
            "app.swift": """
            import Dewar

            struct Broken: Error {}
            func load() throws -> String {
                throw Broken()
            }

            let app = App()
            app.get("/") { _ in "here" }
            app.get("/fails") { _ async throws in
                await Task.yield()
                return try load()
            }
            try app.run()
            """
        ])
        try project.answers("here")
        let text = try project.probe.get("/fails").body
        #expect(text.contains("thrown at app.swift:5:") && text.contains("> 5 |     throw Broken()"), "\(text)")
        #expect(text.contains("called from app.swift:12:"), "\(text)")
        try project.serve.waits(for: "(thrown at app.swift:5): Broken: Broken()")
    }

    @Test("starts the same program again when .env changes")
    func settings() throws {
        let project = try ServedProject(["app.swift": ServedProject.single, ".env": "A=1", ".gitignore": ".env\n"])
        try project.answers("marker-0")
        project.serve.forget()
        try project.folder.write("A=2", to: ".env")
        try project.serve.waits(for: ".env")
        try project.answers("marker-0")
    }

    @Test("serves anew when dewar.json says something else, and goes on when it says something wrong")
    func projectSettings() throws {
        let project = try ServedProject(["app.swift": ServedProject.single, "dewar.json": "{}"])
        try project.answers("marker-0")
        try project.folder.write(#"{"serve": {"prot": 1}}"#, to: "dewar.json")
        try project.serve.waits(for: "did you mean `port`?")
        try project.answers("marker-0")
        try project.folder.write(#"{"serve": {"ignore": "app.swift"}}"#, to: "dewar.json")
        try project.serve.waits(for: "dewar.json  →  serving anew")
        try project.answers("marker-0")
        try project.edit("marker-0", "marker-1")
        try project.folder.write("{}", to: "dewar.json")
        try project.answers("marker-1")
    }

    @Test("tells a warning once, with its line, while its file is saved again and again")
    func warnings() throws {
        let app = "import Dewar\n\nlet app = App()\nfunc unused() { let forgotten = 1 }\n"
        func text(_ word: String) -> String { app + "app.get(\"/\") { _ in \"\(word)\" }\ntry app.run()\n" }
        let project = try ServedProject(["app.swift": text("one")])
        try project.serve.waits(for: "app.swift:4:21")
        for word in ["two", "three"] {
            project.serve.forget()
            try project.folder.write(text(word), to: "app.swift")
            try project.serve.waits(for: "live")
            #expect(!project.serve.said.contains("warning"), "\(project.serve.said)")
        }
    }

    @Test("does not restart for a save that changes nothing")
    func unchanged() throws {
        let project = try ServedProject()
        try project.answers("marker-0")
        try project.edit("marker-0", "marker-0")
        try project.serve.waits(for: "nothing to restart")
    }

    @Test("says who holds a port that is asked for")
    func portInUse() throws {
        let first = try ServedProject()
        try first.answers("marker-0")
        let tool = try DewarProgram.prepared()
        let second = try tool.dewar("serve", "--port", "\(first.port)", in: first.folder.path)
        #expect(second.exit == .code(1))
        #expect(second.errors.contains("(pid \(first.serve.process.pid))"))
    }

    @Test(
        "looks at folders beyond the kernel's watches again and again, and names the limit",
        .enabled(if: ServedProject.canLimitWatches, "no namespaces for users here"))
    func watchesUsedUp() throws {
        let project = try ServedProject(
            ["app.swift": ServedProject.single, "a/b/c/d/one.txt": "", "static/x.txt": "one"], watches: 2)
        try project.serve.waits(for: "sysctl fs.inotify.max_user_watches")
        try project.answers("marker-0")
        try project.edit("one", "two", in: "static/x.txt")
        try project.serve.waits(for: "static/x.txt")
        try project.edit("marker-0", "marker-1")
        try project.answers("marker-1")
    }

    @Test("ends with everything it started, also when it is killed")
    func noOrphans() throws {
        for isKilled in [false, true] {
            let project = try ServedProject()
            try project.answers("marker-0")
            let tree = Processes.tree(of: project.serve.process.pid)
            #expect(tree.count > 1)
            if isKilled { project.serve.process.endGroup() } else { project.serve.process.terminate() }
            #expect(project.serve.ended(within: 10))
            _ = project.serve.process.wait()
            #expect(Processes.waitUntilGone(tree))
        }
    }
}

/// The processes of this machine, as /proc shows them.
private enum Processes {
    static func tree(of root: Int32) -> [Int32] {
        var found = [root]
        for pid in found { found += children(of: pid) }
        var rest = children(of: root)
        while let pid = rest.popLast() {
            if !found.contains(pid) { found.append(pid) }
            rest += children(of: pid)
        }
        return found
    }

    static func waitUntilGone(_ pids: [Int32]) -> Bool {
        let end = Clock.monotonic + 10_000_000_000
        while Clock.monotonic < end {
            if pids.allSatisfy({ !isAlive($0) }) { return true }
            _ = Poll.readable([], milliseconds: 10)
        }
        return false
    }

    private static func children(of parent: Int32) -> [Int32] {
        ((try? Files.names(in: "/proc")) ?? []).compactMap { Int32($0) }.filter { stat($0)?[1] == "\(parent)" }
    }

    private static func isAlive(_ pid: Int32) -> Bool { stat(pid).map { $0[0] != "Z" && $0[0] != "X" } ?? false }

    /// State, parent, …: what follows the name in parentheses.
    private static func stat(_ pid: Int32) -> [Substring]? {
        guard let text = try? Files.text("/proc/\(pid)/stat"), let end = text.lastIndex(of: ")") else { return nil }
        return text[text.index(end, offsetBy: 2)...].split(separator: " ")
    }
}
