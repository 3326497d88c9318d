/// Where an app's static files are and how they are served.
///
/// ```swift
/// app.staticFiles.maxAge = 3600
/// app.staticFiles.urlsChangeWithFiles = true
/// ```
public struct StaticOptions: Sendable {
    /// The folder, relative to the app's root; nil serves none (Flask: static_folder).
    public var folder: String? = "static"
    /// Where they are served (Flask: static_url_path).
    public var path = "/static"
    /// Seconds that browsers may use a file without asking; nil to have them always ask (Flask: SEND_FILE_MAX_AGE_DEFAULT).
    public var maxAge: Int?
    /// Whether `urlFor("static", …)` adds `v=…`, which changes with the file. Browsers then keep such a file for a year, and
    /// still have a changed one at once.
    public var urlsChangeWithFiles = false
}
