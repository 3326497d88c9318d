public import DewarHTTP

/// Adds variables to every template that is rendered for a request.
package typealias ContextProcessor = @Sendable (Request) throws -> [String: any Encodable]

extension Routes {
    /// Adds variables to every template, a blueprint's to those that its own views render (Flask: context_processor).
    /// Variables that a view gives go before them.
    ///
    /// ```swift
    /// app.contextProcessor { request in ["user": request.session["user"]] }
    /// ```
    public func contextProcessor(
        file: StaticString = #fileID, line: UInt = #line,
        _ processor: @escaping @Sendable (Request) throws -> [String: any Encodable]
    ) {
        registrations.add(at: Place(file, line)) { $0.contextProcessors.append(processor) }
    }
}
