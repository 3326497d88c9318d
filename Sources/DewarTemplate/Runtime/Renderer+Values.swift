/// What the language asks of any value: its truth, its length, its items, its attributes.
extension Renderer {
    @inline(__always)
    func isTrue(_ value: Value) throws -> Bool {
        switch value {
        case .bool(let bool): bool
        case .int(let int): int != 0
        case .text(let text), .markup(let text): text.count != 0
        case .list(let list), .tuple(let list): list.count != 0
        case .dict(let dict): dict.count != 0
        case .none, .absent: false
        case .double(let double): double != 0
        case .bigInt: true
        case .object(let object): object.isTrue
        case .undefined(let undefined): try isTrue(undefined)
        }
    }

    /// The same, of a value where it lies.
    @inline(__always)
    func isTrue(at place: UnsafePointer<Value>) throws -> Bool {
        switch place.view {
        case .bool(let bool): bool
        case .int(let int): int != 0
        case .text(let text), .markup(let text): text.count != 0
        case .list(let list), .tuple(let list): list.count != 0
        case .none, .absent: false
        default: try isTrue(place.pointee)
        }
    }

    private func isTrue(_ undefined: Undefined) throws -> Bool {
        if undefined.behavior == .strict { throw undefined.failure }
        return false
    }

    /// `len(value)`
    func length(_ value: Value) throws -> Int {
        switch value {
        case .text(let text), .markup(let text): return text.length
        case .list(let list), .tuple(let list): return list.count
        case .dict(let dict): return dict.count
        case .undefined(let undefined):
            if undefined.behavior == .strict { throw undefined.failure }
            return 0
        case .object(let object):
            if let length = object.length { return length }
            fallthrough
        default: throw Failure.type("object of type '\(value.typeName)' has no len()")
        }
    }

    /// An iterator over the items of the value; a TypeError if it has none.
    func iterator(over value: Value) throws -> ValueIterator {
        switch value {
        case .list(let list), .tuple(let list): return ListIterator(list)
        case .text(let text), .markup(let text): return TextIterator(text)
        case .dict(let dict): return DictIterator(dict, .keys)
        case .undefined(let undefined):
            if undefined.behavior == .strict { throw undefined.failure }
            return ListIterator(List([]))
        case .object(let object):
            if let iterator = try object.makeIterator(self) { return iterator }
            fallthrough
        default: throw Failure.type("'\(value.typeName)' object is not iterable")
        }
    }

    /// True if the value can be looped over.
    func isIterable(_ value: Value) -> Bool {
        switch value {
        case .list, .tuple, .text, .markup, .dict: true
        case .undefined(let undefined): undefined.behavior != .strict
        case .object(let object): (try? object.makeIterator(self)) != nil
        default: false
        }
    }

    /// All items of the value.
    func items(of value: Value) throws -> [Value] {
        if let list = value.asItems {
            try countPasses(list.count)
            return list.items
        }
        let iterator = try iterator(over: value)
        if let remaining = iterator.remaining { try checkSize(items: remaining) }
        var items: [Value] = []
        while let item = try next(iterator) {
            items.append(item)
            if items.count & 0xFFF == 0 { try checkSize(items: items.count) }
        }
        return items
    }

    /// `element in container`
    func contains(_ container: Value, _ element: Value) throws -> Bool {
        switch container {
        case .text(let text), .markup(let text):
            guard let part = element.asText else {
                if case .undefined(let undefined) = element { throw undefined.failure }
                throw Failure.type("'in <string>' requires string as left operand, not \(element.typeName)")
            }
            return text.find(part) != nil
        case .dict(let dict): return try dict.value(element) != nil
        case .object(let object):
            if let answer = try object.contains(element, self) { return answer }
        case .none, .bool, .int, .bigInt, .double, .absent:
            throw Failure.type("argument of type '\(container.typeName)' is not iterable")
        default: break
        }
        let iterator = try iterator(over: container)
        while let item = try next(iterator) {
            if try Equality.equal(item, element, self) { return true }
        }
        return false
    }

    // MARK: Attributes and items

    /// `value.name`: an attribute, else an item, else undefined.
    func attribute(_ value: Value, _ name: Text) throws -> Value {
        switch value {
        case .dict(let dict):
            if let method = Methods.find(value, name) { return .object(Function(method, receiver: value)) }
            if let found = dict[name] { return found }
        case .object(let object):
            if let found = try object.attribute(name, self) { return found }
            if let found = try object.item(.text(name), self) { return found }
        case .undefined(let undefined):
            if undefined.behavior == .chainable { return value }
            throw undefined.failure
        default:
            if let method = Methods.find(value, name) { return .object(Function(method, receiver: value)) }
        }
        return undefined(.attribute(name: .text(name), owner: value))
    }

    /// `value[key]`: an item, else (for a string) an attribute, else undefined.
    func item(_ value: Value, _ key: Value) throws -> Value {
        switch value {
        case .dict(let dict): if let found = try? dict.value(key) { return found }
        case .list(let list), .tuple(let list):
            if let index = key.asInt {
                let place = index < 0 ? index + list.count : index
                if place >= 0, place < list.count { return list.items[place] }
            }
        case .text(let text), .markup(let text):
            if let index = key.asInt, let character = text.character(index) {
                return value.isMarkup ? .markup(character) : .text(character)
            }
        case .object(let object):
            if let found = try object.item(key, self) { return found }
            if let name = key.asText, let found = try object.attribute(name, self) { return found }
        case .undefined(let undefined):
            if undefined.behavior == .chainable { return value }
            throw undefined.failure
        default: break
        }
        if let name = key.asText, let method = Methods.find(value, name) {
            return .object(Function(method, receiver: value))
        }
        return undefined(.attribute(name: key, owner: value))
    }

    /// Adds the entries of a mapping, or pairs, to a dictionary (Python: `dict.update`).
    func update(_ dict: Dict, with source: Value) throws {
        if case .dict(let other) = source {
            for i in 0..<other.count { try dict.set(other.entries[i].key, other.entries[i].value) }
            return
        }
        for pair in try items(of: source) {
            let parts = try items(of: pair)
            guard parts.count == 2 else {
                throw Failure.value("dictionary update sequence element has length \(parts.count); 2 is required")
            }
            try dict.set(parts[0], parts[1])
        }
    }
}
