/// What an answer carries.
public enum ResponseBody: Sendable {
    case empty
    /// Text, sent as UTF-8.
    case string(String)
    case bytes([UInt8])
    /// A part of a file, sent by the kernel (sendfile) without passing through the process.
    case file(FilePart)
    /// Pieces that are made one by one while they are sent.
    case stream(ResponseStream)

    /// Whether all of it is there.
    package var isInMemory: Bool {
        switch self {
        case .empty, .string, .bytes: true
        case .file, .stream: false
        }
    }
}

/// A part of a file on disk.
public struct FilePart: Sendable, Hashable {
    /// Where the file is.
    public var path: String
    /// The first byte's place.
    public var offset: Int
    /// The number of bytes.
    public var count: Int

    /// So many bytes of a file, from `offset` on.
    public init(path: String, offset: Int = 0, count: Int) {
        self.path = path
        self.offset = offset
        self.count = count
    }
}

/// Pieces of a body, made while they are sent; the producer waits while the client reads slowly.
public struct ResponseStream: Sendable {
    /// Writes one piece; returns when the client has taken enough, throws when it has gone.
    public typealias Writer = @Sendable ([UInt8]) async throws -> Void

    /// The number of bytes that will come, if it is known; else the answer is chunked (RFC 9112 §7.1).
    public var length: Int?
    package let produce: @Sendable (Writer) async throws -> Void

    /// A body that `produce` writes while it is sent; `length` in bytes, nil where it is not known.
    public init(length: Int? = nil, _ produce: @escaping @Sendable (Writer) async throws -> Void) {
        self.length = length
        self.produce = produce
    }
}
