import DewarHTTP
import DewarLinux

/// From bytes to requests.
extension Connection {
    var wantsToRead: Bool {
        if peerHasEnded { return false }
        switch phase {
        case .ready: return unsent.isEmpty
        case .answering: return body?.source.hasRoom ?? (received.count < Loop.inputBytes)
        case .upgraded: return webSocket?.wantsToRead ?? false
        case .discarding, .lingering: return true
        case .closing, .closed: return false
        }
    }

    /// - Parameter hasEnded: the end of what the client sends has come too; nothing will tell of it once more.
    func readable(hasEnded: Bool = false) {
        guard wantsToRead else { return updateInterest() }
        switch Socket.read(socket, into: loop.input, count: Loop.inputBytes) {
        case .moved(0): peerEnded()
        case .moved(let count):
            take(UnsafeBufferPointer(start: loop.input, count: count))
            // A full buffer may not have been all; otherwise nothing but the end can be left.
            if hasEnded || count == Loop.inputBytes { lookAgain() }
        case .wouldBlock: break
        case .failed: abort()
        }
    }

    /// Has the kernel tell of what was there already.
    private func lookAgain() {
        if phase != .closed, interest == .arrivals { loop.setInterest(interest, of: self) }
    }

    private func take(_ bytes: UnsafeBufferPointer<UInt8>) {
        switch phase {
        case .ready where received.isEmpty:
            let used = serve(bytes)
            keep(bytes, from: used)
            afterServing()
        case .ready:
            let mayComplete = waiting != .head || bytes.contains(10)
            received.append(bytes.baseAddress!, count: bytes.count)
            if waiting == .body { wait(for: .body) }
            if mayComplete || received.count > wire.maximumRequestLineBytes { serveReceived() }
        case .answering, .discarding:
            let used = body == nil ? 0 : takeBody(bytes)
            keep(bytes, from: used)
            if phase == .ready { serveReceived() } else { updateInterest() }
        case .upgraded:
            if webSocket?.hasSentClose == false { wait(for: .message) }
            webSocket?.take(bytes)
            updateInterest()
        case .closing, .lingering, .closed: break
        }
    }

    private func keep(_ bytes: UnsafeBufferPointer<UInt8>, from used: Int) {
        guard used < bytes.count else { return }
        switch phase {
        case .ready, .answering, .discarding, .upgraded: break
        case .closing, .lingering, .closed: return
        }
        received.append(bytes.baseAddress! + used, count: bytes.count - used)
    }

    /// The client will send nothing more; it may still read (RFC 9112 §9.6).
    private func peerEnded() {
        peerHasEnded = true
        switch phase {
        case .ready where !received.isEmpty:
            refuse(.cutOff)
            flush()
        case .ready:
            phase = .closing
            flush()
        case .answering:
            body?.source.fail(WireFault.cutOff)
            task?.cancel()
            updateInterest()
        case .discarding:
            phase = .closing
            flush()
        case .lingering, .upgraded: abort()
        case .closing, .closed: break
        }
    }

    /// Serves what was kept, as long as it holds whole requests and the client takes the answers.
    func serveReceived() {
        while phase == .ready, unsent.isEmpty, !received.isEmpty, received.count >= neededBytes {
            let used = serve(received.bytes)
            if phase == .closed { return }
            received.removeFirst(used)
            if phase == .upgraded { return serveUpgraded() }
            if phase == .answering, file == nil, writer == nil { return deferOutput() }
            flush()
            if used == 0 { break }
        }
        updateInterest()
    }

    /// Frames that came right behind the handshake.
    func serveUpgraded() {
        if !received.isEmpty {
            webSocket?.take(received.bytes)
            received.clear()
        }
        updateInterest()
    }

    private func afterServing() {
        if phase == .closed { return }
        if phase == .upgraded { return serveUpgraded() }
        flush()
        if !received.isEmpty, received.count >= neededBytes { serveReceived() }
    }

