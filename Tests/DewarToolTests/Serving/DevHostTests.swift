import DewarContract
import Testing

@testable import DewarTool

@Suite("Who may see what is developed")
struct DevHostTests {
    private let host = DevHost(hosts: DeveloperHosts(listed: "other, Box.local"), secret: "s3cret")

    @Test(
        "is a page of this machine, by any name that cannot be rebound, or of a host that was allowed",
        arguments: [
            "localhost", "localhost:8000", "LOCALHOST:1", "hello.localhost", "127.0.0.1:8000", "192.168.1.5", "[::1]",
            "[::1]:8000", "box.local:8000",
        ])
    func accepted(_ name: String) { #expect(host.accepts(host: name)) }

    @Test(
        "is no other host, nor one that is malformed (CVE-2025-24010, CVE-2026-14631)",
        arguments: [
            "evil.example", "localhost.evil.example", "evillocalhost", "127.0.0.1.evil.example", "1.2.3", "1.2.3.4.5",
            "256.1.1.1", "", ":8000", "localhost:x", "localhost:1:2", "[::1", "[evil]", "[::1]evil", "localhost:99999",
            "\u{0}", "localhost\u{0}",
        ])
    func refused(_ name: String) {
        #expect(!host.accepts(host: name))
        #expect(!host.accepts(host: nil))
    }

    @Test(
        "is a page of the same origin (CVE-2018-14732, CVE-2025-30360)",
        arguments: [
            ("http://localhost:8000", true), ("https://localhost:8000", true), ("http://localhost:8001", false),
            ("http://127.0.0.1:8000", false), ("http://evil.example", false), ("null", false), ("", false),
        ])
    func origins(_ origin: String, _ isAccepted: Bool) {
        #expect(host.accepts(origin: origin, host: "localhost:8000") == isAccepted)
    }

    @Test("brings the token, which also says which program made the page")
    func tokens() {
        #expect(host.page(of: host.token(for: 7)) == 7)
        for wrong in ["", ".", "s3cret", "s3cret.", "s3cret.x", "S3cret.7", "s3cre.7", "s3cret2.7", "x.s3cret.7"] {
            #expect(host.page(of: wrong) == nil)
        }
    }
}

@Suite("A crash")
struct CrashReadingTests {
    private let words = """
        Swift/ContiguousArrayBuffer.swift:600: Fatal error: Index out of range

        *** Signal 5: Backtracing from 0x7f ***

        Thread 0 "hello" crashed:

          0                 0x00007fd2e8b6df7f _assertionFailure(_:_:file:line:flags:) + 171 in libswiftCore.so
          1 [ra] [inlined]  0x00007fd2e96dff65 first(_:) in hello at /hello/Sources/list.swift:3:12
          2 [ra]            0x0000562c6a861fe3 closure #2 in pages() + 79 in hello at /hello/app.swift:6:50
          3 [ra] [thunk]    0x00007fd2e943c5af partial apply for View.call(_:) + 46 in libDewar.so at //<compiler-generated>
          4 [ra]            0x00007fd2e943c5b0 App.run() + 1754 in libDewar.so at /dewar/Run.swift:21:26
        """

    @Test("is told by Swift's message, the first place that is the developer's own, and the frames")
    func read() {
        let reading = CrashReading(AppEnd(code: 5, isSignal: true, lastWords: words, time: 0), root: "/hello")
        #expect(reading.diagnostic.message == "Fatal error: Index out of range")
        #expect(reading.diagnostic.place == Diagnostic.Place(file: "/hello/Sources/list.swift", line: 3, column: 12))
        #expect(reading.ownFrames == ["first(_:)  Sources/list.swift:3:12", "closure #2 in pages()  app.swift:6:50"])
        #expect(reading.backtrace.count == 5)
        #expect(reading.backtrace.first == "_assertionFailure(_:_:file:line:flags:)  libswiftCore.so")
        #expect(reading.backtrace[3] == "partial apply for View.call(_:)  libDewar.so")
    }

    @Test("without words is told by its signal, and an end without a crash by its code")
    func silent() {
        let killed = AppEnd(code: 11, isSignal: true, lastWords: "", time: 0)
        #expect(CrashReading(killed, root: "/hello").diagnostic.message == "signal 11 (segmentation fault)")
        let ended = AppEnd(code: 0, isSignal: false, lastWords: "", time: 0)
        #expect(CrashReading(ended, root: "/hello").diagnostic.hint?.contains("app.run()") == true)
    }
}
