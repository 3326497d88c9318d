/// The converters by name: the built-in ones, and those that the app adds.
package struct ConverterTable: Sendable {
    /// Own converters; one under a built-in name takes its place.
    package var own: [String: any Converter.Type] = [:]

    package init() {}

    typealias Maker = @Sendable (ConverterArguments) throws(ConverterArguments.Refusal) -> VariableConverter

    /// The built-in converters and the arguments that each takes (Werkzeug: DEFAULT_CONVERTERS).
    static let builtIn: [String: Maker] = [
        "string": { arguments throws(ConverterArguments.Refusal) in
            try arguments.allow(["minlength", "maxlength", "length"])
            if let length = try arguments.int("length", at: 2) { return .string(minimum: length, maximum: length) }
            return try .string(
                minimum: arguments.int("minlength", at: 0) ?? 1, maximum: arguments.int("maxlength", at: 1))
        },
        "path": { arguments throws(ConverterArguments.Refusal) in
            try arguments.allow([])
            return .path
        },
        "any": { arguments throws(ConverterArguments.Refusal) in
            try arguments.allowUnnamed()
            return .any(arguments.unnamedTexts)
        },
        "int": { arguments throws(ConverterArguments.Refusal) in
            try arguments.allow(["fixed_digits", "min", "max", "signed"])
            return try .int(
                NumberLimits(
                    minimum: arguments.int("min", at: 1), maximum: arguments.int("max", at: 2),
                    fixedDigits: arguments.int("fixed_digits", at: 0) ?? 0, isSigned: arguments.bool("signed", at: 3)))
        },
        "float": { arguments throws(ConverterArguments.Refusal) in
            try arguments.allow(["min", "max", "signed"])
            return try .float(
                NumberLimits(
                    minimum: arguments.double("min", at: 0), maximum: arguments.double("max", at: 1),
                    isSigned: arguments.bool("signed", at: 2)))
        },
        "uuid": { arguments throws(ConverterArguments.Refusal) in
            try arguments.allow([])
            return .uuid
        },
    ]

    /// Every name that a rule may use, sorted.
    package var names: [String] { Set(ConverterTable.builtIn.keys).union(own.keys).sorted() }

    func converter(named name: String, arguments: ConverterArguments) throws -> VariableConverter? {
        if let type = own[name] { return .own(name: name, arguments: arguments, try type.init(arguments: arguments)) }
        return try ConverterTable.builtIn[name]?(arguments)
    }
}
