internal import DewarHTTP
internal import DewarRouting
internal import DewarTemplate

/// What every template sees without being given it (Flask: _default_template_ctx_processor, jinja_env.globals).
enum TemplateGlobals {
    static func add(to templates: TemplateEnvironment) {
        templates.global("request", TemplateValue(RequestInTemplate()))
        templates.global("g", TemplateValue(ContextInTemplate()))
        templates.global("config", TemplateValue(ConfigInTemplate()))
        templates.global("session", TemplateValue(SessionInTemplate()))
        templates.function("url_for", urlFor)
        templates.function("get_flashed_messages", flashedMessages)
    }

    /// `url_for('user', id=5, _anchor='top')`.
    private static func urlFor(
        _ values: [TemplateValue], _ keywords: [(String, TemplateValue)]
    ) throws -> TemplateValue {
        guard let request = CurrentRequest.now, let endpoint = values.first?.as(String.self) else {
            throw URLBuildError(endpoint: "", description: "url_for needs an endpoint and a request")
        }
        var arguments = URLValues()
        var options: [String: TemplateValue] = [:]
        for (name, value) in keywords {
            if name.hasPrefix("_") { options[name] = value } else { arguments[name] = value.urlValue }
        }
        let url = try request.urlFor(
            endpoint, arguments, anchor: options["_anchor"]?.as(String.self),
            external: options["_external"]?.as(Bool.self) ?? false,
            method: options["_method"]?.as(String.self).map { Method($0) },
            scheme: options["_scheme"]?.as(String.self))
        return TemplateValue(stringLiteral: url)
    }
}

extension TemplateGlobals {
    /// `get_flashed_messages(with_categories=true, category_filter=['error'])`.
    private static func flashedMessages(
        _ values: [TemplateValue], _ keywords: [(String, TemplateValue)]
    ) -> TemplateValue {
        func argument(_ place: Int, _ name: String) -> TemplateValue? {
            keywords.first { $0.0 == name }?.1 ?? (values.count > place ? values[place] : nil)
        }
        let withCategories = argument(0, "with_categories")?.as(Bool.self) ?? false
        let categories = argument(1, "category_filter")?.as([String].self) ?? []
        let messages = CurrentRequest.now?.flashedMessages(categories: categories) ?? []
        return TemplateValue(
            messages.map { message in
                let text = TemplateValue(stringLiteral: message.text)
                return withCategories ? [TemplateValue(stringLiteral: message.category), text] : text
            })
    }
}

extension TemplateValue {
    /// The value as it goes into a URL; nil leaves it out.
    fileprivate var urlValue: (any URLValue)? {
        if isNone || isUndefined { return nil }
        if let bool = self.as(Bool.self) { return bool ? "True" : "False" }
        if let int = self.as(Int.self) { return int }
        if let text = self.as(String.self) { return text }
        if let double = self.as(Double.self) { return double }
        return self.as([String].self)
    }
}
