import DewarHTTP
import DewarLinux
import DewarServer
import Synchronization
import TestSupport
import Testing

struct StreamingTests {
    @Test("counts a body larger than its buffers, piece by piece")
    func largeBody() async throws {
        let count: @Sendable (Request) -> Reply = { request in
            .later {
                var bytes = 0
                var largest = 0
                do {
                    for try await piece in request.body {
                        bytes += piece.count
                        largest = max(largest, piece.count)
                        if bytes % 7 == 0 { await Task.yield() }
                    }
                } catch { return .text("\(error)", status: 400) }
                return .text("\(bytes) \(largest <= 65536)")
            }
        }
        try await withServer(options: { $0.wire.maximumBodyBytes = 1 << 40 }, answering: count) { _, address in
            let client = try Client(address)
            let total = 20_000_000
            client.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: \(total)\r\n\r\n")
            let piece = [UInt8](repeating: 120, count: 100_000)
            for _ in 0..<(total / piece.count) { #expect(client.send(piece)) }
            #expect(try client.answer().text == "\(total) true")
            #expect(try client.get("/").status == 200)
        }
    }

    @Test("chunks a stream, and gives one of known length as it is", arguments: [nil, 300_000])
    func streams(length: Int?) async throws {
        let answer: @Sendable (Request) -> Reply = { _ in
            .now(
                Response(
                    body: .stream(
                        ResponseStream(length: length) { write in
                            for number in 0..<300 {
                                try await write([UInt8](repeating: UInt8(number & 0xff), count: 1000))
                                if number % 50 == 0 { await Task.yield() }
                            }
                        })))
        }
        try await withServer(answering: answer) { _, address in
            let client = try Client(address)
            for _ in 0..<2 {
                let answer = try client.get("/")
                #expect(answer.body.count == 300_000)
                #expect(answer.body.last == 43)
                #expect((answer.headers["transfer-encoding"] == "chunked") == (length == nil))
            }
        }
    }

    @Test("makes a producer wait for a client that does not read")
    func backPressure() async throws {
        let produced = Atomic(0)
        try await withServer(
            limits: { $0.bufferedBytes = 64 * 1024 },
            answering: { _ in
                .now(
                    Response(
                        body: .stream(
                            ResponseStream { write in
                                for _ in 0..<1000 {
                                    try await write([UInt8](repeating: 1, count: 100_000))
                                    produced.add(100_000, ordering: .relaxed)
                                }
                            })))
            }
        ) { _, address in
            let client = try Client(address)
            client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n")
            _ = try client.take(1000)
            // Others are served meanwhile; the kernel's buffers are finite, so the producer stands still.
            for _ in 0..<50 { _ = try Client(address) }
            #expect(produced.load(ordering: .relaxed) < 80_000_000)
            client.reset()
        }
    }

    @Test("a view learns that its client has gone")
    func cancellation() async throws {
        let cancelled = Semaphore()
        let started = Semaphore()
        try await withServer(
            answering: { request in
                if request.target == "/quick" { return .now(.text("quick")) }
                return .later {
                    started.signal()
                    while !Task.isCancelled { await Task.yield() }
                    cancelled.signal()
                    return .text("late")
                }
            }
        ) { _, address in
            let client = try Client(address)
            client.send("GET /slow HTTP/1.1\r\nHost: a\r\n\r\n")
            started.wait()
            client.reset()
            cancelled.wait()
            #expect(try Client(address).get("/quick").text == "quick")
        }
    }

    @Test("sends files whole, part by part, and small ones", arguments: [0, 1, 100, 70_000, 3_000_000])
    func files(size: Int) async throws {
        let folder = try TemporaryDirectory()
        let path = folder.path + "/data"
        let content = (0..<size).map { UInt8(truncatingIfNeeded: $0 &* 31) }
        try Files.write(content, to: path)
        try await withServer(
            answering: { request in
                let offset = request.target == "/part" ? size / 2 : 0
                return .now(Response(body: .file(FilePart(path: path, offset: offset, count: size - offset))))
            }
        ) { _, address in
            let client = try Client(address)
            #expect(try client.get("/").body == content)
            #expect(try client.get("/part").body == Array(content[(size / 2)...]))
            client.send("HEAD / HTTP/1.1\r\nHost: a\r\n\r\n")
            #expect(try client.answer(toHead: true).headers["content-length"] == "\(size)")
            #expect(try client.get("/").body.count == size)
        }
    }

    @Test("says 500 for a file that is not there")
    func missingFile() async throws {
        try await withServer(
            answering: { _ in .now(Response(body: .file(FilePart(path: "/nowhere/at/all", count: 5)))) }
        ) { _, address in
            let found = try Client(address).get("/").status
            #expect(found == 500)
        }
    }
}
