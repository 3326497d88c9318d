internal import DewarTool
internal import Glibc

let console = Console.standard(environment: Surroundings.current.environment)
exit(CommandTable.run(Array(CommandLine.arguments.dropFirst()), console).rawValue)
