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
        _ status: Status, _ headers: Headers, length: Length, persistence: Persistence, date: DateField.Line,
        to output: OutputBuffer
    ) {
        let isUsual = status.code == 200 && status.hasUsualReason
        if !isUsual { writeStatusLine(status, to: output) }
        let hasOthers = !headers.fields.isEmpty
        let type = (headers.contentType ?? "").utf8.span
        type.withUnsafeBufferPointer { type in
            var pen = output.pen(atMost: type.count + fixedBytes)
            if isUsual { pen.put("HTTP/1.1 200 OK\r\n") }
            if let start = type.baseAddress, !type.isEmpty {
                // `Headers` takes no value with a line end or another control character, so it is not looked for again.
                pen.put("Content-Type: ")
                pen.put(start, count: type.count)
                pen.put("\r\n")
            }
            if !hasOthers { putEnd(length, persistence, date, &pen) }
            output.finish(pen)
        }
        guard hasOthers else { return }
        let hasDate = writeFields(headers.fields, to: output)
        var pen = output.pen(atMost: fixedBytes)
        putEnd(length, persistence, hasDate ? nil : date, &pen)
        output.finish(pen)
    }

    /// What the usual status line, `Content-Length`, `Connection`, `Date` and the empty line take at most.
    private static let fixedBytes = 192

    /// Everything behind the fields of the answer itself.
    @inline(__always)
    private static func putEnd(
        _ length: Length, _ persistence: Persistence, _ date: DateField.Line?, _ pen: inout Pen
    ) {
        switch length {
        case .unsaid: break
        case .known(let count):
            pen.put("Content-Length: ")
            pen.put(decimal: count)
            pen.put("\r\n")
        case .chunked: pen.put("Transfer-Encoding: chunked\r\n")
        }
        switch persistence {
        case .unsaid: break
        case .keepAlive: pen.put("Connection: keep-alive\r\n")
        case .close: pen.put("Connection: close\r\n")
        case .upgrade: pen.put("Connection: Upgrade\r\n")
        }
        if let date { pen.put(date.start, count: DateField.Line.byteCount) }
        pen.put("\r\n")
    }

    private static func writeStatusLine(_ status: Status, to output: OutputBuffer) {
        output.append(literal: "HTTP/1.1 ")
        output.append(decimal: min(max(status.code, 100), 999))
        output.append(literal: " ")
        appendValue(status.reason, to: output)
    }

    /// Writes the other fields but for those that the server decides itself. Returns whether Date was among them.
    private static func writeFields(_ fields: [Headers.Field], to output: OutputBuffer) -> Bool {
        var hasDate = false
        for field in fields {
            let name = field.name
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
            appendValue(field.value, to: output)
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
