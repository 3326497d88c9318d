internal import DewarLinux

/// Keeps a compiler and a linker that were started ahead of their jobs, and may be warm (`WaitingProgramSource`): the linker
/// starts while the compiler compiles, the next compiler when the app that was built has started. Each does one job.
///
/// Where none waits, or it fails without a word, the job is done in the plain way. The errors that a compiler finds after it has
/// practised are said by a fresh one.
final class Standby {
    private let toolchain: Toolchain
    /// The library that makes programs wait; nil once it is known that it cannot be had.
    private var library: String?
    private var waiting: [String: WaitingProgram] = [:]
    /// Those whose job is done and whose processes may not have ended.
    private var leaving: [WaitingProgram] = []
    /// What the next compiler is for, and does for practice, and its sources.
    var practice: (job: Job, sources: [SourceInput])?

    /// For how long nothing must have been built before a compiler practises, in milliseconds: it would be in the way of saves
    /// that follow each other.
    private static let untilPractice = 300

    /// - Parameter folder: where the library is kept.
    init(toolchain: Toolchain, folder: String) {
        self.toolchain = toolchain
        library = "\(folder)/wait-\(ContentHash(WaitingProgramSource.text)).so"
    }

    /// Runs the jobs side by side as `Jobs.run` does, the first by the program that waits for it.
    ///
    /// - Parameters:
    ///   - sources: those of a compiler's jobs.
    ///   - next: a job of the program that will be needed when these are done.
    func run(
        _ jobs: [Job], of sources: [SourceInput] = [], cancellation: Cancellation?, startingNext next: Job? = nil
    ) throws(SystemError) -> [JobResult]? {
        guard let job = jobs.first else { return [] }
        let program = take(for: job)
        let first = if let program { program.begin(job, of: sources) } else { try RunningJob(index: 0, job) }
        if let next { start(next) }
        var results = try Jobs.run(jobs, cancellation: cancellation, first: first)
        guard let program, let result = results?.first else { return results }
        if let outcome = program.outcome(of: result) {
            results?[0] = outcome
        } else {
            guard let again = try Jobs.run(job, cancellation: cancellation) else { return nil }
            results?[0] = again
        }
        return results
    }

    /// Starts the next compiler, and makes the library, when nothing else is to be done.
    func prepare() {
        guard let library, Files.isFile(library) || (try? make(library)) == true else {
            library = nil
            return
        }
        guard let (job, sources) = practice, waiting[job.executable] == nil else { return }
        start(job, practiceAfter: Standby.untilPractice, foreseen: ForeseenJob(job, of: sources))
    }

    private func start(_ job: Job, practiceAfter rest: Int? = nil, foreseen: ForeseenJob? = nil) {
        leaving.removeAll { $0.isGone }
        guard waiting[job.executable] == nil, let library, Files.isFile(library) else { return }
        waiting[job.executable] = try? WaitingProgram(
            job, library: library, practiceAfter: rest, foreseen: foreseen)
    }

    /// The program that waits, if it can do this job within some time. One that cannot is ended: it would be in the way.
    func take(for job: Job, milliseconds: Int = 0) -> WaitingProgram? {
        guard let program = waiting.removeValue(forKey: job.executable), program.canDo(job),
            program.isReady(milliseconds: milliseconds)
        else { return nil }
        leaving.append(program)
        return program
    }

    private func make(_ library: String) throws(SystemError) -> Bool {
        let draft = "\(library).\(Host.processID)"
        try Files.write(WaitingProgramSource.text, to: "\(draft).c")
        defer { Files.remove("\(draft).c") }
        let job = Job(toolchain.clang, ["-O1", "-shared", "-fPIC", "\(draft).c", "-o", draft])
        guard try Jobs.run(job)?.succeeded == true else { return false }
        try Files.rename(draft, to: library)
        return true
    }
}
