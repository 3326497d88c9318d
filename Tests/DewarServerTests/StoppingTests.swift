import DewarHTTP
import DewarLinux
import DewarServer
import TestSupport
import Testing

struct StoppingTests {
    @Test("answers one more request on an idle connection after a stop, and says that it closes")
    func oneMore() async throws {
        let server = try start { _ in .now(.text("pong")) }
        let client = try Client(server.addresses[0])
        #expect(try client.get("/").headers["connection"] == nil)
        server.stop()
        while (try? Client(server.addresses[0])) != nil {}
        let last = try client.get("/")
        #expect(last.text == "pong")
        #expect(last.headers["connection"] == "close")
        #expect(try client.hasEnded())
        server.waitUntilStopped()
    }

    @Test("lets a request in flight finish before it ends")
    func inFlight() async throws {
        let began = Semaphore()
        let release = Semaphore()
        let server = try start { _ in
            .blocking {
                began.signal()
                release.wait()
                return .text("finished")
            }
        }
        let client = try Client(server.addresses[0])
        client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n")
        began.wait()
        server.stop()
        while (try? Client(server.addresses[0])) != nil {}
        release.signal()
        #expect(try client.answer().text == "finished")
        server.waitUntilStopped()
    }

    @Test("a second stop ends it at once")
    func atOnce() async throws {
        let server = try start(drain: 60_000) { _ in .now(.text("pong")) }
        let client = try Client(server.addresses[0])
        #expect(try client.get("/").text == "pong")
        server.stop()
        server.stop()
        server.waitUntilStopped()
        #expect(try client.hasEnded())
    }

    @Test("pausing leaves connections to whoever accepts them")
    func pausing() async throws {
        let server = try start { _ in .now(.text("pong")) }
        #expect(try Client(server.addresses[0]).get("/").text == "pong")
        server.pauseAccepting()
        let client = try Client(server.addresses[0])
        client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n")
        server.resumeAccepting()
        #expect(try client.answer().text == "pong")
        server.stop()
        server.stop()
        server.waitUntilStopped()
    }

    @Test("listens on a Unix socket, and again where one was left behind")
    func unixSocket() async throws {
        let folder = try TemporaryDirectory()
        let address = SocketAddress.unix(path: folder.path + "/app.sock")
        for _ in 0..<2 {
            let server = try start(on: address) { .now(.text("over \($0.target)")) }
            #expect(try Client(address).get("/unix").text == "over /unix")
            server.stop()
            server.stop()
            server.waitUntilStopped()
        }
    }

    @Test("listens in several places at once, opened and inherited")
    func severalPlaces() async throws {
        let folder = try TemporaryDirectory()
        let unix = SocketAddress.unix(path: folder.path + "/app.sock")
        let any = SocketAddress.ip4(host: "127.0.0.1", port: 0)
        let inherited = try Socket.listen(on: any)
        var options = ServerOptions(listeners: [.address(any), .address(unix), .inherited(inherited.release())])
        options.handlesSignals = false
        options.workers = 2
        let server = try Server(options, responder: Answering { .now(.text($0.target)) })
        try server.start()
        #expect(server.addresses.count == 3 && Set(server.addresses).count == 3)
        for address in server.addresses { #expect(try Client(address).get("/here").text == "/here") }
        server.stop()
        server.stop()
        server.waitUntilStopped()
    }

    private func start(
        on address: SocketAddress = .ip4(host: "127.0.0.1", port: 0), drain: Int = 2_000,
        answering: @escaping @Sendable (Request) -> Reply
    ) throws -> Server {
        var options = ServerOptions(listeners: [.address(address)])
        options.handlesSignals = false
        options.limits.drainMilliseconds = drain
        options.limits.lingerMilliseconds = 500
        let server = try Server(options, responder: Answering(answering))
        try server.start()
        return server
    }
}
