/// The script that a page loads while it is developed. The app writes the tag into its HTML pages, the tool into its
/// own; the token stands in the page and not in the script, since any site may load a script, but not read a page.
package enum LiveScript {
    package static let path = Contract.reservedPath + "live.js"
    package static let socketPath = Contract.reservedPath + "live"

    /// `<script src="/_dewar/live.js" data-token="…" defer></script>`
    ///
    /// - Parameters:
    ///   - nonce: the page's own from its Content-Security-Policy, if it has one.
    ///   - isSafe: whether the page may be asked for again; not so for the answer to a form.
    package static func tag(token: String, nonce: String? = nil, isSafe: Bool = true) -> String {
        let nonce = nonce.map { " nonce=\"\($0)\"" } ?? ""
        let method = isSafe ? "" : " data-method=\"POST\""
        return "<script src=\"\(path)\" data-token=\"\(token)\"\(method)\(nonce) defer></script>"
    }
}
