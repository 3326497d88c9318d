import DewarHTTP
import DewarLinux

/// One client's connection: requests come in, answers go out in their order. This file holds its state and its life;
/// reading, answering, writing and ending have a file each.
// Sendable: tasks carry it, but everything of it is touched only on its loop's thread.
final class Connection: LoopTimer, @unchecked Sendable {
    /// What the connection is doing.
    enum Phase: UInt8 {
        /// Waiting for a request, or in the middle of its head or its whole body.
        case ready
        /// A view is working on its answer, or the answer's body is on its way.
        case answering
        /// The answer is out, the rest of the request's body is not in.
        case discarding
        /// It has become a WebSocket.
        case upgraded
        /// The last answer is being sent; then the connection ends.
        case closing
        /// Nothing more is sent; what still comes is thrown away, so that the last answer is not lost.
        case lingering
        case closed
    }

    /// What the deadline is for.
    enum Waiting: UInt8 { case request, head, body, writing, message, linger, nothing }

    /// What the kernel is to tell of.
    enum Interest {
        case nothing
        /// What arrives, each time once: to a level-triggered socket the kernel looks a second time after each request, to find
        /// that there is nothing more. For this, whoever is told of an arrival reads all of it, or changes the interest, or asks
        /// to be told again (`readable`).
        case arrivals
        case room
        case roomAndArrivals

        var events: Epoll.Events {
            switch self {
            case .nothing: []
            case .arrivals: [.readable, .peerEnded, .once]
            case .room: .writable
            case .roomAndArrivals: [.readable, .writable]
            }
        }
    }

    let socket: Int32
    /// Held, so that reading it counts nothing; the loop lets go of the connection when it ends.
    let loop: Loop
    let peer: String

    @exclusivity(unchecked) var next: Connection?
    @exclusivity(unchecked) unowned(unsafe) var previous: Connection?

    @exclusivity(unchecked) var phase = Phase.ready
    @exclusivity(unchecked) var interest = Interest.arrivals
    @exclusivity(unchecked) var received = ByteQueue()
    @exclusivity(unchecked) var unsent = ByteQueue()
    /// How many bytes must have been received before looking at them is of use.
    @exclusivity(unchecked) var neededBytes = 0
    @exclusivity(unchecked) var peerHasEnded = false
    @exclusivity(unchecked) var answer = AnswerState()
    @exclusivity(unchecked) var task: Task<Void, Never>?
    @exclusivity(unchecked) var request: Request?
    @exclusivity(unchecked) var body: IncomingBody?
    @exclusivity(unchecked) var file: OutgoingFile?
    @exclusivity(unchecked) var writer: StreamWriter?
    @exclusivity(unchecked) var webSocket: WebSocketSession?
    @exclusivity(unchecked) var isAwaitingSend = false
    @exclusivity(unchecked) private var deadline = Int.max
    @exclusivity(unchecked) private(set) var waiting = Waiting.nothing
    @exclusivity(unchecked) private var owner: Descriptor?

    init(_ descriptor: consuming Descriptor, peer: String, loop: Loop) {
        socket = descriptor.raw
        owner = consume descriptor
        self.peer = peer
        self.loop = loop
        super.init()
    }

    var limits: ServerLimits { loop.limits }
    var wire: WireLimits { loop.wire }

    var isClosed: Bool { phase == .closed }

    /// - Parameter bytes: what another process has read of the connection already.
    func began(_ bytes: [UInt8]) {
        wait(for: bytes.isEmpty ? .request : .head)
        guard !bytes.isEmpty else { return }
        bytes.withUnsafeBufferPointer { received.append($0.baseAddress!, count: $0.count) }
        serveReceived()
    }

    func happened(_ events: Epoll.Events) {
        if phase == .closed { return }
        if events.contains(.failed) { return abort() }
        if events.contains(.writable) { writable() }
        if phase == .closed { return }
        if events.contains(.readable) {
            readable(hasEnded: events.contains(.peerEnded))
        } else if events.contains(.hungUp) {
            abort()
        }
    }

    /// Asks for the events that this state can take.
    func updateInterest() {
        if phase == .closed { return }
        let hasMoreToSend = !unsent.isEmpty || file != nil
        let wanted: Interest =
            wantsToRead ? (hasMoreToSend ? .roomAndArrivals : .arrivals) : (hasMoreToSend ? .room : .nothing)
        if wanted != interest {
            interest = wanted
            loop.setInterest(wanted, of: self)
        }
    }

    // MARK: deadlines

    /// Sets the deadline. The timer moves only when it would come too late, so that a request costs no work in the heap.
    func wait(for reason: Waiting) {
        waiting = reason
        let milliseconds: Int
        switch reason {
        case .request: milliseconds = limits.idleMilliseconds
        case .head: milliseconds = limits.headerMilliseconds
        case .body: milliseconds = limits.bodyPauseMilliseconds
        case .writing: milliseconds = limits.writeStallMilliseconds
        case .message: milliseconds = limits.pingMilliseconds
        case .linger: milliseconds = limits.lingerMilliseconds
        case .nothing:
            deadline = Int.max
            return
        }
        deadline = loop.now &+ milliseconds &* 1_000_000
        if deadline < due || !isScheduled { loop.schedule(self, at: deadline) }
    }

    override func fire() {
        if deadline == Int.max { return }
        if deadline > loop.now { return loop.schedule(self, at: deadline) }
        switch waiting {
        case .request: endIdle()
        case .head: refuseNow(.headerTooSlow)
        case .body: bodyIsTooSlow()
        case .message: messageIsOverdue()
        case .writing, .linger: abort()
        case .nothing: break
        }
    }

    // MARK: the end

    /// Closes it now; a task that works for it is cancelled.
    func abort() {
        guard phase != .closed else { return }
        phase = .closed
        loop.forget(self)
        owner = nil
        clientHasGone()
        received.clear()
        unsent.clear()
        file = nil
    }

    /// Whoever works for this connection learns that it is of no use any more.
    private func clientHasGone() {
        body?.source.fail(ClientGone())
        body = nil
        writer?.fail()
        writer = nil
        loop.monitor?.ended(socket)
        webSocket?.end(.brokenOff, "")
        webSocket = nil
        task?.cancel()
        task = nil
        request = nil
    }

    /// Leaves the server without being closed.
    func handOver(_ taker: HandOver, _ bytes: [UInt8]) {
        guard phase != .closed, let descriptor = owner.take() else { return }
        phase = .closed
        loop.forget(self)
        request = nil
        received.clear()
        taker(descriptor, bytes)
    }
}

/// The client has closed the connection, or the server had to.
package struct ClientGone: Error {}
