import Dewar

func addStreams(to app: App) {
    let plain = "text/plain; charset=utf-8"
    app.get("/stream") { _ in
        Response.stream(contentType: plain) { write in
            for i in 0..<5 { try await write("line \(i)\n") }
        }
    }
    app.get("/stream/context") { request in
        Response.stream(contentType: plain) { write in
            try await write("name=")
            try await write(request.args["name"] ?? "nobody")
            try await write(";")
        }
    }
    app.get("/stream/big") { _ in
        let stream = ResponseStream { write in
            for i in 0..<32 { try await write([UInt8](repeating: UInt8(65 + i % 26), count: 8192)) }
        }
        return Response(headers: ["Content-Type": "application/octet-stream"], body: .stream(stream))
    }
    app.get("/stream/empty") { _ in Response.stream(contentType: plain) { _ in } }
    app.get("/stream/template") { request in try request.stream("list.html", ["items": ["a", "b"]]) }
}