    /// Answers the whole requests at the front of these bytes into the loop's output; returns how many bytes they were.
    private func serve(_ bytes: UnsafeBufferPointer<UInt8>) -> Int {
        var at = 0
        while phase == .ready, at < bytes.count, loop.output.count < limits.bufferedBytes {
            var rest = UnsafeBufferPointer(rebasing: bytes[at...])
            if rest[0] == 13 {
                at += HeadParser.emptyLines(rest)
                rest = UnsafeBufferPointer(rebasing: bytes[at...])
            }
            let used = serveFirst(rest)
            if used == 0 { break }
            at += used
        }
        return at
    }

    /// Serves the request at the front; 0 if it is not all there.
    private func serveFirst(_ bytes: UnsafeBufferPointer<UInt8>) -> Int {
        switch HeadParser.parse(bytes, limits: wire) {
        case .complete(let layout):
            if layout.hasBody { return serveWithBody(bytes, layout) }
            answer(bytes, layout, RequestBody())
            return Int(layout.end)
        case .incomplete:
            if peerHasEnded {
                if !bytes.isEmpty { refuse(.cutOff) }
                return bytes.count
            }
            neededBytes = bytes.count + 1
            if waiting != .head { wait(for: .head) }
            return 0
        case .refused(let fault):
            refuse(fault)
            return bytes.count
        }
    }

    /// A body that is there is handed over whole; a short one is waited for; others are handed over as they come.
    private func serveWithBody(_ bytes: UnsafeBufferPointer<UInt8>, _ layout: HeadLayout) -> Int {
        let head = Int(layout.end)
        let length = layout.contentLength
        if length > wire.maximumBodyBytes {
            refuse(.bodyTooLarge)
            return bytes.count
        }
        if length > 0, bytes.count - head >= length {
            answer(bytes, layout, RequestBody(Array(bytes[head..<head + length])))
            return head + length
        }
        if length > 0, length <= limits.wholeBodyBytes, !layout.flags.contains(.expectsContinue), !peerHasEnded {
            neededBytes = head + length
            wait(for: .body)
            return 0
        }
        return serveAsItComes(bytes, layout)
    }

    private func serveAsItComes(_ bytes: UnsafeBufferPointer<UInt8>, _ layout: HeadLayout) -> Int {
        let head = Int(layout.end)
        let incoming = IncomingBody(layout, connection: self)
        let used: Int
        do {
            used = head + (try incoming.take(UnsafeBufferPointer(rebasing: bytes[head...])))
        } catch {
            refuse(error)
            return bytes.count
        }
        if incoming.isComplete {
            answer(bytes, layout, RequestBody(incoming.source.takeAll()), isContinued: true)
            return used
        }
        body = incoming
        if peerHasEnded { incoming.source.fail(WireFault.cutOff) }
        wait(for: .body)
        answer(bytes, layout, RequestBody(source: incoming.source))
        return used
    }

    /// Takes more of the body under way; returns how many bytes belonged to it.
    private func takeBody(_ bytes: UnsafeBufferPointer<UInt8>) -> Int {
        guard let body else { return 0 }
        let used: Int
        do {
            used = try body.take(bytes)
        } catch {
            // The view gets the fault and may still answer; where the next request begins is lost.
            answer.clientCloses = true
            answer.lingers = true
            peerHasEnded = true
            body.source.fail(error)
            if phase == .discarding { endBadly() }
            return bytes.count
        }
        if body.isComplete {
            self.body = nil
            if phase == .discarding {
                phase = .ready
                wait(for: .request)
            } else {
                wait(for: .nothing)
            }
        } else {
            wait(for: .body)
        }
        return used
    }

    func bodyIsTooSlow() {
        if phase == .ready { return refuseNow(.bodyTooSlow) }
        if phase == .discarding { return endBadly() }
        answer.clientCloses = true
        peerHasEnded = true
        body?.source.fail(WireFault.bodyTooSlow)
        updateInterest()
    }
}
