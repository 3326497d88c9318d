public import DewarHTTP
internal import DewarTemplate

extension Request {
    /// A page that is sent piece by piece while the template makes it, for pages that are too big to be in memory as a whole
    /// (Flask: stream_template). The template waits for a client that reads slowly, on a thread of its own, and ends when
    /// the client has gone. 256 pages are streamed at one time; further ones wait for a place.
    ///
    /// ```swift
    /// app.get("/log") { request in try request.stream("log.html", ["lines": lines]) }
    /// ```
    /// An error in the template can no longer become an error page: the answer breaks off.
    public func stream(
        _ template: String, _ context: [String: any Encodable] = [:], status: Status = 200, headers: Headers = [:]
    ) throws -> Response {
        let app = route.app
        let template = try app.template(template)
        let values = try app.context(context, for: self)
        app.signals.templateRendered.send((template.name ?? "", self))
        var headers = headers
        headers["Content-Type"] = "text/html; charset=utf-8"
        let page = ResponseStream { write in
            try await StreamPlaces.shared.withPlace {
                let pieces = PiecesOnDemand { hand in
                    try CurrentRequest.$now.withValue(self) { try template.stream(values, to: hand) }
                }
                defer { pieces.cancel() }
                while let piece = try await pieces.next() { try await write(piece) }
            }
        }
        return Response(status: status, headers: headers, body: .stream(page))
    }
}
