internal import DewarContract

/// What `dewar serve` decides: a pure machine. It is told what happened and says what is to be done; the loop does it.
///
/// At most one build and one starting app are under way. The app that serves goes on until its successor is ready, then
/// drains; when it has stopped accepting, its successor is let in and the browsers are told, so that none of them meets the
/// old program again.
struct Supervisor: Sendable {
    // MARK: - What it knows

    /// The build under way.
    private(set) var build: Build?
    /// Answers the browsers.
    private(set) var serving: RunningApp?
    /// Started, not ready yet.
    private(set) var starting: RunningApp?
    /// Replaced, finishing what it has begun.
    private(set) var draining: Set<AppID> = []
    /// What the developer has to mend.
    private(set) var failure: Failure?

    private var lastBuild = 0
    private var lastApp = 0
    /// The program that was built last and is good.
    private var program: Program?
    /// Settings have changed: start anew even if the program is the same.
    private var mustRestart = false
    private var crashes = CrashCount()
    /// The app that crashed while it served, until another serves.
    private var crashed: RunningApp?
    /// The browsers wait for this app to stop accepting.
    private var replacing: AppID?
    private var stopping = false

    struct Build: Sendable, Hashable {
        var id: BuildID
        var cause: [String]
        var isClean: Bool
    }

    struct RunningApp: Sendable, Hashable {
        var id: AppID
        var program: Program
        var cause: [String]
        /// The app whose pages are as good as its own: itself, or the one that crashed and that it stands in for.
        var pages: AppID
    }

    // MARK: - The machine

    mutating func handle(_ event: SupervisorEvent) -> [SupervisorAction] {
        if stopping { return whileStopping(event) }
        switch event {
        case .begin: return beginBuild(cause: [])
        case .changed(let plan): return changed(plan)
        case .built(let id, let verdict): return built(id, verdict)
        case .ready(let id): return ready(id)
        case .setUpFailed(let id, let message): return setUpFailed(id, message)
        case .stoppedAccepting(let id): return stoppedAccepting(id)
        case .ended(let id, let end): return ended(id, end)
        case .elapsed(let timer): return elapsed(timer)
        case .rebuild: return beginBuild(cause: [], clean: true)
        case .restart:
            mustRestart = true
            return build == nil ? startProgram(cause: []) : []
        case .stop: return stop()
        }
    }

    // MARK: - Changes and builds

    private mutating func changed(_ plan: ChangePlan) -> [SupervisorAction] {
        var actions: [SupervisorAction] = []
        if !plan.settings.isEmpty { mustRestart = true }
        if !plan.code.isEmpty {
            actions += beginBuild(cause: plan.code)
        } else if !plan.settings.isEmpty, build == nil {
            actions += startProgram(cause: plan.settings)
        }
        if plan.code.isEmpty, plan.settings.isEmpty {
            if !plan.pages.isEmpty {
                actions += [.tell(.reload), .say(.pagesTold(plan.pages))]
            } else if !plan.styles.isEmpty {
                actions += [.tell(.styles), .say(.stylesTold(plan.styles))]
            }
        }
        return actions
    }

    private mutating func beginBuild(cause: [String], clean: Bool = false) -> [SupervisorAction] {
        lastBuild += 1
        let cancelled = build.map { [SupervisorAction.cancelBuild($0.id)] } ?? []
        let causes = (build?.cause ?? []) + cause.filter { !(build?.cause.contains($0) ?? false) }
        build = Build(id: lastBuild, cause: causes, isClean: clean)
        return cancelled + [.answer(serving == nil ? .nothing : nil), .build(lastBuild, clean: clean)]
    }

    private mutating func built(_ id: BuildID, _ verdict: BuildVerdict) -> [SupervisorAction] {
        guard let build, build.id == id else { return [] }
        switch verdict {
        case .cancelled:
            return []
        case .failed(let failure):
            self.build = nil
            return fail(failure, cause: build.cause)
        case .built(let program):
            self.build = nil
            self.program = program
            if let serving, serving.program.fingerprint == program.fingerprint, !mustRestart, starting == nil {
                return unchanged(build)
            }
            return startProgram(cause: build.cause)
        }
    }

    /// The program is byte for byte the one that serves.
    private mutating func unchanged(_ build: Build) -> [SupervisorAction] {
        defer { failure = nil }
        if let program { serving?.program = program }
        let cleared: [SupervisorAction] = failure == nil ? [] : [.tell(.clear)]
        return cleared + [.say(.nothingChanged(build.cause))]
    }

    // MARK: - Apps

    private mutating func startProgram(cause: [String]) -> [SupervisorAction] {
        guard let program else { return [] }
        var actions: [SupervisorAction] = []
        if let old = starting {
            draining.insert(old.id)
            actions.append(.end(old.id))
        }
        lastApp += 1
        let isStandIn = !mustRestart && crashed?.program.fingerprint == program.fingerprint
        mustRestart = false
        let pages = isStandIn ? crashed?.pages : nil
        starting = RunningApp(id: lastApp, program: program, cause: cause, pages: pages ?? lastApp)
        return actions + [.start(lastApp, program)]
    }

