internal import DewarContract
internal import DewarLinux
internal import DewarServer
internal import FoundationEssentials

/// The thin loop of `dewar serve`: waits for whatever happens, tells the supervisor, does what the supervisor says.
/// It runs on the main thread, from which the apps are started too, since the kernel ends them with that thread.
final class ServeLoop {
    struct Options: Sendable {
        var configuration = AppBuilder.Configuration.debug
        var arguments: [String] = []
        var polls = false
        var reloads = true
        var opensBrowser = false
        /// Not watched, in the language of .gitignore.
        var ignored: [String] = []
        var host = DevHost(secret: DevHost.makeSecret())
    }

    private let project: Project
    private let options: Options
    private let talk: ServeTalk
    private let sockets: ListeningSockets
    private let worker: BuildWorker
    private let hub: BrowserHub
    private let pages: DevPages
    private let server: Server
    private let signals: SignalFD
    private let terminal: KeyTerminal?
    private let watcher: Watcher?
    /// Whether dewar.json asks for something else by now; throws what is wrong in it.
    private let isOutdated: () throws -> Bool

    private var supervisor = Supervisor()
    private var apps: [AppID: AppProcess] = [:]
    private var tabs: [Int32: BrowserPage] = [:]
    private var timers = Timers<SupervisorTimer>()
    private var saves = SaveQueue()
    private var clock = ReloadClock()
    private var warnings = SaidWarnings()
    private var exit: ExitCode?
    private var startsOver = false
    /// What is called when a descriptor can be read.
    private var sources: [Int32: () -> Void] = [:]

    init(
        _ project: Project, _ sockets: ListeningSockets, _ options: Options, _ talk: ServeTalk,
        isOutdated: @escaping () throws -> Bool
    ) throws {
        self.project = project
        self.isOutdated = isOutdated
        self.sockets = sockets
        self.options = options
        self.talk = talk
        // Before any thread, so that all of them leave these signals to the loop.
        signals = try SignalFD([SignalFD.interrupt, SignalFD.terminate, SignalFD.hangUp])
        worker = try BuildWorker(project, options.configuration) { talk.begins($0) }
        let hub = try BrowserHub()
        self.hub = hub
        pages = DevPages(options.host) { hub.join($0, $1) }
        var serverOptions = ServerOptions(listeners: try sockets.duplicates().map { .inherited($0) })
        serverOptions.handlesSignals = false
        serverOptions.closesAfterEachResponse = true
        server = try Server(serverOptions, responder: pages)
        terminal = KeyTerminal()
        watcher = options.reloads ? Watcher(root: project.root, polls: options.polls, ignoring: options.ignored) : nil
    }

    // MARK: - Waiting

    /// Serves until the end; nil if dewar.json asks for something else.
    func run() throws -> ExitCode? {
        try server.start()
        server.pauseAccepting()
        talk.began(sockets, watching: watcher?.folderCount)
        for notice in watcher?.notices ?? [] { talk.notice(notice) }
        listen()
        tell(.begin)
        while exit == nil { turn() }
        terminal?.restore()
        talk.ended()
        for app in apps.values { app.process.endGroup() }
        guard startsOver else { return exit }
        worker.end()
        server.stop()
        server.waitUntilStopped()
        return nil
    }

    private func listen() {
        sources[signals.raw] = { [unowned self] in while signals.next() != nil { tell(.stop) } }
        sources[worker.descriptor] = { [unowned self] in takeBuilds() }
        sources[hub.descriptor] = { [unowned self] in takeTabs() }
        if let descriptor = watcher?.descriptor { sources[descriptor] = { [unowned self] in look() } }
        if let terminal { sources[terminal.descriptor] = { [unowned self] in takeKeys() } }
    }

    /// One round: whatever can be read, then whatever is due.
    private func turn() {
        let polling = watcher?.mustPoll == true ? 500 : nil
        let pause = [timers.milliseconds, saves.milliseconds, polling].compactMap { $0 }.min()
        let ready = Poll.readable(Array(sources.keys), milliseconds: pause)
        for descriptor in ready { sources[descriptor]?() }
        if ready.isEmpty, polling != nil { look(polling: true) }
        for timer in timers.takeDue() { tell(.elapsed(timer)) }
        if let save = saves.takeDue() { take(save.changed, since: save.first) }
    }

    private func tell(_ event: SupervisorEvent) {
        for action in supervisor.handle(event) { perform(action) }
    }

