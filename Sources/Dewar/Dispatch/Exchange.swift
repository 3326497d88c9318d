package import DewarHTTP
import Synchronization

/// What the framework keeps for one request beside the request itself. It is made on first use, so that a view that needs
/// none of it costs nothing: `Request.state` holds the route alone.
package final class Exchange: Sendable {
    package let route: Route
    private let state = Mutex(State())

    package struct State: Sendable {
        /// The values of `request.context`, by the keys' names.
        var values: [String: any Sendable] = [:]
        /// Hooks for this request alone, in order.
        var after: [AfterHook] = []
        /// The visitor's session, once somebody asked for it or a store gave it.
        var session: Session?
        /// The flashed messages that this request has taken out of the session.
        var flashedMessages: [FlashedMessage]?
        /// Where the error was thrown that nobody handled; looked for while debugging.
        var thrownAt: [SourceLine] = []
    }

    init(route: Route) { self.route = route }

    /// The app as it serves.
    var site: Site { route.app.site }

    /// The hooks for this request alone, which then are gone.
    func takeAfter() -> [AfterHook] {
        withLock { state in
            defer { state.after = [] }
            return state.after
        }
    }

    func withLock<R: Sendable>(_ body: (inout State) throws -> R) rethrows -> R { try state.withLock { try body(&$0) } }
}

extension Request {
    /// What the framework keeps for this request; made the first time.
    package var exchange: Exchange {
        let route = route
        return facts.withLock { facts in
            if let exchange = facts.attachment as? Exchange { return exchange }
            let exchange = Exchange(route: route)
            facts.attachment = exchange
            return exchange
        }
    }

    /// The same if it was made already.
    var exchangeIfAny: Exchange? { facts.attachment as? Exchange }

    /// The route that the request was matched with; the app's stand-in where none was.
    var route: Route {
        guard let route = state as? Route else { preconditionFailure("a request that no app has taken") }
        return route
    }
}
