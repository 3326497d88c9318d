/// Methods of dictionaries.
extension Methods {
    static let dictMethods: [Builtin] = [
        Builtin("get", "(key, default=none)", "The value of the key, or the default.") { call in
            try dict(call).value(call[0]) ?? call[1]
        },
        Builtin("keys", "The keys.") { call in .object(DictView(dict(call), .keys)) },
        Builtin("values", "The values.") { call in .object(DictView(dict(call), .values)) },
        Builtin("items", "The pairs of key and value.") { call in .object(DictView(dict(call), .items)) },
        Builtin("copy", "Another dictionary with the same entries.") { call in .dict(dict(call).copy()) },
        Builtin("update", "(*values, **keywords)", "Adds the entries of another dictionary, or pairs.") { call in
            if call.varargs.count > 1 {
                throw Failure.type("update expected at most 1 argument, got \(call.varargs.count)")
            }
            return try changing(call) { dict in
                for source in call.varargs { try call.renderer.update(dict, with: source) }
                if let keywords = call.keywords { try call.renderer.update(dict, with: .dict(keywords)) }
                return .none
            }
        },
        Builtin("setdefault", "(key, default=none)", "The value of the key, which is added if it is missing.") { call in
            if let known = try dict(call).value(call[0]) { return known }
            return try changing(call) { dict in
                try dict.set(call[0], call[1])
                return call[1]
            }
        },
        Builtin("pop", "(key, default=undefined)", "Removes a key and gives its value, or the default.") { call in
            try changing(call) { dict in
                if let value = try dict.remove(call[0]) { return value }
                if call[1].isAbsent { throw Failure(.key, Repr.string(call[0])) }
                return call[1]
            }
        },
        Builtin("popitem", "Removes the last entry and gives it as a pair.") { call in
            try changing(call) { dict in
                if dict.count == 0 { throw Failure(.key, "'popitem(): dictionary is empty'") }
                let entry = dict.remove(at: dict.count - 1)
                return .tuple([entry.key, entry.value])
            }
        },
        Builtin("clear", "Removes all entries.") { call in
            try changing(call) { dict in
                dict.removeAll()
                return .none
            }
        },
        Builtin("fromkeys", "(keys, value=none)", "A dictionary of these keys, all with the same value.") { call in
            let dict = Dict()
            for key in try call.renderer.items(of: call[0]) { try dict.set(key, call[1]) }
            return .dict(dict)
        },
    ]

    private static func dict(_ call: Call) -> Dict {
        if case .dict(let dict) = call.input { return dict }
        return Dict()
    }

    /// Runs what changes the dictionary. As it may come to hold itself, the render takes it apart at its end.
    private static func changing(_ call: Call, _ change: (Dict) throws -> Value) throws -> Value {
        let dict = dict(call)
        try dict.checkMutable()
        let before = dict.count
        let result = try change(dict)
        if dict.count > before {
            try call.renderer.checkSize(items: dict.count, bytesEach: MemoryLayout<Dict.Entry>.stride)
            call.renderer.keep(call.input)
        }
        return result
    }
}
