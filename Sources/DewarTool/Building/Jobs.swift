internal import DewarLinux
internal import Synchronization

/// One program to be run for a build.
struct Job: Sendable, Hashable {
    var executable: String
    var arguments: [String]
    var directory: String?
    /// Whether what it says on stderr is kept with what it writes to stdout.
    var keepsErrors = true
    /// SwiftPM puts its compilers in process groups of their own, where no signal to its own group reaches them; it ends them
    /// when it is interrupted.
    var isInterrupted = false
    /// Added to the tool's own environment.
    var environment: [String: String] = [:]

    init(_ executable: String, _ arguments: [String], directory: String? = nil, keepsErrors: Bool = true) {
        self.executable = executable
        self.arguments = arguments
        self.directory = directory
        self.keepsErrors = keepsErrors
    }

    /// `swift build …`, `swift package …`
    static func swiftPM(_ toolchain: Toolchain, _ arguments: [String], keepsErrors: Bool = true) -> Job {
        var job = Job(toolchain.swift, arguments, keepsErrors: keepsErrors)
        job.isInterrupted = true
        return job
    }
}

struct JobResult: Sendable {
    var exit: ChildProcess.Exit
    var output: [UInt8]
    var nanoseconds: Int

    var succeeded: Bool { exit == .code(0) }
    var text: String { String(decoding: output, as: UTF8.self) }

    /// A prepared compiler shows a last line with the spaces that stand behind its source (`PreparedCompilerSource`).
    var withoutSpacesAtLineEnds: JobResult {
        let lines = output.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).map { line in
            line[..<(line.lastIndex { $0 != UInt8(ascii: " ") }.map { $0 + 1 } ?? line.startIndex)]
        }
        var result = self
        result.output = Array(lines.joined(separator: [UInt8(ascii: "\n")]))
        return result
    }
}

/// A build that is no longer wanted. Any thread may say so; the jobs under way are ended at once.
final class Cancellation: Sendable {
    private let said = Atomic(false)
    private let event: EventFD

    init() throws(SystemError) { event = try EventFD() }

    var isCancelled: Bool { said.load(ordering: .acquiring) }
    /// Readable when it is cancelled.
    var descriptor: Int32 { event.raw }

    func cancel() {
        said.store(true, ordering: .releasing)
        event.signal()
    }
}

enum Jobs {
    /// Runs one job to its end.
    static func run(_ job: Job, cancellation: Cancellation? = nil) throws(SystemError) -> JobResult? {
        try run([job], cancellation: cancellation)?.first
    }

    /// Runs the jobs side by side, as many as there are processors; nil when the build was cancelled.
    ///
    /// - Parameter first: the first job, where it is under way already.
    static func run(_ jobs: [Job], cancellation: Cancellation? = nil, first: RunningJob? = nil)
        throws(SystemError) -> [JobResult]?
    {
        var waiting = Array(jobs.enumerated().dropFirst(first == nil ? 0 : 1).reversed())
        var running = first.map { [$0] } ?? []
        var results = [JobResult?](repeating: nil, count: jobs.count)
        while !waiting.isEmpty || !running.isEmpty {
            while running.count < Host.processorCount, let (index, job) = waiting.popLast() {
                running.append(try RunningJob(index: index, job))
            }
            var watched = running.map { $0.descriptor }
            if let cancellation { watched.append(cancellation.descriptor) }
            let ready = Set(Poll.readable(watched))
            if let cancellation, cancellation.isCancelled {
                for job in running { job.end() }
                return nil
            }
            for job in running where ready.contains(job.descriptor) {
                if let result = job.proceed() { results[job.index] = result }
            }
            running.removeAll { results[$0.index] != nil }
        }
        return results.compactMap { $0 }
    }
}

/// A job under way: its process and what it has said so far.
final class RunningJob {
    let index: Int
    private let isInterrupted: Bool
    private let process: ChildProcess
    private let pipe: ChildPipe
    private var output: [UInt8] = []
    private let started = Clock.monotonic

    /// Whether the last that it says when it has succeeded is `WaitingProgramSource.done`.
    private let saysDone: Bool

    /// - Parameter input: what becomes its descriptor 3, from which it is told what to do.
    init(index: Int, _ job: Job, input: Int32? = nil) throws(SystemError) {
        self.index = index
        isInterrupted = job.isInterrupted
        saysDone = input != nil
        pipe = try ChildPipe()
        process = try ChildProcess(
            job.executable, job.arguments, environment: Host.environment.merging(job.environment) { $1 },
            directory: job.directory,
            descriptors: [-1, pipe.writeEnd, job.keepsErrors ? pipe.writeEnd : -1] + (input.map { [$0] } ?? []),
            signalAtEnd: job.isInterrupted ? ChildProcess.interrupt : ChildProcess.kill)
        pipe.closeWriteEnd()
    }

    /// How long an interrupted job may take to end its own, in milliseconds.
    private static let untilEnded = 3_000

    var descriptor: Int32 { pipe.readEnd }

    /// Takes what has been said; the result once it has said all.
    func proceed() -> JobResult? {
        let piece = pipe.read()
        output += piece
        if saysDone, output.last == WaitingProgramSource.done {
            return JobResult(exit: .code(0), output: output.dropLast(), nanoseconds: Clock.monotonic - started)
        }
        guard piece.isEmpty else { return nil }
        return JobResult(exit: process.wait(), output: output, nanoseconds: Clock.monotonic - started)
    }

    /// Whether its process is no more; to be asked until it is, where a result came before that.
    var isGone: Bool { process.ended() != nil }

    /// What has been said by now, which does not count as output.
    func takeWord() -> [UInt8] { pipe.read() }

    func end() {
        if isInterrupted {
            process.send(ChildProcess.interrupt)
            _ = Poll.readable([process.exitDescriptor], milliseconds: RunningJob.untilEnded)
        }
        process.endGroup()
        _ = process.wait()
    }
}
