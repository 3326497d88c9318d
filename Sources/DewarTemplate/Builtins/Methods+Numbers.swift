/// Methods of numbers.
extension Methods {
    static let intMethods: [Builtin] = [
        Builtin("bit_length", "How many binary digits the number has.") { call in
            .int(call.input.asBigInt?.bitWidth ?? 0)
        },
        Builtin("bit_count", "How many of the binary digits are ones.") { call in
            .int(call.input.asBigInt?.magnitude.reduce(0) { $0 + $1.nonzeroBitCount } ?? 0)
        },
        conjugate,
    ]

    static let floatMethods: [Builtin] = [
        Builtin("is_integer", "True if there are no decimals.") { call in
            .bool(call.input.asDouble.map { $0.isFinite && $0 == $0.rounded() } ?? false)
        },
        conjugate,
    ]

    private static let conjugate = Builtin("conjugate", "The number itself.") { call in
        if case .bool(let bool) = call.input { return .int(bool ? 1 : 0) }
        return call.input
    }
}
