/// How much of a request the parser takes, in bytes and in numbers. Beyond them a request is refused.
package struct WireLimits: Sendable, Hashable {
    /// The request line; longer ones get 414. RFC 9112 §3 asks for at least 8,000.
    package var maximumRequestLineBytes = 16 * 1024
    /// Request line and header fields together; more gets 431.
    package var maximumHeaderBytes = 32 * 1024
    /// The number of header fields; more gets 431.
    package var maximumHeaderFields = 128
    /// The body, after decoding; more gets 413.
    package var maximumBodyBytes = 16 * 1024 * 1024
    /// The extension of one chunk; more gets 400.
    package var maximumChunkExtensionBytes = 4 * 1024
    /// The trailer section of a chunked body; more gets 431.
    package var maximumTrailerBytes = 8 * 1024

    package init() {}
}
