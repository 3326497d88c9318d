/// The attribute that a filter looks at: `"name"`, `"address.city"`, `0`, `"0"`; none stands for the value itself.
struct AttributePath {
    private let keys: [Value]

    init(_ attribute: Value) {
        switch attribute {
        case .none, .absent: keys = []
        case .text(let text), .markup(let text): keys = text.split(AttributePath.dot.text).map(AttributePath.key)
        default: keys = [attribute]
        }
    }

    /// Several paths with commas between them, as `sort` takes.
    static func list(_ attribute: Value) -> [AttributePath] {
        guard let text = attribute.asText else { return [AttributePath(attribute)] }
        return text.split(comma.text).map { AttributePath(.text($0)) }
    }

    /// The attribute; where it is missing the default, if there is one.
    func value(of value: Value, _ renderer: Renderer, default fallback: Value = .none) throws -> Value {
        var value = value
        for key in keys {
            value = try renderer.item(value, key)
            if !fallback.isNone, value.isUndefined { value = fallback }
        }
        return value
    }

    private static func key(_ text: Text) -> Value {
        text.all { ("0"..."9").contains($0) } ? Int(text.string).map(Value.int) ?? .text(text) : .text(text)
    }

    private static let dot = FixedText(".")
    private static let comma = FixedText(",")
}

extension Value {
    /// What is compared where upper and lower case are the same.
    func ignoringCase(_ isCaseSensitive: Bool) -> Value {
        if !isCaseSensitive, let text = asText { return .text(text.lowercased()) }
        return self
    }
}
