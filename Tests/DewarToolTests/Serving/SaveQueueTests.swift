import TestSupport
import Testing

@testable import DewarTool

@Suite("A save") struct SaveQueueTests {
    private func news(_ changed: String, unfinished: String = "") -> Watcher.News {
        Watcher.News(
            changed: Set(changed.split(separator: " ").map(String.init)),
            unfinished: Set(unfinished.split(separator: " ").map(String.init)))
    }

    /// The millisecond at which the queue is acted on, and what it holds then.
    private func due(_ additions: [(at: Int, news: Watcher.News)]) -> (millisecond: Int, changed: Set<String>)? {
        var queue = SaveQueue()
        var additions = additions[...]
        for millisecond in 1..<1_000 {
            while let next = additions.first, next.at <= millisecond {
                queue.add(next.news, at: next.at * 1_000_000)
                additions.removeFirst()
            }
            if let taken = queue.takeDue(at: millisecond * 1_000_000) { return (millisecond, taken.changed) }
        }
        return nil
    }

    @Test("is acted on a millisecond after its last file was closed")
    func quiet() throws {
        let one = try #require(due([(10, news("a"))]))
        #expect(one == (11, ["a"]))
        let several = try #require(due([(10, news("a")), (11, news("b")), (12, news("c"))]))
        #expect(several == (13, ["a", "b", "c"]))
    }

    @Test("waits for a file that is being written, whatever else is closed meanwhile, but not for ever")
    func unfinished() throws {
        let closed = try #require(
            due([(10, news("a", unfinished: "a")), (20, news("b")), (90, news("a", unfinished: "a")), (110, news("a"))])
        )
        #expect(closed == (111, ["a", "b"]))
        let open = try #require(due([(10, news("a", unfinished: "a")), (200, news("a", unfinished: "a"))]))
        #expect(open == (260, ["a"]))
    }

    @Test("of many files is acted on at the latest after a quarter of a second")
    func burst() throws {
        let burst = try #require(due((10..<500).map { ($0, news("file\($0)")) }))
        #expect(burst.millisecond == 260)
    }

    @Test("of a source without a byte, or without the file that is the app, is not complete")
    func aboutToBeWritten() throws {
        let folder = try TemporaryDirectory()
        for (name, text) in ["app.swift": "", "full.swift": "x", "page.html": ""] { try folder.write(text, to: name) }
        let path = { (name: String) in "\(folder.path)/\(name)" }
        let single = try Project.find(path("app.swift"))
        #expect(single.isAboutToBeWritten(path("app.swift")))
        #expect(!single.isAboutToBeWritten(path("page.html")))
        try folder.write("x", to: "app.swift")
        #expect(!single.isAboutToBeWritten(path("app.swift")))
        folder.remove("app.swift")
        #expect(single.isAboutToBeWritten(path("app.swift")))
        try folder.write("let package = 1", to: "Package.swift")
        try folder.write("", to: "Sources/App/main.swift")
        let package = try Project.find(folder.path)
        #expect(package.isAboutToBeWritten(path("Sources/App/main.swift")))
        #expect(package.isAboutToBeWritten(path("Sources/App/gone.swift")) == false)
        folder.remove("Package.swift")
        #expect(package.isAboutToBeWritten(path("Package.swift")))
    }
}
