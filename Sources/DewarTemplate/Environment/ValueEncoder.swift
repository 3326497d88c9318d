/// Turns `Encodable` values into template values, keys in the order in which they are encoded.
///
/// Values of one type write the same keys in the same order again and again: the encoder remembers, for each key of the
/// dictionary before, which one came next, and shares the key instead of making it anew.
final class ValueEncoder {
    fileprivate let keys = KeyTable()
    fileprivate var isShared = false
    /// The type of which a value was last found to need its own `encode(to:)`.
    private var plainType: ObjectIdentifier?

    func encode(_ value: any Encodable, isShared: Bool) throws -> Value {
        self.isShared = isShared
        return try convert(value, path: [])
    }

    func encode(_ context: [String: any Encodable]) throws -> Dict {
        let dict = Dict(capacity: context.count)
        for (key, value) in context { dict.set(keys.text(key), try convert(value, path: [])) }
        return dict
    }

    /// A value that needs no encoder, or what its encoder makes of it.
    fileprivate func convert<Input: Encodable>(_ value: Input, path: [any CodingKey]) throws -> Value {
        if Input.self == String.self { return .text(Text.make(value as! String)) }
        if Input.self == Int.self { return .int(value as! Int) }
        if Input.self == Double.self { return .double(value as! Double) }
        if Input.self == Bool.self { return .bool(value as! Bool) }
        if Input.self == TemplateValue.self { return (value as! TemplateValue).value }
        if Input.self == [String].self {
            return .list(List((value as! [String]).map { .text(Text.make($0)) }, isShared: isShared))
        }
        // Asking a value for its protocols is slow, and most values are of a type that was just asked.
        if ObjectIdentifier(Input.self) != plainType {
            if let ready = value as? any TemplateObject { return .object(CustomObject(ready)) }
            if let dictionary = value as? any EncodableDictionary { return try dictionary.convert(self, path: path) }
            plainType = ObjectIdentifier(Input.self)
        }
        try StackGuard.check()
        let encoder = ContainerEncoder(self, path)
        try value.encode(to: encoder)
        return encoder.result
    }

    fileprivate func makeDict() -> Dict { Dict(isShared: isShared) }
}

/// Keys of dictionaries that were met before.
private final class KeyTable {
    private var texts: [String: Text] = [:]
    /// The keys in the order in which the last dictionaries wrote them.
    private var sequence: [Text] = []
    private var place = 0

    func text(_ key: String) -> Text {
        // Mostly it is the key that followed the last one when a value of the same type was encoded before.
        if place < sequence.count, KeyTable.same(sequence[place], key) {
            place += 1
            return sequence[place - 1]
        }
        let text = texts[key] ?? Text.key(key)
        texts[key] = text
        if let known = sequence.firstIndex(where: { $0 === text }) {
            place = known + 1
        } else if sequence.count < 256 {
            sequence.append(text)
            place = sequence.count
        }
        return text
    }

    private static func same(_ text: Text, _ key: String) -> Bool {
        let utf8 = key.utf8
        guard utf8.count == text.count else { return false }
        return utf8.withContiguousStorageIfAvailable { Text.same(text.start, $0.baseAddress!, text.count) }
            ?? (text.string == key)
    }
}

/// A dictionary with string keys, which is encoded without going through keyed containers.
private protocol EncodableDictionary {
    func convert(_ encoder: ValueEncoder, path: [any CodingKey]) throws -> Value
}

extension Dictionary: EncodableDictionary where Key == String, Value: Encodable {
    fileprivate func convert(_ encoder: ValueEncoder, path: [any CodingKey]) throws -> DewarTemplate.Value {
        let dict = encoder.makeDict()
        for (key, value) in self.sorted(by: { $0.key < $1.key }) {
            dict.set(encoder.keys.text(key), try encoder.convert(value, path: path))
        }
        return .dict(dict)
    }
}

/// What one value writes itself into.
private final class ContainerEncoder: Encoder {
    let encoder: ValueEncoder
    let codingPath: [any CodingKey]
    var userInfo: [CodingUserInfoKey: Any] { [:] }
    private var single: Value = .none
    private var dict: Dict?
    private var list: List?

