internal import DewarLinux

/// A compiler or linker that was started ahead of its job (`WaitingProgramSource`).
final class WaitingProgram {
    private let executable: String
    private let directory: String?
    private let running: RunningJob
    private let orders: ChildPipe
    private let foreseen: ForeseenJob?
    private(set) var state: State = .starting
    private var hasBegun = false

    /// What it said last.
    enum State: Character {
        case starting = " "
        case ready = "r"
        case busy = "b"
        case practised = "p"
        /// It has practised, and is set up for the job that is foreseen.
        case prepared = "f"

        var isIdle: Bool { self != .starting && self != .busy }
        var hasPractised: Bool { self == .practised || self == .prepared }
    }

    /// Starts the program of a job, which it does for practice if nothing else is to be done for some time.
    ///
    /// - Parameters:
    ///   - practiceAfter: milliseconds; nil where it only waits.
    ///   - foreseen: the same job with its sources, for which it then prepares itself.
    init(_ job: Job, library: String, practiceAfter: Int? = nil, foreseen: ForeseenJob? = nil) throws(SystemError) {
        executable = job.executable
        directory = job.directory
        self.foreseen = foreseen
        var job = job
        job.environment["LD_PRELOAD"] = library
        job.environment[WaitingProgramSource.practiceVariable] = practiceAfter.map { "\($0)" }
        job.environment[PreparedCompilerSource.modulesVariable] = foreseen?.modules.joined(separator: ",")
        orders = try ChildPipe()
        running = try RunningJob(index: 0, job, input: orders.readEnd)
        orders.closeReadEnd()
    }

    /// Whether a job is for the same program, in the same folder.
    func canDo(_ job: Job) -> Bool { job.executable == executable && job.directory == directory }

    /// Whether it can begin now, or within some time.
    func isReady(milliseconds: Int = 0) -> Bool {
        while !Poll.readable([running.descriptor], milliseconds: milliseconds).isEmpty {
            guard let word = running.takeWord().last, let said = State(rawValue: Character(UnicodeScalar(word)))
            else { return false }
            state = said
            if state.isIdle { return true }
        }
        return state.isIdle
    }

    /// Gives it the job that it waits for, and the job's sources.
    func begin(_ job: Job, of sources: [SourceInput] = []) -> RunningJob {
        let isForeseen = foreseen?.isStill(job, of: sources) == true
        let order = isForeseen ? [WaitingProgramSource.foreseen] : job.arguments
        orders.write(order.flatMap { Array($0.utf8) + [0] })
        orders.closeWriteEnd()
        hasBegun = true
        return running
    }

    /// What became of its job; nil if that is to be done in the plain way. The errors that a compiler has after it has practised are
    /// not taken: a fresh one says them.
    func outcome(of result: JobResult) -> JobResult? {
        guard result.succeeded else { return state.hasPractised || result.output.isEmpty ? nil : result }
        return state == .prepared ? result.withoutSpacesAtLineEnds : result
    }

    /// Whether its process is gone and forgotten, after a job.
    var isGone: Bool { running.isGone }

    deinit { if !hasBegun { running.end() } }
}
