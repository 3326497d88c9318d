/// A compiler that has been started and waits for the next save.
///
/// The linker cannot be had this way: it reads its arguments twice.
final class WarmCompiler {
    private var job: WarmJob?

    /// Whether a source can come through a pipe: it fits, and it does not ask for its own path, which would be the
    /// pipe's.
    static func canBeFed(_ source: [UInt8]) -> Bool {
        source.count < WarmJob.maximumInput && !String(decoding: source, as: UTF8.self).contains("#filePath")
    }

    func take() -> WarmJob? {
        defer { job = nil }
        return job
    }

    /// Starts it if none waits. Where that fails, the next build starts its own.
    func start(_ compilation: Job, input: String) {
        if job == nil { job = try? WarmJob(compilation, input: input) }
    }
}
