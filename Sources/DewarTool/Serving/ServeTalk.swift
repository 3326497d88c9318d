internal import DewarLinux

/// What `dewar serve` says: one quiet line an event, or one JSON object an event. All its sentences are here.
struct ServeTalk {
    var project: Project
    var console: Console
    var isJSON: Bool
    var showsTimings: Bool

    private var style: Style { console.errors.style }

    /// The first lines, when the address is known.
    func began(_ sockets: ListeningSockets, watching folders: Int?) {
        if isJSON {
            let event = ServeEvent("listening", address: sockets.address, files: [], found: project.found)
            return console.print(JSON.line(event) + "\n")
        }
        var instead = ""
        if case .inUse(_, let port, let holder)? = sockets.passedOver {
            instead = "  \(port) is in use" + (holder.map { " by \($0.words)" } ?? "")
        }
        let watched = folders.map { "watching \($0) \($0 == 1 ? "folder" : "folders")" } ?? "not watching"
        console.talk(
            """
              \(style(project.name, .bold)) · \(project.summary)  \(style(project.found, .dim))
              \(style(sockets.address, .cyan, .underlined))\(style(instead, .yellow))          \(style(watched, .dim))
            """)
    }

    func say(_ line: ServeLine, _ clock: ReloadClock) {
        if isJSON { return console.print(JSON.line(event(line, clock)) + "\n") }
        switch line {
        case .live(let files): live(files, clock)
        case .nothingChanged(let files):
            if !files.isEmpty { stamped(named(files), style("→  nothing to restart", .dim)) }
        case .pagesTold(let files): stamped(named(files), "→  " + style("pages reloaded", .green))
        case .stylesTold(let files): stamped(named(files), "→  " + style("styles swapped", .green))
        case .failed(let failure, let files, let stillServing): failed(failure, files, stillServing)
        case .buildingClean: stamped(style("building everything anew, since it crashed after a partial build", .yellow))
        case .waiting(let pause): stamped(style("starting it again in \(seconds(pause * 1_000_000)) s", .yellow))
        }
        if showsTimings, !clock.phases.isEmpty { timings(clock) }
    }

    private func live(_ files: [String], _ clock: ReloadClock) {
        let total = clock.total.map { " \(seconds($0)) s" } ?? ""
        let built = clock.built == nil ? nil : "built \(seconds(clock.build.total)) s"
        if files.isEmpty {
            let words = [built, "ready\(total)", console.errors.columns == nil ? nil : "h for keys"].compactMap { $0 }
            if built == nil { return stamped("→  " + style("started again\(total)", .green)) }
            return console.talk("  " + style(words.joined(separator: " · "), .dim) + "\n")
        }
        let words = [built, style("live\(total)", .green)].compactMap { $0 }
        stamped(named(files), words.map { "→  " + $0 }.joined(separator: "  "))
    }

    private func failed(_ failure: Failure, _ files: [String], _ stillServing: Bool) {
        let what: String
        switch failure {
        case .build, .problem: what = "build failed"
        case .crash: what = "crashed"
        case .setUp: what = "set-up failed"
        }
        let rest = stillServing ? "; still serving the last good build" : ""
        stamped(named(files), "→  " + style(what, .red) + rest)
        switch failure {
        case .build(let diagnostics):
            let hinted = diagnostics.map { $0.hinted() }
            console.talk("\n" + DiagnosticText(root: project.root, style: style).text(hinted))
        case .problem(let problem): console.report(Problem(describing: problem))
        case .crash(let end):
            let reading = CrashReading(end, root: project.root)
            let frames = reading.ownFrames.map { "  " + style($0, .dim) + "\n" }.joined()
            console.talk("\n" + DiagnosticText(root: project.root, style: style).text(reading.diagnostic) + frames)
        case .setUp: break
        }
    }

    /// What the compiler said of a program that it built all the same.
    func warned(_ warnings: [Diagnostic]) {
        if warnings.isEmpty { return }
        if isJSON {
            var event = ServeEvent("warnings", files: [])
            event.warnings = warnings
            return console.print(JSON.line(event) + "\n")
        }
        console.talk(DiagnosticText(root: project.root, style: style).text(warnings))
    }

    func notice(_ notice: Watcher.Notice) {
        let words: String
        switch notice {
        case .watchesUsedUp(let folders):
            words = """
                the kernel's inotify watches are used up: \(folders) folders are looked at twice a second instead
                  hint: sudo sysctl fs.inotify.max_user_watches=524288
                """
        case .polling(.asked): words = "looking at every file twice a second, as --poll says"
        case .polling(.fileSystem):
            words = "this file system tells of no changes (network, container): looking at every file twice a second"
        case .polling(.noInotify): words = "the kernel gives no inotify: looking at every file twice a second"
        }
        stamped(style(words, .yellow))
    }

    /// dewar.json asks for something else.
    func startsOver() {
        if isJSON {
            return console.print(JSON.line(ServeEvent("starting over", files: [ProjectSettings.fileName])) + "\n")
        }
        stamped(ProjectSettings.fileName, "→  " + style("serving anew", .green))
    }

    func noBrowser() {
        stamped(style("there is neither xdg-open nor a program named by BROWSER: open the address yourself", .yellow))
    }

    func begins(_ build: LongBuild) { console.talk(build.sentence) }

    func ended() { if !isJSON { console.talk("") } }

    func keys(_ rows: [(String, String)]) {
        console.talk(rows.map { "  \(style($0.0, .bold))  \($0.1)" }.joined(separator: "\n"))
    }

    private func timings(_ clock: ReloadClock) {
        let words = clock.phases.map { "\($0.name) \(milliseconds($0.milliseconds))" }
        console.talk(style("            " + words.joined(separator: " · ") + " ms", .dim))
    }

    private func stamped(_ words: String...) {
        console.talk("  \(style(Clock.timeOfDay, .dim))  " + words.filter { !$0.isEmpty }.joined(separator: "  "))
    }

    private func named(_ files: [String]) -> String {
        guard let first = files.first else { return "" }
        return files.count == 1 ? first : "\(first) and \(files.count - 1) more"
    }

    private func event(_ line: ServeLine, _ clock: ReloadClock) -> ServeEvent {
        var event =
            switch line {
            case .live(let files): ServeEvent("live", files: files)
            case .nothingChanged(let files): ServeEvent("unchanged", files: files)
            case .pagesTold(let files): ServeEvent("pages", files: files)
            case .stylesTold(let files): ServeEvent("styles", files: files)
            case .failed(let failure, let files, let stillServing):
                ServeEvent(
                    "failed", files: files, failure: FailureReport(failure, root: project.root),
                    stillServing: stillServing)
            case .buildingClean: ServeEvent("building clean")
            case .waiting: ServeEvent("waiting")
            }
        event.milliseconds = Dictionary(uniqueKeysWithValues: clock.phases.map { ($0.name, $0.milliseconds) })
        return event
    }
}

/// One line of `dewar serve --json`.
private struct ServeEvent: Encodable {
    var event: String
    var time = Clock.timeOfDay
    var address: String?
    var files: [String]
    var found: String?
    var failure: FailureReport?
    var stillServing: Bool?
    var warnings: [Diagnostic]?
    /// By phase: detect, plan, compile, link, start, ready, told.
    var milliseconds: [String: Double] = [:]

    init(
        _ event: String, address: String? = nil, files: [String] = [], found: String? = nil,
        failure: FailureReport? = nil, stillServing: Bool? = nil
    ) {
        self.event = event
        self.address = address
        self.files = files
        self.found = found
        self.failure = failure
        self.stillServing = stillServing
    }
}
