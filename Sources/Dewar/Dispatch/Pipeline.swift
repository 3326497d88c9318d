/// What surrounds the views of one blueprint, put together at the start in the order in which it runs.
package final class Pipeline: Sendable {
    /// The blueprints' full names, innermost first; empty for the app's own routes (Flask: request.blueprints).
    package let blueprints: [String]
    /// The app's hooks, then the outer blueprint's, then the inner one's.
    package let before: [BeforeHook]
    /// The inner blueprint's hooks, then the outer one's, then the app's, each from the last to the first.
    package let after: [AfterHook]
    package let teardown: [TeardownHook]
    /// The hooks' places, in the order in which they run.
    let hookPlaces: [String]
    package let errorHandlers: ErrorHandlers
    /// The app's, then the outer blueprint's, then the inner one's.
    package let contextProcessors: [ContextProcessor]
    /// Who takes arguments out of URLs, and who gives them: the app's, then the outer blueprint's, then the inner one's.
    let urlTakers: [URLTaker]
    let urlDefaults: [URLDefault]
    /// Whether no hook and no error handler ever waits.
    package let isPlain: Bool

    /// - Parameter levels: what the app registered, then what each blueprint did, from the outside in.
    init(blueprints: [String], levels: [Registered]) {
        self.blueprints = blueprints
        before = levels.flatMap(\.before)
        after = levels.reversed().flatMap { $0.after.reversed() }
        hookPlaces = HookPlaces.listing(levels.map(\.hookPlaces))
        teardown = levels.reversed().flatMap { $0.teardown.reversed() }
        errorHandlers = ErrorHandlers(levels: levels.reversed().map(\.errorHandlers))
        contextProcessors = levels.flatMap(\.contextProcessors)
        urlTakers = levels.flatMap(\.urlTakers)
        urlDefaults = levels.flatMap(\.urlDefaults)
        isPlain =
            before.allSatisfy { if case .plain = $0 { true } else { false } }
            && after.allSatisfy { if case .plain = $0 { true } else { false } }
            && teardown.allSatisfy { if case .plain = $0 { true } else { false } }
            && errorHandlers.arePlain
    }

    /// The same with a hook that runs before all others and does not wait.
    private init(_ pipeline: Pipeline, first hook: BeforeHook) {
        blueprints = pipeline.blueprints
        before = [hook] + pipeline.before
        after = pipeline.after
        teardown = pipeline.teardown
        hookPlaces = pipeline.hookPlaces
        errorHandlers = pipeline.errorHandlers
        contextProcessors = pipeline.contextProcessors
        urlTakers = pipeline.urlTakers
        urlDefaults = pipeline.urlDefaults
        isPlain = pipeline.isPlain
    }

    /// What surrounds a view of whose rule these arguments are taken.
    func taking(_ arguments: TakenArguments) -> Pipeline {
        arguments.isEmpty ? self : Pipeline(self, first: arguments.hook)
    }
}
