internal import DewarLinux

/// A compiler and a linker that have been started and wait for the next save.
final class WarmTools {
    private var compiler: WarmJob?
    private var linker: WarmJob?

    /// Whether a source can come through a pipe: it fits, and it does not ask for its own path, which would be the
    /// pipe's.
    static func canBeFed(_ source: [UInt8]) -> Bool {
        source.count < WarmJob.maximumInput && !String(decoding: source, as: UTF8.self).contains("#filePath")
    }

    func takeCompiler() -> WarmJob? {
        defer { compiler = nil }
        return compiler
    }

    func takeLinker() -> WarmJob? {
        defer { linker = nil }
        return linker
    }

    /// Starts what is not there. Where that fails, the next build starts its own.
    func start(compilation: Job, input: String, link: Job, arguments: String) {
        if compiler == nil { compiler = try? WarmJob(compilation, input: input) }
        if linker == nil { linker = try? WarmJob(link, input: arguments) }
    }
}