    // MARK: - What happens

    private func look(polling: Bool = false) {
        guard let watcher else { return }
        var news = watcher.look(polling: polling)
        // Whatever nobody asks about shall not delay what somebody does.
        news.changed = news.changed.filter { !ChangePlan([$0], of: project).isEmpty }
        news.unfinished.formUnion(news.changed.filter { project.isAboutToBeWritten($0) })
        saves.add(news)
    }

    private func take(_ changed: Set<String>, since first: Int) {
        let plan = ChangePlan(changed, of: project)
        clock = ReloadClock(changed: first, ordered: Clock.monotonic)
        if !plan.tool.isEmpty { rereadSettings() }
        tell(.changed(plan))
    }

    private func rereadSettings() {
        do {
            guard try isOutdated() else { return }
            startsOver = true
            talk.startsOver()
            tell(.stop)
        } catch { talk.console.report(Problem(describing: error)) }
    }

    private func takeBuilds() {
        for answer in worker.takeAnswers() {
            if answer.id == supervisor.build?.id {
                clock.built = Clock.monotonic
                clock.build = answer.timings
                talk.warned(warnings.new(answer.warnings))
            }
            tell(.built(answer.id, answer.verdict))
        }
    }

    private func takeTabs() {
        for tab in hub.takeNewcomers() {
            let descriptor = tab.descriptor
            tabs[descriptor] = tab
            sources[descriptor] = { [unowned self] in hear(descriptor) }
            // It was made by a program that does not serve any more, or by none.
            if let serving = supervisor.serving, tab.app != serving.pages {
                send(.reload, to: tab)
            } else if let failure = supervisor.failure, tab.app != nil {
                send(.failure(failure), to: tab)
            }
        }
    }

    private func hear(_ descriptor: Int32) {
        guard let tab = tabs[descriptor] else { return }
        guard let said = tab.receive() else { return forget(descriptor) }
        for words in said where words.hasPrefix("open ") {
            guard let index = Int(words.dropFirst(5)), let failure = supervisor.failure else { continue }
            let items = FailureReport(failure, root: project.root).items
            if items.indices.contains(index) { Editor.found()?.open(items[index], root: project.root) }
        }
    }

    private func forget(_ descriptor: Int32) {
        sources[descriptor] = nil
        tabs[descriptor] = nil
    }

    private func takeKeys() {
        let bytes = Poll.read(0, upTo: 64) ?? []
        if bytes.isEmpty { sources[0] = nil }
        for key in bytes.compactMap({ ServeKey(rawValue: Character(UnicodeScalar($0))) }) {
            switch key {
            case .restart:
                clock = ReloadClock()
                tell(.restart)
            case .rebuild:
                clock = ReloadClock(ordered: Clock.monotonic)
                tell(.rebuild)
            case .open: openBrowser()
            case .clear: talk.console.errors.write("\u{1B}[2J\u{1B}[H")
            case .quit: tell(.stop)
            case .help: talk.keys(ServeKey.allCases.map { (String($0.rawValue), $0.help) })
            }
        }
    }

    // MARK: - What is done

    private func perform(_ action: SupervisorAction) {
        switch action {
        case .build(let id, let isClean):
            if clock.ordered == nil { clock.ordered = Clock.monotonic }
            worker.order(id, clean: isClean)
        case .cancelBuild(let id): worker.cancel(id)
        case .start(let id, let program): start(id, program)
        case .admit(let id): apps[id]?.admit()
        case .drain(let id): apps[id]?.process.terminate()
        case .end(let id): apps[id]?.process.endGroup()
        case .arm(let timer, let milliseconds): timers.arm(timer, milliseconds: milliseconds)
        case .answer(let standIn): answer(standIn)
        case .tell(let message): for tab in tabs.values { send(message, to: tab) }
        case .say(let line):
            if case .live = line, clock.told == nil { clock.told = Clock.monotonic }
            talk.say(line, clock)
            if case .live = line, options.opensBrowser { openOnce() }
        case .exit: exit = .done
        }
    }

    private var hasOpened = false

    private func openOnce() {
        if !hasOpened { openBrowser() }
        hasOpened = true
    }

    private func openBrowser() {
        if !Browser.open(sockets.address) { talk.noBrowser() }
    }