    init(_ encoder: ValueEncoder, _ path: [any CodingKey]) {
        self.encoder = encoder
        codingPath = path
    }

    var result: Value { dict.map { .dict($0) } ?? list.map { .list($0) } ?? single }

    func container<Key: CodingKey>(keyedBy type: Key.Type) -> KeyedEncodingContainer<Key> {
        let target = dict ?? encoder.makeDict()
        dict = target
        return KeyedEncodingContainer(KeyedContainer<Key>(encoder, target, codingPath))
    }

    func unkeyedContainer() -> any UnkeyedEncodingContainer {
        let target = list ?? List([], isShared: encoder.isShared)
        list = target
        return UnkeyedContainer(encoder, target, codingPath)
    }

    func singleValueContainer() -> any SingleValueEncodingContainer { SingleContainer(self) }

    fileprivate func set(_ value: Value) { single = value }
}

private struct KeyedContainer<Key: CodingKey>: KeyedEncodingContainerProtocol {
    let encoder: ValueEncoder
    let dict: Dict
    let codingPath: [any CodingKey]

    init(_ encoder: ValueEncoder, _ dict: Dict, _ path: [any CodingKey]) {
        self.encoder = encoder
        self.dict = dict
        codingPath = path
    }

    private func set(_ key: Key, _ value: Value) { dict.set(encoder.keys.text(key.stringValue), value) }

    func encodeNil(forKey key: Key) { set(key, .none) }
    func encode(_ value: Bool, forKey key: Key) { set(key, .bool(value)) }
    func encode(_ value: String, forKey key: Key) { set(key, .text(Text.make(value))) }
    func encode(_ value: Double, forKey key: Key) { set(key, .double(value)) }
    func encode(_ value: Int, forKey key: Key) { set(key, .int(value)) }
    func encode(_ value: Float, forKey key: Key) { set(key, .double(Double(value))) }
    func encode(_ value: Int8, forKey key: Key) { set(key, .int(Int(value))) }
    func encode(_ value: Int16, forKey key: Key) { set(key, .int(Int(value))) }
    func encode(_ value: Int32, forKey key: Key) { set(key, .int(Int(value))) }
    func encode(_ value: Int64, forKey key: Key) { set(key, .int(Int(value))) }
    func encode(_ value: UInt, forKey key: Key) { set(key, .unsigned(value)) }
    func encode(_ value: UInt8, forKey key: Key) { set(key, .int(Int(value))) }
    func encode(_ value: UInt16, forKey key: Key) { set(key, .int(Int(value))) }
    func encode(_ value: UInt32, forKey key: Key) { set(key, .int(Int(value))) }
    func encode(_ value: UInt64, forKey key: Key) { set(key, .unsigned(UInt(value))) }

    // An optional that is nil is None rather than missing: a template can tell the two apart.
    func encodeIfPresent(_ value: Bool?, forKey key: Key) { set(key, value.map { .bool($0) } ?? Value.none) }
    func encodeIfPresent(_ value: Int?, forKey key: Key) { set(key, value.map { .int($0) } ?? Value.none) }
    func encodeIfPresent(_ value: Double?, forKey key: Key) { set(key, value.map { .double($0) } ?? Value.none) }
    func encodeIfPresent(_ value: String?, forKey key: Key) { set(key, value.map { .text($0) } ?? Value.none) }

    func encodeIfPresent<Input: Encodable>(_ value: Input?, forKey key: Key) throws {
        if let value { try encode(value, forKey: key) } else { set(key, .none) }
    }

    func encode<Input: Encodable>(_ value: Input, forKey key: Key) throws {
        // The key first: what the value encodes brings keys of its own.
        let text = encoder.keys.text(key.stringValue)
        dict.set(text, try encoder.convert(value, path: codingPath))
    }

