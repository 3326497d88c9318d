import DewarTemplate

/// One recorded case: a template with its neighbours, context and options.
struct TemplateCase {
    let source: String
    let name: String?
    let templates: [String: String]
    let context: TemplateValue
    let settings: TemplateSettings

    init(_ item: TemplateValue) {
        source = item["template"]?.as(String.self) ?? ""
        name = item["name"]?.as(String.self)
        var templates = item["templates"]?.as([String: String].self) ?? [:]
        if let name { templates[name] = source }
        self.templates = templates
        context = item["context"] ?? [:]
        settings = TemplateCase.settings(item["options"])
    }

    func render() throws -> String {
        let environment = TemplateEnvironment(MemoryLoader(templates), settings: settings)
        let template = try name.map { try environment.template($0) } ?? environment.template(source: source)
        return try template.render(changeable: context)
    }

    private static func settings(_ options: TemplateValue?) -> TemplateSettings {
        var settings = TemplateSettings()
        let autoescape = options?["autoescape"]
        settings.autoescape =
            autoescape?.as(String.self) == "select" ? .html : autoescape?.as(Bool.self) == true ? .always : .never
        settings.undefined = options?["undefined"]?.as(String.self).flatMap(UndefinedBehavior.init) ?? .default
        settings.extensions = Set(
            (options?["extensions"]?.as([String].self) ?? []).compactMap(TemplateExtension.init))
        let texts: [(String, WritableKeyPath<TemplateSyntax, String>)] = [
            ("variable_start_string", \.variableStart), ("variable_end_string", \.variableEnd),
            ("block_start_string", \.blockStart), ("block_end_string", \.blockEnd),
            ("comment_start_string", \.commentStart), ("comment_end_string", \.commentEnd),
            ("newline_sequence", \.newlineSequence),
        ]
        for (key, place) in texts {
            if let text = options?[key]?.as(String.self) { settings.syntax[keyPath: place] = text }
        }
        settings.syntax.lineStatementPrefix = options?["line_statement_prefix"]?.as(String.self)
        settings.syntax.lineCommentPrefix = options?["line_comment_prefix"]?.as(String.self)
        let switches: [(String, WritableKeyPath<TemplateSyntax, Bool>)] = [
            ("trim_blocks", \.trimBlocks), ("lstrip_blocks", \.lstripBlocks),
            ("keep_trailing_newline", \.keepTrailingNewline),
        ]
        for (key, place) in switches { settings.syntax[keyPath: place] = options?[key]?.as(Bool.self) ?? false }
        return settings
    }
}
