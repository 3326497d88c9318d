internal import DewarHTTP
public import DewarTemplate

/// A template is to be rendered, but there is no folder of templates at all.
struct TemplateFolderMissing: Error, CustomStringConvertible {
    var template: String
    var folders: [String]

    var description: String {
        "the template '\(template)' is to be rendered, but there is no folder '\(folders.joined(separator: "' or '"))'\n"
            + "  hint: make the folder beside the app, or say where it is: App(root: …)"
    }
}

extension App {
    /// The templates of the app; filters, tests and functions are registered on it, in one line each.
    ///
    /// ```swift
    /// app.templates.filter("shout") { (text: String) in text.uppercased() + "!" }
    /// app.templates.test("even_length") { (text: String) in text.count % 2 == 0 }
    /// app.templates.function("double") { (n: Int) in n * 2 }
    /// app.templates.global("site_name", "Dewar")
    /// ```
    public var templates: TemplateEnvironment { templateEnvironment }

    func template(_ name: String) throws -> Template {
        do {
            return try templates.template(name)
        } catch let error as TemplateError where error.kind == .notFound {
            if templateLoader.hasSource { throw error }
            throw TemplateFolderMissing(template: name, folders: templateLoader.folders.value)
        }
    }

    /// What context processors add and the view gives; the view's goes first.
    func context(_ own: [String: any Encodable], for request: Request?) throws -> TemplateValue {
        var all: [String: any Encodable] = [:]
        if let request {
            for processor in request.route.pipeline.contextProcessors {
                all.merge(try processor(request)) { _, later in later }
            }
        }
        all.merge(own) { _, given in given }
        return TemplateValue(pairs: try all.map { ($0.key, try TemplateValue(encoding: $0.value)) })
    }

    func render(_ template: Template, _ context: TemplateValue, for request: Request?) throws -> String {
        try CurrentRequest.$now.withValue(request) { try template.render(context) }
    }

    static func makeTemplates(_ loader: AppTemplateLoader, reloads: Bool) -> TemplateEnvironment {
        var settings = TemplateSettings()
        settings.reloads = reloads
        let templates = TemplateEnvironment(loader, settings: settings)
        TemplateGlobals.add(to: templates)
        return templates
    }
}
