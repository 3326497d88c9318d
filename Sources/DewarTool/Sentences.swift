internal import DewarLinux
internal import DewarRouting

/// The sentences of the tool: each fact thrown below becomes what its user reads, here and nowhere else.
extension Problem {
    init(describing error: any Error) {
        switch error {
        case let problem as Problem: self = problem
        case let fault as ArgumentFault: self.init(fault)
        case let fault as NameFault: self.init(fault)
        case let fault as SkeletonFault: self.init(fault)
        case let fault as PlacementFault: self.init(fault)
        case let fault as AddFault: self.init(fault)
        case let problem as BuildProblem: self.init(problem)
        case let fault as InquiryFault: self.init(fault)
        case let fault as ListenFault: self.init(fault)
        case let fault as SettingsFault: self.init(fault)
        case let fault as SystemError: self.init(fault)
        default: self.init("something unexpected happened", why: ["\(error)"])
        }
    }

    init(_ fault: ArgumentFault) {
        switch fault {
        case .unknownCommand(let word):
            let known = CommandTable.commands.map { $0.manual }.filter { !$0.isHidden }.map(\.name)
            self.init(
                "there is no command `\(word)`", hint: didYouMean(word, known) ?? "`dewar --help` lists the commands")
        case .unknownFlag(let flag, let command, let known):
            self.init(
                "`dewar \(command)` has no flag `\(flag)`",
                hint: didYouMean(flag, known) ?? "`dewar \(command) --help` lists the flags")
        case .missingValue(let flag, let value, let command):
            self.init("`\(flag)` needs a value", hint: "dewar \(command) \(flag) \(value)")
        case .valueNotTaken(let flag, let command):
            self.init("`\(flag)` takes no value", hint: "dewar \(command) \(flag)")
        case .badValue(let text, let parameter, let expected, let choices, _):
            self.init(
                "`\(text)` is no value for `\(parameter)`", why: ["it takes \(expected)"],
                hint: didYouMean(text, choices))
        case .missingOperand(let name, let command):
            self.init(
                "`dewar \(command)` needs \(article(name)) \(name)", hint: "`dewar \(command) --help` has examples")
        case .unexpectedOperand(let word, let command):
            self.init(
                "`dewar \(command)` does not know what to do with `\(word)`",
                hint: "`dewar \(command) --help` tells what it takes")
        case .excludedFlag(let flag, let other, let command):
            self.init(
                "`\(flag)` has no place beside `\(other)`",
                hint: "`dewar \(command) --help` tells what each of them does")
        case .missingFlag(let flag, let other, let command):
            self.init("`\(other)` needs `\(flag)`", hint: "`dewar \(command) --help` has examples")
        }
        exit = .wrongUsage
    }
}

extension Problem {
    init(_ fault: SettingsFault) {
        let file = ProjectSettings.fileName
        switch fault {
        case .unreadable(let reason, let line, let column):
            self.init(
                "\(file) cannot be read", why: ["\(file):\(line):\(column): \(reason)"], hint: SettingsFault.example)
        case .noObject: self.init("\(file) holds no object", hint: SettingsFault.example)
        case .unknownCommand(let word, let known):
            self.init(
                "\(file) holds nothing for `\(word)`", why: ["it may hold flags of \(listed(known.map { "`\($0)`" }))"],
                hint: didYouMean(word, known))
        case .unknownFlag(let flag, let command, let known):
            self.init(
                "\(file): `dewar \(command)` has no flag `\(flag)`",
                hint: didYouMean(flag, known) ?? "it may hold \(listed(known))")
        case .badValue(let flag, let expected):
            self.init("\(file): `\(flag)` has a value of another kind", why: ["it takes \(expected)"])
        case .value(let fault):
            let problem = Problem(fault)
            self.init("\(file): \(problem.what)", why: problem.why, hint: problem.hint)
        }
        exit = .wrongUsage
    }

