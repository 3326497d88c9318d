public import DewarHTTP

/// What an app tells listeners of (Flask: signals).
public struct Signals: Sendable {
    /// A request begins, before any hook runs.
    public let requestStarted = Signal<Request>()
    /// An answer is ready, after all hooks ran.
    public let requestFinished = Signal<(request: Request, response: Response)>()
    /// A request is over; the error is the one that the teardown hooks get.
    public let requestTearingDown = Signal<(request: Request, error: (any Error)?)>()
    /// An error that no handler but the one for 500 took.
    public let requestFailed = Signal<(request: Request, error: any Error)>()
    /// A template is about to be rendered.
    public let templateRendered = Signal<(template: String, request: Request?)>()
    /// A message was flashed.
    public let messageFlashed = Signal<(message: String, category: String)>()
    /// Something was logged (`app.logger`).
    public let logged = Signal<LogEntry>()

    package init() {}
}
