/// The members of an object, as `Encodable` writes them. Two words, so that it fits an existential's own space.
struct JSONObjectWriter<Key: CodingKey>: KeyedEncodingContainerProtocol {
    let writer: JSONWriter
    let depth: Int

    var codingPath: [any CodingKey] { writer.codingPath }

    private func begin(_ key: Key) {
        precondition(writer.state.pointee.frames.count == depth, "the container's value has been written already")
        writer.beginMember(key.stringValue)
    }

    func encodeNil(forKey key: Key) {
        begin(key)
        writer.writeNull()
    }

    func encode(_ value: String, forKey key: Key) {
        begin(key)
        writer.state.pointee.output.append(string: value)
    }

    func encode(_ value: Bool, forKey key: Key) {
        begin(key)
        writer.write(value)
    }

    func encode(_ value: Int, forKey key: Key) { integer(value, key) }
    func encode(_ value: Int8, forKey key: Key) { integer(value, key) }
    func encode(_ value: Int16, forKey key: Key) { integer(value, key) }
    func encode(_ value: Int32, forKey key: Key) { integer(value, key) }
    func encode(_ value: Int64, forKey key: Key) { integer(value, key) }
    func encode(_ value: UInt, forKey key: Key) { integer(value, key) }
    func encode(_ value: UInt8, forKey key: Key) { integer(value, key) }
    func encode(_ value: UInt16, forKey key: Key) { integer(value, key) }
    func encode(_ value: UInt32, forKey key: Key) { integer(value, key) }
    func encode(_ value: UInt64, forKey key: Key) { integer(value, key) }

    private func integer(_ value: some FixedWidthInteger, _ key: Key) {
        begin(key)
        writer.state.pointee.output.append(integer: value)
    }

    func encode(_ value: Double, forKey key: Key) throws { try member(key) { try writer.write(value) } }
    func encode(_ value: Float, forKey key: Key) throws { try member(key) { try writer.write(value) } }

    func encode<T: Encodable>(_ value: T, forKey key: Key) throws {
        try member(key) { try writer.write(value) }
    }

    /// Writes key and value, or neither where the value fails.
    private func member(_ key: Key, _ write: () throws -> Void) throws {
        let mark = writer.mark()
        begin(key)
        do { try write() } catch {
            writer.rollBack(to: mark)
            throw error
        }
    }

    func nestedContainer<Nested: CodingKey>(
        keyedBy type: Nested.Type, forKey key: Key
    ) -> KeyedEncodingContainer<Nested> {
        begin(key)
        return writer.nestedWriter().container(keyedBy: type)
    }

    func nestedUnkeyedContainer(forKey key: Key) -> any UnkeyedEncodingContainer {
        begin(key)
        return writer.nestedWriter().unkeyedContainer()
    }

    func superEncoder() -> any Encoder {
        writer.beginMember("super")
        return writer.nestedWriter()
    }

    func superEncoder(forKey key: Key) -> any Encoder {
        begin(key)
        return writer.nestedWriter()
    }
}

/// The elements of an array.
struct JSONArrayWriter: UnkeyedEncodingContainer {
    let writer: JSONWriter
    let depth: Int

    var codingPath: [any CodingKey] { writer.codingPath }

    var count: Int { writer.state.pointee.frames[depth - 1].elements }

    private func begin() {
        precondition(writer.state.pointee.frames.count == depth, "the container's value has been written already")
        writer.beginElement()
    }

    func encodeNil() {
        begin()
        writer.writeNull()
    }

    func encode(_ value: String) {
        begin()
        writer.state.pointee.output.append(string: value)
    }

    func encode(_ value: Bool) {
        begin()
        writer.write(value)
    }

    func encode<T: Encodable>(_ value: T) throws {
        begin()
        let mark = writer.mark()
        do { try writer.write(value) } catch {
            writer.rollBack(to: mark)
            writer.writeNull()
            throw error
        }
    }

    func nestedContainer<Nested: CodingKey>(keyedBy type: Nested.Type) -> KeyedEncodingContainer<Nested> {
        begin()
        return writer.nestedWriter().container(keyedBy: type)
    }

    func nestedUnkeyedContainer() -> any UnkeyedEncodingContainer {
        begin()
        return writer.nestedWriter().unkeyedContainer()
    }

    func superEncoder() -> any Encoder {
        begin()
        return writer.nestedWriter()
    }
}

/// A value that is neither object nor array.
struct JSONSingleWriter: SingleValueEncodingContainer {
    let writer: JSONWriter

    var codingPath: [any CodingKey] { writer.codingPath }

    func encodeNil() { writer.writeNull() }
    func encode(_ value: String) { writer.state.pointee.output.append(string: value) }
    func encode(_ value: Bool) { writer.write(value) }
    func encode<T: Encodable>(_ value: T) throws { try writer.write(value) }
}

/// A key of the coding path.
struct JSONKey: CodingKey {
    let stringValue: String
    let intValue: Int?

    init(name: String) {
        stringValue = name
        intValue = nil
    }

    init(index: Int) {
        stringValue = "\(index)"
        intValue = index
    }

    init?(stringValue: String) { self.init(name: stringValue) }

    init?(intValue: Int) { self.init(index: intValue) }
}
