package import DewarLinux

/// Runs programs to their end, as a person would at a terminal, and keeps what they say.
///
///     let dewar = CommandRunner(environment: ["PATH": …])
///     let outcome = try dewar.run("/…/dewar", ["new", "hello"], in: folder.path)
package struct CommandRunner: Sendable {
    /// Added to the environment of the tests.
    package var environment: [String: String]

    package init(environment: [String: String] = [:]) {
        self.environment = environment
    }

    package struct Outcome: Sendable {
        package var exit: ChildProcess.Exit
        package var output: String
        package var errors: String
    }

    package func run(_ program: String, _ arguments: [String], in folder: String) throws(SystemError) -> Outcome {
        let output = try ChildPipe()
        let errors = try ChildPipe()
        let process = try ChildProcess(
            program, arguments, environment: Host.environment.merging(environment) { $1 }, directory: folder,
            descriptors: [-1, output.writeEnd, errors.writeEnd])
        output.closeWriteEnd()
        errors.closeWriteEnd()
        var open = [output.readEnd: output, errors.readEnd: errors]
        var heard: [Int32: [UInt8]] = [:]
        while !open.isEmpty {
            for descriptor in Poll.readable(Array(open.keys)) {
                guard let pipe = open[descriptor] else { continue }
                let piece = pipe.read()
                heard[descriptor, default: []] += piece
                if piece.isEmpty { open[descriptor] = nil }
            }
        }
        func text(_ pipe: ChildPipe) -> String { String(decoding: heard[pipe.readEnd] ?? [], as: UTF8.self) }
        return Outcome(exit: process.wait(), output: text(output), errors: text(errors))
    }
}
