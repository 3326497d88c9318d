import DewarHTTP
import DewarLinux

/// From the output to the socket.
extension Connection {
    private static let fileBytesPerTurn = 1024 * 1024

    /// Sends the loop's output as this connection's; keeps what the client does not take.
    func flush() {
        let output = loop.output
        if phase == .closed { return output.clear(keeping: Loop.inputBytes) }
        if output.count > 0 {
            var sent = 0
            if unsent.isEmpty {
                switch Socket.send(socket, output.start, count: output.count, more: file != nil) {
                case .moved(let count): sent = count
                case .wouldBlock: break
                case .failed:
                    output.clear(keeping: Loop.inputBytes)
                    return abort()
                }
            }
            unsent.append(output.start + sent, count: output.count - sent)
            output.clear(keeping: Loop.inputBytes)
            if !unsent.isEmpty { wait(for: .writing) }
        }
        if file != nil, unsent.isEmpty { sendFile() }
        afterSending()
    }

    /// Keeps the loop's output for later: the connection's task may add to it in this turn.
    func deferOutput() {
        let output = loop.output
        unsent.append(output.start, count: output.count)
        output.clear(keeping: Loop.inputBytes)
        sendSoon()
    }

    /// Sends when all jobs of this turn have run.
    func sendSoon() {
        guard !isAwaitingSend else { return }
        isAwaitingSend = true
        loop.sendLater(self)
    }

    func sendUnsent() {
        isAwaitingSend = false
        if phase != .closed { writable() }
    }

    func writable() {
        if !unsent.isEmpty {
            switch Socket.send(socket, unsent.start!, count: unsent.count, more: file != nil) {
            case .moved(let count):
                unsent.removeFirst(count)
                if !unsent.isEmpty { wait(for: .writing) }
            case .wouldBlock: wait(for: .writing)
            case .failed: return abort()
            }
        }
        if file != nil, unsent.isEmpty { sendFile() }
        afterSending()
        if phase == .ready, unsent.isEmpty, !received.isEmpty { serveReceived() }
    }

    private func sendFile() {
        guard let file else { return }
        var budget = Connection.fileBytesPerTurn
        while file.rest > 0, budget > 0 {
            switch Socket.send(socket, file: file.raw, from: file.offset, count: min(file.rest, budget)) {
            case .moved(0), .failed:
                // The file has become shorter: the promised length cannot be kept.
                return abort()
            case .moved(let count):
                file.advance(count)
                budget -= count
                wait(for: .writing)
            case .wouldBlock: return
            }
        }
        guard file.rest == 0 else { return }
        self.file = nil
        completed()
    }

    private var waitingAfterSending: Waiting {
        switch phase {
        case .ready: received.isEmpty ? .request : .head
        case .upgraded: .message
        default: body != nil ? .body : .nothing
        }
    }

    /// Wakes a waiting producer, ends what was to end, and watches for what comes next.
    private func afterSending() {
        if phase == .closed { return }
        if unsent.count < limits.bufferedBytes {
            writer?.hasRoom()
            webSocket?.sent()
        }
        if unsent.isEmpty, file == nil {
            if waiting == .writing { wait(for: waitingAfterSending) }
            if phase == .closing { return endAfterAnswer() }
            if phase == .ready, peerHasEnded, received.isEmpty { return abort() }
        }
        updateInterest()
    }
}
