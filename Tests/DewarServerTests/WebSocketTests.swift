import DewarHTTP
import DewarLinux
import DewarServer
import Synchronization
import Testing

struct WebSocketTests {
    private static let echo: @Sendable (Request) -> Reply = { _ in
        .webSocket(
            WebSocketUpgrade { socket in
                for await message in socket {
                    switch message {
                    case .text(let text): try? await socket.send(text)
                    case .binary(let bytes): try? await socket.send(bytes)
                    }
                }
            })
    }

    @Test("answers the handshake of RFC 6455 with its proof")
    func handshake() async throws {
        try await withServer(answering: WebSocketTests.echo) { _, address in
            let client = try Client(address)
            let answer = try open(client)
            #expect(answer.status == 101)
            #expect(answer.headers["sec-websocket-accept"] == "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=")
        }
    }

    @Test("refuses what is no handshake", arguments: ["", "Upgrade: websocket\r\nConnection: Upgrade\r\n"])
    func noHandshake(fields: String) async throws {
        try await withServer(answering: WebSocketTests.echo) { _, address in
            let client = try Client(address)
            client.send("GET / HTTP/1.1\r\nHost: a\r\n\(fields)\r\n")
            #expect(try client.answer().status == 426)
        }
    }

    @Test("opens, or not, when somebody has waited to decide", arguments: [403, nil])
    func waiting(refusal: Int?) async throws {
        let server: @Sendable (Request) -> Reply = { _ in
            var upgrade = WebSocketUpgrade { socket in
                for await message in socket { try? await socket.send(message.text ?? "") }
            }
            upgrade.refuses = {
                await Task.yield()
                return refusal.map { Response("no", status: Status($0)) }
            }
            return .webSocket(upgrade)
        }
        try await withServer(answering: server) { _, address in
            let client = try Client(address)
            #expect(try open(client, andSending: frame(1, Array("hello".utf8))).status == refusal ?? 101)
            guard refusal == nil else { return }
            #expect(try receive(client) == Frame(opcode: 1, payload: Array("hello".utf8)))
        }
    }

    @Test(
        "echoes messages of every length form, whole and in fragments",
        arguments: [0, 1, 125, 126, 65_535, 65_536, 300_000])
    func messages(size: Int) async throws {
        try await withServer(answering: WebSocketTests.echo) { _, address in
            let client = try Client(address)
            _ = try open(client)
            let bytes = (0..<size).map { UInt8(truncatingIfNeeded: $0) }
            client.send(frame(2, bytes))
            #expect(try receive(client) == Frame(opcode: 2, payload: bytes))
            let half = size / 2
            client.send(
                frame(2, Array(bytes[..<half]), isFinal: false) + frame(9, [1, 2]) + frame(0, Array(bytes[half...])))
            #expect(try receive(client) == Frame(opcode: 10, payload: [1, 2]))
            #expect(try receive(client) == Frame(opcode: 2, payload: bytes))
        }
    }

    @Test("closes with the code that says what was wrong")
    func violations() async throws {
        let table: [(UInt16, [UInt8])] = [
            (1002, [0x81, 0x01, 0x61]), (1002, frame(3, [])), (1002, frame(0, [1])),
            (1002, frame(9, [1], isFinal: false)),
            (1002, frame(9, [UInt8](repeating: 0, count: 126))), (1002, [0xc1] + frame(1, [97]).dropFirst()),
            (1002, frame(1, [97], isFinal: false) + frame(1, [97])), (1007, frame(1, [0xff])),
            (1002, frame(8, [1])), (1002, frame(8, [0x03, 0xed])), (1007, frame(8, [0x03, 0xe8, 0xff])),
            (1009, frame(2, [UInt8](repeating: 0, count: 2_000_000)).prefix(20).map { $0 }),
        ]
        try await withServer(answering: WebSocketTests.echo) { _, address in
            for (code, bytes) in table {
                let client = try Client(address)
                _ = try open(client)
                client.send(bytes)
                let close = try receive(client)
                #expect(close.opcode == 8)
                #expect(close.payload.prefix(2) == [UInt8(code >> 8), UInt8(code & 0xff)])
                #expect(try client.hasEnded())
            }
        }
    }

