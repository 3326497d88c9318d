public import DewarHTTP
internal import FoundationEssentials

// Small stand-ins for what other rooms are about to land; each goes when its own arrives.

extension Request {
    /// The path, decoded.
    public var path: String { String(target.split(separator: "?", omittingEmptySubsequences: false)[0]) }
}

extension Response {
    public init<T: Encodable>(json: T, status: Status = 200, headers: Headers = [:]) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys]
        self.init(
            status: status, headers: ["Content-Type": "application/json"], body: .bytes(Array(try encoder.encode(json)))
        )
    }

    init(json: JSONObject) throws {
        try self.init(json: json.mapValues(AnyEncodable.init))
    }
}

private struct AnyEncodable: Encodable {
    let value: any Encodable
    init(_ value: any Encodable) { self.value = value }
    func encode(to encoder: any Encoder) throws { try value.encode(to: encoder) }
}

public struct Config: Sendable {
    public var secretKey = ""
}
