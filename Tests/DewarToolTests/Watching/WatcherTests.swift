import DewarLinux
import Glibc
import TestSupport
import Testing

@testable import DewarTool

@Suite("The watcher")
struct WatcherTests {
    /// What `look` tells until it has nothing more to tell.
    private func news(_ watcher: Watcher, polling: Bool = false) -> Set<String> {
        let root = watcher.root + "/"
        return Set(watcher.look(polling: polling).changed.map { String($0.dropFirst(root.count)) })
    }

    private func project(_ body: (String) throws -> Void) throws {
        let folder = try TemporaryDirectory()
        try withExtendedLifetime(folder) { try body(folder.path) }
    }

    @Test("tells of a file that is written in place, replaced by another, made and removed", arguments: [false, true])
    func changes(polls: Bool) throws {
        try project { root in
            try Files.write("one", to: root + "/app.swift")
            let watcher = Watcher(root: root, polls: polls)
            try Files.write("two", to: root + "/app.swift")
            #expect(news(watcher, polling: polls).contains("app.swift"))
            try Files.write("three", to: root + "/.env")
            #expect(news(watcher, polling: polls).contains(".env"))
            Files.remove(root + "/app.swift")
            #expect(news(watcher, polling: polls).contains("app.swift"))
        }
    }

    @Test("tells a file that is being written from one that was closed")
    func unfinished() throws {
        try project { root in
            let path = root + "/app.swift"
            let watcher = Watcher(root: root)
            let file = try #require(fopen(path, "w"))
            fputs("let", file)
            fflush(file)
            #expect(watcher.look().unfinished == [path])
            fputs(" x = 1", file)
            fclose(file)
            let news = watcher.look()
            #expect(news.changed == [path] && news.unfinished.isEmpty)
        }
    }

    @Test("finds files in folders that were made a moment ago, however deep", arguments: [false, true])
    func newFolders(polls: Bool) throws {
        try project { root in
            let watcher = Watcher(root: root, polls: polls)
            try Files.makeFolder(root + "/a/b/c")
            try Files.write("x", to: root + "/a/b/c/deep.swift")
            #expect(news(watcher, polling: polls).contains("a/b/c/deep.swift"))
            try Files.write("y", to: root + "/a/b/c/deep.swift")
            #expect(news(watcher, polling: polls).contains("a/b/c/deep.swift"))
        }
    }

    @Test("follows a folder that is moved away, moved back and replaced by a file")
    func movedFolders() throws {
        try project { root in
            try Files.makeFolder(root + "/views")
            try Files.write("x", to: root + "/views/page.html")
            let watcher = Watcher(root: root)
            try Files.rename(root + "/views", to: root + "/old")
            #expect(news(watcher).isSuperset(of: ["views/page.html", "old/page.html"]))
            try Files.rename(root + "/old", to: root + "/views")
            #expect(news(watcher).isSuperset(of: ["views/page.html", "old/page.html"]))
            try Files.write("y", to: root + "/views/page.html")
            #expect(news(watcher).contains("views/page.html"))
            Files.remove(root + "/views")
            try Files.write("now a file", to: root + "/views")
            #expect(news(watcher).isSuperset(of: ["views/page.html", "views"]))
        }
    }

    @Test("never enters ignored folders, and enters them once .gitignore lets them in")
    func ignored() throws {
        try project { root in
            for folder in [".git/objects", ".build/debug", "node_modules/x", ".dewar", "out/deep", "Sources"] {
                try Files.makeFolder("\(root)/\(folder)")
            }
            try Files.write("/out/\n*.log\n", to: root + "/.gitignore")
            let watcher = Watcher(root: root)
            #expect(watcher.folderCount == 2)
            try Files.write("x", to: root + "/.git/objects/x")
            try Files.write("x", to: root + "/out/deep/x")
            try Files.write("x", to: root + "/Sources/run.log")
            #expect(news(watcher).isEmpty)
            try Files.write("*.log\n", to: root + "/.gitignore")
            #expect(news(watcher).isSuperset(of: [".gitignore", "out/deep/x"]))
        }
    }

