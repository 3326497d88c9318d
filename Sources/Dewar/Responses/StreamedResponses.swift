public import DewarHTTP

extension Response {
    /// An answer whose text is made piece by piece while it is sent; the producer waits for slow clients, and its write
    /// throws when the client has gone (Flask: a generator as a response).
    ///
    /// ```swift
    /// app.get("/count") { _ in
    ///     Response.stream(contentType: "text/plain; charset=utf-8") { write in
    ///         for i in 0..<5 { try await write("line \(i)\n") }
    ///     }
    /// }
    /// ```
    public static func stream(
        status: Status = 200, contentType: String = "text/html; charset=utf-8", headers: Headers = [:],
        _ produce: @escaping @Sendable (_ write: @Sendable (String) async throws -> Void) async throws -> Void
    ) -> Response {
        var headers = headers
        headers["Content-Type"] = contentType
        let stream = ResponseStream { write in try await produce { piece in try await write(Array(piece.utf8)) } }
        return Response(status: status, headers: headers, body: .stream(stream))
    }

    /// An answer made of the pieces of a sequence.
    public static func stream<Pieces: AsyncSequence & Sendable>(
        _ pieces: Pieces, status: Status = 200, contentType: String = "text/html; charset=utf-8", headers: Headers = [:]
    ) -> Response where Pieces.Element == String {
        stream(status: status, contentType: contentType, headers: headers) { write in
            for try await piece in pieces { try await write(piece) }
        }
    }
}
