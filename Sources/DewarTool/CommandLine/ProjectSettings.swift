internal import DewarHTTP
internal import DewarLinux

/// `dewar.json` beside an app: flags of commands, for where the command line does not say them.
///
/// ```json
/// { "serve": { "port": 8080, "open": true, "ignore": ["data/", "*.log"], "arguments": ["--workers", "2"] } }
/// ```
///
/// A flag goes by its long name without the dashes; `arguments` are the app's own.
struct ProjectSettings {
    static let fileName = "dewar.json"
    static let arguments = "arguments"

    /// By command, then by flag.
    private let flags: [String: JSONValue]

    /// What the file in a folder says; nothing where there is none.
    init(in folder: String) throws {
        let path = "\(folder)/\(ProjectSettings.fileName)"
        guard Files.isFile(path) else {
            flags = [:]
            return
        }
        let bytes = try Files.read(path)
        let value: JSONValue
        do throws(JSONParser.Problem) { value = try JSONParser.parse(bytes) } catch {
            let lines = String(decoding: bytes.prefix(error.offset), as: UTF8.self).split(
                separator: "\n", omittingEmptySubsequences: false)
            throw SettingsFault.unreadable(error.what, line: lines.count, column: (lines.last?.count ?? 0) + 1)
        }
        guard let object = value.object else { throw SettingsFault.noObject }
        flags = object
    }

    /// The words of a command line for the command, with those of the file before them.
    ///
    /// - Parameter commands: those whose flags the file may hold.
    func words<Chosen: Command>(for command: Chosen.Type, before words: [String], of commands: [String]) throws
        -> [String]
    {
        if let unknown = flags.keys.sorted().first(where: { !commands.contains($0) }) {
            throw SettingsFault.unknownCommand(unknown, known: commands)
        }
        let own = flags[Chosen.manual.name] ?? [:]
        guard var said = own.object else {
            throw SettingsFault.badValue(Chosen.manual.name, expected: "an object of flags")
        }
        var first: [String] = []
        var last: [String] = []
        for parameter in Chosen.parameters {
            guard let key = parameter.settingName, let value = said.removeValue(forKey: key) else { continue }
            if case .rest = parameter.kind {
                guard let texts = value.texts else { throw SettingsFault.badValue(key, expected: "a list of texts") }
                last = texts
            } else {
                first += try ProjectSettings.words(for: parameter, key, value)
            }
        }
        if let unknown = said.keys.min() {
            throw SettingsFault.unknownFlag(
                unknown, command: Chosen.manual.name, known: Chosen.parameters.compactMap(\.settingName))
        }
        do { _ = try Chosen.parse(first) } catch let fault as ArgumentFault { throw SettingsFault.value(fault) }
        let isAnswered = last.isEmpty || words.contains("--")
        return first + words + (isAnswered ? [] : ["--"] + last)
    }

    private static func words<Holder>(for parameter: Parameter<Holder>, _ key: String, _ value: JSONValue) throws
        -> [String]
    {
        switch (parameter.kind, value) {
        case (.toggle, .bool(let isOn)): return isOn ? ["--\(key)"] : []
        case (.toggle, _): throw SettingsFault.badValue(key, expected: "true or false")
        case (_, .integer(let number)): return ["--\(key)=\(number)"]
        case (_, .string(let text)): return ["--\(key)=\(text)"]
        default:
            let isList = parameter.isRepeated
            if isList, let texts = value.texts { return texts.map { "--\(key)=\($0)" } }
            throw SettingsFault.badValue(key, expected: isList ? "a text or a list of texts" : "a text or a number")
        }
    }
}

extension JSONValue {
    /// The elements of a list of texts alone.
    fileprivate var texts: [String]? {
        guard let array, array.allSatisfy({ $0.string != nil }) else { return nil }
        return array.compactMap(\.string)
    }
}

/// What is wrong in dewar.json.
enum SettingsFault: Error, Hashable {
    /// No JSON.
    case unreadable(String, line: Int, column: Int)
    case noObject
    case unknownCommand(String, known: [String])
    case unknownFlag(String, command: String, known: [String])
    /// A value of another kind.
    case badValue(String, expected: String)
    /// A value that the flag does not take.
    case value(ArgumentFault)

    static let example = #"it looks so: { "serve": { "port": 8080, "open": true } }"#
}

extension Parameter {
    /// Its key in dewar.json; nil for operands.
    fileprivate var settingName: String? {
        switch kind {
        case .toggle, .flag: names.first { $0.hasPrefix("--") }.map { String($0.dropFirst(2)) }
        case .rest: ProjectSettings.arguments
        case .operand: nil
        }
    }
}
