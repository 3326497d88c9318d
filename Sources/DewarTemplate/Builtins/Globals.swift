/// The functions that every template can call.
enum Globals {
    static let all: [Builtin] = [
        Builtin("range", "(start, stop=none, step=1)", "The integers from start up to, and without, stop.") { call in
            let (start, stop) = try call[1].isNone ? (0, call.int(0)) : (call.int(0), call.int(1))
            let step = try call.int(2)
            if step == 0 { throw Failure.value("range() arg 3 must not be zero") }
            return .object(RangeObject(start, stop, step))
        },
        Builtin(
            "namespace", "(*values, **keywords)", "A value whose attributes `{% set name.attribute = … %}` changes."
        ) {
            call in
            let attributes = Dict()
            for source in call.varargs { try call.renderer.update(attributes, with: source) }
            if let keywords = call.keywords { try call.renderer.update(attributes, with: .dict(keywords)) }
            return .object(Namespace(attributes))
        },
    ]
}
