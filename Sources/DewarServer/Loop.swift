import DewarHTTP
import DewarLinux
import Synchronization

/// One thread's event loop: it watches sockets, runs the tasks of its connections, and keeps their timers.
///
/// A turn: wait → serve the events → run jobs → send what they made → fire timers → bury what was closed.
// Sendable: others reach only the mailbox and the wake-up, which are guarded; all else belongs to the loop's thread.
final class Loop: TaskExecutor, @unchecked Sendable {
    static let inputBytes = 64 * 1024
    private static let outputBytes = 64 * 1024
    private static let jobsPerTurn = 4096
    private static let maximumSpareRequests = 64
    private static let wakeToken: UInt64 = 1
    /// Tokens below are watchers'; others are the addresses of connections.
    private static let firstWatcherToken: UInt64 = 16
    private static let endOfWatcherTokens: UInt64 = 1024

    let context: ServerContext
    private let responder: any Responder
    let limits: ServerLimits
    let wire: WireLimits
    let closesAfterEachResponse: Bool
    /// One read's bytes, and the answers to them, before they are sent.
    let input = UnsafeMutablePointer<UInt8>.allocate(capacity: Loop.inputBytes)
    let output = OutputBuffer(capacity: Loop.outputBytes)
    let date = DateField()
    let index: Int
    /// Whether answers are told to `record`.
    let isLogging: Bool
    private let log: AccessLog?
    let load = Atomic(0)

    /// The monotonic clock at the beginning of this turn.
    @exclusivity(unchecked) private(set) var now = 0
    @exclusivity(unchecked) private(set) var monitor: ViewMonitor?
    @exclusivity(unchecked) private(set) var isDraining = false
    /// Only the first loop has one.
    var acceptor: Acceptor?
    @exclusivity(unchecked) private var connections = ConnectionList()
    /// The last request that nobody has any more.
    @exclusivity(unchecked) private var idleRequest: Request?
    /// Others to be used again, and those whose tasks may still have them until the turn ends.
    @exclusivity(unchecked) private var spareRequests: [Request] = []
    @exclusivity(unchecked) private var returnedRequests: [Request] = []
    @exclusivity(unchecked) private var nextIdentifier: UInt64
    @exclusivity(unchecked) private var logTimer: ActionTimer?

    private let poller: Epoll
    private let wakeUp: EventFD
    private let mailbox = Mutex<[Letter]>([])
    @exclusivity(unchecked) private var thread: UInt = 0
    @exclusivity(unchecked) private var jobs = JobQueue()
    @exclusivity(unchecked) private var timers = TimerHeap()
    @exclusivity(unchecked) private var watchers: [Watcher] = []
    @exclusivity(unchecked) private var unsent: [Connection] = []
    @exclusivity(unchecked) private var beingSent: [Connection] = []
    @exclusivity(unchecked) private var graveyard: [Connection] = []
    @exclusivity(unchecked) private var isFinished = false

    /// What comes from other threads.
    private enum Letter {
        case job(UnownedJob)
        case action(@Sendable (Loop) -> Void)
    }

    init(_ context: ServerContext, index: Int) throws(SystemError) {
        self.context = context
        responder = context.responder
        limits = context.options.limits
        wire = context.options.wire
        closesAfterEachResponse = context.options.closesAfterEachResponse
        self.index = index
        if let options = context.options.accessLog, let writer = context.log {
            log = AccessLog(options, writer)
        } else {
            log = nil
        }
        isLogging = log != nil
        nextIdentifier = UInt64.random(in: 0...UInt64.max) & ~0xffff_ffff
        poller = try Epoll()
        wakeUp = try EventFD()
        try poller.add(wakeUp.raw, .readable, token: Loop.wakeToken)
    }

    deinit {
        input.deallocate()
        output.deallocate()
    }

    /// Runs on this thread until the loop is drained.
    func run() {
        thread = Thread.current
        now = Clock.monotonic
        monitor = ViewMonitor(context.options, context.watchdog, loop: index)
        while !isFinished {
            turn()
            if isDraining, connections.isEmpty, jobs.count == 0 { isFinished = true }
        }
        log?.flush()
        letGo()
    }

    /// Breaks the circles through which a loop that has ended would keep itself and the others.
    private func letGo() {
        mailbox.withLock { $0.removeAll() }
        acceptor = nil
        logTimer = nil
        watchers.removeAll()
        timers = TimerHeap()
        graveyard.removeAll()
    }

    private func turn() {
        let count: Int
        do {
            count = try poller.wait(milliseconds: timeToWait())
        } catch {
            fatalError("epoll_wait: \(error.reason)")
        }
        now = Clock.monotonic
        date.update(second: Clock.coarseWall / 1_000_000_000)
        for index in 0..<count {
            let (token, events) = poller.event(index)
            serve(token, events)
        }
        runJobs()
        keepReturnedRequests()
        sendUnsent()
        fireTimers()
        if let log, log.hasLines { flushSoon(log) }
        if !graveyard.isEmpty { graveyard.removeAll(keepingCapacity: true) }
    }

    /// At once for a person who watches, within a moment for a program.
    private func flushSoon(_ log: AccessLog) {
        guard let options = context.options.accessLog, options.style == .json else { return log.flush() }
        let timer = logTimer ?? ActionTimer { log.flush() }
        logTimer = timer
        if !timer.isScheduled { schedule(timer, at: now + options.flushMilliseconds * 1_000_000) }
    }

    private func timeToWait() -> Int32 {
        if jobs.count > 0 || !unsent.isEmpty { return 0 }
        let next = timers.next
        if next == Int.max { return -1 }
        return Int32(clamping: max(0, (next - Clock.monotonic + 999_999) / 1_000_000))
    }

