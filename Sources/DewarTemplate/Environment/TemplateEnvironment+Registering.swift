/// Filters, tests and functions of an app's own, in one line each.
extension TemplateEnvironment {
    /// Adds a filter. The first parameter is the value it is applied to; the others are its arguments.
    ///
    /// ```swift
    /// environment.filter("times") { (text: String, count: Int) in String(repeating: text, count: count) }
    /// ```
    public func filter<each Argument: TemplateConvertible, Result: TemplateConvertible>(
        _ name: String, _ body: @escaping @Sendable (repeat each Argument) throws -> Result
    ) {
        add(
            filter: Builtin(name, Signature("(*values)"), "A filter of the app.") { call in
                var reader = ArgumentReader(name, [call.input] + call.varargs)
                let arguments = (repeat try reader.next((each Argument).self))
                try reader.finish()
                return try body(repeat each arguments).templateValue.value
            })
    }

    /// Adds a test. The first parameter is the value that is tested.
    ///
    /// ```swift
    /// environment.test("prime") { (number: Int) in isPrime(number) }
    /// ```
    public func test<each Argument: TemplateConvertible>(
        _ name: String, _ body: @escaping @Sendable (repeat each Argument) throws -> Bool
    ) {
        add(
            test: Builtin(name, Signature("(*values)"), "A test of the app.") { call in
                var reader = ArgumentReader(name, [call.input] + call.varargs)
                let arguments = (repeat try reader.next((each Argument).self))
                try reader.finish()
                return .bool(try body(repeat each arguments))
            })
    }

    /// Adds a function that every template can call.
    ///
    /// ```swift
    /// environment.function("version") { "1.0" }
    /// ```
    public func function<each Argument: TemplateConvertible, Result: TemplateConvertible>(
        _ name: String, _ body: @escaping @Sendable (repeat each Argument) throws -> Result
    ) {
        let builtin = Builtin(name, Signature("(*values)"), "A function of the app.") { call in
            var reader = ArgumentReader(name, call.varargs)
            let arguments = (repeat try reader.next((each Argument).self))
            try reader.finish()
            return try body(repeat each arguments).templateValue.value
        }
        add(global: name, .object(Function(builtin)))
    }

    /// Adds a function that takes keywords, as `url_for('user', id=5)` does.
    public func function(_ name: String, _ body: @escaping TemplateFunction) {
        global(name, .function(name, body))
    }
}

/// Takes the arguments of a call one after the other, each as the type that a closure wants.
private struct ArgumentReader {
    private let name: String
    private let values: [Value]
    private var index = 0

    init(_ name: String, _ values: [Value]) {
        self.name = name
        self.values = values
    }

    mutating func next<Type: TemplateConvertible>(_ type: Type.Type) throws -> Type {
        let value = index < values.count ? TemplateValue(wrapping: values[index]) : TemplateValue.undefined
        index += 1
        if let converted = Type(templateValue: value) { return converted }
        if case .undefined(let undefined) = value.value, index <= values.count { throw undefined.failure }
        throw Failure.type(
            index > values.count
                ? "\(name)() is missing argument \(index), \(Type.templateTypeName)"
                : "\(name)() argument \(index) must be \(Type.templateTypeName), not \(value.value.typeName)")
    }

    func finish() throws {
        guard index >= values.count else {
            throw Failure.tooManyArguments(name, takes: index, given: values.count)
        }
    }
}
