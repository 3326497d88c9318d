/// Names and values in order, where a name may stand several times: a query, a form, cookies (Flask: MultiDict).
///
/// ```swift
/// request.args["q"]                    // the first value, or nil
/// request.args["page", as: Int.self]   // nil also where it is no integer
/// request.args.all("tag")              // every value
/// try request.args.required("q")       // 400 where it is missing
/// ```
public struct Values: Sendable, Hashable, Sequence, ExpressibleByDictionaryLiteral {
    /// A name with one of its values.
    public typealias Pair = (name: String, value: String)

    private var names: [String] = []
    private var values: [String] = []
    /// Where each name stands first; only kept where looking through all of them would take long.
    private var places: [String: Int] = [:]

    private static let searchedWithoutIndex = 16

    public init() {}

    /// The pairs, those of one name brought together at the place where it stands first.
    public init(_ pairs: some Sequence<(String, String)>) {
        for (name, value) in pairs {
            names.append(name)
            values.append(value)
        }
        groupByName()
        indexNames()
    }

    public init(dictionaryLiteral elements: (String, String)...) { self.init(elements) }

    /// The pairs of both, one after the other and not brought together (Flask: CombinedMultiDict).
    package init(_ first: Values, followedBy second: Values) {
        names = first.names + second.names
        values = first.values + second.values
        indexNames()
    }

    public static func == (one: Values, other: Values) -> Bool {
        one.names == other.names && one.values == other.values
    }

    public func hash(into hasher: inout Hasher) {
        hasher.combine(names)
        hasher.combine(values)
    }

    public var isEmpty: Bool { names.isEmpty }

    /// The number of pairs; a repeated name counts each time.
    public var count: Int { names.count }

    /// Every pair, in order.
    public var pairs: [Pair] { Array(self) }

    public func makeIterator() -> AnyIterator<Pair> {
        var pairs = zip(names, values).makeIterator()
        return AnyIterator { pairs.next().map { (name: $0, value: $1) } }
    }

    /// The first value of the name.
    public subscript(name: String) -> String? { firstPlace(of: name).map { values[$0] } }

    /// The first value of the name as a number or another type; nil where it is missing or does not convert. White
    /// space around it does not count (Flask: `args.get(name, type=int)`).
    public subscript<T: LosslessStringConvertible>(name: String, as type: T.Type) -> T? {
        self[name].flatMap { Values.convert($0, to: type) }
    }

    /// Every value of the name (Flask: getlist).
    public func all(_ name: String) -> [String] { names.indices.filter { names[$0] == name }.map { values[$0] } }

    /// Those values of the name that convert.
    public func all<T: LosslessStringConvertible>(_ name: String, as type: T.Type) -> [T] {
        all(name).compactMap { Values.convert($0, to: type) }
    }

    public func contains(_ name: String) -> Bool { firstPlace(of: name) != nil }

    /// The first value of the name.
    ///
    /// - Throws: `HTTPError` 400 where it is missing (Flask: `args[name]`).
    public func required(_ name: String) throws -> String {
        guard let value = self[name] else { throw RequestFault.missing(name).error }
        return value
    }

    /// The first value of the name as a number or another type.
    ///
    /// - Throws: `HTTPError` 400 where it is missing or does not convert.
    public func required<T: LosslessStringConvertible>(_ name: String, as type: T.Type) throws -> T {
        let value = try required(name)
        guard let converted = Values.convert(value, to: type) else {
            throw RequestFault.wrongType(name, value: value, type: "\(type)").error
        }
        return converted
    }

    private func firstPlace(of name: String) -> Int? {
        places.isEmpty ? names.firstIndex(of: name) : places[name]
    }

    private static func convert<T: LosslessStringConvertible>(_ value: String, to type: T.Type) -> T? {
        T(value) ?? T(value.trimmingWhitespace())
    }

    private mutating func groupByName() {
        var groups: [String: [String]] = [:]
        for (name, value) in zip(names, values) { groups[name, default: []].append(value) }
        guard groups.count < names.count else { return }
        let old = names
        names = []
        values = []
        for name in old {
            guard let group = groups.removeValue(forKey: name) else { continue }
            names += Array(repeating: name, count: group.count)
            values += group
        }
    }

    private mutating func indexNames() {
        guard names.count > Values.searchedWithoutIndex else { return }
        for (place, name) in names.enumerated() where places[name] == nil { places[name] = place }
    }
}

extension StringProtocol {
    /// The text without the white space around it.
    package func trimmingWhitespace() -> String {
        guard let first = unicodeScalars.firstIndex(where: { !$0.properties.isWhitespace }),
            let last = unicodeScalars.lastIndex(where: { !$0.properties.isWhitespace })
        else { return "" }
        return String(self[first...last])
    }
}
