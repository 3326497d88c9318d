/// A function that templates call with values and keywords: `url_for('user', id=5)`.
public typealias TemplateFunction =
    @Sendable (_ values: [TemplateValue], _ keywords: [(String, TemplateValue)]) throws -> TemplateValue

extension TemplateValue {
    /// A function as a value, for a context or as an attribute of an object.
    ///
    /// ```swift
    /// let greet = TemplateValue.function("greet") { values, _ in "Hello \(values.first?.as(String.self) ?? "you")" }
    /// ```
    public static func function(_ name: String, _ body: @escaping TemplateFunction) -> TemplateValue {
        let builtin = Builtin(name, Signature("(*values, **keywords)"), "A function of the app.") { call in
            let keywords = call.keywords.map { dict in
                (0..<dict.count).map {
                    (dict.entries[$0].key.asText?.string ?? "", TemplateValue(wrapping: dict.entries[$0].value))
                }
            }
            return try body(call.varargs.map { TemplateValue(wrapping: $0) }, keywords ?? []).value
        }
        return TemplateValue(wrapping: .object(Function(builtin)))
    }
}
