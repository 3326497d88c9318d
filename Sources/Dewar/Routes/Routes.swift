package import DewarHTTP

/// What an app and a blueprint have in common: routes, hooks, error handlers and blueprints are registered on both with the
/// same words (Flask: Scaffold).
public protocol Routes: AnyObject, Sendable {
    /// What was registered so far.
    var registrations: Registrations { get }
}

/// A JSON object whose values may be of different types; what `{ _ in ["id": 7, "name": "Ada"] }` returns.
public typealias JSONObject = [String: any Encodable]

/// One call of `get`, `post`, … `route`.
package struct RouteRegistration: Sendable {
    package var rule: String
    package var name: String?
    package var methods: [Method]
    package var options: [RouteOption]
    package var view: View
    /// Nil for what the framework adds itself.
    package var place: Place?
}

extension Routes {
    func add(
        _ rule: String, _ name: String?, _ methods: [Method], _ options: [RouteOption], _ view: View, _ place: Place
    ) {
        registrations.add(at: place) {
            $0.entries.append(
                .route(
                    RouteRegistration(
                        rule: rule, name: name, methods: methods, options: options, view: view, place: place)))
        }
    }
}
