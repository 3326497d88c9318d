/// Stand-ins until the router lands.
public enum PathKind: String, Sendable, Hashable { case text, int, float, uuid }

public enum PathValue: Sendable, Hashable {
    case string(String)
    case int(Int)
    case float(Double)

    public var text: String? {
        switch self {
        case .string(let text): text
        case .int(let value): String(value)
        case .float(let value): String(value)
        }
    }
}

public protocol PathConvertible: Sendable {
    static var acceptedKinds: Set<PathKind> { get }
    init?(pathValue: PathValue)
}

extension String: PathConvertible {
    public static var acceptedKinds: Set<PathKind> { [.text, .uuid] }
    public init?(pathValue: PathValue) { self = pathValue.text ?? "" }
}

extension Int: PathConvertible {
    public static var acceptedKinds: Set<PathKind> { [.int] }
    public init?(pathValue: PathValue) {
        guard case .int(let value) = pathValue else { return nil }
        self = value
    }
}

extension Double: PathConvertible {
    public static var acceptedKinds: Set<PathKind> { [.float] }
    public init?(pathValue: PathValue) {
        guard case .float(let value) = pathValue else { return nil }
        self = value
    }
}

public protocol URLValue: Sendable { var urlValues: [PathValue] { get } }
extension String: URLValue { public var urlValues: [PathValue] { [.string(self)] } }
extension Int: URLValue { public var urlValues: [PathValue] { [.int(self)] } }

public struct URLValues: Sendable, ExpressibleByDictionaryLiteral {
    package var pairs: [(name: String, values: [PathValue])]
    public init(dictionaryLiteral elements: (String, any URLValue)...) {
        pairs = elements.map { ($0, $1.urlValues) }
    }
}

package struct RouteTable: Sendable {
    package enum Found { case view(index: Int, values: [PathValue]), notAllowed([String]), redirect(String), nothing }
    struct Entry { var segments: [Segment]; var methods: [String]; var endpoint: String; var slash: Bool }
    enum Segment { case fixed(String), variable(String, String) }
    var entries: [Entry] = []

    package mutating func add(rule: String, methods: [String], endpoint: String) {
        let segments = rule.split(separator: "/").map { part -> Segment in
            guard part.first == "<" else { return .fixed(String(part)) }
            let inner = part.dropFirst().dropLast().split(separator: ":")
            return inner.count == 2
                ? .variable(String(inner[0]), String(inner[1])) : .variable("string", String(inner[0]))
        }
        entries.append(Entry(segments: segments, methods: methods, endpoint: endpoint, slash: rule.hasSuffix("/")))
    }

    package static func variables(_ rule: String) -> [(name: String, kind: PathKind)] {
        var table = RouteTable()
        table.add(rule: rule, methods: [], endpoint: "")
        return table.entries[0].segments.compactMap {
            guard case .variable(let converter, let name) = $0 else { return nil }
            return (name, PathKind(rawValue: converter) ?? .text)
        }
    }

    package func match(_ method: String, _ path: String) -> Found {
        let parts = path.split(separator: "/").map(String.init)
        var allowed: Set<String> = []
        for (index, entry) in entries.enumerated() {
            guard let values = entry.match(parts) else { continue }
            if entry.slash != path.hasSuffix("/") {
                if entry.slash { return .redirect(path + "/") }
                continue
            }
            if entry.methods.contains(method) { return .view(index: index, values: values) }
            allowed.formUnion(entry.methods)
        }
        return allowed.isEmpty ? .nothing : .notAllowed(allowed.sorted())
    }

    package func build(_ endpoint: String, _ values: URLValues) -> String? {
        guard let entry = entries.first(where: { $0.endpoint == endpoint }) else { return nil }
        var used: Set<String> = []
        var path = ""
        for segment in entry.segments {
            switch segment {
            case .fixed(let text): path += "/" + text
            case .variable(_, let name):
                guard let value = values.pairs.first(where: { $0.name == name }) else { return nil }
                used.insert(name)
                path += "/" + (value.values.first?.text ?? "")
            }
        }
        if entry.slash || path.isEmpty { path += "/" }
        let rest = values.pairs.filter { !used.contains($0.name) }
        return path
            + (rest.isEmpty
                ? "" : "?" + rest.map { $0.name + "=" + ($0.values.first?.text ?? "") }.joined(separator: "&"))
    }
}

extension RouteTable.Entry {
    func match(_ parts: [String]) -> [PathValue]? {
        var values: [PathValue] = []
        guard parts.count == segments.count else { return nil }
        for (segment, part) in zip(segments, parts) {
            switch segment {
            case .fixed(let text): if text != part { return nil }
            case .variable("int", _):
                guard let value = Int(part) else { return nil }
                values.append(.int(value))
            case .variable("float", _):
                guard part.contains("."), let value = Double(part) else { return nil }
                values.append(.float(value))
            case .variable: values.append(.string(part))
            }
        }
        return values
    }
}
extension PathValue: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral {
    public init(stringLiteral value: String) { self = .string(value) }
    public init(integerLiteral value: Int) { self = .int(value) }
}
