/// One call of `register`: what is given here goes before the blueprint's own.
package struct BlueprintRegistration: Sendable {
    package var blueprint: Blueprint
    package var name: String?
    package var prefix: String?
    package var subdomain: String?
    package var place: Place
}

extension Routes {
    /// Registers a blueprint's routes, hooks and error handlers (Flask: register_blueprint). A prefix or a name given here
    /// replaces the blueprint's own, so that one blueprint can be registered several times.
    ///
    /// ```swift
    /// app.register(admin)
    /// app.register(api, prefix: "/v2", name: "api2")
    /// ```
    public func register(
        _ blueprint: Blueprint, prefix: String? = nil, name: String? = nil, subdomain: String? = nil,
        file: StaticString = #fileID, line: UInt = #line
    ) {
        let place = Place(file, line)
        registrations.add(at: place) {
            $0.entries.append(
                .blueprint(
                    BlueprintRegistration(
                        blueprint: blueprint, name: name, prefix: prefix, subdomain: subdomain, place: place)))
        }
    }
}
