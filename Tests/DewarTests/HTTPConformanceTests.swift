import DewarLinux
import TestSupport
import Testing

/// What Flask answers over a socket (`Fixtures/conformance/http/README.md`), judged by the script that recorded it.
@Suite("HTTP as Flask does it")
struct HTTPConformanceTests {
    private static let python = ["/usr/bin/python3", "/usr/local/bin/python3"].first { Files.isFile($0) }

    @Test("the reference application answers every recorded request", .enabled(if: python != nil, "needs python3"))
    func everyRequest() throws {
        let port = try Probe.freePort()
        let program = String(Host.executable[..<Host.executable.lastIndex(of: "/")!]) + "/reference-app"
        let app = try RunningProgram(
            program, ["--host", "127.0.0.1", "--port", "\(port)"], in: Repository.path("Tests/Apps/reference"))
        try app.waits(for: ":\(port)")
        let corpus = Repository.path("Tests/Fixtures/conformance/http")
        let judged = try CommandRunner().run(
            Self.python!, ["\(corpus)/run_http_cases.py", "http://127.0.0.1:\(port)", "\(corpus)/requests.json"],
            in: corpus)
        #expect(judged.exit == .code(0), "\(judged.output)\(judged.errors)")
        #expect(judged.output.contains("747 of 747 pass"))
    }
}
