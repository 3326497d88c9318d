internal import DewarHTTP

/// `Content-Encoding: gzip` for what is made anew each time. Files are not read for it: they have `.gz` and `.br` beside them.
extension Response {
    /// Larger answers are sent as they are: packing them would keep the event loop from everybody else.
    private static let compressedAtMost = 1 << 20

    /// Packs the body if it is worth it and the client takes it (RFC 9110 §8.4 and §12.5.3).
    ///
    /// What is a part, has an encoding already, or is sent piece by piece stays as it is.
    mutating func compress(for request: Request, above threshold: Int) {
        guard headers["Content-Encoding"] == nil, headers["Content-Range"] == nil else { return }
        if status.code == 304 {
            vary.insert("Accept-Encoding")
            return
        }
        guard Response.isCompressible(mimetype), !cacheControl.noTransform, let bytes = bytes(atLeast: threshold) else {
            return
        }
        vary.insert("Accept-Encoding")
        guard bytes.count <= Response.compressedAtMost, Response.takesGzip(request) else { return }
        let packed = Gzip.compress(bytes)
        guard packed.count < bytes.count else { return }
        body = .bytes(packed)
        headers["Content-Encoding"] = "gzip"
        headers["Content-Length"] = nil
        // Parts of this form are not on offer, and its bytes are not those that the tag was made for (RFC 9110 §8.8.1).
        headers["Accept-Ranges"] = nil
        if let etag, !etag.isWeak { self.etag = ETag(etag.value, weak: true) }
    }

    private func bytes(atLeast count: Int) -> [UInt8]? {
        switch body {
        case .string(let text) where text.utf8.count >= count: Array(text.utf8)
        case .bytes(let bytes) where bytes.count >= count: bytes
        case .empty, .string, .bytes, .file, .stream: nil
        }
    }

    /// Gladly, and not less than the bytes as they are.
    private static func takesGzip(_ request: Request) -> Bool {
        guard request.headers["Accept-Encoding"] != nil else { return false }
        let accepted = request.acceptEncodings
        let quality = accepted.quality(of: "gzip")
        return quality > 0 && quality >= accepted.quality(of: "identity")
    }

    /// Images, sound and archives are packed already.
    private static func isCompressible(_ type: String) -> Bool {
        type.hasPrefix("text/") || type.hasSuffix("+json") || type.hasSuffix("+xml") || compressible.contains(type)
    }

    private static let compressible: Set<String> = [
        "application/javascript", "application/json", "application/manifest+json", "application/wasm",
        "application/x-javascript", "application/x-ndjson", "application/xml", "image/bmp", "image/x-icon",
        "font/otf", "font/ttf",
    ]
}
