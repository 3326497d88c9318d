public import FoundationEssentials

/// A UUID of a `<uuid:…>` variable as a view's argument.
///
/// ```swift
/// import FoundationEssentials
/// app.get("/orders/<uuid:id>") { (_, id: UUID) in "order \(id)" }
/// ```
extension UUID: PathConvertible, @retroactive LosslessStringConvertible {
    /// The converter `uuid` alone.
    public static var acceptedKinds: Set<PathKind> { [.uuid] }

    /// The UUID that 36 characters spell; nil for any other text (RFC 9562 §4).
    public init?(_ description: String) { self.init(uuidString: description) }

    /// The UUID that the rule's converter took from the URL.
    public init?(pathValue: PathValue) {
        guard case .uuid(let high, let low) = pathValue else { return nil }
        func byte(_ half: UInt64, _ index: UInt64) -> UInt8 { UInt8(truncatingIfNeeded: half >> (56 - 8 * index)) }
        self.init(
            uuid: (
                byte(high, 0), byte(high, 1), byte(high, 2), byte(high, 3),
                byte(high, 4), byte(high, 5), byte(high, 6), byte(high, 7),
                byte(low, 0), byte(low, 1), byte(low, 2), byte(low, 3),
                byte(low, 4), byte(low, 5), byte(low, 6), byte(low, 7)
            ))
    }

    /// The UUID as URLs have it: 36 characters in lower case.
    public var urlValues: [PathValue] { [.string(uuidString.lowercased())] }
}
