internal import DewarLinux

/// A job started ahead of its input. Starting the compiler takes a fifth of a small compilation: one that was started before
/// the save has that behind it.
///
/// The tool is given the path of a symbolic link to its own descriptor 3, a pipe, where it would be given a file. It starts, comes
/// to reading that file, and waits there until the content is fed. Nothing else has been read by then, so nothing can be old.
final class WarmJob {
    let job: Job
    private let running: RunningJob
    private let input: ChildPipe

    /// The most that fits into the pipe at once, in bytes.
    static let maximumInput = 1 << 20

    /// - Parameter link: the path that `job` names as its input; made here.
    init(_ job: Job, input link: String) throws(SystemError) {
        self.job = job
        input = try ChildPipe(capacity: WarmJob.maximumInput)
        try Files.makeFolder(Path.folder(link))
        Files.remove(link)
        try Files.link(link, to: "/proc/self/fd/3")
        running = try RunningJob(index: 0, job, input: input.readEnd)
        input.closeReadEnd()
    }

    /// Gives the job what it waits for and runs it to its end; nil when the build was cancelled.
    func run(_ content: [UInt8], cancellation: Cancellation?) -> JobResult? {
        let fed = Clock.monotonic
        input.write(content)
        input.closeWriteEnd()
        while true {
            let ready = Poll.readable([running.descriptor] + (cancellation.map { [$0.descriptor] } ?? []))
            if let cancellation, cancellation.isCancelled {
                running.end()
                return nil
            }
            if ready.contains(running.descriptor), var result = running.proceed() {
                result.nanoseconds = Clock.monotonic - fed
                return result
            }
        }
    }

    deinit { running.end() }
}
