internal import DewarTool
internal import Glibc

exit(CommandTable.run(Array(CommandLine.arguments.dropFirst()), .standard()).rawValue)