    private mutating func ready(_ id: AppID) -> [SupervisorAction] {
        guard let app = starting, app.id == id else { return [] }
        starting = nil
        failure = nil
        crashed = nil
        let old = serving
        serving = app
        guard let old else { return [.answer(nil)] + letIn(app) }
        draining.insert(old.id)
        // One that was never let in has nothing to finish.
        if replacing != nil { return [.end(old.id)] }
        replacing = old.id
        return [
            .answer(nil), .drain(old.id), .arm(.accepting(old.id), milliseconds: SupervisorLimits.untilDeaf),
            .arm(.drained(old.id), milliseconds: SupervisorLimits.untilDrained),
        ]
    }

    private mutating func stoppedAccepting(_ id: AppID) -> [SupervisorAction] {
        guard replacing == id else { return [] }
        replacing = nil
        return serving.map(letIn) ?? []
    }

    /// The pages of an app that crashed are not loaded again for the same program: the page at which it did would end it anew.
    private func letIn(_ app: RunningApp) -> [SupervisorAction] {
        [.admit(app.id), .say(.live(app.cause))] + (app.pages == app.id ? [.tell(.reload)] : [])
    }

    private mutating func setUpFailed(_ id: AppID, _ message: AppMessage) -> [SupervisorAction] {
        guard let app = starting, app.id == id else { return [] }
        starting = nil
        draining.insert(id)
        return fail(.setUp(message), cause: app.cause) + [
            .arm(.drained(id), milliseconds: SupervisorLimits.untilDrained)
        ]
    }

    private mutating func ended(_ id: AppID, _ end: AppEnd) -> [SupervisorAction] {
        if draining.remove(id) != nil { return stoppedAccepting(id) }
        if let app = starting, app.id == id {
            starting = nil
            return crashed(app, end, serving: false)
        }
        if let app = serving, app.id == id {
            serving = nil
            crashed = app
            return crashed(app, end, serving: true)
        }
        return []
    }

    /// An app ended without having been asked to. One that served is started again, at once the first time; one that did
    /// not come up waits for the next save. The first signal that ends a program of a partial build gets one clean build,
    /// since incremental builds of the compiler have been wrong before; so does a program that lacks a symbol.
    private mutating func crashed(_ app: RunningApp, _ end: AppEnd, serving served: Bool) -> [SupervisorAction] {
        let actions = fail(.crash(end), cause: app.cause)
        guard starting == nil, build == nil else { return actions }
        let pause = served ? crashes.pause(at: end.time) : nil
        if app.program.mayBeWronglyBuilt(seeing: end) {
            let building = [.say(.buildingClean)] + beginBuild(cause: app.cause, clean: true)
            return actions + building + (pause == 0 ? startProgram(cause: []) : [])
        }
        guard let pause else { return actions }
        if pause == 0 { return actions + startProgram(cause: []) }
        return actions + [.say(.waiting(milliseconds: pause)), .arm(.startAgain, milliseconds: pause)]
    }

    private mutating func elapsed(_ timer: SupervisorTimer) -> [SupervisorAction] {
        switch timer {
        case .accepting(let id): return stoppedAccepting(id)
        case .drained(let id): return draining.contains(id) ? [.end(id)] : []
        case .startAgain:
            guard serving == nil, starting == nil, build == nil else { return [] }
            return startProgram(cause: [])
        }
    }

    private mutating func fail(_ failure: Failure, cause: [String]) -> [SupervisorAction] {
        self.failure = failure
        let answer: [SupervisorAction] = serving == nil ? [.answer(.failure(failure))] : []
        return answer + [.say(.failed(failure, cause: cause, stillServing: serving != nil)), .tell(.failure(failure))]
    }

    // MARK: - The end

    private mutating func stop() -> [SupervisorAction] {
        stopping = true
        var actions: [SupervisorAction] = build.map { [.cancelBuild($0.id)] } ?? []
        for app in [serving, starting].compactMap({ $0 }) {
            draining.insert(app.id)
            actions += [.drain(app.id), .arm(.drained(app.id), milliseconds: SupervisorLimits.untilDrained)]
        }
        (serving, starting, build) = (nil, nil, nil)
        return draining.isEmpty ? actions + [.exit] : actions
    }

    private mutating func whileStopping(_ event: SupervisorEvent) -> [SupervisorAction] {
        switch event {
        case .ended(let id, _):
            draining.remove(id)
            return draining.isEmpty ? [.exit] : []
        case .elapsed(.drained(let id)): return draining.contains(id) ? [.end(id)] : []
        case .stop: return draining.map { .end($0) }
        default: return []
        }
    }
}

/// Bounds in milliseconds.
enum SupervisorLimits {
    /// How long browsers wait to be told while a replaced app has not said that it stopped accepting.
    static let untilDeaf = 300
    /// How long a replaced app may finish what it has begun.
    static let untilDrained = 2_000
}

/// How often an app has crashed of late.
struct CrashCount: Sendable, Hashable {
    private var count = 0
    private var last: Int?

    /// How long to wait before it is started again: not at all the first time, then longer and longer; an app that
    /// lived for ten seconds begins anew. Milliseconds.
    mutating func pause(at time: Int) -> Int {
        if let last, time - last < 10_000_000_000 { count += 1 } else { count = 0 }
        last = time
        return count == 0 ? 0 : min(250 << min(count - 1, 6), 8_000)
    }
}
