internal import DewarLinux

/// A compiler that has compiled the app once, in vain, and waits for the next save: it has all behind it that is the same in
/// each compilation, about half of a small one. It reads sources, modules and arguments anew like any other.
///
/// It is used once; another takes its place when nothing else is to be done. Where there is none, none is ready, or it says
/// anything, the job is done in the plain way.
final class WarmCompiler {
    private var waiting: WarmJob?
    private var practice: Job?
    private let toolchain: Toolchain
    /// The library that makes compilers wait; nil once it is known that it cannot be had.
    private var library: String?

    /// - Parameter folder: where the library is kept.
    init(toolchain: Toolchain, folder: String) {
        self.toolchain = toolchain
        library = "\(folder)/warm-\(ContentHash(WarmCompilerSource.text)).so"
    }

    /// Says what the next compiler shall compile to get warm. The job's outputs are of no use.
    func prepare(_ practice: Job) { self.practice = practice }

    /// Starts a compiler if none waits, after something was built.
    func start() {
        guard waiting == nil, let practice, let library else { return }
        if (try? make(library)) == true { waiting = try? WarmJob(practice, library: library) }
        if waiting == nil { self.library = nil }
    }

    /// The compiler that waits, if it can do this job and is warm within some time. One that is not is ended: it would be
    /// in the way.
    func take(for job: Job, milliseconds: Int = 0) -> WarmJob? {
        defer { waiting = nil }
        guard let waiting, waiting.canDo(job), waiting.isReady(milliseconds: milliseconds) else { return nil }
        return waiting
    }

    /// Compiles the library if it is not there yet; whether it is there now.
    private func make(_ library: String) throws(SystemError) -> Bool {
        if Files.isFile(library) { return true }
        let draft = "\(library).draft"
        try Files.write(WarmCompilerSource.text, to: "\(draft).c")
        defer { Files.remove("\(draft).c") }
        let job = Job(toolchain.clang, ["-O1", "-shared", "-fPIC", "\(draft).c", "-o", draft])
        guard try Jobs.run(job)?.succeeded == true else { return false }
        try Files.rename(draft, to: library)
        return true
    }
}
