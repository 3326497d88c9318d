/// A dictionary that keeps the order of its keys, as Python's does.
///
/// Few entries are searched one after the other, by hash and then by identity or content, which beats hashing into a
/// table for the small dictionaries that templates are fed with; from nine entries on there is an index.
final class Dict {
    struct Entry {
        var hash: Int
        var key: Value
        var value: Value
    }

    @exclusivity(unchecked) private(set) var entries: UnsafeMutablePointer<Entry>
    @exclusivity(unchecked) private(set) var count = 0
    @exclusivity(unchecked) private var capacity: Int
    /// Open addressing: the number of an entry plus one, 0 for a free place. Empty while there are few entries.
    @exclusivity(unchecked) private var index: [Int32] = []
    /// True if renders on several threads may share the dictionary; a template cannot change it then.
    let isShared: Bool

    private static let searchedInOrder = 8

    init(capacity: Int = 4, isShared: Bool = false) {
        self.capacity = max(capacity, 1)
        self.isShared = isShared
        entries = .allocate(capacity: self.capacity)
    }

    deinit {
        defer { entries.deallocate() }
        let isFlat = (0..<count).allSatisfy { !entries[$0].value.isContainer && !entries[$0].key.isContainer }
        if isFlat {
            entries.deinitialize(count: count)
            return
        }
        if Composite.freeDirectly({ entries.deinitialize(count: count) }) { return }
        var containers: [Value] = []
        for i in 0..<count where entries[i].value.isContainer { containers.append(entries[i].value) }
        for i in 0..<count where entries[i].key.isContainer { containers.append(entries[i].key) }
        entries.deinitialize(count: count)
        Composite.release(&containers)
    }

    /// The value of a string key; nil if absent. Valid until the dictionary changes.
    @inline(__always)
    func find(_ key: Text) -> UnsafeMutablePointer<Value>? { find(Unmanaged.passUnretained(key)) }

    @inline(__always)
    func find(_ key: Unmanaged<Text>) -> UnsafeMutablePointer<Value>? {
        let hash = key.hash
        if count > Dict.searchedInOrder { return findIndexed(key, hash) }
        var i = 0
        while i < count {
            if entries[i].hash == hash, Dict.holds(entries + i, key) {
                return Dict.valuePlace(entries + i)
            }
            i += 1
        }
        return nil
    }

    /// Where the value of an entry lies.
    @inline(__always)
    private static func valuePlace(_ entry: UnsafeMutablePointer<Entry>) -> UnsafeMutablePointer<Value> {
        (UnsafeMutableRawPointer(entry) + MemoryLayout<Entry>.offset(of: \.value)!).assumingMemoryBound(to: Value.self)
    }

    @inline(__always)
    private static func holds(_ entry: UnsafeMutablePointer<Entry>, _ key: Unmanaged<Text>) -> Bool {
        let place = UnsafeRawPointer(entry) + MemoryLayout<Entry>.offset(of: \.key)!
        guard let own = place.assumingMemoryBound(to: Value.self).view.asText else { return false }
        if own.toOpaque() == key.toOpaque() { return true }
        return own.count == key.count && Text.same(own.start, key.start, own.count)
    }

    private func findIndexed(_ key: Unmanaged<Text>, _ hash: Int) -> UnsafeMutablePointer<Value>? {
        let mask = index.count - 1
        var place = hash & mask
        while index[place] != 0 {
            let entry = entries + Int(index[place] - 1)
            if entry.pointee.hash == hash, Dict.holds(entry, key) {
                return Dict.valuePlace(entry)
            }
            place = (place + 1) & mask
        }
        return nil
    }

    subscript(key: Text) -> Value? { find(key)?.pointee }

    /// The number of the entry with this key, of any type; nil if absent. A TypeError if the key cannot be hashed.
    func position(_ key: Value, _ hash: Int) -> Int? {
        if count <= Dict.searchedInOrder {
            return (0..<count).first { entries[$0].hash == hash && Equality.sameKey(entries[$0].key, key) }
        }
        let mask = index.count - 1
        var place = hash & mask
        while index[place] != 0 {
            let number = Int(index[place] - 1)
            if entries[number].hash == hash, Equality.sameKey(entries[number].key, key) { return number }
            place = (place + 1) & mask
        }
        return nil
    }

    /// The value of a key of any type; nil if absent. A TypeError if the key cannot be hashed.
    func value(_ key: Value) throws -> Value? {
        if let text = key.asText { return self[text] }
        return position(key, try Equality.hash(key)).map { entries[$0].value }
    }

    func set(_ key: Value, _ value: Value) throws {
        let hash = try Equality.hash(key)
        if let position = position(key, hash) {
            entries[position].value = value
        } else {
            append(Entry(hash: hash, key: key, value: value))
        }
    }

    /// Sets the value of a string key, which should know its hash.
    func set(_ key: Text, _ value: Value) {
        if let place = find(key) {
            place.pointee = value
        } else {
            append(Entry(hash: key.hash, key: .text(key), value: value))
        }
    }

    /// Adds an entry whose key is known to be new.
    func append(_ entry: Entry) {
        if count == capacity { grow() }
        (entries + count).initialize(to: entry)
        count += 1
        if count > Dict.searchedInOrder { addToIndex(count - 1) }
    }

    func remove(at position: Int) -> Entry {
        let removed = (entries + position).move()
        (entries + position).moveInitialize(from: entries + position + 1, count: count - position - 1)
        count -= 1
        index = []
        if count > Dict.searchedInOrder { rebuildIndex() }
        return removed
    }

    func remove(_ key: Value) throws -> Value? {
        position(key, try Equality.hash(key)).map { remove(at: $0).value }
    }

    func removeAll() {
        entries.deinitialize(count: count)
        count = 0
        index = []
    }

    func copy() -> Dict {
        let copy = Dict(capacity: count)
        for i in 0..<count { copy.append(entries[i]) }
        return copy
    }

    var keys: [Value] { (0..<count).map { entries[$0].key } }
    var values: [Value] { (0..<count).map { entries[$0].value } }
    var items: [Value] { (0..<count).map { .tuple([entries[$0].key, entries[$0].value]) } }

    /// A TypeError if the dictionary is shared.
    func checkMutable() throws {
        if isShared {
            throw Failure.type("this dict was made outside of the template and cannot be changed; copy it with dict()")
        }
    }

    private func grow() {
        let larger = UnsafeMutablePointer<Entry>.allocate(capacity: capacity * 2)
        larger.moveInitialize(from: entries, count: count)
        entries.deallocate()
        entries = larger
        capacity *= 2
    }

    private func addToIndex(_ number: Int) {
        guard count * 2 <= index.count else { return rebuildIndex() }
        let mask = index.count - 1
        var place = entries[number].hash & mask
        while index[place] != 0 { place = (place + 1) & mask }
        index[place] = Int32(number + 1)
    }

    private func rebuildIndex() {
        var size = 32
        while size < count * 4 { size *= 2 }
        index = [Int32](repeating: 0, count: size)
        let mask = size - 1
        for number in 0..<count {
            var place = entries[number].hash & mask
            while index[place] != 0 { place = (place + 1) & mask }
            index[place] = Int32(number + 1)
        }
    }
}
