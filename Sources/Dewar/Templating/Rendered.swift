public import DewarHTTP

/// A template and what it is rendered with; a view returns it.
public struct Rendered: ResponseConvertible {
    /// The template's name.
    public var template: String
    /// The template's variables.
    public var context: [String: any Encodable]
    /// The answer's status.
    public var status: Status
    /// The answer's header fields; the type is HTML unless they say otherwise.
    public var headers: Headers

    public func response(for request: Request) throws -> Response {
        Response(try request.render(template, context), status: status, headers: headers)
    }
}

/// The page that a template makes (Flask: render_template).
///
/// ```swift
/// app.get("/hello/<name>") { (_, name: String) in render("hello.html", ["name": name]) }
/// app.onError(404) { _, _ in render("missing.html", status: 404) }
/// ```
/// The template sees `request`, `session`, `g`, `config`, `url_for` and `get_flashed_messages` beside its own variables.
public func render(
    _ template: String, _ context: [String: any Encodable] = [:], status: Status = 200, headers: Headers = [:]
) -> Rendered {
    Rendered(template: template, context: context, status: status, headers: headers)
}

extension Request {
    /// The text that a template makes, for answers that are no pages, and for mails.
    public func render(_ template: String, _ context: [String: any Encodable] = [:]) throws -> String {
        try route.app.render(template, context, for: self)
    }

    /// The text that a template given as a string makes; its values are escaped as in HTML (Flask: render_template_string).
    public func render(source: String, _ context: [String: any Encodable] = [:]) throws -> String {
        let app = route.app
        let template = try app.templates.template(source: source)
        return try app.render(template, app.context(context, for: self), for: self)
    }
}

extension App {
    /// The text that a template makes outside of a request: for a mail, or in a command.
    public func render(_ template: String, _ context: [String: any Encodable] = [:]) throws -> String {
        try render(template, context, for: nil)
    }

    fileprivate func render(_ name: String, _ context: [String: any Encodable], for request: Request?) throws -> String
    {
        let template = try template(name)
        signals.templateRendered.send((name, request))
        return try render(template, self.context(context, for: request), for: request)
    }
}
