public import DewarHTTP
internal import DewarTemplate

extension Request {
    /// A page that is sent piece by piece while the template makes it, for pages that are too big to be in memory as a whole
    /// (Flask: stream_template).
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
        return Response.stream(status: status, headers: headers) { write in
            let pieces = Shared([String]())
            try CurrentRequest.$now.withValue(self) {
                try template.stream(values) { bytes in
                    let piece = String(decoding: bytes, as: UTF8.self)
                    pieces.withLock { $0.append(piece) }
                }
            }
            for piece in pieces.value { try await write(piece) }
        }
    }
}
