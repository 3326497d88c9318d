internal import FoundationEssentials

/// What a command finds around it when it starts.
package struct Surroundings: Sendable {
    package var environment: [String: String]
    package var workingFolder: String
    /// The running `dewar` itself, links followed.
    package var executable: String

    package init(environment: [String: String], workingFolder: String, executable: String) {
        self.environment = environment
        self.workingFolder = workingFolder
        self.executable = executable
    }

    package static var current: Surroundings {
        let files = FileManager.default
        return Surroundings(
            environment: ProcessInfo.processInfo.environment,
            workingFolder: files.currentDirectoryPath,
            executable: (try? files.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? CommandLine.arguments[0])
    }
}