    @Test("looks at every folder when the kernel's queue has overflowed (IN_Q_OVERFLOW)")
    func overflow() throws {
        let limit = Int(try Files.text("/proc/sys/fs/inotify/max_queued_events").filter(\.isNumber)) ?? 16_384
        try project { root in
            for name in ["a", "b", "quiet"] { try Files.makeFolder("\(root)/\(name)") }
            let watcher = Watcher(root: root)
            // Each write is two events at least, and those of two folders are not joined.
            for number in 0...limit / 4 {
                try Files.write("\(number)", to: root + "/a/file")
                try Files.write("\(number)", to: root + "/b/file")
            }
            try Files.write("x", to: root + "/quiet/late.swift")
            #expect(news(watcher).isSuperset(of: ["a/file", "b/file", "quiet/late.swift"]))
            try Files.write("y", to: root + "/quiet/late.swift")
            #expect(news(watcher) == ["quiet/late.swift"])
        }
    }

    @Test("follows links to folders, but not in circles")
    func links() throws {
        try project { root in
            try Files.makeFolder(root + "/a/b")
            try Files.link(root + "/a/b/up", to: root + "/a")
            let elsewhere = try TemporaryDirectory()
            try Files.link(root + "/shared", to: elsewhere.path)
            let watcher = Watcher(root: root)
            try Files.write("x", to: elsewhere.path + "/page.html")
            withExtendedLifetime(elsewhere) { #expect(news(watcher).contains("shared/page.html")) }
        }
    }

    @Test("takes 10,000 random operations and knows the same files as a full scan", arguments: [false, true])
    func randomised(polls: Bool) throws {
        let seed = UInt64.random(in: 0...999_999)
        try project { root in
            var random = SeededGenerator(seed: seed)
            let watcher = Watcher(root: root, polls: polls)
            var known: [String: Int] = [:]
            for step in 1...10_000 {
                let told = RandomOperation.perform(in: root, step: step, &known, &random)
                guard step % 97 == 0 || told else { continue }
                let changed = watcher.look(polling: polls)
                _ = changed
                let scanned = RandomOperation.scan(root)
                #expect(Set(watcher.files) == scanned, "seed \(seed), step \(step)")
                if Set(watcher.files) != scanned { return }
            }
        }
    }
}

/// One operation on a small tree: files written, replaced, removed, folders made, moved, removed.
private enum RandomOperation {
    private static let names = ["a", "b", "c", "d.swift", "e.html"]

    /// Whether the watcher is to look at once.
    static func perform(
        in root: String, step: Int, _ known: inout [String: Int], _ random: inout SeededGenerator
    ) -> Bool {
        let path = somewhere(root, &random)
        switch Int.random(in: 0..<8, using: &random) {
        case 0, 1: try? Files.write("\(step)", to: path)
        case 2: try? Files.makeFolder(path)
        case 3: Files.remove(path)
        case 4, 5: try? Files.rename(path, to: somewhere(root, &random))
        case 6:
            try? Files.makeFolder(path)
            try? Files.write("\(step)", to: path + "/d.swift")
        default: return true
        }
        return false
    }

    private static func somewhere(_ root: String, _ random: inout SeededGenerator) -> String {
        let depth = Int.random(in: 1...4, using: &random)
        return root + "/" + (0..<depth).map { _ in names.randomElement(using: &random) ?? "a" }.joined(separator: "/")
    }

    static func scan(_ folder: String) -> Set<String> {
        var files: Set<String> = []
        for (name, facts) in Files.listing(of: folder)?.entries ?? [] {
            let path = "\(folder)/\(name)"
            if facts.kind == .folder { files.formUnion(scan(path)) } else { files.insert(path) }
        }
        return files
    }
}
