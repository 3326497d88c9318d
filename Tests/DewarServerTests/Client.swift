import DewarLinux
import Glibc

/// A client that sends bytes as they are and reads answers one by one.
final class Client {
    struct Answer: Equatable {
        var status: Int
        var headers: [String: String]
        var body: [UInt8]

        var text: String { String(decoding: body, as: UTF8.self) }
    }

    enum Failure: Error { case ended, timedOut, malformed }

    private static let patienceMilliseconds: Int32 = 20_000

    private var descriptor: Descriptor?
    private(set) var received: [UInt8] = []

    init(_ address: SocketAddress) throws {
        descriptor = try Socket.connect(to: address)
        if address.port != nil { Socket.setNoDelay(raw) }
    }

    var raw: Int32 {
        switch descriptor {
        case .some(let open): open.raw
        case .none: -1
        }
    }

    /// False when the server has closed the connection.
    @discardableResult
    func send(_ text: String) -> Bool { send(Array(text.utf8)) }

    @discardableResult
    func send(_ bytes: [UInt8]) -> Bool {
        var rest = bytes[...]
        while !rest.isEmpty {
            let outcome = rest.withUnsafeBufferPointer { Socket.send(raw, $0.baseAddress!, count: $0.count) }
            guard case .moved(let count) = outcome else { return false }
            rest = rest.dropFirst(count)
        }
        return true
    }

    func get(_ target: String) throws -> Answer {
        send("GET \(target) HTTP/1.1\r\nHost: localhost\r\n\r\n")
        return try answer()
    }

    func stopSending() { Socket.stopSending(raw) }

    func close() { descriptor = nil }

    func reset() {
        Socket.setResetOnClose(raw)
        close()
    }

    /// The next answer, 100 Continue included.
    func answer(toHead: Bool = false, within milliseconds: Int32 = patienceMilliseconds) throws -> Answer {
        let head = try take(through: Array("\r\n\r\n".utf8), milliseconds)
        let lines = String(decoding: head, as: UTF8.self).split(separator: "\r\n")
        guard let status = lines.first?.split(separator: " ").dropFirst().first.flatMap({ Int($0) }) else {
            throw Failure.malformed
        }
        var headers: [String: String] = [:]
        for line in lines.dropFirst() {
            guard let colon = line.firstIndex(of: ":") else { throw Failure.malformed }
            let value = line[line.index(after: colon)...].drop { $0 == " " }
            headers[line[..<colon].lowercased()] = String(value)
        }
        let hasBody = !toHead && status >= 200 && status != 204 && status != 304
        return Answer(status: status, headers: headers, body: hasBody ? try body(headers, milliseconds) : [])
    }

    private func body(_ headers: [String: String], _ milliseconds: Int32) throws -> [UInt8] {
        if headers["transfer-encoding"] == "chunked" {
            var body: [UInt8] = []
            while true {
                let line = String(decoding: try take(through: [13, 10], milliseconds).dropLast(2), as: UTF8.self)
                guard let size = Int(line, radix: 16) else { throw Failure.malformed }
                body += try take(size, milliseconds)
                guard try take(2, milliseconds) == [13, 10] else { throw Failure.malformed }
                if size == 0 { return body }
            }
        }
        if let length = headers["content-length"] {
            guard let count = Int(length) else { throw Failure.malformed }
            return try take(count, milliseconds)
        }
        while try more(milliseconds) {}
        defer { received = [] }
        return received
    }

    /// Whether the server ends the connection without sending anything more.
    func hasEnded() throws -> Bool {
        while received.isEmpty { if try !more(Client.patienceMilliseconds) { return true } }
        return false
    }

    func take(_ count: Int, _ milliseconds: Int32 = patienceMilliseconds) throws -> [UInt8] {
        while received.count < count { if try !more(milliseconds) { throw Failure.ended } }
        defer { received.removeFirst(count) }
        return Array(received[..<count])
    }

    func take(through mark: [UInt8], _ milliseconds: Int32 = patienceMilliseconds) throws -> [UInt8] {
        var from = 0
        while true {
            while from + mark.count <= received.count {
                if received[from..<from + mark.count].elementsEqual(mark) { return try take(from + mark.count) }
                from += 1
            }
            if try !more(milliseconds) { throw Failure.ended }
        }
    }

    /// Reads what there is; false at the end.
    private func more(_ milliseconds: Int32) throws -> Bool {
        var wish = pollfd(fd: raw, events: Int16(POLLIN), revents: 0)
        guard poll(&wish, 1, milliseconds) > 0 else { throw Failure.timedOut }
        var piece = [UInt8](repeating: 0, count: 65536)
        switch piece.withUnsafeMutableBufferPointer({ Socket.read(raw, into: $0.baseAddress!, count: $0.count) }) {
        case .moved(0), .failed: return false
        case .moved(let count):
            received += piece[..<count]
            return true
        case .wouldBlock: return true
        }
    }
}