    @Test("gives a close back, and tells the view why the messages ended")
    func closing() async throws {
        let ended = Mutex<(WebSocketCloseCode?, String)>((nil, ""))
        let isOver = Semaphore()
        try await withServer(
            answering: { _ in
                .webSocket(
                    WebSocketUpgrade { socket in
                        for await _ in socket {}
                        ended.withLock { $0 = (socket.closeCode, socket.closeReason) }
                        isOver.signal()
                    })
            }
        ) { _, address in
            let client = try Client(address)
            _ = try open(client)
            client.send(frame(8, [0x0f, 0xa0] + Array("bye".utf8)))
            #expect(try receive(client) == Frame(opcode: 8, payload: [0x0f, 0xa0]))
            #expect(try client.hasEnded())
            isOver.wait()
            #expect(ended.withLock { $0.0 } == 4000)
            #expect(ended.withLock { $0.1 } == "bye")
            let gone = try Client(address)
            _ = try open(gone)
            gone.reset()
            isOver.wait()
            #expect(ended.withLock { $0.0 } == .brokenOff)
        }
    }

    @Test("sends what other threads post")
    func posting() async throws {
        let sockets = Mutex<[WebSocket]>([])
        try await withServer(
            workers: 2,
            answering: { _ in
                .webSocket(
                    WebSocketUpgrade { socket in
                        sockets.withLock { $0.append(socket) }
                        for await _ in socket {}
                    })
            }
        ) { _, address in
            let clients = try (0..<6).map { _ in try Client(address) }
            for client in clients { _ = try open(client) }
            while sockets.withLock({ $0.count }) < 6 { await Task.yield() }
            for socket in sockets.withLock({ $0 }) { socket.post("reload") }
            for client in clients { #expect(try receive(client).payload == Array("reload".utf8)) }
        }
        // They hold their connections, those the server, and the server the view that holds this list.
        sockets.withLock { $0 = [] }
    }

    struct Frame: Equatable {
        var opcode: UInt8
        var payload: [UInt8]
    }

    private func open(_ client: Client, andSending frames: [UInt8] = []) throws -> Client.Answer {
        let handshake = """
            GET /chat HTTP/1.1\r\nHost: a\r\nUpgrade: websocket\r\nConnection: keep-alive, Upgrade\r\n\
            Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n
            """
        client.send(Array(handshake.utf8) + frames)
        return try client.answer()
    }

    private func frame(_ opcode: UInt8, _ payload: [UInt8], isFinal: Bool = true) -> [UInt8] {
        let mask: [UInt8] = [0x11, 0x22, 0x33, 0x44]
        var bytes: [UInt8] = [(isFinal ? 0x80 : 0) | opcode]
        switch payload.count {
        case ..<126: bytes.append(0x80 | UInt8(payload.count))
        case ..<65_536: bytes += [0xfe, UInt8(payload.count >> 8), UInt8(payload.count & 0xff)]
        default: bytes += [0xff, 0, 0, 0, 0] + (0..<4).reversed().map { UInt8(payload.count >> (8 * $0) & 0xff) }
        }
        return bytes + mask + payload.enumerated().map { $1 ^ mask[$0 & 3] }
    }

    private func receive(_ client: Client) throws -> Frame {
        let start = try client.take(2)
        var length = Int(start[1])
        if length == 126 { length = try client.take(2).reduce(0) { $0 << 8 | Int($1) } }
        if length == 127 { length = try client.take(8).reduce(0) { $0 << 8 | Int($1) } }
        return Frame(opcode: start[0] & 0x0f, payload: try client.take(length))
    }
}
