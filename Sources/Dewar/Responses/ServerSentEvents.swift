public import DewarHTTP

/// One event of a stream that a browser's `EventSource` listens to (WHATWG HTML §9.2).
public struct ServerSentEvent: Sendable, Hashable {
    /// What it tells; line breaks are kept.
    public var data: String
    /// Its kind; `message` if there is none.
    public var event: String?
    /// Where a client that reconnects says it had got to (`Last-Event-ID`).
    public var id: String?
    /// How long a client shall wait before it reconnects, in milliseconds.
    public var retryMilliseconds: Int?

    /// An event with this text.
    public init(_ data: String, event: String? = nil, id: String? = nil, retryMilliseconds: Int? = nil) {
        self.data = data
        self.event = event
        self.id = id
        self.retryMilliseconds = retryMilliseconds
    }

    /// The event as it is sent. A line break in a name or an id would begin another field, so none goes out.
    package var text: String {
        var text = ""
        if let event { text += "event: \(ServerSentEvent.oneLine(event))\n" }
        if let id { text += "id: \(ServerSentEvent.oneLine(id))\n" }
        if let retryMilliseconds { text += "retry: \(retryMilliseconds)\n" }
        for line in data.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline) {
            text += "data: \(line)\n"
        }
        return text + "\n"
    }

    private static func oneLine(_ text: String) -> String { String(text.filter { !$0.isNewline && $0 != "\0" }) }
}

extension Response {
    /// A stream of events for a browser's `EventSource`; it lasts as long as `produce` runs and the client listens. Proxies are
    /// told to pass each event on at once (`X-Accel-Buffering` is nginx's word).
    ///
    /// ```swift
    /// app.get("/news") { _ in
    ///     Response.events { send in
    ///         for await item in news { try await send(ServerSentEvent(item.title, id: item.id)) }
    ///     }
    /// }
    /// ```
    public static func events(
        _ produce: @escaping @Sendable (_ send: @Sendable (ServerSentEvent) async throws -> Void) async throws -> Void
    ) -> Response {
        stream(contentType: "text/event-stream", headers: ["Cache-Control": "no-cache", "X-Accel-Buffering": "no"]) {
            write in
            try await produce { event in try await write(event.text) }
        }
    }
}
