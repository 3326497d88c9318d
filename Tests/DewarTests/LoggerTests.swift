import DewarHTTP
import Testing

@testable import Dewar

@Suite("The app's logger") struct LoggerTests {
    /// What is heard of an app that logs once at each level.
    private func heard(_ change: (inout Config) -> Void) -> [LogEntry] {
        let app = App()
        change(&app.config)
        let entries = Shared([LogEntry]())
        app.signals.logged.connect { entry in entries.withLock { $0.append(entry) } }
        for level in LogLevel.allCases { app.logger.log(level, "at \(level)") }
        return entries.value
    }

    @Test("keeps to warnings and worse, tells all in debug, and what LOG_LEVEL says")
    func levels() {
        #expect(heard { _ in }.map(\.level) == [.warning, .error, .critical])
        #expect(heard { $0.debug = true }.map(\.level) == LogLevel.allCases)
        #expect(heard { $0["LOG_LEVEL"] = "ERROR" }.map(\.level) == [.error, .critical])
    }

    @Test("knows where it was called")
    func source() {
        let app = App()
        let entries = Shared([LogEntry]())
        app.signals.logged.connect { entry in entries.withLock { $0.append(entry) } }
        let line = #line + 1
        app.logger.warning("low on apples")
        #expect(
            entries.value == [
                LogEntry(level: .warning, message: "low on apples", source: "DewarTests/LoggerTests.swift:\(line)")
            ])
    }

    @Test("does not put together what it does not log")
    func lazy() {
        let app = App()
        let made = Shared(0)
        func text() -> String {
            made.withLock { $0 += 1 }
            return ""
        }
        app.logger.debug(text())
        #expect(made.value == 0)
    }

    @Test("is reached from a request, as is the app")
    func fromRequest() async throws {
        let app = App()
        app.config["GREETING"] = "hello"
        let heard = Shared([String]())
        app.signals.logged.connect { entry in heard.withLock { $0.append(entry.message) } }
        app.get("/") { request in
            request.app.logger.error("asked for \(request.path)")
            return request.app.config["GREETING"]
        }
        #expect(try await app.testClient().get("/").text == "hello")
        #expect(heard.value == ["asked for /"])
    }

    @Test("writes a line for a person, in which a client's text steers nothing")
    func readable() {
        let entry = LogEntry(level: .info, message: "a\u{1B}[2Jb\nc", source: "app.swift:7")
        #expect(entry.line(at: "14:02:12") == "14:02:12  INFO  app.swift:7  a?[2Jb\nc")
    }

    @Test("writes a JSON object a line for programs")
    func json() {
        let entry = LogEntry(level: .info, message: "say \"hi\"\n", source: "app.swift:7")
        #expect(
            String(decoding: entry.json(at: "2026-11-21T14:02:12Z"), as: UTF8.self)
                == #"{"level":"info","message":"say \"hi\"\n","source":"app.swift:7","time":"2026-11-21T14:02:12Z"}"#
                + "\n")
    }
}
