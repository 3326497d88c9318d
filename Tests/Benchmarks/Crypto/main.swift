import Dewar
import DewarHTTP

/// What password hashes, session cookies and compression cost:
///
///     swift run -c release bench-crypto
func milliseconds(_ what: String, times: Int = 1, _ body: () -> Void) {
    var best = Double.infinity
    for _ in 0..<5 {
        let time = ContinuousClock().measure { for _ in 0..<times { body() } }
        best = min(best, Double(time.components.seconds) * 1e3 + Double(time.components.attoseconds) / 1e15)
    }
    print("\(what): \((best / Double(times) * 100_000).rounded() / 100_000) ms")
}

let scrypt = generatePasswordHash("secret")
let pbkdf2 = generatePasswordHash("secret", method: .pbkdf2())
milliseconds("scrypt, 32768:8:1") { precondition(checkPasswordHash(scrypt, "secret")) }
milliseconds("PBKDF2, SHA-256, 1,000,000 rounds") { precondition(checkPasswordHash(pbkdf2, "secret")) }

let cookie = SessionCookie(secretKey: "secret")
let values: [String: SessionValue] = ["user": .string("ada"), "count": .int(3)]
let text = try cookie.text(values)
milliseconds("session cookie, written", times: 2000) { _ = try? cookie.text(values) }
milliseconds("session cookie, read", times: 2000) { _ = try? cookie.values(text, lifetime: 3600) }

let page = Array(
    (0..<2000).map { "<li class=\"item\"><a href=\"/items/\($0)\">Item \($0 * 7919 % 1009)</a></li>\n" }.joined().utf8)
for effort in [Deflate.Effort.fast, .normal, .best] {
    let file = Gzip.compress(page, effort)
    milliseconds("gzip \(effort), \(page.count) to \(file.count) bytes", times: 5) { _ = Gzip.compress(page, effort) }
}
let file = Gzip.compress(page)
milliseconds("gunzip", times: 20) { _ = try? Gzip.decompress(file, limit: page.count) }