    private func serve(_ token: UInt64, _ events: Epoll.Events) {
        if token >= Loop.endOfWatcherTokens {
            let address = UnsafeRawPointer(bitPattern: UInt(token))!
            Unmanaged<Connection>.fromOpaque(address)._withUnsafeGuaranteedRef { $0.happened(events) }
        } else if token >= Loop.firstWatcherToken {
            watchers[Int(token - Loop.firstWatcherToken)].happened()
        } else {
            readMail()
        }
    }

    // MARK: jobs and mail

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        if Thread.current == thread { jobs.append(job) } else { post(.job(job)) }
    }

    /// Runs on the loop's thread at its next turn; from any thread.
    func post(_ action: @escaping @Sendable (Loop) -> Void) { post(.action(action)) }

    var isCurrent: Bool { Thread.current == thread }

    private func post(_ letter: Letter) {
        let isFirst = mailbox.withLock { letters in
            letters.append(letter)
            return letters.count == 1
        }
        if isFirst { wakeUp.signal() }
    }

    private func readMail() {
        wakeUp.clear()
        let letters = mailbox.withLock { letters in
            let all = letters
            letters = []
            return all
        }
        for letter in letters {
            switch letter {
            case .job(let job): jobs.append(job)
            case .action(let action): action(self)
            }
        }
    }

    private func runJobs() {
        var budget = Loop.jobsPerTurn
        while budget > 0, let job = jobs.popFirst() {
            job.runSynchronously(on: asUnownedTaskExecutor())
            budget &-= 1
        }
    }

    // MARK: timers

    func schedule(_ timer: LoopTimer, at due: Int) { timers.schedule(timer, at: due) }

    func unschedule(_ timer: LoopTimer) { if timer.isScheduled { timers.remove(timer) } }

    private func fireTimers() {
        while let timer = timers.popDue(now: now) { timer.fire() }
    }

    // MARK: watchers

    /// Calls the watcher whenever the descriptor can be read.
    func watch(_ descriptor: Int32, _ watcher: Watcher) throws(SystemError) {
        let place = watchers.firstIndex { $0 === watcher } ?? watchers.count
        try poller.add(descriptor, .readable, token: Loop.firstWatcherToken + UInt64(place))
        if place == watchers.count { watchers.append(watcher) }
    }

    func unwatch(_ descriptor: Int32) { try? poller.remove(descriptor) }

    // MARK: connections

    func open(_ descriptor: consuming Descriptor, peer: String, firstBytes: [UInt8] = []) {
        let connection = Connection(descriptor, peer: peer, loop: self)
        let token = UInt64(UInt(bitPattern: Unmanaged.passUnretained(connection).toOpaque()))
        do {
            try poller.add(connection.socket, connection.interest.events, token: token)
        } catch {
            context.connectionEnded(on: self)
            return
        }
        connections.insert(connection)
        connection.began(firstBytes)
    }

    func setInterest(_ interest: Connection.Interest, of connection: Connection) {
        let token = UInt64(UInt(bitPattern: Unmanaged.passUnretained(connection).toOpaque()))
        try? poller.modify(connection.socket, interest.events, token: token)
    }

    /// Forgets a connection. Later events of this turn may still carry its address, so it lives until the turn ends.
    func forget(_ connection: Connection) {
        try? poller.remove(connection.socket)
        graveyard.append(connection)
        unschedule(connection)
        connections.remove(connection)
        context.connectionEnded(on: self)
    }

    /// The connection has an answer to send once all jobs of this turn have run.
    func sendLater(_ connection: Connection) { unsent.append(connection) }

    private func sendUnsent() {
        guard !unsent.isEmpty else { return }
        swap(&unsent, &beingSent)
        for connection in beingSent { connection.sendUnsent() }
        beingSent.removeAll(keepingCapacity: true)
    }

    // MARK: requests

    func respond(to request: Request) -> Reply { responder.respond(to: request) }

    /// Adds a line to the access log.
    func record(_ line: AccessLog.Line) { log?.add(line) }

    func makeIdentifier() -> UInt64 {
        nextIdentifier &+= 1
        return nextIdentifier
    }

    /// A request to be filled. It is taken out of its place and put back, so that its owners are not counted.
    func takeRequest() -> Request { idleRequest.take() ?? spareRequests.popLast() ?? Request() }

    /// Keeps a request that is over, unless somebody still has it.
    func giveBack(_ request: consuming Request) {
        if isKnownUniquelyReferenced(&request) { idleRequest = request }
    }

    /// Keeps a request for later; its task may not quite have ended.
    func giveBackLater(_ request: Request) {
        if returnedRequests.count < Loop.maximumSpareRequests { returnedRequests.append(request) }
    }

    private func keepReturnedRequests() {
        while var request = returnedRequests.popLast() {
            guard spareRequests.count < Loop.maximumSpareRequests, isKnownUniquelyReferenced(&request) else { continue }
            request.clear()
            spareRequests.append(request)
        }
    }

    // MARK: the end

    /// Answers what is under way; idle connections may send one more request until the window is over.
    func drain() {
        guard !isDraining else { return }
        isDraining = true
        let limits = context.options.limits
        connections.forEach { $0.drainingBegan() }
        let window = ActionTimer { [unowned self] in connections.forEach { $0.drainWindowEnded() } }
        schedule(window, at: now + limits.drainMilliseconds * 1_000_000)
        let last = ActionTimer { [unowned self] in connections.forEach { $0.abort() } }
        schedule(last, at: now + limits.stopMilliseconds * 1_000_000)
    }

    func abortAll() {
        isDraining = true
        connections.forEach { $0.abort() }
    }
}

/// Something besides connections that a loop watches: listeners, signals.
class Watcher {
    func happened() {}
}
