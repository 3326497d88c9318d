import DewarTemplate
import Foundation

/// `conformance template`: renders one case a line.
enum TemplateMode {
    static func answer(_ line: String) throws -> String {
        let request = try TemplateValue(json: Array(line.utf8))
        let id = request["id"]?.as(String.self) ?? ""
        do {
            return try json(["id": id, "output": try render(request)])
        } catch let error as TemplateError {
            var report: [String: Any] = ["kind": error.kind.rawValue, "message": error.message]
            report["line"] = error.place.map { $0.line } ?? NSNull()
            report["template"] = error.place?.template ?? NSNull()
            return try json(["id": id, "error": report])
        }
    }

    private static func render(_ request: TemplateValue) throws -> String {
        let name = request["name"]?.as(String.self)
        let source = request["template"]?.as(String.self) ?? ""
        var templates = request["templates"]?.as([String: String].self) ?? [:]
        if let name { templates[name] = source }
        let environment = TemplateEnvironment(MemoryLoader(templates), settings: settings(request["options"]))
        let template = try name.map { try environment.template($0) } ?? environment.template(source: source)
        return try template.render(changeable: request["context"] ?? [:])
    }

    private static func settings(_ options: TemplateValue?) -> TemplateSettings {
        var settings = TemplateSettings()
        settings.autoescape = .never
        guard let options else { return settings }
        for key in options.keys {
            guard let value = options[key] else { continue }
            let text = value.as(String.self)
            let isOn = value.as(Bool.self) ?? false
            switch key {
            case "autoescape": settings.autoescape = text == "select" ? .html : isOn ? .always : .never
            case "undefined": settings.undefined = text.flatMap(UndefinedBehavior.init) ?? .default
            case "trim_blocks": settings.syntax.trimBlocks = isOn
            case "lstrip_blocks": settings.syntax.lstripBlocks = isOn
            case "keep_trailing_newline": settings.syntax.keepTrailingNewline = isOn
            case "newline_sequence": settings.syntax.newlineSequence = text ?? "\n"
            case "line_statement_prefix": settings.syntax.lineStatementPrefix = text
            case "line_comment_prefix": settings.syntax.lineCommentPrefix = text
            case "variable_start_string": settings.syntax.variableStart = text ?? "{{"
            case "variable_end_string": settings.syntax.variableEnd = text ?? "}}"
            case "block_start_string": settings.syntax.blockStart = text ?? "{%"
            case "block_end_string": settings.syntax.blockEnd = text ?? "%}"
            case "comment_start_string": settings.syntax.commentStart = text ?? "{#"
            case "comment_end_string": settings.syntax.commentEnd = text ?? "#}"
            case "extensions":
                settings.extensions = Set((value.as([String].self) ?? []).compactMap(TemplateExtension.init))
            default: break
            }
        }
        return settings
    }

    private static func json(_ answer: [String: Any]) throws -> String {
        String(decoding: try JSONSerialization.data(withJSONObject: answer, options: [.sortedKeys]), as: UTF8.self)
    }
}
