import DewarHTTP
import DewarLinux

/// Takes new connections from the listeners and hands them out, each to the loop that has the fewest. It lives on the
/// first loop.
final class Acceptor {
    private static let connectionsPerTurn = 64
    private static let pauseMilliseconds = 100

    private let loops: [Loop]
    private let listeners: [ListeningSocket]
    private var nextLoop = 0
    private var isAccepting = false
    private var isClosed = false

    init(_ loops: [Loop], _ listeners: consuming [ListeningSocket]) {
        self.loops = loops
        self.listeners = listeners
        for listener in self.listeners { listener.acceptor = self }
    }

    private var home: Loop { loops[0] }

    func resume() {
        guard !isAccepting, !isClosed else { return }
        isAccepting = true
        for listener in listeners { try? home.watch(listener.raw, listener) }
    }

    /// Connections wait in the kernel's queue, for this process or another one.
    func pause() {
        guard isAccepting else { return }
        isAccepting = false
        for listener in listeners { home.unwatch(listener.raw) }
    }

    /// Pausing comes first: closing alone would leave the listener in the epoll set while another process has it.
    func close() {
        pause()
        isClosed = true
        for listener in listeners { listener.close() }
    }

    func accept(from listener: Int32) {
        for _ in 0..<Acceptor.connectionsPerTurn {
            switch Socket.accept(listener) {
            case .connection(let descriptor, let address): hand(out: descriptor, address)
            case .none: return
            case .failed: return pauseForAMoment()
            }
        }
    }

    /// Takes in a connection that another process has accepted.
    func adopt(_ descriptor: consuming Descriptor, _ bytes: [UInt8]) {
        let peer = (try? Socket.peerAddress(of: descriptor.raw)) ?? .unnamed
        hand(out: descriptor, peer, bytes)
    }

    private func hand(out descriptor: consuming Descriptor, _ address: SocketAddress, _ bytes: [UInt8] = []) {
        if address.port != nil { Socket.setNoDelay(descriptor.raw) }
        let loop = nextTarget()
        guard loop.context.connectionBegan(on: loop) else {
            loop.context.connectionEnded(on: loop)
            return OverflowAnswer.send(to: descriptor)
        }
        let peer = address.host
        if loop === home { return loop.open(descriptor, peer: peer, firstBytes: bytes) }
        let number = descriptor.release()
        loop.post { $0.open(Descriptor(owning: number), peer: peer, firstBytes: bytes) }
    }

    private func nextTarget() -> Loop {
        if loops.count == 1 { return loops[0] }
        var best = nextLoop
        for step in 1..<loops.count {
            let candidate = (nextLoop + step) % loops.count
            if loops[candidate].load.load(ordering: .relaxed) < loops[best].load.load(ordering: .relaxed) {
                best = candidate
            }
        }
        nextLoop = (nextLoop + 1) % loops.count
        return loops[best]
    }

    /// Out of descriptors (EMFILE): waits until some may have come back, instead of spinning on the same event.
    private func pauseForAMoment() {
        pause()
        let timer = ActionTimer { [weak self] in self?.resume() }
        home.schedule(timer, at: home.now + Acceptor.pauseMilliseconds * 1_000_000)
    }
}

/// A listener under the acceptor's watch.
final class ListeningSocket: Watcher {
    private var descriptor: Descriptor?
    let raw: Int32
    weak var acceptor: Acceptor?

    init(_ descriptor: consuming Descriptor) {
        raw = descriptor.raw
        self.descriptor = consume descriptor
    }

    override func happened() { acceptor?.accept(from: raw) }

    func close() { descriptor = nil }
}

/// The answer to one connection too many.
enum OverflowAnswer {
    static func send(to descriptor: borrowing Descriptor) {
        let answer: StaticString = """
            HTTP/1.1 503 Service Unavailable\r
            Content-Type: text/plain; charset=utf-8\r
            Content-Length: 38\r
            Retry-After: 1\r
            Connection: close\r
            \r
            The server has too many connections.\r\n
            """
        _ = Socket.send(descriptor.raw, answer.utf8Start, count: answer.utf8CodeUnitCount)
        Socket.stopSending(descriptor.raw)
    }
}
