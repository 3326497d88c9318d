import Synchronization

/// A request's body: bytes that may still be on their way. It can be read once, piece by piece.
///
/// ```swift
/// for try await piece in request.body { … }
/// ```
public struct RequestBody: AsyncSequence, Sendable {
    public typealias Element = [UInt8]

    /// Where the pieces come from: a connection, or memory.
    package protocol Source: AnyObject, Sendable {
        /// The next piece, nil at the end. Throws when the client breaks off, or sends more than it may.
        func next() async throws -> [UInt8]?
        /// The length that was announced, if it was.
        var announcedLength: Int? { get }
        /// The whole body if all of it has come already, else nil.
        func arrived() -> [UInt8]?
    }

    package let source: (any Source)?
    /// How many bytes its reader may be given; nil for any number.
    private var limit: Int?

    package init(source: (any Source)? = nil) { self.source = source }

    package init(_ bytes: [UInt8]) { source = bytes.isEmpty ? nil : Whole(bytes) }

    /// The same body for a reader who may be given so many bytes.
    func limited(to limit: Int?) -> RequestBody {
        var body = self
        body.limit = limit
        return body
    }

    public func makeAsyncIterator() -> Iterator { Iterator(source: source, limit: limit) }

    /// Reads a body piece by piece; throws `HTTPError` 413 where there is more of it than `maximumBodyBytes`.
    public struct Iterator: AsyncIteratorProtocol {
        fileprivate let source: (any Source)?
        fileprivate let limit: Int?
        private var count = 0

        fileprivate init(source: (any Source)?, limit: Int?) {
            self.source = source
            self.limit = limit
        }

        public mutating func next() async throws -> [UInt8]? {
            guard let source else { return nil }
            if count == 0 { try Request.check(source.announcedLength ?? 0, against: limit) }
            guard let piece = try await source.next() else { return nil }
            count += piece.count
            try Request.check(count, against: limit)
            return piece
        }
    }
}

/// A body that is in memory.
// Sendable: the bytes are handed out once, under the lock.
private final class Whole: RequestBody.Source {
    private let rest: Mutex<[UInt8]?>
    let announcedLength: Int?

    init(_ bytes: [UInt8]) {
        announcedLength = bytes.count
        rest = Mutex(bytes)
    }

    func next() async throws -> [UInt8]? { arrived() }

    func arrived() -> [UInt8]? {
        rest.withLock { bytes in
            defer { bytes = nil }
            return bytes
        }
    }
}
