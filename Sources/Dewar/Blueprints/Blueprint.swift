/// A part of an application with routes, hooks and error handlers of its own, registered under a prefix (Flask: Blueprint).
///
/// ```swift
/// let admin = Blueprint("admin", prefix: "/admin")
/// admin.get("/users/<int:id>", name: "user") { (_, id: Int) in "admin sees \(id)" }
/// app.register(admin)        // endpoint admin.user
/// ```
/// Blueprints hold blueprints: names join by dots, prefixes follow each other.
public final class Blueprint: Routes {
    /// What stands before the dot in the names of its endpoints.
    public let name: String
    /// What stands before its rules.
    public let prefix: String
    public let registrations = Registrations()

    public init(_ name: String, prefix: String = "") {
        self.name = name
        self.prefix = prefix
    }
}
