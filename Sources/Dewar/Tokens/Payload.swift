internal import DewarHTTP

/// What a token carries: bytes in base64, compressed where that is shorter (itsdangerous: URLSafeSerializerMixin).
enum Payload {
    /// The most bytes that a compressed payload may become.
    static let maximumBytes = 1 << 24

    static func text(_ bytes: [UInt8]) -> String {
        let compressed = Zlib.compress(bytes)
        // The dot that marks a compressed one takes a byte too.
        return compressed.count < bytes.count - 1 ? "." + Base64URL.encode(compressed) : Base64URL.encode(bytes)
    }

    static func bytes(_ text: String) throws(TokenError) -> [UInt8] {
        let isCompressed = text.utf8.first == UInt8(ascii: ".")
        guard let bytes = Base64URL.decode(text.utf8.dropFirst(isCompressed ? 1 : 0)) else { throw .badPayload }
        guard isCompressed else { return bytes }
        do { return try Zlib.decompress(bytes, limit: maximumBytes) } catch { throw .badPayload }
    }
}
