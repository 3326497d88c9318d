import DewarHTTP

/// A body on its way: takes its framing off and passes it on to the source that the view reads.
final class IncomingBody {
    let source: BodySource
    private var decoder: ChunkedDecoder?
    /// Bytes that must still come; unknown amounts count as endless.
    private(set) var rest: Int
    private var isDiscarded = false

    init(_ layout: HeadLayout, connection: Connection) {
        let isChunked = layout.flags.contains(.chunked)
        decoder = isChunked ? ChunkedDecoder(limits: connection.wire) : nil
        rest = isChunked ? Int.max : layout.contentLength
        source = BodySource(connection, announcedLength: isChunked ? nil : layout.contentLength)
    }

    var isComplete: Bool { rest == 0 }

    /// Nobody will read it.
    func discard() {
        isDiscarded = true
        _ = source.takeAll()
    }

    /// Takes what belongs to the body; returns how many bytes did.
    func take(_ bytes: UnsafeBufferPointer<UInt8>) throws(WireFault) -> Int {
        if decoder != nil { return try takeChunks(bytes) }
        let count = min(rest, bytes.count)
        rest -= count
        pass(bytes[..<count])
        if rest == 0 { source.end() }
        return count
    }

    private func takeChunks(_ bytes: UnsafeBufferPointer<UInt8>) throws(WireFault) -> Int {
        var at = 0
        var piece: [UInt8] = []
        reading: while true {
            switch try decoder!.next(in: bytes, at: &at) {
            case .data(let range): if !isDiscarded { piece += bytes[range] }
            case .needsMore: break reading
            case .end:
                rest = 0
                break reading
            }
        }
        if !piece.isEmpty { source.add(piece) }
        if rest == 0 { source.end() }
        return at
    }

    private func pass(_ bytes: Slice<UnsafeBufferPointer<UInt8>>) {
        if !isDiscarded, !bytes.isEmpty { source.add(Array(bytes)) }
    }
}
