internal import DewarLinux
internal import Synchronization

/// Builds on a thread of its own, one build after the other, until it is ended. The kernel ends the compilers with the thread
/// that started them.
final class BuildWorker: Sendable {
    struct Order: Sendable {
        var id: BuildID
        var isClean: Bool
        /// Nil where the kernel gave no descriptor for one: then the build runs to its end.
        let cancellation = try? Cancellation()
    }

    struct Answer: Sendable {
        var id: BuildID
        var verdict: BuildVerdict
        var timings = BuildTimings()
        var warnings: [Diagnostic] = []
        var way = ""
    }

    private struct State {
        var order: Order?
        var underWay: Order?
        var answers: [Answer] = []
        var isOver = false
    }

    private let project: Project
    private let configuration: AppBuilder.Configuration
    private let willBuild: @Sendable (LongBuild) -> Void
    private let state = Mutex(State())
    private let ordered: EventFD
    private let answered: EventFD

    init(
        _ project: Project, _ configuration: AppBuilder.Configuration,
        willBuild: @escaping @Sendable (LongBuild) -> Void
    ) throws(SystemError) {
        self.project = project
        self.configuration = configuration
        self.willBuild = willBuild
        ordered = try EventFD()
        answered = try EventFD()
        try Thread.start("dewar-build") { self.work() }
    }

    /// Readable when there are answers.
    var descriptor: Int32 { answered.raw }

    /// Orders a build; it takes the place of one that has not begun.
    func order(_ id: BuildID, clean: Bool) {
        state.withLock { $0.order = Order(id: id, isClean: clean) }
        ordered.signal()
    }

    /// Ends the build under way, if it is this one.
    func cancel(_ id: BuildID) {
        state.withLock { state in
            if state.order?.id == id { state.order = nil }
            if state.underWay?.id == id { state.underWay?.cancellation?.cancel() }
        }
    }

    func end() {
        state.withLock { state in
            state.isOver = true
            state.underWay?.cancellation?.cancel()
        }
        ordered.signal()
    }

    func takeAnswers() -> [Answer] {
        answered.clear()
        return state.withLock { state in
            defer { state.answers = [] }
            return state.answers
        }
    }

    // MARK: - On the thread

    private func work() {
        var builder: AppBuilder?
        while !state.withLock(\.isOver) {
            _ = Poll.readable([ordered.raw])
            ordered.clear()
            while let order = next() {
                let answer = build(order, with: &builder)
                state.withLock { state in
                    state.underWay = nil
                    state.answers.append(answer)
                }
                answered.signal()
            }
            // The app that was just built starts first.
            if Poll.readable([ordered.raw], milliseconds: 40).isEmpty { builder?.standBy() }
        }
    }

    private func next() -> Order? {
        state.withLock { state in
            state.underWay = state.order
            state.order = nil
            return state.underWay
        }
    }

    private func build(_ order: Order, with builder: inout AppBuilder?) -> Answer {
        do {
            var ready = try builder ?? AppBuilder(project: project, standsBy: true, willBuild: willBuild)
            ready.linksLoosely = !order.isClean
            builder = ready
            if order.isClean { ready.forget(configuration) }
            let result = try ready.build(configuration, cancellation: order.cancellation)
            return Answer(
                id: order.id, verdict: BuildVerdict(result), timings: result.timings, warnings: result.warnings,
                way: result.way)
        } catch let problem as BuildProblem {
            return Answer(id: order.id, verdict: .failed(.problem(problem)))
        } catch {
            return Answer(id: order.id, verdict: .failed(.problem(.system("\(error)"))))
        }
    }
}

extension BuildVerdict {
    fileprivate init(_ result: BuildResult) {
        switch result.outcome {
        case .built(let program, let fingerprint):
            self = .built(
                Program(
                    path: program, fingerprint: fingerprint, isIncremental: result.way == BuildResult.editedFiles,
                    isLinkedLoosely: result.isLinkedLoosely))
        case .failed(let diagnostics, let output):
            self = .failed(.build(diagnostics.isEmpty ? [Diagnostic(severity: .error, message: output)] : diagnostics))
        case .cancelled: self = .cancelled
        }
    }
}
