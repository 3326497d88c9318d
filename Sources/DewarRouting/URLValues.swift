/// What may be put into a URL: texts, numbers, truth values, your own path types, optionals of these (nil is left out)
/// and arrays of these (repeated in the query).
public protocol URLValue: Sendable {
    /// The values in order; none leaves the name out.
    var urlValues: [PathValue] { get }
}

extension PathValue: URLValue {
    public var urlValues: [PathValue] { self == .null ? [] : [self] }
}

extension Optional: URLValue where Wrapped: URLValue {
    public var urlValues: [PathValue] { self?.urlValues ?? [] }
}

extension Array: URLValue where Element: URLValue {
    public var urlValues: [PathValue] { flatMap(\.urlValues) }
}

/// Names and values for a URL that is to be built, in the order in which they shall stand in the query.
///
/// ```swift
/// try request.urlFor("user", ["id": 5, "tab": "log", "tag": ["a", "b"]])
/// ```
public struct URLValues: Sendable, ExpressibleByDictionaryLiteral {
    package private(set) var names: [String] = []
    package private(set) var values: [[PathValue]] = []

    public init(dictionaryLiteral elements: (String, any URLValue)...) {
        for (name, value) in elements { self[name] = value }
    }

    /// The dictionary's values, ordered by name.
    public init(_ values: [String: any URLValue]) {
        for (name, value) in values.sorted(by: { $0.key < $1.key }) { self[name] = value }
    }

    /// The value of a name; setting nil takes it away.
    public subscript(name: String) -> (any URLValue)? {
        get { names.firstIndex(of: name).map { values[$0] } }
        set {
            let values = newValue?.urlValues ?? []
            guard let place = names.firstIndex(of: name) else {
                guard !values.isEmpty else { return }
                names.append(name)
                return self.values.append(values)
            }
            guard values.isEmpty else { return self.values[place] = values }
            names.remove(at: place)
            self.values.remove(at: place)
        }
    }

    /// The one value of a name that a rule's variable needs; several stand for their first.
    func first(_ name: String) -> PathValue? { names.firstIndex(of: name).flatMap { values[$0].first } }

    package func contains(_ name: String) -> Bool { names.contains(name) }
}
