internal import DewarContract
internal import DewarTemplate

/// What a skeleton's templates know: the project's name in its forms, Dewar's place and version, and the answers.
struct Variables: Sendable {
    private(set) var values: [String: String]

    init(name: ProjectName, sources: FrameworkSources, vendor: String?) {
        values = [
            "name": name.text,
            "module": name.module,
            "dewar_version": DewarVersion.current,
            "dewar_path": sources.stableFolder,
            "vendor": vendor ?? "",
            "secret": Self.secret(),
        ]
    }

    /// 32 bytes of the kernel's randomness, in hexadecimal: a key to sign sessions with.
    private static func secret() -> String {
        var random = SystemRandomNumberGenerator()
        return (0..<64).map { _ in String(Int.random(in: 0..<16, using: &random), radix: 16) }.joined()
    }

    /// Answers the manifest's questions: with what was given (`title=My shop`), else with the default.
    mutating func answer(_ manifest: SkeletonManifest, given: [String]) throws(SkeletonFault) {
        let questions = manifest.questions ?? []
        var answers: [String: String] = [:]
        for line in given {
            let parts = line.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
            guard parts.count == 2, questions.contains(where: { $0.name == parts[0] }) else {
                throw .unknownAnswer(line, known: questions.map(\.name))
            }
            answers[parts[0]] = parts[1]
        }
        for question in questions {
            if let answer = answers[question.name] {
                values[question.name] = answer
            } else {
                values[question.name] = try render(question.default, of: SkeletonManifest.fileName)
            }
        }
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
