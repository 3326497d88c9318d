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
        let type = (headers.contentType ?? "").utf8.span
        let hasOthers = !headers.fields.isEmpty
        type.withUnsafeBufferPointer { type in
            output.write(atMost: type.count + fixedBytes) { start in
                var pen = Pen(at: start)
                if isUsual { pen.put("HTTP/1.1 200 OK\r\n") }
                if !type.isEmpty { pen.put(type: type) }
                if !hasOthers { pen.putEnd(length, persistence, date) }
                return pen.at
            }
        }
        guard hasOthers else { return }
        let hasDate = writeFields(headers.fields, to: output)
        output.write(atMost: fixedBytes) { start in
            var pen = Pen(at: start)
            pen.putEnd(length, persistence, hasDate ? nil : date)
            return pen.at
        }
    }

    /// What the usual status line, `Content-Length`, `Connection`, `Date` and the empty line take at most.
    private static let fixedBytes = 192

    /// Writes where there is room: what stands fast is copied in a few instructions.
    private struct Pen {
        var at: UnsafeMutablePointer<UInt8>

        @inline(__always)
        mutating func put(_ text: StaticString) {
            at.update(from: text.utf8Start, count: text.utf8CodeUnitCount)
            at += text.utf8CodeUnitCount
        }

        /// `Headers` takes no value with a line end or another control character, so it is not looked for again.
        @inline(__always)
        mutating func put(type: UnsafeBufferPointer<UInt8>) {
            put("Content-Type: ")
            at.update(from: type.baseAddress!, count: type.count)
            at += type.count
            put("\r\n")
        }

        /// Everything behind the fields of the answer itself.
        @inline(__always)
        mutating func putEnd(_ length: Length, _ persistence: Persistence, _ date: DateField.Line?) {
            switch length {
            case .unsaid: break
            case .known(let count):
                put("Content-Length: ")
                at = OutputBuffer.write(decimal: count, at: at)
                put("\r\n")
            case .chunked: put("Transfer-Encoding: chunked\r\n")
            }
            switch persistence {
            case .unsaid: break
            case .keepAlive: put("Connection: keep-alive\r\n")
            case .close: put("Connection: close\r\n")
            case .upgrade: put("Connection: Upgrade\r\n")
            }
            if let date {
                at.update(from: date.start, count: DateField.Line.byteCount)
                at += DateField.Line.byteCount
            }
            put("\r\n")
        }
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