    init(_ fault: ListenFault) {
        switch fault {
        case .inUse(let host, let port, let holder):
            let by = holder.map { " by \($0.words)" } ?? ""
            self.init(
                "could not listen on \(host):\(port)", why: ["the address is in use\(by)"],
                hint: "dewar serve --port \(port < 65_535 ? port + 1 : 8000)")
        case .noneFree(let ports):
            self.init(
                "could not listen on any port from \(ports.lowerBound) to \(ports.upperBound)",
                why: ["all of them are in use"], hint: "dewar serve --port 0")
        case .noAddress(let host):
            self.init("`\(host)` is no address", hint: "dewar serve --host 0.0.0.0, or --host localhost")
            exit = .wrongUsage
        case .system(let host, let port, let reason):
            self.init("could not listen on \(host):\(port)", why: [reason])
        }
    }
}

extension Problem {
    init(_ problem: BuildProblem) {
        switch problem {
        case .noCompiler:
            self.init(
                "the Swift compiler is missing", why: ["there is no `swiftc` on the PATH"],
                hint: "https://www.swift.org/install/linux tells how to get Swift 6.2 or newer")
        case .noFrameworkSources(let looked):
            self.init(
                "Dewar's own files are missing", why: ["they were looked for in:"] + looked.map { "  " + $0 },
                hint: "run ./install.sh again, or set DEWAR_PATH to a checkout of Dewar")
        case .frameworkDoesNotBuild(let output):
            self.init("Dewar itself does not build with this compiler", why: lastLines(output))
        case .noPlan(let output):
            self.init("the compiler does not tell how it builds", why: lastLines(output))
        case .nothingAt(let path):
            self.init("there is nothing at \(path)", hint: "name an app's file or folder, or go there")
        case .noApp(let folder, let candidates):
            let swiftFile = candidates.first { $0 != "Package.swift" }
            self.init(
                "there is no app in \(folder)", why: ["it holds neither app.swift nor Package.swift"],
                hint: swiftFile.map { "if it is \($0), say so: dewar serve \($0)" } ?? "dewar new hello makes one")
        case .noExecutableTarget(let names):
            self.init(
                "Package.swift names no app",
                why: [
                    names.isEmpty
                        ? "it has no executable target" : "its executable targets are \(names.joined(separator: ", "))"
                ], hint: "call the app's executable target `App`")
        case .manifest(let output):
            self.init("Package.swift cannot be read", why: lastLines(output))
        case .system(let text):
            self.init("a file could not be read or written", why: [text])
        }
    }

    init(_ fault: InquiryFault) {
        switch fault {
        case .setUp:
            self.init("the app's set-up is wrong", why: ["it says above what and where"])
        case .crashed(let signal):
            self.init("the app crashed before it could answer", why: ["it was ended by signal \(signal)"])
        case .noAnswer(let exit):
            self.init(
                "the app ended without an answer", why: ["it came to its end with code \(exit) before it served"],
                hint: "an app ends with `try app.run()`, or with `try await app.serve()` where it awaits")
        case .noRequest(let text):
            self.init("`\(text)` is no request", hint: "--match 'GET /users/5'")
            exit = .wrongUsage
        }
    }

    init(_ error: SystemError) {
        self.init(
            "\(error.call) failed", why: [error.subject.isEmpty ? error.reason : "\(error.subject): \(error.reason)"])
    }
}

extension LongBuild {
    var sentence: String {
        switch self {
        case .framework: "  building the framework for this compiler, once …"
        case .packages(let names): "  building \(names.joined(separator: ", ")), once …"
        }
    }
}

/// The end of what another program said: its errors, where it marks them so.
private func lastLines(_ output: String) -> [String] {
    let lines = output.split(separator: "\n").map(String.init)
    let errors = lines.filter { $0.contains("error:") }
    return Array((errors.isEmpty ? lines : errors).suffix(12))
}

func didYouMean(_ word: String, _ known: [String]) -> String? {
    nearest(to: word, among: known).map { "did you mean `\($0)`?" }
}

private func article(_ name: String) -> String {
    "AEIOU".contains(name.prefix(1)) ? "an" : "a"
}
