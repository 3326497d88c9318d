/// The arguments of a converter in a rule: `<string(length=2):lang>`, `<any(about, help):page>`.
public struct ConverterArguments: Sendable, Hashable {
    /// One argument, as written.
    public enum Value: Sendable, Hashable {
        case int(Int)
        case double(Double)
        case bool(Bool)
        case string(String)

        /// The argument as a text.
        public var text: String {
            switch self {
            case .int(let int): String(int)
            case .double(let double): double.description
            case .bool(let bool): bool ? "True" : "False"
            case .string(let string): string
            }
        }
    }

    /// Why a converter does not take its arguments.
    public enum Refusal: Error, Sendable, Hashable {
        /// It knows no argument of this name; the others are those it knows.
        case unknown(String, known: [String])
        /// It takes fewer arguments.
        case tooMany
        /// The argument has another type.
        case wrongType(String, expected: String)
        /// The arguments are no list of `value` and `name=value`.
        case malformed(String)
        /// A converter's own reason.
        case because(String)
    }

    /// The arguments without a name, in order.
    public internal(set) var unnamed: [Value] = []
    /// The arguments with a name.
    public internal(set) var named: [String: Value] = [:]
    /// The arguments without a name as they stand in the rule, their quotes removed.
    public internal(set) var unnamedTexts: [String] = []

    public init() {}

    /// Refuses names other than these, and more arguments than these.
    func allow(_ names: [String]) throws(Refusal) {
        guard unnamed.count <= names.count else { throw .tooMany }
        for name in named.keys.sorted() where !names.contains(name) { throw .unknown(name, known: names) }
    }

    func allowUnnamed() throws(Refusal) {
        if let name = named.keys.min() { throw .unknown(name, known: []) }
    }

    private func value(_ name: String, at place: Int) -> Value? {
        named[name] ?? (place < unnamed.count ? unnamed[place] : nil)
    }

    /// The argument of this name, or else the unnamed one at this place.
    public func int(_ name: String, at place: Int) throws(Refusal) -> Int? {
        switch value(name, at: place) {
        case nil: return nil
        case .int(let int): return int
        default: throw .wrongType(name, expected: "a whole number")
        }
    }

    /// The argument of this name, or else the unnamed one at this place; a whole number will do.
    public func double(_ name: String, at place: Int) throws(Refusal) -> Double? {
        switch value(name, at: place) {
        case nil: return nil
        case .double(let double): return double
        case .int(let int): return Double(int)
        default: throw .wrongType(name, expected: "a number")
        }
    }

    /// The argument of this name, or else the unnamed one at this place; false if it is not there.
    public func bool(_ name: String, at place: Int) throws(Refusal) -> Bool {
        switch value(name, at: place) {
        case nil: return false
        case .bool(let bool): return bool
        default: throw .wrongType(name, expected: "True or False")
        }
    }
}
