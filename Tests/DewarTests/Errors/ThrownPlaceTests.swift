import DewarHTTP
import DewarLinux
import TestSupport
import Testing

@testable import Dewar

@Suite("The report of an unhandled error points at the throw") struct ThrownPlaceTests {
    private struct Broken: Error {}

    private struct Report: Decodable {
        struct Place: Decodable {
            var title: String
            var file: String
            var line: Int
            var lines: [Line]
        }
        struct Line: Decodable {
            var number: Int
            var text: String
            var isTheOne: Bool
        }
        var type: String
        var places: [Place]

        /// `thrown at 12`, `called from 30`.
        var steps: [String] { places.map { "\($0.title) \($0.line)" } }
    }

    private static let file = "Tests/DewarTests/Errors/ThrownPlaceTests.swift"

    private func report(_ register: (App) -> Void) async throws -> Report {
        let app = App(root: Repository.root)
        app.config.debug = true
        register(app)
        let answer = try await app.testClient().get("/", headers: ["Accept": "application/json"])
        #expect(answer.status == 500)
        let report = try answer.json(as: Report.self)
        #expect(report.places.allSatisfy { $0.file == Self.file }, "\(report.places.map(\.file))")
        return report
    }

    private static let brokenLine = #line + 1
    private static func broken() throws -> String { throw Broken() }

    @Test("in a view, with its lines around it")
    func inView() async throws {
        let line = #line + 2
        let report = try await report { app in
            app.get("/") { _ -> String in throw Broken() }
        }
        #expect(report.type == "Broken")
        #expect(report.steps.first == "thrown at \(line)")
        #expect(report.places.first?.lines.first { $0.isTheOne }?.text.contains("throw Broken()") == true)
    }

    @Test("in a function that the view calls, and the call")
    func inCallee() async throws {
        let line = #line + 2
        let report = try await report { app in
            app.get("/") { _ in try ThrownPlaceTests.broken() }
        }
        #expect(report.steps.prefix(2) == ["thrown at \(Self.brokenLine)", "called from \(line)"])
    }

    @Test("in an async view that has waited")
    func afterWaiting() async throws {
        let line = #line + 4
        let report = try await report { app in
            app.get("/") { _ async throws in
                await Task.yield()
                return try ThrownPlaceTests.broken()
            }
        }
        #expect(report.steps.prefix(2) == ["thrown at \(Self.brokenLine)", "called from \(line)"])
    }

    @Test("first of all, where it is caught and thrown again")
    func thrownAgain() async throws {
        let report = try await report { app in
            app.get("/") { _ -> String in
                do { return try ThrownPlaceTests.broken() } catch { throw error }
            }
        }
        #expect(report.steps.first == "thrown at \(Self.brokenLine)")
    }

    @Test("of a library's error: the call of the library")
    func ofLibrary() async throws {
        let line = #line + 2
        let report = try await report { app in
            app.get("/") { request in try request.urlFor("nowhere") }
        }
        #expect(report.steps.first == "thrown at \(line)")
    }

    @Test("in a hook")
    func inHook() async throws {
        let line = #line + 2
        let report = try await report { app in
            app.before { _ in throw Broken() }
            app.get("/") { _ in "never" }
        }
        #expect(report.steps.first == "thrown at \(line)")
    }

    @Test("as text and as a page")
    func otherForms() async throws {
        let app = App(root: Repository.root)
        app.config.debug = true
        app.get("/") { _ in try ThrownPlaceTests.broken() }
        let client = app.testClient()
        let place = "\(Self.file):\(Self.brokenLine):"
        let text = try await client.get("/").text
        #expect(text.contains("thrown at \(place)"))
        #expect(text.contains("> \(Self.brokenLine) |     private static func broken()"))
        let page = try await client.get("/", headers: ["Accept": "text/html"]).text
        #expect(page.contains("<h2>thrown at \(place)"))
        #expect(page.contains("<h2>called from \(Self.file):"))
    }
}

@Suite("Line tables") struct LineTableTests {
    @Test("of what is no program are none")
    func noProgram() throws {
        #expect(DebugLines(of: Repository.path("Package.swift")) == nil)
        #expect(DebugLines(of: "/nowhere") == nil)
    }

    @Test("that are cut or garbled give some answer")
    func garbled() throws {
        var numbers = SeededGenerator(seed: 1)
        for length in 0..<400 {
            var bytes = (0..<length).map { _ in UInt8.random(in: 0...255, using: &numbers) }
            // A plausible head, so that the rest is read at all.
            let head: [UInt8] = [
                UInt8(length & 0xFF), 0, 0, 0, UInt8(length % 2 + 4), 0, 30, 0, 0, 0, 1, 1, 1, 251, 14, 13,
            ]
            for (index, byte) in head.enumerated() where index < bytes.count { bytes[index] = byte }
            var section = ByteReader(bytes)
            while section.count > 0 {
                guard var program = LineProgram(&section, strings: DebugStrings(texts: bytes, lineTexts: bytes)) else {
                    continue
                }
                let files = program.files
                program.find([0, 1, 100]) { #expect(files.contains($1.file)) }
            }
        }
    }
}