    func nestedContainer<Nested: CodingKey>(keyedBy type: Nested.Type, forKey key: Key) -> KeyedEncodingContainer<
        Nested
    > {
        let nested = encoder.makeDict()
        set(key, .dict(nested))
        return KeyedEncodingContainer(KeyedContainer<Nested>(encoder, nested, codingPath + [key]))
    }

    func nestedUnkeyedContainer(forKey key: Key) -> any UnkeyedEncodingContainer {
        let nested = List([], isShared: encoder.isShared)
        set(key, .list(nested))
        return UnkeyedContainer(encoder, nested, codingPath + [key])
    }

    func superEncoder() -> any Encoder { ContainerEncoder(encoder, codingPath) }
    func superEncoder(forKey key: Key) -> any Encoder { ContainerEncoder(encoder, codingPath + [key]) }
}

private struct UnkeyedContainer: UnkeyedEncodingContainer {
    let encoder: ValueEncoder
    let list: List
    let codingPath: [any CodingKey]
    var count: Int { list.count }

    init(_ encoder: ValueEncoder, _ list: List, _ path: [any CodingKey]) {
        self.encoder = encoder
        self.list = list
        codingPath = path
    }

    func encodeNil() { list.items.append(.none) }
    func encode(_ value: String) { list.items.append(.text(Text.make(value))) }
    func encode(_ value: Int) { list.items.append(.int(value)) }
    func encode(_ value: Double) { list.items.append(.double(value)) }
    func encode(_ value: Bool) { list.items.append(.bool(value)) }

    func encode<Input: Encodable>(_ value: Input) throws {
        list.items.append(try encoder.convert(value, path: codingPath))
    }

    func nestedContainer<Nested: CodingKey>(keyedBy type: Nested.Type) -> KeyedEncodingContainer<Nested> {
        let nested = encoder.makeDict()
        list.items.append(.dict(nested))
        return KeyedEncodingContainer(KeyedContainer<Nested>(encoder, nested, codingPath))
    }

    func nestedUnkeyedContainer() -> any UnkeyedEncodingContainer {
        let nested = List([], isShared: encoder.isShared)
        list.items.append(.list(nested))
        return UnkeyedContainer(encoder, nested, codingPath)
    }

    func superEncoder() -> any Encoder { ContainerEncoder(encoder, codingPath) }
}

private struct SingleContainer: SingleValueEncodingContainer {
    let target: ContainerEncoder
    var codingPath: [any CodingKey] { target.codingPath }

    init(_ target: ContainerEncoder) { self.target = target }

    func encodeNil() { target.set(.none) }
    func encode(_ value: Bool) { target.set(.bool(value)) }
    func encode(_ value: String) { target.set(.text(Text.make(value))) }
    func encode(_ value: Double) { target.set(.double(value)) }
    func encode(_ value: Float) { target.set(.double(Double(value))) }
    func encode(_ value: Int) { target.set(.int(value)) }
    func encode(_ value: Int8) { target.set(.int(Int(value))) }
    func encode(_ value: Int16) { target.set(.int(Int(value))) }
    func encode(_ value: Int32) { target.set(.int(Int(value))) }
    func encode(_ value: Int64) { target.set(.int(Int(value))) }
    func encode(_ value: UInt) { target.set(.unsigned(value)) }
    func encode(_ value: UInt8) { target.set(.int(Int(value))) }
    func encode(_ value: UInt16) { target.set(.int(Int(value))) }
    func encode(_ value: UInt32) { target.set(.int(Int(value))) }
    func encode(_ value: UInt64) { target.set(.unsigned(UInt(value))) }
    func encode<Input: Encodable>(_ value: Input) throws {
        target.set(try target.encoder.convert(value, path: codingPath))
    }
}

extension Value {
    /// An unsigned integer, a big one beyond `Int.max`.
    fileprivate static func unsigned(_ value: UInt) -> Value {
        if let int = Int(exactly: value) { return .int(int) }
        return .bigInt(
            BigInt(
                magnitude: [UInt32(truncatingIfNeeded: value), UInt32(truncatingIfNeeded: value >> 32)],
                isNegative: false))
    }
}
