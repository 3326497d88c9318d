import Synchronization

/// What was registered on an app or a blueprint, in order. It is only written down here; it is checked and put together
/// when the app starts (`Assembly`).
public final class Registrations: Sendable {
    private let state = Mutex(Registered())

    package init() {}

    /// Writes something down; after the start it has no effect, and `place` is told.
    package func add(at place: Place, _ change: (inout Registered) -> Void) {
        let isTooLate = state.withLock { registered in
            if !registered.isFrozen { registered.noteHooks(at: place, of: change) }
            return registered.isFrozen
        }
        if isTooLate { Console.error(SetUpProblem.registeredAfterStart.sentence(at: place)) }
    }

    /// What was registered; nothing is added from now on.
    package func freeze() -> Registered {
        state.withLock { registered in
            registered.isFrozen = true
            return registered
        }
    }
}

/// The content of `Registrations`.
package struct Registered: Sendable {
    /// Routes and blueprints in the order of their registration, which decides between equal rules.
    package enum Entry: Sendable {
        case route(RouteRegistration)
        case blueprint(BlueprintRegistration)
    }

    package var entries: [Entry] = []
    package var before: [BeforeHook] = []
    package var after: [AfterHook] = []
    package var teardown: [TeardownHook] = []
    /// Where the hooks were registered, for `dewar routes --verbose`.
    package var hookPlaces = HookPlaces()
    package var errorHandlers: [ErrorHandler] = []
    package var contextProcessors: [ContextProcessor] = []
    package var urlTakers: [URLTaker] = []
    package var urlDefaults: [URLDefault] = []
    /// Functions that run before the app serves, and after it has stopped; an app's alone.
    package var onStart: [LifecycleHook] = []
    package var onStop: [LifecycleHook] = []
    package var commands: [OwnCommand] = []
    /// What went wrong while registering.
    package var problems: [SetUpError.Found] = []
    package var isFrozen = false
}
