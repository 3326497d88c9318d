import DewarHTTP

/// What the request under way asks of its answer.
struct AnswerState {
    /// HEAD: everything but the body.
    var isHead = false
    /// The client speaks HTTP/1.0: no chunks, and persistence must be said.
    var isOld = false
    var clientCloses = false
    /// The client waits for `100 Continue` before it sends the body.
    var awaitsContinue = false
    /// The connection ends with this answer.
    var closes = false
    /// More may be on its way from the client: read on for a moment before closing.
    var lingers = false
    /// For the log: when the request was there, and what it was answered with.
    var began = 0
    var status = 0
    var bytes = 0
    /// `respond` is on the stack: an answer is written by whoever called it.
    var isInline = false
    /// The answer has been written.
    var isWritten = false

    init() {}

    init(_ layout: HeadLayout, isHead: Bool) {
        self.isHead = isHead
        isOld = layout.flags.contains(.http10)
        clientCloses = layout.flags.contains(.close)
        awaitsContinue = layout.flags.contains(.expectsContinue)
    }
}
