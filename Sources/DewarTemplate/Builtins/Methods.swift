/// The methods that values of the language have (`'a b'.split()`, `d.items()`).
enum Methods {
    static let string: [String: Builtin] = table(stringMethods)
    static let list: [String: Builtin] = table(listMethods)
    static let tuple: [String: Builtin] = table(tupleMethods)
    static let dict: [String: Builtin] = table(dictMethods)

    static let stringMethods: [Builtin] = []
    static let tupleMethods: [Builtin] = []
    static let listMethods: [Builtin] = [
        Builtin("append", "(item)", "Adds an item at the end.") { call in
            guard case .list(let list) = call.input else { return .none }
            try list.checkMutable()
            try call.renderer.willGrow(list)
            list.items.append(call[0])
            return .none
        }
    ]
    static let dictMethods: [Builtin] = [
        Builtin("items", "The pairs of key and value.") { call in
            guard case .dict(let dict) = call.input else { return .none }
            return .object(DictView(dict, .items))
        }
    ]

    /// The method of this name that values of this type have.
    static func find(_ value: Value, _ name: Text) -> Builtin? {
        switch value {
        case .text, .markup: string[name.string]
        case .list: list[name.string]
        case .tuple: tuple[name.string]
        case .dict: dict[name.string]
        default: nil
        }
    }

    private static func table(_ methods: [Builtin]) -> [String: Builtin] {
        Dictionary(uniqueKeysWithValues: methods.map { ($0.name, $0) })
    }
}
