internal import DewarContract
internal import DewarLinux

/// A built app that can be asked what it knows, without opening a port.
struct AppInquiry {
    var project: Project
    var program: String

    /// Builds the app at `place` if need be. While that takes long, `console` is told why.
    init(at place: String?, _ console: Console) throws {
        project = try Project.find(place)
        let builder = try AppBuilder(project: project) { console.talk($0.sentence) }
        let result = try builder.build(.debug)
        switch result.outcome {
        case .built(let program, _): self.program = program
        case .failed(let diagnostics, let output):
            throw BuildFailure(project: project, diagnostics: diagnostics, output: output)
        case .cancelled: throw BuildProblem.system("the build was cancelled")
        }
    }

    /// A program that is built already.
    init(project: Project, program: String) {
        self.project = project
        self.program = program
    }

    /// Runs the app with `variables` in its environment, and keeps what it writes on stdout.
    func run(_ variables: [String: String], arguments: [String] = []) throws(SystemError) -> Answer {
        let pipe = try ChildPipe()
        let process = try start(variables, arguments, output: pipe.writeEnd)
        pipe.closeWriteEnd()
        var output: [UInt8] = []
        while case let piece = pipe.read(), !piece.isEmpty { output += piece }
        return Answer(exit: process.wait(), output: output)
    }

    /// Runs the app with the person's own streams.
    func runAtTerminal(_ variables: [String: String], arguments: [String]) throws(SystemError) -> ChildProcess.Exit {
        try start(variables, arguments, input: 0, output: 1, ownGroup: false).wait()
    }

    private func start(
        _ variables: [String: String], _ arguments: [String], input: Int32 = -1, output: Int32, ownGroup: Bool = true
    ) throws(SystemError) -> ChildProcess {
        var environment = Host.environment.merging(variables) { $1 }
        environment[Contract.projectRoot] = project.root
        return try ChildProcess(
            program, arguments, environment: environment, directory: project.root, descriptors: [input, output, 2],
            ownGroup: ownGroup)
    }

    struct Answer {
        var exit: ChildProcess.Exit
        var output: [UInt8]

        /// The app may print whatever it likes; its answer is one line.
        var lines: [ArraySlice<UInt8>] { output.split(separator: UInt8(ascii: "\n")) }
    }
}

/// The compiler refused the app.
struct BuildFailure: Error {
    var project: Project
    var diagnostics: [Diagnostic]
    var output: String
}

/// An app that was asked something and gave no answer.
enum InquiryFault: Error, Hashable {
    /// Its set-up is wrong; it has said itself how.
    case setUp
    case crashed(signal: Int32)
    /// It ended without an answer: it never came to `run()`.
    case noAnswer(exit: Int32)
    case noRequest(String)
}
