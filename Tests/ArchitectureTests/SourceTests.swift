import TestSupport
import Testing

@Suite("Sources") struct SourceTests {
    private static let files = (try? Repository.files(below: "Sources", ending: ".swift")) ?? []

    private func lines(_ file: String) throws -> [Substring] {
        try Repository.text(file).split(separator: "\n", omittingEmptySubsequences: false)
    }

    @Test("are one concept a file: beyond 400 lines the first comment says why")
    func sizes() throws {
        for file in Self.files {
            let lines = try lines(file)
            guard lines.count > 401 else { continue }
            let comment = lines.first { $0.hasPrefix("//") }
            #expect(comment?.contains("one file") == true, "\(file) has \(lines.count - 1) lines")
        }
    }

    @Test("give the reason of each promise that the compiler cannot check on the line above")
    func unsafePromises() throws {
        var count = 0
        for file in Self.files {
            let lines = try lines(file)
            for (index, line) in lines.enumerated() where isPromise(line) {
                count += 1
                let above = index > 0 ? lines[index - 1].drop { $0 == " " } : ""
                #expect(above.hasPrefix("//"), "\(file):\(index + 1) gives no reason")
            }
        }
        #expect(count < 12)
    }

    private func isPromise(_ line: Substring) -> Bool {
        let code = line.drop { $0 == " " }
        return !code.hasPrefix("//") && (code.contains("@unchecked Sendable") || code.contains("nonisolated(unsafe)"))
    }

    /// What the modules that an app links keep beside its `App`, and why two apps, or two tests, meet there unharmed.
    private static let sharedState = [
        "Sources/Dewar/Development/CrashHandOver.swift": "written once, before a program serves",
        "Sources/Dewar/Errors/Thrown/ThrowWatch.swift": "where errors were thrown, by each error's own address",
        "Sources/Dewar/Templating/CurrentRequest.swift": "a task-local value",
        "Sources/DewarHTTP/JSON/JSON.swift": "empty buffers",
        "Sources/DewarLinux/CrashSignals.swift": "written once, before a program serves",
        "Sources/DewarLinux/SignalFD.swift": "who reads the signals of the whole process",
        "Sources/DewarServer/RequestsInProgress.swift": "a number for each thread",
    ]

    @Test("keep what requests change in the app, so that tests in parallel share nothing")
    func state() throws {
        let mutable = ["Mutex", "Atomic", "Shared(", "Shared<", "UnsafeMutable", "@TaskLocal", "nonisolated(unsafe)"]
        var found: Set<String> = []
        for file in Self.files where !file.hasPrefix("Sources/DewarTool/") {
            for line in try lines(file) where isGlobal(line) && mutable.contains(where: line.contains) {
                found.insert(file)
            }
        }
        #expect(found.sorted() == Self.sharedState.keys.sorted())
    }

    /// A stored value of a type, or of the whole module.
    private func isGlobal(_ line: Substring) -> Bool {
        let words = line.split(separator: " ")
        guard let binding = words.firstIndex(where: { $0 == "let" || $0 == "var" }),
            !line.hasSuffix("{") || line.contains(" = ")
        else { return false }
        let modifiers: Set<Substring> = [
            "private", "fileprivate", "internal", "package", "public", "nonisolated(unsafe)",
        ]
        let isOfModule = !line.hasPrefix(" ") && words[..<binding].allSatisfy(modifiers.contains)
        return isOfModule || words[..<binding].contains("static")
    }

    @Test("leave nothing for later")
    func unfinished() throws {
        let marks = ["TO" + "DO", "FIX" + "ME", "not implemented", "unimplemented"]
        for file in Self.files {
            for (index, line) in try lines(file).enumerated() {
                for mark in marks where line.contains(mark) { Issue.record("\(file):\(index + 1) says \(mark)") }
            }
        }
    }

    @Test("keep no drawer for what has no name")
    func names() {
        let drawers = ["Utils", "Utilities", "Helpers", "Extensions", "Misc", "Common", "Manager"]
        for file in Self.files {
            let name = file.split(separator: "/").last!.dropLast(".swift".count)
            #expect(!drawers.contains { name.hasSuffix($0) }, "\(file)")
        }
    }

    @Test("stand on no other package")
    func noDependencies() throws {
        #expect(!(try Repository.text("Package.swift").contains(".package(")))
    }
}
