/// Header fields in the order they were added. Names are compared without regard to case (RFC 9110 §5.1).
///
/// ```swift
/// response.headers["Cache-Control"] = "no-store"
/// response.headers.add("Set-Cookie", "a=1")
/// ```
///
/// Content-Type has a place of its own, so that an answer with only a type allocates nothing; the fields of a request
/// stay in its head until they are asked for, one by one.
public struct Headers: Sendable, ExpressibleByDictionaryLiteral {
    /// A field as it is sent.
    package struct Field: Sendable {
        package var name: String
        package var value: String
    }

    package private(set) var contentType: String?
    /// The others, in their order.
    package private(set) var fields: [Field] = []
    /// The head of a request as it was sent; then all the others are empty.
    private var sent: RequestHead?

    public init() {}

    public init(dictionaryLiteral elements: (String, String)...) {
        for (name, value) in elements { add(name, value) }
    }

    /// The headers of an answer whose only field is its content type.
    package init(contentType: String?) { self.contentType = contentType }

    /// The headers of a request on the wire.
    init(sent: RequestHead) { self.sent = sent }

    /// Says what the content is, unless that has been said.
    package mutating func setContentTypeIfNone(_ type: String) {
        if contentType == nil { contentType = type }
    }

    public var isEmpty: Bool { count == 0 }

    /// The number of fields; a repeated field counts each time.
    public var count: Int {
        if let sent { return Int(sent.layout.fieldCount) }
        return fields.count + (contentType == nil ? 0 : 1)
    }

    /// The value of the field, its repetitions joined by a comma; nil if it is absent. Setting replaces all of them,
    /// setting nil removes them. A value with a line feed, a carriage return or another control character is refused: the
    /// fields stay as they are, so that nobody can add fields or an answer of their own.
    public subscript(name: String) -> String? {
        get {
            if let sent {
                guard let first = sent.first(name) else { return nil }
                let all = sent.all(name)
                return all.count < 2 ? first : all.joined(separator: ",")
            }
            if contentType != nil, Headers.isContentType(name) { return contentType }
            var joined: String?
            for field in fields where Headers.areEqual(field.name, name) {
                joined = joined.map { $0 + "," + field.value } ?? field.value
            }
            return joined
        }
        set {
            guard let newValue else { return remove(name) }
            guard Headers.isAllowed(newValue) else { return }
            decodeAll()
            if Headers.isContentType(name) {
                contentType = newValue
            } else if let first = fields.firstIndex(where: { Headers.areEqual($0.name, name) }) {
                fields[first].value = newValue
                for i in fields.indices.reversed() where i > first && Headers.areEqual(fields[i].name, name) {
                    fields.remove(at: i)
                }
            } else {
                fields.append(Field(name: name, value: newValue))
            }
        }
    }

    /// Adds a field beside those of the same name, as `Set-Cookie` needs. A value with a control character is refused.
    public mutating func add(_ name: String, _ value: String) {
        guard Headers.isAllowed(value) else { return }
        decodeAll()
        if Headers.isContentType(name) {
            contentType = value
        } else {
            fields.append(Field(name: name, value: value))
        }
    }

    /// Removes every field of this name.
    public mutating func remove(_ name: String) {
        decodeAll()
        if Headers.isContentType(name) { contentType = nil }
        fields.removeAll { Headers.areEqual($0.name, name) }
    }

    /// Every value of the field, in order.
    public func all(_ name: String) -> [String] {
        if let sent { return sent.all(name) }
        if Headers.isContentType(name) { return contentType.map { [$0] } ?? [] }
        return fields.filter { Headers.areEqual($0.name, name) }.map(\.value)
    }

    public func contains(_ name: String) -> Bool {
        if let sent { return sent.contains(name) }
        if contentType != nil, Headers.isContentType(name) { return true }
        return fields.contains { Headers.areEqual($0.name, name) }
    }

    /// The fields as pairs, in order; in an answer, Content-Type comes first.
    public var pairs: [(name: String, value: String)] {
        if let sent {
            var fields: [(name: String, value: String)] = []
            sent.forEach { name, value in
                fields.append((String(decoding: name, as: UTF8.self), FieldValue.decode(value)))
                return true
            }
            return fields
        }
        var all: [(name: String, value: String)] = []
        if let contentType { all.append(("Content-Type", contentType)) }
        for field in fields { all.append((field.name, field.value)) }
        return all
    }

    /// Takes the fields out of a request's head, to be changed.
    private mutating func decodeAll() {
        guard sent != nil else { return }
        let fields = pairs
        sent = nil
        for (name, value) in fields { add(name, value) }
    }

    private static func isAllowed(_ value: String) -> Bool { value.utf8.allSatisfy(FieldValue.isAllowed) }

    private static func isContentType(_ name: String) -> Bool {
        name.utf8.count == 12 && areEqual(name, "content-type")
    }

    /// Whether two names are equal but for the case of their ASCII letters.
    package static func areEqual(_ a: String, _ b: String) -> Bool {
        let count = a.utf8.count
        guard count == b.utf8.count else { return false }
        var (a, b) = (a, b)
        return a.withUTF8 { a in
            b.withUTF8 { b in
                var i = 0
                while i < count {
                    if a[i] != b[i], lowered(a[i]) != lowered(b[i]) { return false }
                    i &+= 1
                }
                return true
            }
        }
    }

    @inline(__always)
    static func lowered(_ byte: UInt8) -> UInt8 { byte &- 65 < 26 ? byte | 0x20 : byte }
}

extension Headers: Hashable {
    public static func == (a: Headers, b: Headers) -> Bool {
        let (left, right) = (a.pairs, b.pairs)
        return left.count == right.count && zip(left, right).allSatisfy { $0.name == $1.name && $0.value == $1.value }
    }

    public func hash(into hasher: inout Hasher) {
        for (name, value) in pairs {
            hasher.combine(name)
            hasher.combine(value)
        }
    }
}
