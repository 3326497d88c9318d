/// Why a message is refused; what stands on the wire cannot be trusted after it, so the connection ends.
package enum WireFault: Error, Hashable, Sendable, CaseIterable {
    case requestLine
    case method
    case target
    case version
    case fieldLine
    case host
    case contentLength
    case transferEncoding
    case contentLengthBesideTransferEncoding
    case unknownTransferCoding
    case expectation
    case chunk
    case cutOff
    case requestLineTooLong
    case headerTooLarge
    case bodyTooLarge
    case headerTooSlow
    case bodyTooSlow

    /// The status of the refusal and a sentence for whoever reads it.
    package var refusal: (status: Status, sentence: String) {
        switch self {
        case .requestLine: (400, "The request line is not METHOD TARGET VERSION.")
        case .method: (400, "The method is not a token.")
        case .target: (400, "The request target is malformed.")
        case .version: (505, "This server speaks HTTP/1.1 and HTTP/1.0.")
        case .fieldLine: (400, "A header line is malformed.")
        case .host: (400, "A request needs exactly one valid Host.")
        case .contentLength: (400, "Content-Length is not one decimal number.")
        case .transferEncoding: (400, "Transfer-Encoding is malformed.")
        case .contentLengthBesideTransferEncoding: (400, "Content-Length and Transfer-Encoding exclude each other.")
        case .unknownTransferCoding: (501, "The only transfer coding this server knows is chunked.")
        case .expectation: (417, "The only expectation this server meets is 100-continue.")
        case .chunk: (400, "A chunk is malformed.")
        case .cutOff: (400, "The request was cut off.")
        case .requestLineTooLong: (414, "The request line is too long.")
        case .headerTooLarge: (431, "The header section is too large.")
        case .bodyTooLarge: (413, "The body is too large.")
        case .headerTooSlow: (408, "The request took too long to arrive.")
        case .bodyTooSlow: (408, "The body took too long to arrive.")
        }
    }
}
