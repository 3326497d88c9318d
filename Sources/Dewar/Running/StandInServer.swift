import DewarContract
import DewarHTTP
import Glibc

// One connection after the other; goes when the server lands.
extension App {
    func serve(_ arguments: RunArguments, _ environment: [String: String]) throws {
        signal(SIGPIPE, SIG_IGN)
        let listener: Int32
        if environment[Contract.listenDescriptors] != nil {
            listener = 3
            let flags = fcntl(listener, F_GETFL)
            _ = fcntl(listener, F_SETFL, flags & ~O_NONBLOCK)
        } else {
            listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
            var one: Int32 = 1
            setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &one, 4)
            var address = sockaddr_in()
            address.sin_family = sa_family_t(AF_INET)
            address.sin_port = UInt16(arguments.port).bigEndian
            inet_pton(AF_INET, arguments.host, &address.sin_addr)
            let bound = withUnsafePointer(to: &address) {
                $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { bind(listener, $0, 16) }
            }
            guard bound == 0, listen(listener, 128) == 0 else {
                Console.error("error: could not listen on \(arguments.host):\(arguments.port)")
                exit(1)
            }
        }
        if let text = environment[Contract.readyDescriptor], let descriptor = Int32(text) {
            let line = "{\"ready\":true}\n"
            _ = line.withCString { Glibc.write(descriptor, $0, strlen($0)) }
            close(descriptor)
        } else {
            Console.error("http://\(arguments.host):\(arguments.port)")
        }
        while true {
            let connection = accept(listener, nil, nil)
            guard connection >= 0 else { continue }
            serve(connection)
            close(connection)
        }
    }

    private func serve(_ connection: Int32) {
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 65536)
        while true {
            let count = recv(connection, &buffer, buffer.count, 0)
            guard count > 0 else { return }
            bytes += buffer[..<count]
            guard let request = parse(bytes) else { continue }
            guard case .now(let response) = respond(to: request) else { return }
            var out = "HTTP/1.1 \(response.status)\r\nConnection: close\r\n"
            for (name, value) in response.headers.pairs { out += "\(name): \(value)\r\n" }
            var body: [UInt8] = []
            switch response.body {
            case .string(let text): body = Array(text.utf8)
            case .bytes(let bytes): body = bytes
            default: break
            }
            out += "Content-Length: \(body.count)\r\n\r\n"
            let all = Array(out.utf8) + (request.method == .head ? [] : body)
            _ = send(connection, all, all.count, 0)
            return
        }
    }

    private func parse(_ bytes: [UInt8]) -> Request? {
        let text = String(decoding: bytes, as: UTF8.self)
        var lines = text.split(separator: "\r\n", omittingEmptySubsequences: false)
        guard let end = lines.firstIndex(of: ""), end > 0, end < lines.count - 1 else { return nil }
        lines = Array(lines[..<end])
        let start = lines[0].split(separator: " ")
        guard start.count == 3 else { return nil }
        var headers = Headers()
        for line in lines.dropFirst() {
            let parts = line.split(separator: ":", maxSplits: 1)
            if parts.count == 2 { headers.add(String(parts[0]), String(parts[1].drop { $0 == " " })) }
        }
        return Request(method: Method(String(start[0])), target: String(start[1]), headers: headers)
    }
}
