internal import DewarLinux

/// One compiler that waits (`WarmCompilerSource`).
final class WarmJob {
    private let practice: Job
    private let running: RunningJob
    private let orders: ChildPipe
    private var hasBegun = false

    init(_ practice: Job, library: String) throws(SystemError) {
        self.practice = practice
        var job = practice
        job.environment["LD_PRELOAD"] = library
        orders = try ChildPipe()
        running = try RunningJob(index: 0, job, input: orders.readEnd)
        orders.closeReadEnd()
    }

    /// Whether a job is for the same compiler, in the same folder.
    func canDo(_ job: Job) -> Bool { job.executable == practice.executable && job.directory == practice.directory }

    /// Whether it has said, or says within some time, that it is warm; to be asked once.
    func isReady(milliseconds: Int) -> Bool {
        !Poll.readable([running.descriptor], milliseconds: milliseconds).isEmpty
            && running.takeWord() == [UInt8(ascii: "r")]
    }

    /// Gives it the job that it waits for.
    func begin(_ job: Job) -> RunningJob {
        orders.write(job.arguments.flatMap { Array($0.utf8) + [0] })
        orders.closeWriteEnd()
        hasBegun = true
        return running
    }

    deinit { if !hasBegun { running.end() } }
}
