import Synchronization

/// A value that requests share: a counter, a list, a cache. Views run on all cores at once, so a plain `var` beside them is
/// refused by the compiler; this is its safe equal (Flask: a module's global).
///
/// ```swift
/// let visits = Shared(0)
/// app.get("/") { _ in "visit \(visits.withLock { $0 += 1; return $0 })" }
/// ```
public final class Shared<Value: Sendable>: Sendable {
    private let storage: Mutex<Value>

    /// Holds `value` until a view changes it.
    public init(_ value: Value) { storage = Mutex(value) }

    /// The value as it is now. To change it depending on what it is, use `withLock`.
    public var value: Value {
        get { storage.withLock { $0 } }
        set { storage.withLock { $0 = newValue } }
    }

    /// Runs `body` alone with the value, to read and change it in one step. Keep it short: other requests wait.
    @discardableResult
    public func withLock<R: Sendable>(_ body: (inout Value) throws -> R) rethrows -> R {
        try storage.withLock { (value: inout Value) in try body(&value) }
    }
}
