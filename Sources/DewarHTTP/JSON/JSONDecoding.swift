internal import FoundationEssentials

extension JSON {
    /// The value that the JSON holds.
    ///
    /// - Throws: `HTTPError` 400; its description leads to the failing key.
    package static func decode<Value: Decodable>(_ type: Value.Type, from bytes: [UInt8]) throws -> Value {
        if type == JSONValue.self, let value = try value(from: bytes) as? Value { return value }
        do {
            return try decoder().decode(type, from: Data(bytes))
        } catch let error as DecodingError {
            throw fault(error, in: bytes).error
        }
    }

    /// The JSON as it is.
    ///
    /// - Throws: `HTTPError` 400 where it is none.
    package static func value(from bytes: [UInt8]) throws -> JSONValue {
        do throws(JSONParser.Problem) {
            return try JSONParser.parse(bytes)
        } catch {
            throw RequestFault.malformedJSON(problem: error.what, offset: error.offset).error
        }
    }

    private static func decoder() -> JSONDecoder {
        let decoder = JSONDecoder()
        decoder.dateDecodingStrategy = .custom { decoder in
            let text = try decoder.singleValueContainer().decode(String.self)
            if let date = HTTPDate(text) { return Date(timeIntervalSince1970: Double(date.secondsSince1970)) }
            if let date = try? Date(text, strategy: .iso8601) { return date }
            throw DecodingError.dataCorrupted(
                .init(codingPath: decoder.codingPath, debugDescription: "'\(text)' is no date"))
        }
        return decoder
    }

    private static func fault(_ error: DecodingError, in bytes: [UInt8]) -> RequestFault {
        switch error {
        case .keyNotFound(let key, let context):
            return .unfitJSON(path: path(context.codingPath + [key]), problem: "the key is missing")
        case .valueNotFound(let type, let context):
            return .unfitJSON(path: path(context.codingPath), problem: "null stands for a value of type \(type)")
        case .typeMismatch(let type, let context):
            return .unfitJSON(path: path(context.codingPath), problem: "the value is not of type \(type)")
        case .dataCorrupted(let context):
            // Without a path it is the text itself that is no JSON; the parser knows the place.
            if context.codingPath.isEmpty {
                do throws(JSONParser.Problem) { _ = try JSONParser.parse(bytes) } catch {
                    return .malformedJSON(problem: error.what, offset: error.offset)
                }
            }
            return .unfitJSON(path: path(context.codingPath), problem: context.debugDescription)
        @unknown default:
            return .malformedJSON(problem: "it does not decode", offset: nil)
        }
    }

    /// The way to a value: `items[2].name`.
    private static func path(_ keys: [any CodingKey]) -> String {
        keys.reduce(into: "") { path, key in
            if let index = key.intValue {
                path += "[\(index)]"
            } else {
                path += path.isEmpty ? key.stringValue : "." + key.stringValue
            }
        }
    }
}
