internal import DewarLinux
internal import Glibc

/// Asks a server on this machine as a browser would, one connection a request.
package struct Probe: Sendable {
    package var port: UInt16

    package init(port: UInt16) {
        self.port = port
    }

    /// A port on which nobody listens.
    package static func freePort() throws -> UInt16 {
        let socket = try Socket.listen(on: .ip4(host: "127.0.0.1", port: 0))
        guard case .ip4(_, let port) = try Socket.localAddress(of: socket.raw) else { return 0 }
        return port
    }

    package struct Answer: Sendable {
        package var status: Int
        package var head: String
        package var body: String
    }

    package func get(_ path: String, headers: [String: String] = [:]) throws -> Answer {
        let connection = try Socket.connect(to: .ip4(host: "127.0.0.1", port: port))
        var request = "GET \(path) HTTP/1.1\r\nHost: localhost:\(port)\r\nConnection: close\r\n"
        for (name, value) in headers { request += "\(name): \(value)\r\n" }
        _ = Poll.write(connection.raw, Array((request + "\r\n").utf8)[...])
        var bytes: [UInt8] = []
        while let piece = Poll.read(connection.raw), !piece.isEmpty { bytes += piece }
        let text = String(decoding: bytes, as: UTF8.self)
        guard let end = text.firstRange(of: "\r\n\r\n"),
            let status = text.split(separator: " ").dropFirst().first.flatMap({ Int($0) })
        else { throw NoAnswer(path: path, said: text) }
        return Answer(
            status: status, head: String(text[..<end.lowerBound]), body: String(text[end.upperBound...]))
    }

    /// Asks until the answer is as wished; the last answer is in the error where that never comes.
    package func get(_ path: String, until wished: (Answer) -> Bool, seconds: Int = 60) throws -> Answer {
        let end = Clock.monotonic + seconds * 1_000_000_000
        var last: Answer?
        while Clock.monotonic < end {
            last = try? get(path)
            if let last, wished(last) { return last }
            usleep(5_000)
        }
        throw NoAnswer(path: path, said: last?.body ?? "nothing")
    }

    package struct NoAnswer: Error {
        package var path: String
        package var said: String
    }
}
