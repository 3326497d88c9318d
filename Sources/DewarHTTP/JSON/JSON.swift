import Synchronization

/// JSON as Flask writes and reads it.
package enum JSON {
    /// Writers between two uses; each keeps the memory that it has grown.
    private static let spare = Mutex<[JSONWriter]>([])
    private static let maximumSpare = 8

    /// The value as JSON: keys sorted, no spaces, ASCII only, without a line feed at the end.
    ///
    /// - Throws: `EncodingError` where a number is not finite, or what the value's own `encode(to:)` throws.
    package static func encode(_ value: some Encodable, lineFeed: Bool = false) throws -> [UInt8] {
        try encode(lineFeed: lineFeed) { try $0.write(value) }
    }

    /// The dictionary as a JSON object; its values may be of several types.
    package static func encode(object: [String: any Encodable], lineFeed: Bool = false) throws -> [UInt8] {
        try encode(lineFeed: lineFeed) { try $0.write(object: object) }
    }

    private static func encode(lineFeed: Bool, _ write: (JSONWriter) throws -> Void) throws -> [UInt8] {
        var writer = spare.withLock { $0.popLast() } ?? JSONWriter()
        defer { keep(&writer) }
        try write(writer)
        if lineFeed { writer.state.pointee.output.append(UInt8(ascii: "\n")) }
        let output = writer.state.pointee.output
        return Array(UnsafeBufferPointer(start: output.bytes, count: output.count))
    }

    private static func keep(_ writer: inout JSONWriter) {
        // A value that kept its encoder may still write to it.
        guard isKnownUniquelyReferenced(&writer) else { return }
        writer.reset()
        let kept = writer
        spare.withLock { if $0.count < maximumSpare { $0.append(kept) } }
    }
}
