internal import DewarHTTP

/// What an app and a blueprint have in common: routes, hooks, error handlers and blueprints are registered on both with the
/// same words (Flask: Scaffold).
public protocol Routes: AnyObject, Sendable {
    /// What was registered so far.
    var registrations: Registrations { get }
}

/// A JSON object whose values may be of different types; what `{ _ in ["id": 7, "name": "Ada"] }` returns.
public typealias JSONObject = [String: any Encodable]

extension Routes {
    /// Registers a blueprint's routes, hooks and error handlers (Flask: register_blueprint). A prefix or a name given here
    /// replaces the blueprint's own, so that one blueprint can be registered several times.
    ///
    /// ```swift
    /// app.register(admin)
    /// app.register(api, prefix: "/v2", name: "api2")
    /// ```
    public func register(
        _ blueprint: Blueprint, prefix: String? = nil, name: String? = nil,
        file: StaticString = #fileID, line: UInt = #line
    ) {
        let place = Place(file, line)
        registrations.add(at: place) {
            $0.entries.append(
                .blueprint(BlueprintRegistration(blueprint: blueprint, name: name, prefix: prefix, place: place)))
        }
    }

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
