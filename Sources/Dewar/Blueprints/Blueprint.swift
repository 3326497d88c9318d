/// A part of an application with routes, hooks and error handlers of its own, registered under a prefix (Flask: Blueprint).
///
/// ```swift
/// let admin = Blueprint("admin", prefix: "/admin")
/// admin.get("/users/<int:id>", name: "user") { (_, id: Int) in "admin sees \(id)" }
/// app.register(admin)        // endpoint admin.user
/// ```
/// Blueprints hold blueprints: names join by dots, prefixes follow each other. A prefix may hold arguments, which views take first.
public final class Blueprint: Routes {
    /// What stands before the dot in the names of its endpoints.
    public let name: String
    /// What stands before its rules.
    public let prefix: String
    /// The subdomain of its rules; nil for the app's.
    public let subdomain: String?
    /// The folder of its templates, searched after the app's; relative to the app's root (Flask: template_folder).
    public let templates: String?
    /// The folder of its static files, served at its prefix and the folder's name; relative to the app's root (Flask: static_folder).
    public let staticFiles: String?
    public let registrations = Registrations()

    /// A blueprint; its name stands before the dot in its endpoints.
    public init(
        _ name: String, prefix: String = "", subdomain: String? = nil, templates: String? = nil,
        staticFiles: String? = nil
    ) {
        self.name = name
        self.prefix = prefix
        self.subdomain = subdomain
        self.templates = templates
        self.staticFiles = staticFiles
    }
}
