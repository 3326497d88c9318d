/// Filters for values of any type.
extension Filters {
    static let any: [Builtin] = [
        fallback, fallback.alias("d"),
        Builtin("pprint", "As Python's pprint prints it, over several lines if it is long.") { call in
            .text(try PrettyPrinting.text(call.input, call.renderer))
        },
    ]

    private static let fallback = Builtin(
        "default", "(default_value='', boolean=false)",
        "The value, or the default if it is undefined (with `true` as second argument: if it is false)."
    ) { call in
        if call.input.isUndefined { return call[0] }
        return try call.bool(1) && !call.renderer.isTrue(call.input) ? call[0] : call.input
    }
}
