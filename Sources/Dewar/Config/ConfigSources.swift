internal import DewarContract
internal import DewarHTTP
internal import DewarLinux

/// Where settings are read from.
extension Config {
    /// Takes the settings of a JSON file, an object; a relative path counts from `rootPath` (Flask: from_file). Names may be
    /// written in lower case.
    ///
    /// ```swift
    /// try config.load(json: "config/production.json")
    /// ```
    ///
    /// - Throws: `ConfigProblem` if the file cannot be read or is no JSON object.
    public mutating func load(json file: String) throws(ConfigProblem) {
        let bytes: [UInt8]
        do { bytes = try Files.read(file.hasPrefix("/") ? file : rootPath + "/" + file) } catch {
            throw .unreadable(file: file, why: error.reason)
        }
        let value: JSONValue
        do throws(JSONParser.Problem) { value = try JSONParser.parse(bytes) } catch {
            let line = bytes[..<error.offset].count { $0 == UInt8(ascii: "\n") } + 1
            throw .malformed(file: file, line: line, why: error.what)
        }
        guard let object = value.object else { throw .malformed(file: file, line: 1, why: "it is no object") }
        for (name, value) in object { set(name.uppercased(), ConfigValue(value, .file(file, line: nil))) }
    }

    /// Takes the settings of the environment whose names begin with the prefix, which is cut off (Flask:
    /// from_prefixed_env).
    ///
    /// ```swift
    /// config.load(environmentPrefix: "SHOP_")     // SHOP_MAIL_SERVER=… sets MAIL_SERVER
    /// ```
    public mutating func load(environmentPrefix prefix: String) {
        for (name, value) in environment where name.hasPrefix(prefix) && !Config.reservedNames.contains(name) {
            set(String(name.dropFirst(prefix.count)), value)
        }
    }

    /// Names in the environment by which the tool talks to the application.
    private static let reservedNames: Set<String> = [
        Contract.readyDescriptor, Contract.mode, Contract.match, Contract.channelDescriptor, Contract.reloadToken,
        Contract.projectRoot, Contract.colour, "DEWAR_PATH", "DEWAR_STRICT",
    ]

    /// Takes the settings of a file of `NAME=value` lines as if they stood in the environment. A file that is not there is no
    /// problem.
    mutating func loadEnvironment(fromFile file: String) {
        let path = rootPath + "/" + file
        guard Files.isFile(path) else { return }
        let text: String
        do { text = try Files.text(path) } catch {
            return problems.append(.unreadable(file: file, why: error.reason))
        }
        var parser = EnvironmentFile(text, known: environment.mapValues(\.text))
        for entry in parser.parse() {
            setEnvironment(entry.name, ConfigValue(.string(entry.value), .file(file, line: entry.line)))
        }
        for line in parser.badLines {
            problems.append(.malformed(file: file, line: line, why: "this is no NAME=value"))
        }
    }

    mutating func takePlainNames() {
        for name in Setting.plainNames { if let value = environment[name] { set(name, value) } }
    }
}
