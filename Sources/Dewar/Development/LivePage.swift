internal import DewarContract
internal import DewarHTTP

extension Development {
    /// Adds the script that reloads the page to what a browser shows as a page of its own: HTML, asked for as HTML, whole
    /// (htmx asks for parts), not compressed. Other programs get what the view answered, byte for byte.
    func addScript(to response: inout Response, for request: Request) {
        guard request.method != .head, request.headers["Accept"]?.contains("text/html") == true,
            request.headers["HX-Request"] == nil, response.headers["Content-Type"]?.hasPrefix("text/html") == true,
            response.headers["Content-Encoding"] == nil, ![204, 304].contains(response.status.code)
        else { return }
        let tag = LiveScript.tag(
            token: token, nonce: Development.nonce(of: response), isSafe: request.method == .get)
        switch response.body {
        case .empty: response.body = .string(tag)
        case .string(let page): response.body = .string(Development.page(page, with: tag))
        case .bytes(let bytes): response.body = .bytes(Development.page(bytes, with: tag))
        case .stream(let stream) where stream.length == nil:
            response.body = .stream(
                ResponseStream { write in
                    try await stream.produce(write)
                    try await write(Array(tag.utf8))
                })
        case .stream, .file: return
        }
        response.headers["Content-Length"] = nil
        response.headers["ETag"] = nil
    }

    /// The page with the tag before its end, or behind it.
    static func page(_ page: String, with tag: String) -> String {
        guard let end = page.ranges(of: "</body>").last else { return page + tag }
        return page[..<end.lowerBound] + tag + page[end.lowerBound...]
    }

    /// The same for bytes that may be no UTF-8.
    static func page(_ page: [UInt8], with tag: String) -> [UInt8] {
        guard let end = page.ranges(of: Array("</body>".utf8)).last else { return page + tag.utf8 }
        return Array(page[..<end.lowerBound]) + tag.utf8 + page[end.lowerBound...]
    }

    /// The nonce that the page's Content-Security-Policy asks of scripts.
    private static func nonce(of response: Response) -> String? {
        guard let policy = response.headers["Content-Security-Policy"],
            let start = policy.ranges(of: "'nonce-").first
        else { return nil }
        return String(policy[start.upperBound...].prefix { $0 != "'" })
    }
}
