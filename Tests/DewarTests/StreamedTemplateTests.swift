import DewarLinux
import DewarServer
import TestSupport
import Testing

@testable import Dewar

/// Pages that are streamed to clients that read slowly, over sockets.
@Suite(.serialized) struct StreamedTemplateTests {
    /// About 100 MB, far more than what lies in the kernel between a server and a client.
    private static let rows = 100_000

    private static func app() throws -> (App, TemporaryDirectory) {
        let folder = try TemporaryDirectory()
        let row = String(repeating: "x", count: 1_000)
        try folder.write("{% for i in range(rows) %}\(row){% endfor %}end", to: "templates/long.html")
        let app = App(root: folder.path)
        app.get("/long/<int:rows>") { (request, rows: Int) in try request.stream("long.html", ["rows": rows]) }
        app.get("/quick") { _ in "quick" }
        return (app, folder)
    }

    /// What the process holds in memory, in bytes.
    private static func memory() throws -> Int {
        let pages = try Files.text("/proc/self/statm").split(separator: " ")
        return (Int(pages[1]) ?? 0) * 4_096
    }

    private static func renderingThreads() -> Int {
        let threads = (try? Files.names(in: "/proc/self/task")) ?? []
        return threads.count { (try? Files.text("/proc/self/task/\($0)/comm")) == "dewar-render\n" }
    }

    /// A client that has asked for a page, read its first bytes, and reads no more while it lives.
    private final class Reader {
        private let socket: Descriptor

        init(_ path: String, _ port: UInt16) throws {
            socket = try Socket.connect(to: .ip4(host: "127.0.0.1", port: port))
            _ = Poll.write(socket.raw, Array("GET \(path) HTTP/1.1\r\nHost: a\r\n\r\n".utf8)[...])
            _ = Poll.read(socket.raw, upTo: 100)
        }
    }

    @Test("slow readers cost little memory and hold nobody up; their threads end with them")
    func slowReaders() async throws {
        let (app, folder) = try Self.app()
        defer { _ = folder }
        try app.start()
        var options = ServerOptions(listeners: [.address(.ip4(host: "127.0.0.1", port: 0))])
        options.handlesSignals = false
        options.limits.lingerMilliseconds = 200
        options.limits.drainMilliseconds = 0
        let server = try Server(options, responder: app)
        try server.start()
        guard case .ip4(_, let port) = server.addresses[0] else { return }
        try onStack(kibibytes: 8_192) { try Self.readSlowly(port) }
        server.stop()
        server.stop()
        server.waitUntilStopped()
    }

    private static func readSlowly(_ port: UInt16) throws {
        let probe = Probe(port: port)
        let before = try memory()
        var slow: [Reader] = []
        for _ in 0..<16 { slow.append(try Reader("/long/\(rows)", port)) }
        #expect(try probe.get("/quick").body == "quick")
        while renderingThreads() < 16 { Thread.sleep(milliseconds: 1) }
        let one = try memory() - before
        for _ in 0..<16 { slow.append(try Reader("/long/\(rows)", port)) }
        #expect(try probe.get("/quick").body == "quick")
        // 32 pages of 100 MB, and of each what is on its way.
        #expect(one < 64 << 20)
        #expect(try memory() - before < 128 << 20)
        slow.removeAll()
        while renderingThreads() > 0 { Thread.sleep(milliseconds: 1) }
        #expect(try probe.get("/long/3").body.contains("end"))
    }

    @Test("who comes when all places are taken waits for one")
    func places() async throws {
        let places = StreamPlaces(2)
        let log = Shared([Int]())
        let isOpen = Shared(false)
        try await withThrowingTaskGroup(of: Void.self) { group in
            for number in 0..<4 {
                group.addTask {
                    try await places.withPlace {
                        log.withLock { $0.append(number) }
                        while !isOpen.value { await Task.yield() }
                    }
                }
                while log.value.count < min(number + 1, 2) { await Task.yield() }
            }
            #expect(log.value == [0, 1])
            isOpen.value = true
            try await group.waitForAll()
        }
        #expect(log.value.count == 4)
    }
}
