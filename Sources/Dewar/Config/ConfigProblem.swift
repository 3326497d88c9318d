/// What is wrong with the configuration.
///
/// ```swift
/// do { … } catch let problem as ConfigProblem { print(problem) }
/// // error: MAIL_PORT is 'many', which is no Int (.env:3)
/// ```
public struct ConfigProblem: Error, Sendable, Hashable {
    package enum Fact: Sendable, Hashable {
        case missing(name: String)
        case wrongType(name: String, value: String, type: String, ConfigSource)
        case unreadable(file: String, why: String)
        case malformed(file: String, line: Int, why: String)
    }

    package let fact: Fact

    static func missing(name: String) -> ConfigProblem { ConfigProblem(fact: .missing(name: name)) }

    static func wrongType(name: String, value: String, type: String, _ source: ConfigSource) -> ConfigProblem {
        ConfigProblem(fact: .wrongType(name: name, value: value, type: type, source))
    }

    static func unreadable(file: String, why: String) -> ConfigProblem {
        ConfigProblem(fact: .unreadable(file: file, why: why))
    }

    static func malformed(file: String, line: Int, why: String) -> ConfigProblem {
        ConfigProblem(fact: .malformed(file: file, line: line, why: why))
    }
}

extension ConfigProblem: CustomStringConvertible {
    /// What is wrong, where it is, and what to do. Values of secrets are not shown.
    public var description: String { "error: \(what)" + (hint.map { "\n  hint: \($0)" } ?? "") }

    package var what: String {
        switch fact {
        case .missing(let name):
            "the setting \(name) is missing"
        case .wrongType(let name, let value, let type, let source):
            "\(name) is \(ConfigProblem.shown(value, of: name)), which is no \(ConfigProblem.plain(type))"
                + ConfigProblem.place(source)
        case .unreadable(let file, let why): "\(file) cannot be read: \(why)"
        case .malformed(let file, let line, let why): "\(file):\(line): \(why)"
        }
    }

    package var hint: String? {
        switch fact {
        case .missing(let name): "\(name)=… in .env or in the environment, or app.config[\"\(name)\"] = …"
        case .wrongType, .unreadable, .malformed: nil
        }
    }

    private static func shown(_ value: String, of name: String) -> String {
        ["SECRET", "PASSWORD", "TOKEN", "KEY"].contains(where: name.contains) ? "not shown" : "'\(value)'"
    }

    private static func plain(_ type: String) -> String {
        type.hasPrefix("Optional<") ? String(type.dropFirst("Optional<".count).dropLast()) : type
    }

    private static func place(_ source: ConfigSource) -> String {
        switch source {
        case .code: ""
        case .environment(let name): " (from \(name) in the environment)"
        case .file(let file, let line?): " (\(file):\(line))"
        case .file(let file, nil): " (\(file))"
        }
    }
}
