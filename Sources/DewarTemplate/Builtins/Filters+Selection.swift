/// Filters that apply other filters and tests to each item, lazily: the result can be gone through once.
extension Filters {
    static let selection: [Builtin] = [
        Builtin(
            "map", "(*values, **keywords)",
            "A filter applied to each item: `map('upper')`; or an attribute of each: `map(attribute='name')`, with "
                + "`default` where it is missing.", map),
        Builtin(
            "select", "(*values, **keywords)",
            "The items that pass a test: `select('odd')`; without one, the true ones."
        ) { call in select(call, keeps: true, byAttribute: false) },
        Builtin("reject", "(*values, **keywords)", "The items that do not pass a test; without one, the false ones.") {
            call in select(call, keeps: false, byAttribute: false)
        },
        Builtin(
            "selectattr", "(*values, **keywords)",
            "The items an attribute of which passes a test: `selectattr('age', 'ge', 18)`; without one, is true."
        ) { call in select(call, keeps: true, byAttribute: true) },
        Builtin("rejectattr", "(*values, **keywords)", "The items an attribute of which does not pass a test.") {
            call in select(call, keeps: false, byAttribute: true)
        },
        Builtin("attr", "(name)", "The attribute of this name, never an item.", attr),
    ]

    /// Goes through the items of the input; only then it is looked at, and what shall be done is prepared.
    private static func lazily(
        _ call: Call, _ prepare: @escaping () throws -> (Value) throws -> Value?
    ) -> Value {
        let (renderer, input) = (call.renderer, call.input)
        var state: (items: ValueIterator, step: (Value) throws -> Value?)?
        return .object(
            ClosureIterator {
                if state == nil {
                    guard try renderer.isTrue(input) else { return nil }
                    state = (try renderer.iterator(over: input), try prepare())
                }
                while let state, let item = try renderer.next(state.items) {
                    if let result = try state.step(item) { return result }
                }
                return nil
            })
    }

    private static func map(_ call: Call) throws -> Value {
        let (renderer, autoescape) = (call.renderer, call.autoescape)
        let (values, keywords) = (call.varargs, call.keywords ?? Dict())
        return lazily(call) {
            if values.isEmpty, let attribute = keywords[attributeKey.text] {
                let path = AttributePath(attribute)
                let fallback = keywords[defaultKey.text] ?? .none
                for key in keywords.keys.compactMap(\.asText)
                where !key.equals(attributeKey.text) && !key.equals(defaultKey.text) {
                    throw Failure.filterArgument("Unexpected keyword argument '\(key.string)'")
                }
                return { try path.value(of: $0, renderer, default: fallback) }
            }
            guard let name = values.first else { throw Failure.filterArgument("map requires a filter argument") }
            let filter = try renderer.filter(named: name)
            let arguments = Array(values.dropFirst())
            return { item in
                try CallArguments.with(arguments, keywords: pairs(keywords)) {
                    try filter.call(item, $0, autoescape: autoescape, renderer)
                }
            }
        }
    }

    private static func select(_ call: Call, keeps: Bool, byAttribute: Bool) -> Value {
        let (renderer, autoescape) = (call.renderer, call.autoescape)
        let (values, keywords) = (call.varargs, call.keywords ?? Dict())
        return lazily(call) {
            var values = values[...]
            var path = AttributePath(.none)
            if byAttribute {
                guard let attribute = values.popFirst() else {
                    throw Failure.filterArgument("Missing parameter for attribute name")
                }
                path = AttributePath(attribute)
            }
            guard let name = values.popFirst() else {
                return { try renderer.isTrue(path.value(of: $0, renderer)) == keeps ? $0 : nil }
            }
            let test = try renderer.test(named: name)
            let arguments = Array(values)
            return { item in
                let value = try path.value(of: item, renderer)
                let result = try CallArguments.with(arguments, keywords: pairs(keywords)) {
                    try test.call(value, $0, autoescape: autoescape, renderer)
                }
                return try renderer.isTrue(result) == keeps ? item : nil
            }
        }
    }

    private static let attributeKey = FixedText("attribute")
    private static let defaultKey = FixedText("default")

    private static func pairs(_ keywords: Dict) -> [(Text, Value)] {
        (0..<keywords.count).compactMap { i in
            keywords.entries[i].key.asText.map { ($0, keywords.entries[i].value) }
        }
    }

    private static func attr(_ call: Call) throws -> Value {
        let name = try call.string(0)
        switch call.input {
        case .undefined(let undefined):
            if undefined.behavior == .chainable { return call.input }
            throw undefined.failure
        case .object(let object): if let found = try object.attribute(name, call.renderer) { return found }
        default:
            if let method = Methods.find(call.input, name) { return .object(Function(method, receiver: call.input)) }
        }
        return call.renderer.undefined(.attribute(name: .text(name), owner: call.input))
    }
}