    private func answer(_ standIn: StandIn?) {
        switch standIn {
        case .failure(let failure):
            pages.show(FailureReport(failure, root: project.root))
            server.resumeAccepting()
        case .nothing: server.pauseAccepting()
        case nil:
            server.pauseAccepting()
            pages.show(nil)
        }
    }

    private func send(_ message: BrowserMessage, to tab: BrowserPage) {
        if !tab.send(BrowserWords(message, root: project.root).text) { forget(tab.descriptor) }
    }

    // MARK: - Apps

    private func start(_ id: AppID, _ program: Program) {
        var environment = Host.environment
        environment.merge(AppProcess.backtraces) { own, _ in own }
        environment[Contract.allowedHosts] = options.host.hosts.list
        if talk.console.errors.style.isColoured { environment[Contract.colour] = "1" }
        let setting = AppProcess.Setting(
            root: project.root, arguments: options.arguments, sockets: sockets.descriptors, environment: environment,
            isDeveloped: options.reloads || options.configuration == .debug)
        do {
            let token = options.host.token(for: supervisor.starting?.pages ?? id)
            let app = try AppProcess(id, program.path, setting, token: token)
            apps[id] = app
            clock.started = app.started
            sources[app.messages.readEnd] = { [unowned self] in takeMessages(of: app) }
            sources[app.errors.readEnd] = { [unowned self] in takeErrors(of: app) }
            sources[app.channelDescriptor] = { [unowned self] in takeConnections(of: app) }
            sources[app.process.exitDescriptor] = { [unowned self] in ended(app) }
        } catch {
            tell(.ended(id, AppEnd(code: 1, isSignal: false, lastWords: "error: \(error)", time: Clock.monotonic)))
        }
    }

    private func takeMessages(of app: AppProcess) {
        guard let lines = app.takeMessages() else { return sources[app.messages.readEnd] = nil }
        for line in lines {
            guard let message = try? JSONDecoder().decode(AppMessage.self, from: Data(line)) else { continue }
            switch message.event {
            case .ready:
                if supervisor.starting?.id == app.id { clock.ready = Clock.monotonic }
                tell(.ready(app.id))
            case .draining: tell(.stoppedAccepting(app.id))
            case .failed: tell(.setUpFailed(app.id, message))
            }
        }
    }

    private func takeErrors(of app: AppProcess) {
        guard let words = app.takeErrors() else { return sources[app.errors.readEnd] = nil }
        talk.console.errors.write(String(decoding: words, as: UTF8.self))
    }

    private func takeConnections(of app: AppProcess) {
        guard let handed = app.takeConnection() else {
            sources[app.channelDescriptor] = nil
            return
        }
        switch handed.why {
        case .connection: server.adopt(Descriptor(owning: handed.connection), handed.bytes)
        case .crashed: app.crashedConnections.append((handed.connection, handed.bytes))
        }
    }

    private func ended(_ app: AppProcess) {
        guard let exit = app.process.ended() else { return }
        while !Poll.readable([app.errors.readEnd], milliseconds: 0).isEmpty, sources[app.errors.readEnd] != nil {
            takeErrors(of: app)
        }
        while !Poll.readable([app.messages.readEnd], milliseconds: 0).isEmpty, sources[app.messages.readEnd] != nil {
            takeMessages(of: app)
        }
        while !Poll.readable([app.channelDescriptor], milliseconds: 0).isEmpty, sources[app.channelDescriptor] != nil {
            takeConnections(of: app)
        }
        app.process.endGroup()
        for descriptor in [app.messages.readEnd, app.errors.readEnd, app.channelDescriptor, app.process.exitDescriptor]
        {
            sources[descriptor] = nil
        }
        apps[app.id] = nil
        let end = AppEnd(exit, lastWords: String(decoding: app.lastWords, as: UTF8.self))
        if let serving = supervisor.serving, serving.id == app.id {
            clock = ReloadClock()
            pages.show(FailureReport(.crash(end), root: project.root), of: serving.pages)
        }
        for (connection, bytes) in app.crashedConnections { server.adopt(Descriptor(owning: connection), bytes) }
        tell(.ended(app.id, end))
    }
}

extension AppEnd {
    fileprivate init(_ exit: ChildProcess.Exit, lastWords: String) {
        let time = Clock.monotonic
        switch exit {
        case .code(let code): self.init(code: code, isSignal: false, lastWords: lastWords, time: time)
        case .signal(let signal): self.init(code: signal, isSignal: true, lastWords: lastWords, time: time)
        }
    }
}
