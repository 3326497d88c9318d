import DewarLinux

/// Ending a connection without losing what is under way: closing a socket with unread bytes resets it, and the reset
/// can overtake the last answer (RFC 9112 §9.6).
extension Connection {
    /// The last answer is sent.
    func endAfterAnswer() {
        if answer.lingers, !peerHasEnded { linger() } else { abort() }
    }

    private func linger() {
        Socket.stopSending(socket)
        phase = .lingering
        received.clear()
        wait(for: .linger)
        updateInterest()
    }

    /// No request came for long: looks for one a last time.
    func endIdle() {
        readable()
        guard phase == .ready, received.isEmpty else { return }
        linger()
    }

    /// The request's body cannot be read to its end, and its answer is out.
    func endBadly() {
        answer.lingers = true
        phase = .closing
        flush()
    }

    /// The server stops: from now on each answer says `Connection: close`.
    func drainingBegan() { webSocket?.close(.goingAway, "") }

    /// Idle connections had their time to send one more request.
    func drainWindowEnded() {
        if phase == .ready, received.isEmpty { endIdle() }
    }
}
