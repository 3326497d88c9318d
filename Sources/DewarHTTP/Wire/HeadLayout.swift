/// Where the parts of a request's head stand, as offsets from its first byte, and what it says of the framing.
/// A trivial value: it is filled while the head is scanned and copied with it.
package struct HeadLayout: Sendable {
    package struct Flags: OptionSet, Sendable {
        package let rawValue: UInt16
        package init(rawValue: UInt16) { self.rawValue = rawValue }

        /// The set algebra's own goes through a table of witnesses.
        package func contains(_ others: Flags) -> Bool { rawValue & others.rawValue == others.rawValue }

        /// The client wants the connection to end after the answer, said or implied by its version.
        package static let close = Flags(rawValue: 1 << 0)
        package static let keepAlive = Flags(rawValue: 1 << 1)
        package static let chunked = Flags(rawValue: 1 << 2)
        package static let expectsContinue = Flags(rawValue: 1 << 3)
        package static let upgrade = Flags(rawValue: 1 << 4)
        package static let http10 = Flags(rawValue: 1 << 5)
        /// The target came in absolute form: its authority counts, not Host (RFC 9112 §3.2.2).
        package static let absoluteForm = Flags(rawValue: 1 << 6)
    }

    package var methodEnd: Int32 = 0
    /// Path and query.
    package var targetStart: Int32 = 0
    package var targetEnd: Int32 = 0
    /// Where the query's `?` stands, or `targetEnd`.
    package var pathEnd: Int32 = 0
    package var fieldsStart: Int32 = 0
    /// Behind the empty line.
    package var end: Int32 = 0
    package var hostStart: Int32 = 0
    package var hostEnd: Int32 = 0
    package var fieldCount: Int32 = 0
    package var flags = Flags(rawValue: 0)
    /// -1 if there is none.
    package var contentLength = -1

    package init() {}

    /// Whether a body of at least one byte may follow.
    package var hasBody: Bool { contentLength > 0 || flags.contains(.chunked) }
}
