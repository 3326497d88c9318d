/// The methods that values of the language have: `'a b'.split()`, `d.items()`.
enum Methods {
    static let string = MethodTable(letters + characters + parts + filling + replacing)
    static let markup = MethodTable(letters + characters + parts + filling + replacing + markupOnly)
    static let list = MethodTable(listMethods)
    static let tuple = MethodTable(tupleMethods)
    static let dict = MethodTable(dictMethods)
    static let int = MethodTable(intMethods)
    static let float = MethodTable(floatMethods)

    /// The method of this name that values of this type have.
    static func find(_ value: Value, _ name: Text) -> Builtin? {
        switch value {
        case .text: string.find(name)
        case .markup: markup.find(name)
        case .list: list.find(name)
        case .tuple: tuple.find(name)
        case .dict: dict.find(name)
        case .int, .bigInt, .bool: int.find(name)
        case .double: float.find(name)
        default: nil
        }
    }
}

/// Methods by name. Each lookup of an attribute asks here, so it takes but a glance at the hash to know that there is none.
struct MethodTable: Sendable {
    let all: [Builtin]
    /// Open addressing; the names know their hashes.
    private let places: [(name: FixedText, builtin: Builtin)?]

    init(_ methods: [Builtin]) {
        all = methods
        var places = [(name: FixedText, builtin: Builtin)?](repeating: nil, count: 8)
        while places.count < methods.count * 4 { places.append(contentsOf: places) }
        for method in methods {
            let name = FixedText(method.name)
            var place = name.text.hash & (places.count - 1)
            while places[place] != nil { place = (place + 1) & (places.count - 1) }
            places[place] = (name, method)
        }
        self.places = places
    }

    subscript(name: String) -> Builtin? { find(Text.key(name)) }

    func find(_ name: Text) -> Builtin? {
        var place = name.hash & (places.count - 1)
        while let entry = places[place] {
            if entry.name.text.equals(name) { return entry.builtin }
            place = (place + 1) & (places.count - 1)
        }
        return nil
    }
}
