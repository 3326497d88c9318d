import Testing

@testable import DewarTemplate

/// What an expression prints.
func rendered(_ expression: String, autoescape: Bool) throws -> String {
    var settings = TemplateSettings()
    settings.autoescape = autoescape ? .always : .never
    return try TemplateEnvironment(settings: settings).template(source: "{{ \(expression) }}").render()
}

/// Expects the same code points: Swift's `==` takes different ones for equal.
func expect(
    _ expression: String, prints output: String, autoescape: Bool = false,
    sourceLocation: SourceLocation = #_sourceLocation
) throws {
    let printed = try rendered(expression, autoescape: autoescape)
    #expect(printed == output, sourceLocation: sourceLocation)
    #expect(Array(printed.utf8) == Array(output.utf8), sourceLocation: sourceLocation)
}

func expect(
    _ expression: String, failsWith kind: TemplateError.Kind, autoescape: Bool = false,
    sourceLocation: SourceLocation = #_sourceLocation
) throws {
    do {
        let printed = try rendered(expression, autoescape: autoescape)
        Issue.record("printed \(printed)", sourceLocation: sourceLocation)
    } catch let error as TemplateError {
        #expect(error.kind == kind, "\(error)", sourceLocation: sourceLocation)
    }
}
