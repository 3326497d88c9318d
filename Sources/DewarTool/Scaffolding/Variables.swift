internal import DewarContract
internal import DewarTemplate

/// What a skeleton's templates know: the project's name in its forms, Dewar's place and version, and the answers.
struct Variables: Sendable {
    private(set) var values: [String: any Encodable & Sendable]

    init(name: ProjectName, sources: FrameworkSources, layout: String = "", vendor: String?) {
        values = [
            "name": name.text,
            "module": name.module,
            "layout": layout,
            "features": [String](),
            "dewar_version": DewarVersion.current,
            "dewar_path": sources.stableFolder,
            "vendor": vendor ?? "",
            "secret": Self.secret(),
        ]
    }

    /// Names that no question can have.
    static let own: Set<String> = [
        "name", "module", "layout", "features", "dewar_version", "dewar_path", "vendor", "secret",
    ]

    /// 32 bytes of the kernel's randomness, in hexadecimal: a key to sign sessions with.
    private static func secret() -> String {
        var random = SystemRandomNumberGenerator()
        return (0..<64).map { _ in String(Int.random(in: 0..<16, using: &random), radix: 16) }.joined()
    }

    mutating func set(_ name: String, _ value: any Encodable & Sendable) { values[name] = value }

    /// Whether an expression of a manifest holds: `database == "sqlite" and "docker" in features`.
    func holds(_ expression: String?) throws(SkeletonFault) -> Bool {
        guard let expression else { return true }
        return try render("{% if \(expression) %}1{% endif %}", of: SkeletonManifest.fileName) == "1"
    }

    func render(_ contents: [UInt8], of path: String) throws(SkeletonFault) -> [UInt8] {
        guard let text = String(validating: contents, as: UTF8.self) else {
            throw .template(path: path, why: "it is no UTF-8 text")
        }
        return Array(try render(text, of: path).utf8)
    }

    func render(_ text: String, of path: String) throws(SkeletonFault) -> String {
        do {
            return try Self.engine.template(source: text, name: path).render(values)
        } catch {
            throw .template(path: path, why: "\(error)")
        }
    }

    /// Nothing is escaped, no line end is lost, and an unknown variable is an error.
    private static let engine: TemplateEnvironment = {
        var settings = TemplateSettings()
        settings.autoescape = .never
        settings.undefined = .strict
        settings.syntax.keepTrailingNewline = true
        settings.syntax.trimBlocks = true
        settings.syntax.lstripBlocks = true
        return TemplateEnvironment(settings: settings)
    }()
}
