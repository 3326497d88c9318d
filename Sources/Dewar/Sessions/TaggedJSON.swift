internal import DewarHTTP

/// Sessions as Flask writes them: JSON with names sorted and ASCII only, where an object of one member that begins with a
/// space tells a type that JSON has not (Flask: TaggedJSONSerializer).
enum TaggedJSON {
    private enum Tag {
        /// An object that only looks like a tag; its name has `__` behind it.
        static let dictionary = " di"
        static let tuple = " t"
        static let bytes = " b"
        static let markup = " m"
        static let uuid = " u"
        static let date = " d"
        static let all: Set<String> = [dictionary, tuple, bytes, markup, uuid, date]
    }

    /// A text that is no session.
    struct Unreadable: Error {}

    static func text(_ values: [String: SessionValue]) throws -> [UInt8] {
        try JSON.encode(tagged(.dictionary(values)))
    }

    static func values(_ text: [UInt8]) throws -> [String: SessionValue] {
        guard case .dictionary(let values) = try untagged(try JSON.value(from: text)) else { throw Unreadable() }
        return values
    }

    private static func tagged(_ value: SessionValue) -> JSONValue {
        switch value {
        case .null: .null
        case .bool(let bool): .bool(bool)
        case .int(let int): .integer(int)
        case .float(let double): .number(double)
        case .string(let text): .string(text)
        case .list(let elements): .array(elements.map(tagged))
        case .dictionary(let members):
            if members.count == 1, let (name, value) = members.first, Tag.all.contains(name) {
                .object([Tag.dictionary: .object([name + "__": tagged(value)])])
            } else {
                .object(members.mapValues(tagged))
            }
        case .tuple(let elements): .object([Tag.tuple: .array(elements.map(tagged))])
        case .bytes(let bytes): .object([Tag.bytes: .string(Base64.encode(bytes))])
        case .markup(let text): .object([Tag.markup: .string(text)])
        case .uuid(let text): .object([Tag.uuid: .string(text.filter { $0 != "-" })])
        case .date(let date): .object([Tag.date: .string(date.description)])
        }
    }

    private static func untagged(_ json: JSONValue) throws -> SessionValue {
        switch json {
        case .null: return .null
        case .bool(let bool): return .bool(bool)
        case .integer(let int): return .int(int)
        case .number(let double): return .float(double)
        case .string(let text): return .string(text)
        case .array(let elements): return .list(try elements.map(untagged))
        case .object(let members):
            guard members.count == 1, let (name, value) = members.first, Tag.all.contains(name) else {
                return .dictionary(try members.mapValues(untagged))
            }
            return try untagged(name, try untagged(value))
        }
    }

    private static func untagged(_ tag: String, _ value: SessionValue) throws -> SessionValue {
        switch (tag, value) {
        case (Tag.dictionary, .dictionary(let members)):
            guard members.count == 1, let (name, value) = members.first, name.hasSuffix("__") else {
                throw Unreadable()
            }
            return .dictionary([String(name.dropLast(2)): value])
        case (Tag.tuple, .list(let elements)): return .tuple(elements)
        case (Tag.bytes, .string(let text)):
            guard let bytes = Base64.decode(text) else { throw Unreadable() }
            return .bytes(bytes)
        case (Tag.markup, .string(let text)): return .markup(text)
        case (Tag.uuid, .string(let text)):
            guard let uuid = uuid(text) else { throw Unreadable() }
            return .uuid(uuid)
        case (Tag.date, .string(let text)): return HTTPDate(text).map { .date($0) } ?? .null
        default: throw Unreadable()
        }
    }

    /// A UUID's 32 digits in its 36 characters; nil for anything else.
    private static func uuid(_ text: String) -> String? {
        let digits = text.lowercased().filter { $0 != "-" }
        guard digits.utf8.count == 32, digits.utf8.allSatisfy({ PercentEncoding.hexadecimal($0) != nil }) else {
            return nil
        }
        var uuid = ""
        for (place, digit) in digits.enumerated() {
            if [8, 12, 16, 20].contains(place) { uuid += "-" }
            uuid.append(digit)
        }
        return uuid
    }
}
