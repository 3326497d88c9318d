import Synchronization

/// What is remembered of a visitor from one request to the next (Flask: session).
///
/// ```swift
/// request.session["user"] = "ada"
/// let name = request.session["user"] ?? "nobody"
/// request.session["visits", default: 0] += 1
/// ```
///
/// It is kept in a signed cookie, which the visitor can read but not change, or on the server with a `SessionStore`.
public final class Session: Sendable {
    /// The member in which Flask keeps `isPermanent`.
    static let permanentName = "_permanent"

    struct State: Sendable {
        var values: [String: SessionValue]
        /// The id under which a store knows it; nil for a new one, and for those in cookies.
        var id: String?
        var isNew: Bool
        var isAccessed = false
        var isModified = false
        /// A new id is wanted.
        var isRenewed = false
    }

    private let state: Mutex<State>

    init(_ values: [String: SessionValue] = [:], id: String? = nil, isNew: Bool = true) {
        state = Mutex(State(values: values, id: id, isNew: isNew))
    }

    /// The value of this name, if it is a text; setting nil removes it.
    public subscript(name: String) -> String? {
        get { value(name).flatMap(String.init(sessionValue:)) }
        set { setValue(name, newValue.map(\.sessionValue)) }
    }

    /// The value of this name, if it is of the type that is wanted; setting nil removes it.
    @_disfavoredOverload
    public subscript<Value: SessionConvertible>(name: String) -> Value? {
        get { value(name).flatMap(Value.init(sessionValue:)) }
        set { setValue(name, newValue.map(\.sessionValue)) }
    }

    /// The value of this name, if it is of this type; setting nil removes it.
    public subscript<Value: SessionConvertible>(name: String, as type: Value.Type) -> Value? {
        get { self[name] }
        set { self[name] = newValue }
    }

    /// The value of this name, or else `initial`; changing it in place sets it.
    public subscript<Value: SessionConvertible>(name: String, default initial: @autoclosure () -> Value) -> Value {
        get { value(name).flatMap(Value.init(sessionValue:)) ?? initial() }
        set { setValue(name, newValue.sessionValue) }
    }

    /// The value of this name, whatever it is.
    public func value(_ name: String) -> SessionValue? { read { $0.values[name] } }

    /// Sets the value of this name; nil removes it.
    public func setValue(_ name: String, _ value: SessionValue?) {
        write { state in
            if let value {
                state.values[name] = value
                return true
            }
            return state.values.removeValue(forKey: name) != nil
        }
    }

    /// Takes a value out.
    @discardableResult
    public func pop(_ name: String) -> SessionValue? {
        let value = value(name)
        setValue(name, nil)
        return value
    }

    /// Takes every value out; the browser forgets the session.
    public func clear() {
        write { state in
            state.values = [:]
            return true
        }
    }

    /// The names of the values, sorted.
    public var names: [String] { read { $0.values.keys.sorted() } }

    public var isEmpty: Bool { read { $0.values.isEmpty } }

    public func contains(_ name: String) -> Bool { read { $0.values[name] != nil } }

    /// Whether it outlives the browser, for `config.permanentSessionLifetime` (Flask: session.permanent).
    public var isPermanent: Bool {
        get { self[Session.permanentName, default: false] }
        set { self[Session.permanentName] = newValue }
    }

    /// Whether there was none when the request came.
    public var isNew: Bool { state.withLock { $0.isNew } }

    /// Whether anything was read or set: the answer then depends on the cookie.
    public var isAccessed: Bool { state.withLock { $0.isAccessed } }

    /// Whether anything was set.
    public var isModified: Bool { state.withLock { $0.isModified } }

    /// Gives a session in a store a new id, as one should when somebody logs in; nothing changes for one in a cookie.
    public func renew() {
        write { state in
            state.isRenewed = true
            return true
        }
    }

    /// Looks without being seen to: `isAccessed` stays as it is.
    func peek<R: Sendable>(_ body: (State) -> R) -> R { state.withLock { body($0) } }

    private func read<R: Sendable>(_ body: (State) -> R) -> R {
        state.withLock { state in
            state.isAccessed = true
            return body(state)
        }
    }

    /// - Parameter body: gives whether it changed anything.
    private func write(_ body: (inout State) -> Bool) {
        state.withLock { state in
            state.isAccessed = true
            if body(&state) { state.isModified = true }
        }
    }
}
