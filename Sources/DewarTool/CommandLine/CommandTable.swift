internal import DewarContract

/// The commands, in the order in which the help lists them, and the way from a command line to one of them.
package enum CommandTable {
    static let commands: [any Command.Type] = [
        NewCommand.self,
        AddCommand.self,
        ServeCommand.self,
        RoutesCommand.self,
        TestCommand.self,
        BuildCommand.self,
        RunCommand.self,
        RenderCommand.self,
        SkeletonCommand.self,
        DoctorCommand.self,
        CompletionsCommand.self,
        ManCommand.self,
        HelpCommand.self,
        FrameworkCommand.self,
    ]

    /// Runs what the words after `dewar` ask for, and tells what went wrong.
    package static func run(_ words: [String], _ console: Console) -> ExitCode {
        do {
            return try dispatch(words, console)
        } catch let failure as BuildFailure {
            console.report(failure)
            return .failed
        } catch {
            let problem = Problem(describing: error)
            console.report(problem)
            return problem.exit
        }
    }

    private static func dispatch(_ words: [String], _ console: Console) throws -> ExitCode {
        guard let name = words.first else {
            console.talk(Help.overview())
            return .wrongUsage
        }
        switch name {
        case "--help", "-h": console.print(Help.overview())
        case "--version", "-V": console.print("dewar \(DewarVersion.current)\n")
        default: return try run(command(named: name), Array(words.dropFirst()), console)
        }
        return .done
    }

    static func command(named name: String) throws -> any Command.Type {
        guard let command = commands.first(where: { $0.manual.name == name }) else {
            throw ArgumentFault.unknownCommand(name)
        }
        return command
    }

    private static func run<Chosen: Command>(
        _ type: Chosen.Type, _ words: [String], _ console: Console
    ) throws -> ExitCode {
        guard let command = try type.parse(words) else {
            console.print(Help.text(for: type))
            return .done
        }
        return try command.run(console)
    }
}
