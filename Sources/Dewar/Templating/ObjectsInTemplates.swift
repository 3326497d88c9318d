internal import DewarHTTP
internal import DewarTemplate

// `request`, `g` and `config` as templates see them: read when they are asked for, for the request of the moment.

/// `request.path`, `request.args.q`.
struct RequestInTemplate: TemplateObject {
    private static let attributes: [String: @Sendable (Request) -> TemplateValue] = [
        "method": { text($0.method.rawValue) },
        "path": { text($0.path) },
        "full_path": { text($0.fullPath) },
        "url": { text($0.url) },
        "base_url": { text($0.baseURL) },
        "host_url": { text($0.hostURL) },
        "root_url": { text($0.rootURL) },
        "host": { text($0.host) },
        "scheme": { text($0.scheme) },
        "is_secure": { TemplateValue(booleanLiteral: $0.isSecure) },
        "query_string": { text($0.queryString) },
        "remote_addr": { text($0.remoteAddress) },
        "endpoint": { optional($0.endpoint) },
        "blueprint": { optional($0.blueprint) },
        "blueprints": { TemplateValue($0.blueprints.map(text)) },
        "url_rule": { optional($0.rule) },
        "mimetype": { text($0.mimetype) },
        "content_type": { optional($0.contentType) },
        "referrer": { optional($0.referrer) },
        "user_agent": { optional($0.userAgent) },
        "is_json": { TemplateValue(booleanLiteral: $0.isJSON) },
        "args": { TemplateValue(ValuesInTemplate(values: $0.args)) },
        "form": { TemplateValue(ValuesInTemplate(values: $0.formAlreadyRead)) },
        "cookies": { TemplateValue(ValuesInTemplate(values: $0.cookies)) },
        "headers": { TemplateValue(HeadersInTemplate(headers: $0.headers)) },
        "view_args": { request in
            TemplateValue(
                pairs: request.viewArguments.sorted { $0.key < $1.key }.map { ($0.key, optional($0.value.text)) })
        },
    ]

    private static func text(_ text: String) -> TemplateValue { TemplateValue(stringLiteral: text) }

    private static func optional(_ text: String?) -> TemplateValue { text.map(self.text) ?? .none }

    func templateAttribute(_ name: String) -> TemplateValue? {
        CurrentRequest.now.flatMap { RequestInTemplate.attributes[name]?($0) }
    }
}

/// A query or cookies: `args.q`, `args['q']`, `args.get('q', 'none')`, `args.getlist('tag')`.
struct ValuesInTemplate: TemplateObject {
    let values: Values

    func templateAttribute(_ name: String) -> TemplateValue? {
        switch name {
        case "get": lookUp { values[$0] }
        case "getlist":
            TemplateValue.function(name) { arguments, _ in
                TemplateValue(
                    values.all(arguments.first?.as(String.self) ?? "").map { TemplateValue(stringLiteral: $0) })
            }
        default: values[name].map { TemplateValue(stringLiteral: $0) }
        }
    }

    var templateItems: [TemplateValue]? { values.map { TemplateValue(stringLiteral: $0.name) } }
}

/// Header fields: `request.headers['User-Agent']`.
struct HeadersInTemplate: TemplateObject {
    let headers: Headers

    func templateAttribute(_ name: String) -> TemplateValue? {
        if name == "get" { return lookUp { headers[$0] } }
        return headers[name].map { TemplateValue(stringLiteral: $0) }
    }
}

/// `g.user`: the Encodable values of `request.context` by their keys' names.
struct ContextInTemplate: TemplateObject {
    func templateAttribute(_ name: String) -> TemplateValue? {
        guard let exchange = CurrentRequest.now?.exchange else { return nil }
        if name == "get" {
            return TemplateValue.function(name) { arguments, _ in
                let key = arguments.first?.as(String.self) ?? ""
                return templateAttribute(key) ?? (arguments.count > 1 ? arguments[1] : TemplateValue.none)
            }
        }
        guard let value = exchange.withLock({ $0.values[name] }) as? any Encodable else { return nil }
        return try? TemplateValue(encoding: value)
    }
}

/// The function `get` of a mapping: the value of a name, the second argument or None where there is none.
private func lookUp(_ value: @escaping @Sendable (String) -> String?) -> TemplateValue {
    .function("get") { arguments, _ in
        if let text = arguments.first?.as(String.self).flatMap(value) { return TemplateValue(stringLiteral: text) }
        return arguments.count > 1 ? arguments[1] : TemplateValue.none
    }
}

/// `config.MAX_CONTENT_LENGTH`: the app's settings by their names.
struct ConfigInTemplate: TemplateObject {
    func templateAttribute(_ name: String) -> TemplateValue? {
        guard let config = CurrentRequest.now?.route.app.config else { return nil }
        if name == "get" { return lookUp { config[$0] } }
        return config[name].map { TemplateValue(stringLiteral: $0) }
    }
}

/// `session.user`, `session.get('user')`.
struct SessionInTemplate: TemplateObject {
    func templateAttribute(_ name: String) -> TemplateValue? {
        guard let session = CurrentRequest.now?.session else { return nil }
        if name == "get" {
            return TemplateValue.function(name) { arguments, _ in
                let key = arguments.first?.as(String.self) ?? ""
                return session.value(key).map(SessionInTemplate.value)
                    ?? (arguments.count > 1 ? arguments[1] : TemplateValue.none)
            }
        }
        return session.value(name).map(SessionInTemplate.value)
    }

    var templateItems: [TemplateValue]? {
        CurrentRequest.now?.session.names.map { TemplateValue(stringLiteral: $0) }
    }
}

extension SessionInTemplate {
    /// What a session holds, for a template.
    fileprivate static func value(_ value: SessionValue) -> TemplateValue {
        switch value {
        case .null: .none
        case .bool(let bool): TemplateValue(booleanLiteral: bool)
        case .int(let int): TemplateValue(integerLiteral: int)
        case .float(let double): TemplateValue(floatLiteral: double)
        case .string(let text), .uuid(let text): TemplateValue(stringLiteral: text)
        case .markup(let html): .safe(html)
        case .date(let date): TemplateValue(stringLiteral: "\(date)")
        case .bytes(let bytes): TemplateValue(stringLiteral: String(decoding: bytes, as: UTF8.self))
        case .list(let items), .tuple(let items): TemplateValue(items.map(self.value))
        case .dictionary(let members):
            TemplateValue(pairs: members.sorted { $0.key < $1.key }.map { ($0.key, self.value($0.value)) })
        }
    }
}
