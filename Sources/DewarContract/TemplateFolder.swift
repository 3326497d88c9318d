/// A folder in which an app looks for templates, as it tells it to `dewar build`.
package struct TemplateFolder: Codable, Sendable, Hashable {
    /// As the app calls it, from its root: `templates`, `admin/pages`.
    package var name: String
    /// Where it is.
    package var path: String

    package init(name: String, path: String) {
        self.name = name
        self.path = path
    }
}
