import DewarHTTP
import DewarLinux
import Glibc
import Synchronization
import Testing

@testable import DewarServer

struct ConnectionTests {
    private static let pong: @Sendable (Request) -> Reply = { _ in .now(.text("pong")) }

    @Test("answers mixed views on one connection in their order")
    func order() async throws {
        try await withServer(
            answering: { request in
                let target = request.target
                switch target.last {
                case "1": return .later { .text(target) }
                case "2":
                    return .later {
                        await Task.yield()
                        return .text(target)
                    }
                case "3":
                    return .later {
                        try? await Task.sleep(for: .milliseconds(2))
                        return .text(target)
                    }
                case "4": return .blocking { .text(target) }
                default: return .now(.text(target))
                }
            }
        ) { _, address in
            let client = try Client(address)
            let targets = (0..<300).map { "/\($0 % 5)" }
            client.send(targets.map { "GET \($0) HTTP/1.1\r\nHost: a\r\n\r\n" }.joined())
            for target in targets { #expect(try client.answer().text == target) }
        }
    }

    @Test("refuses what exceeds a limit, with the status that says so")
    func limits() async throws {
        try await withServer(options: { $0.wire.maximumBodyBytes = 100_000 }, answering: ConnectionTests.pong) {
            _, address in
            let long = String(repeating: "a", count: 20_000)
            let many = (0..<200).map { "X-\($0): 1\r\n" }.joined()
            let wide = (0..<3).map { "X-\($0): \(long)\r\n" }.joined()
            let table: [(Int, String)] = [
                (414, "GET /\(long) HTTP/1.1\r\nHost: a\r\n\r\n"),
                (431, "GET / HTTP/1.1\r\nHost: a\r\n\(many)\r\n"),
                (431, "GET / HTTP/1.1\r\nHost: a\r\n\(wide)\r\n"),
                (413, "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 100001\r\n\r\n"),
            ]
            for (status, request) in table {
                let client = try Client(address)
                client.send(request)
                let answer = try client.answer()
                #expect(answer.status == status)
                #expect(answer.headers["connection"] == "close")
                #expect(try client.hasEnded())
            }
        }
    }

    @Test("says 408 to a client that does not finish its request, and goes on with others")
    func slowHeader() async throws {
        try await withServer(limits: { $0.headerMilliseconds = 50 }, answering: ConnectionTests.pong) { _, address in
            let slow = try (0..<20).map { _ in try Client(address) }
            for client in slow { client.send("GET / HTTP/1.1\r\nHo") }
            #expect(try Client(address).get("/").text == "pong")
            for client in slow { #expect(try client.answer().status == 408) }
        }
    }

    @Test("ends idle connections without a word")
    func idle() async throws {
        try await withServer(limits: { $0.idleMilliseconds = 30 }, answering: ConnectionTests.pong) { _, address in
            let client = try Client(address)
            #expect(try client.get("/").text == "pong")
            #expect(try client.hasEnded())
        }
    }

    @Test("says 503 with Retry-After to one connection too many")
    func overflow() async throws {
        try await withServer(limits: { $0.maximumConnections = 2 }, answering: ConnectionTests.pong) { _, address in
            let first = try Client(address)
            let second = try Client(address)
            #expect(try first.get("/").text == "pong")
            #expect(try second.get("/").text == "pong")
            let third = try Client(address)
            let answer = try third.answer()
            #expect(answer.status == 503)
            #expect(answer.headers["retry-after"] == "1")
            first.close()
            while (try? Client(address).get("/").text) != "pong" {}
        }
    }

    @Test("gives every connection's descriptor back, however its client leaves")
    func noLeaks() async throws {
        try await withServer(
            answering: { request in
                request.target == "/later"
                    ? .later {
                        await Task.yield()
                        return .text(String(repeating: "x", count: 200_000))
                    } : .now(.text("pong"))
            }
        ) { server, address in
            #expect(try Client(address).get("/").text == "pong")
            let starts = [
                "", "G", "GET / HTTP/1.1\r\n", "GET / HTTP/1.1\r\nHost: a\r\n\r\n",
                "GET /later HTTP/1.1\r\nHost: a\r\n\r\n",
                "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 100000\r\n\r\nabc",
                "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nab", "nonsense\r\n\r\n",
            ]
            for round in 0..<160 {
                let client = try Client(address)
                client.send(starts[round % starts.count])
                switch round / starts.count % 3 {
                case 0: client.reset()
                case 1: client.close()
                default:
                    client.stopSending()
                    client.close()
                }
            }
            #expect(try Client(address).get("/").text == "pong")
            while server.connectionCount > 1 { await Task.yield() }
        }
    }

    @Test("reads all that came while it was busy, and the client's end that came with it")
    func arrivalsMeanwhile() async throws {
        let isHeld = Semaphore()
        let goOn = Semaphore()
        try await withServer(
            answering: { request in
                switch request.target {
                case "/hold":
                    isHeld.signal()
                    goOn.wait()
                    return .now(.text("held"))
                case "/count": return .later { .text("\((try? await request.data().count) ?? -1)") }
                default: return .now(.text("pong"))
                }
            }
        ) { server, address in
            let holding = try Client(address)
            let ending = try Client(address)
            let sending = try Client(address)
            #expect(try ending.get("/").text == "pong")
            #expect(try sending.get("/").text == "pong")
            holding.send("GET /hold HTTP/1.1\r\nHost: a\r\n\r\n")
            isHeld.wait()
            ending.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n")
            ending.stopSending()
            // More than is read at a time.
            let body = [UInt8](repeating: 1, count: 200_000)
            sending.send("POST /count HTTP/1.1\r\nHost: a\r\nContent-Length: \(body.count)\r\n\r\n")
            sending.send(body)
            goOn.signal()
            #expect(try holding.answer().text == "held")
            #expect(try ending.answer().text == "pong")
            #expect(try ending.hasEnded())
            #expect(try sending.answer().text == "200000")
            while server.connectionCount > 2 { await Task.yield() }
        }
    }

    @Test("spreads connections evenly over its loops")
    func spread() async throws {
        try await withServer(workers: 3, answering: ConnectionTests.pong) { server, address in
            let clients = try (0..<30).map { _ in try Client(address) }
            for client in clients { #expect(try client.get("/").text == "pong") }
            #expect(server.connectionsPerLoop == [10, 10, 10])
        }
    }

    @Test("hands a connection over with the bytes read, and serves one that it adopts")
    func handOver() async throws {
        let taken = Mutex<(Int32, [UInt8])?>(nil)
        let came = Semaphore()
        try await withServer(
            answering: { request in
                guard request.target == "/_dewar/live" else { return .now(.text(request.target)) }
                return .handOver { connection, bytes in
                    let number = connection.release()
                    taken.withLock { $0 = (number, bytes) }
                    came.signal()
                }
            }
        ) { _, address in
            let client = try Client(address)
            let request = "GET /_dewar/live HTTP/1.1\r\nHost: a\r\n\r\n"
            client.send("GET /first HTTP/1.1\r\nHost: a\r\n\r\n" + request)
            #expect(try client.answer().text == "/first")
            came.wait()
            let (number, bytes) = try #require(taken.withLock { $0 })
            #expect(String(decoding: bytes, as: UTF8.self) == request)
            try await withServer(answering: { .now(.text("adopted \($0.target)")) }) { other, _ in
                other.adopt(Descriptor(owning: number), bytes)
                let found = try client.answer().text
                #expect(found == "adopted /_dewar/live")
                let next = try client.get("/again").text
                #expect(next == "adopted /again")
            }
        }
    }

    @Test("knows the request whose view is on the stack, and those that have suspended")
    func inProgress() async throws {
        let heads = Mutex<[String]>([])
        let go = Semaphore()
        let note: @Sendable () -> Void = {
            RequestsInProgress.forEachOnThisThread { _, bytes in
                let head = String(decoding: bytes.prefix { $0 != 13 }, as: UTF8.self)
                heads.withLock { $0.append(head) }
            }
        }
        try await withServer(
            options: { $0.recordsRequests = true },
            answering: { request in
                if request.target == "/now" { note() }
                return request.target == "/now"
                    ? .now(.text("now"))
                    : .later {
                        await Task.yield()
                        note()
                        go.signal()
                        return .text("later")
                    }
            }
        ) { _, address in
            let other = try Client(address).get("/now").text
            #expect(other == "now")
            #expect(heads.withLock { $0 } == ["GET /now HTTP/1.1"])
            let after = try Client(address).get("/later").text
            #expect(after == "later")
            #expect(heads.withLock { $0 } == ["GET /now HTTP/1.1", "GET /later HTTP/1.1"])
        }
    }

    @Test("tells of a view that keeps its loop busy")
    func watchdog() async throws {
        let told = Mutex("")
        let isTold = Semaphore()
        try await withServer(
            options: { options in
                options.slowViewMilliseconds = 20
                options.onSlowView = { view in
                    told.withLock { $0 = view.request.target }
                    isTold.signal()
                }
            },
            answering: { _ in
                isTold.wait()
                return .now(.text("at last"))
            }
        ) { _, address in
            let then = try Client(address).get("/slow").text
            #expect(then == "at last")
            #expect(told.withLock { $0 } == "/slow")
        }
    }

    @Test("serves others while views block")
    func blocking() async throws {
        let release = Semaphore()
        try await withServer(
            answering: { request in
                guard request.target == "/block" else { return .now(.text("pong")) }
                return .blocking {
                    release.wait()
                    return .text("unblocked")
                }
            }
        ) { _, address in
            let blocked = try (0..<32).map { _ in try Client(address) }
            for client in blocked { client.send("GET /block HTTP/1.1\r\nHost: a\r\n\r\n") }
            for _ in 0..<20 { #expect(try Client(address).get("/ping").text == "pong") }
            for _ in blocked { release.signal() }
            for client in blocked { #expect(try client.answer().text == "unblocked") }
        }
    }
}
