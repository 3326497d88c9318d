package import DewarHTTP
import Synchronization

/// What was registered on an app or a blueprint, in order. It is only written down here; it is checked and put together
/// when the app starts (`Site`).
public final class Registrations: Sendable {
    private let state = Mutex(Registered())

    package init() {}

    package var now: Registered { state.withLock { $0 } }

    /// Writes something down; `place` is told when the app has started already.
    package func add(at place: Place, _ change: (inout Registered) -> Void) {
        let startedBefore = state.withLock { registered in
            if registered.isFrozen { return true }
            change(&registered)
            return false
        }
        if startedBefore { Console.error(SetUpProblem.registeredAfterStart.sentence(at: place)) }
    }

    /// No more changes from now on; what was registered.
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
    package var errorHandlers: [ErrorHandler] = []
    package var isFrozen = false
}

/// One call of `get`, `post`, … `route`.
package struct RouteRegistration: Sendable {
    package var rule: String
    package var name: String?
    package var methods: [Method]
    package var options: [RouteOption]
    package var view: View
    package var place: Place
}

/// One call of `register`.
package struct BlueprintRegistration: Sendable {
    package var blueprint: Blueprint
    package var name: String?
    package var prefix: String?
    package var place: Place
}
