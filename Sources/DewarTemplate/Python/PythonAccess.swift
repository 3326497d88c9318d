/// `value[key]` and `value.name` as Python has them, where Jinja's own lookup, which tries both and never fails, is not
/// meant: in the fields of `str.format` and `%`.
enum PythonAccess {
    /// `value[key]`; an error if there is no such item.
    static func item(_ value: Value, _ key: Value, _ renderer: Renderer) throws -> Value {
        switch value {
        case .dict(let dict):
            if let found = try dict.value(key) { return found }
            throw Failure(.key, Repr.string(key))
        case .list(let list), .tuple(let list):
            guard let index = key.asInt else {
                throw Failure.type("\(value.typeName) indices must be integers or slices, not \(key.typeName)")
            }
            let place = index < 0 ? index + list.count : index
            guard place >= 0, place < list.count else {
                throw Failure(.index, "\(value.typeName) index out of range")
            }
            return list.items[place]
        case .text(let text), .markup(let text):
            guard let index = key.asInt else {
                throw Failure.type("string indices must be integers, not '\(key.typeName)'")
            }
            guard let character = text.character(index) else { throw Failure(.index, "string index out of range") }
            return value.isMarkup ? .markup(character) : .text(character)
        case .object(let object):
            if let found = try object.item(key, renderer) { return found }
            throw Failure(.key, Repr.string(key))
        case .undefined(let undefined): throw undefined.failure
        default: throw Failure.type("'\(value.typeName)' object is not subscriptable")
        }
    }

    /// `value.name`; an error if there is no such attribute.
    static func attribute(_ value: Value, _ name: Text, _ renderer: Renderer) throws -> Value {
        switch value {
        case .object(let object):
            if let found = try object.attribute(name, renderer) { return found }
        case .undefined(let undefined): throw undefined.failure
        default:
            if let method = Methods.find(value, name) { return .object(Function(method, receiver: value)) }
        }
        throw Failure(.attribute, "'\(value.typeName)' object has no attribute '\(name.string)'")
    }
}
