internal import DewarContract
internal import DewarHTTP
internal import DewarLinux
internal import DewarServer

/// From the app's settings to the server's.
extension App {
    func serverOptions(_ site: Site, _ arguments: RunArguments) throws -> ServerOptions {
        var options = ServerOptions(listeners: try Listening.listeners(arguments))
        options.workers = arguments.workers ?? Host.processorCount
        options.closesAfterEachResponse = site.development != nil
        options.recordsRequests = true
        options.accessLog = site.accessLog
        options.limits.maximumConnections = site.config.maximumConnections
        // The framework counts a body while it is read, by limits that a view may set.
        options.wire.maximumBodyBytes = 1 << 50
        if site.isDebugging { options.onSlowView = { Console.error(RunSentences.slow($0)) } }
        options.onReady = {
            ReadyChannel.tell(AppMessage(.ready))
            site.development?.waitUntilAdmitted()
        }
        options.onStoppedAccepting = { ReadyChannel.tell(AppMessage(.draining)) }
        return options
    }
}

extension Site {
    /// How requests are logged: for a person in development, elsewhere as `config.accessLog` says.
    fileprivate var accessLog: AccessLogOptions? {
        switch config.accessLog ?? (isDebugging ? .readable : .none) {
        case .readable: AccessLogOptions(style: .readable)
        case .json: AccessLogOptions(style: .json)
        case .none: nil
        }
    }
}
