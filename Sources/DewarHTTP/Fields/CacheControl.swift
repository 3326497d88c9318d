/// What caches may do with an answer, or what a client wants of them (RFC 9111 §5.2).
///
/// ```swift
/// response.cacheControl.public = true
/// response.cacheControl.maxAge = 300
/// response.cacheControl.noCache = "Set-Cookie"    // for this field only
/// if request.cacheControl.noStore { … }
/// ```
public struct CacheControl: Sendable, Hashable, CustomStringConvertible {
    /// What a directive holds for: nothing, everything, or only the fields that it names.
    public enum Scope: Sendable, Hashable, ExpressibleByBooleanLiteral, ExpressibleByStringLiteral {
        case nothing
        case everything
        case fields(String)

        public init(booleanLiteral value: Bool) { self = value ? .everything : .nothing }

        public init(stringLiteral fields: String) { self = .fields(fields) }

        /// Whether the directive is there at all.
        public var isSet: Bool { self != .nothing }
    }

    private struct Directive: Sendable, Hashable {
        var name: String
        var value: String?
    }

    private var directives: [Directive] = []

    public init() {}

    package init(parsing field: String) {
        for (name, value) in FieldSyntax.pairs(of: field) {
            let name = name.lowercased()
            directives.removeAll { $0.name == name }
            directives.append(Directive(name: name, value: value))
        }
    }

    /// The field; empty without directives.
    public var description: String {
        directives.map { directive in
            directive.value.map { "\(directive.name)=\(FieldSyntax.quote($0))" } ?? directive.name
        }.joined(separator: ", ")
    }

    /// The value of any directive, by its name; nil removes it.
    public subscript(name: String) -> String? {
        get { directives.first { $0.name == name }.map { $0.value ?? "" } }
        set { set(name, newValue.map { Directive(name: name, value: $0.isEmpty ? nil : $0) }) }
    }

    /// Seconds that the answer stays fresh.
    public var maxAge: Int? {
        get { seconds("max-age") }
        set { set("max-age", newValue) }
    }
    /// Seconds that it stays fresh in shared caches.
    public var sharedMaxAge: Int? {
        get { seconds("s-maxage") }
        set { set("s-maxage", newValue) }
    }
    /// Seconds beyond its freshness that a client takes it.
    public var maxStale: Int? {
        get { seconds("max-stale") }
        set { set("max-stale", newValue) }
    }
    /// Seconds that it must still be fresh for a client.
    public var minFresh: Int? {
        get { seconds("min-fresh") }
        set { set("min-fresh", newValue) }
    }
    /// Seconds beyond its freshness that a cache may send it while it asks again (RFC 5861 §3).
    public var staleWhileRevalidate: Int? {
        get { seconds("stale-while-revalidate") }
        set { set("stale-while-revalidate", newValue) }
    }
    /// Seconds beyond its freshness that a cache may send it if the server fails (RFC 5861 §4).
    public var staleIfError: Int? {
        get { seconds("stale-if-error") }
        set { set("stale-if-error", newValue) }
    }
    /// Ask again before each use.
    public var noCache: Scope {
        get { scope("no-cache") }
        set { set("no-cache", newValue) }
    }
    /// Keep it in the browser only.
    public var `private`: Scope {
        get { scope("private") }
        set { set("private", newValue) }
    }
    /// Any cache may keep it.
    public var `public`: Bool {
        get { has("public") }
        set { set("public", newValue) }
    }
    /// Keep it nowhere.
    public var noStore: Bool {
        get { has("no-store") }
        set { set("no-store", newValue) }
    }
    /// Send it as it is.
    public var noTransform: Bool {
        get { has("no-transform") }
        set { set("no-transform", newValue) }
    }
    /// Never send it once it is stale.
    public var mustRevalidate: Bool {
        get { has("must-revalidate") }
        set { set("must-revalidate", newValue) }
    }
    /// The same for shared caches.
    public var proxyRevalidate: Bool {
        get { has("proxy-revalidate") }
        set { set("proxy-revalidate", newValue) }
    }
    /// Keep it only if it is understood.
    public var mustUnderstand: Bool {
        get { has("must-understand") }
        set { set("must-understand", newValue) }
    }
    /// It will not change while it is fresh (RFC 8246).
    public var immutable: Bool {
        get { has("immutable") }
        set { set("immutable", newValue) }
    }
    /// A client wants it from a cache or not at all.
    public var onlyIfCached: Bool {
        get { has("only-if-cached") }
        set { set("only-if-cached", newValue) }
    }

    private func has(_ name: String) -> Bool { directives.contains { $0.name == name } }

    private func seconds(_ name: String) -> Int? { self[name].flatMap { Int($0) } }

    private func scope(_ name: String) -> Scope {
        self[name].map { $0.isEmpty ? .everything : .fields($0) } ?? .nothing
    }

    private mutating func set(_ name: String, _ value: Bool) {
        set(name, value ? Directive(name: name, value: nil) : nil)
    }

    private mutating func set(_ name: String, _ value: Int?) {
        set(name, value.map { Directive(name: name, value: "\($0)") })
    }

    private mutating func set(_ name: String, _ value: Scope) {
        switch value {
        case .nothing: set(name, nil as Directive?)
        case .everything: set(name, Directive(name: name, value: nil))
        case .fields(let fields): set(name, Directive(name: name, value: fields))
        }
    }

    private mutating func set(_ name: String, _ directive: Directive?) {
        let place = directives.firstIndex { $0.name == name }
        switch (place, directive) {
        case (let place?, let directive?): directives[place] = directive
        case (let place?, nil): directives.remove(at: place)
        case (nil, let directive?): directives.append(directive)
        case (nil, nil): break
        }
    }
}
