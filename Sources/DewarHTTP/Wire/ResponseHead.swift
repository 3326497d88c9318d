/// Writes status line and header section of an answer (RFC 9112 §4–6).
package enum ResponseHead {
    /// How the end of the body is told.
    package enum Length: Sendable, Hashable {
        /// Nothing said: 1xx, 204, 304, or a body that ends with the connection.
        case unsaid
        case known(Int)
        case chunked
    }

    /// What the answer says about the connection.
    package enum Persistence: Sendable, Hashable {
        /// Nothing: it stays open, as HTTP/1.1 has it.
        case unsaid
        case keepAlive
        case close
        case upgrade
    }

    package static func write(
        _ status: Status, _ headers: Headers, length: Length, persistence: Persistence, date: DateField,
        to output: OutputBuffer
    ) {
        writeStatusLine(status, to: output)
        if let type = headers.contentType {
            output.append(literal: "Content-Type: ")
            appendValue(type, to: output)
        }
        switch length {
        case .unsaid: break
        case .known(let count):
            output.append(literal: "Content-Length: ")
            output.append(decimal: count)
            output.append(literal: "\r\n")
        case .chunked: output.append(literal: "Transfer-Encoding: chunked\r\n")
        }
        switch persistence {
        case .unsaid: break
        case .keepAlive: output.append(literal: "Connection: keep-alive\r\n")
        case .close: output.append(literal: "Connection: close\r\n")
        case .upgrade: output.append(literal: "Connection: Upgrade\r\n")
        }
        if headers.names.isEmpty || !writeFields(headers, to: output) {
            output.append(date.line, count: DateField.lineBytes)
        }
        output.append(literal: "\r\n")
    }

    private static func writeStatusLine(_ status: Status, to output: OutputBuffer) {
        if status.code == 200, status.hasUsualReason { return output.append(literal: "HTTP/1.1 200 OK\r\n") }
        output.append(literal: "HTTP/1.1 ")
        output.append(decimal: min(max(status.code, 100), 999))
        output.append(literal: " ")
        appendValue(status.reason, to: output)
    }

    /// Writes the other fields but for those that the server decides itself. Returns whether Date was among them.
    private static func writeFields(_ headers: Headers, to output: OutputBuffer) -> Bool {
        var hasDate = false
        for i in headers.names.indices {
            let name = headers.names[i]
            guard isToken(name) else { continue }
            switch name.utf8.count {
            case 4 where Headers.areEqual(name, "date"): hasDate = true
            case 10 where Headers.areEqual(name, "connection"): continue
            case 14 where Headers.areEqual(name, "content-length"): continue
            case 17 where Headers.areEqual(name, "transfer-encoding"): continue
            default: break
            }
            output.append(name)
            output.append(literal: ": ")
            appendValue(headers.values[i], to: output)
        }
        return hasDate
    }

    /// The value and the line's end. A line end inside becomes a space: it would begin another header.
    private static func appendValue(_ value: String, to output: OutputBuffer) {
        let from = output.count
        output.append(value)
        var at = from
        FieldValue.skip(output.start, &at, output.count)
        while at < output.count {
            if !FieldValue.isAllowed(output.start[at]) { output.start[at] = 32 }
            at += 1
        }
        output.append(literal: "\r\n")
    }

    private static func isToken(_ name: String) -> Bool {
        let token = ByteSet.token
        return !name.isEmpty && name.utf8.allSatisfy { token.contains($0) }
    }
}
