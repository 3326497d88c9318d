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
        if status.code == 200, status.hasUsualReason {
            output.append(literal: "HTTP/1.1 200 OK\r\n")
        } else {
            writeStatusLine(status, to: output)
        }
        if let type = headers.contentType { writeContentType(type, to: output) }
        let hasDate = !headers.fields.isEmpty && writeFields(headers.fields, to: output)
        output.write(atMost: ResponseHead.framingBytes) { start in
            var pen = Pen(at: start)
            switch length {
            case .unsaid: break
            case .known(let count):
                pen.put("Content-Length: ")
                pen.at = OutputBuffer.write(decimal: count, at: pen.at)
                pen.put("\r\n")
            case .chunked: pen.put("Transfer-Encoding: chunked\r\n")
            }
            switch persistence {
            case .unsaid: break
            case .keepAlive: pen.put("Connection: keep-alive\r\n")
            case .close: pen.put("Connection: close\r\n")
            case .upgrade: pen.put("Connection: Upgrade\r\n")
            }
            if !hasDate { pen.put(date) }
            pen.put("\r\n")
            return pen.at
        }
    }

    /// What `Content-Length`, `Connection`, `Date` and the empty line take at most.
    private static let framingBytes = 128

    /// Writes where there is room: what stands fast is copied in a few instructions.
    private struct Pen {
        var at: UnsafeMutablePointer<UInt8>

        @inline(__always)
        mutating func put(_ text: StaticString) {
            at.update(from: text.utf8Start, count: text.utf8CodeUnitCount)
            at += text.utf8CodeUnitCount
        }

        @inline(__always)
        mutating func put(_ bytes: UnsafeBufferPointer<UInt8>) {
            if let base = bytes.baseAddress { at.update(from: base, count: bytes.count) }
            at += bytes.count
        }

        @inline(__always)
        mutating func put(_ line: DateField.Line) {
            at.update(from: line.start, count: DateField.Line.byteCount)
            at += DateField.Line.byteCount
        }
    }

    private static func writeStatusLine(_ status: Status, to output: OutputBuffer) {
        output.append(literal: "HTTP/1.1 ")
        output.append(decimal: min(max(status.code, 100), 999))
        output.append(literal: " ")
        appendValue(status.reason, to: output)
    }

    /// `Headers` takes no value with a line end or another control character, so it is not looked for again.
    private static func writeContentType(_ type: String, to output: OutputBuffer) {
        var type = type
        type.withUTF8 { bytes in
            output.write(atMost: bytes.count + 16) { start in
                var pen = Pen(at: start)
                pen.put("Content-Type: ")
                pen.put(bytes)
                pen.put("\r\n")
                return pen.at
            }
        }
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
