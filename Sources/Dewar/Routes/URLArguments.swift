public import DewarHTTP
public import DewarRouting

/// Takes an argument out of the URLs of a blueprint or an app, in place of the views.
package struct URLTaker: Sendable {
    package var name: String
    package var type: any PathConvertible.Type
    package var take: @Sendable (Request, PathValue) throws -> Void
}

/// Gives an argument to URLs that are built without it.
package struct URLDefault: Sendable {
    package var name: String
    package var value: @Sendable (Request) -> (any URLValue)?
}

extension Routes {
    /// Takes the argument `name` out of the URL before any hook runs; the views do not take it any more
    /// (Flask: url_value_preprocessor). Rules without such an argument are not concerned.
    ///
    /// ```swift
    /// let site = Blueprint("site", prefix: "/<language>")
    /// site.urlValuePreprocessor("language") { (request, code: String) in request.context[language] = code }
    /// site.get("/about") { request in "about, in \(request.context[language]!)" }
    /// ```
    /// Of an app's and its blueprints' preprocessors for one name the innermost takes it. A value that the type refuses is 404.
    public func urlValuePreprocessor<Value: PathConvertible>(
        _ name: String, file: StaticString = #fileID, line: UInt = #line,
        _ take: @escaping @Sendable (Request, Value) throws -> Void
    ) {
        let taker = URLTaker(name: name, type: Value.self) { request, pathValue in
            guard let value = Value(pathValue: pathValue) else { throw HTTPError(404) }
            try take(request, value)
        }
        registrations.add(at: Place(file, line)) { $0.urlTakers.append(taker) }
    }

    /// Gives the argument `name` to URLs of the app or the blueprint that are built during a request without it
    /// (Flask: url_defaults). Endpoints whose rule has no such argument are not concerned; nil gives nothing.
    ///
    /// ```swift
    /// site.urlDefaults("language") { request in request.context[language] }
    /// try request.urlFor("site.about")        // /de/about
    /// ```
    public func urlDefaults(
        _ name: String, file: StaticString = #fileID, line: UInt = #line,
        _ value: @escaping @Sendable (Request) -> (any URLValue)?
    ) {
        registrations.add(at: Place(file, line)) { $0.urlDefaults.append(URLDefault(name: name, value: value)) }
    }
}

/// The arguments of one rule that preprocessors take.
struct TakenArguments: Sendable {
    private(set) var takers: [(index: Int, taker: URLTaker)] = []

    /// - Parameters:
    ///   - names: the rule's arguments in their order.
    ///   - takers: the app's, then the outer blueprint's, then the inner one's.
    init(_ names: [String], takers: [URLTaker]) {
        for (index, name) in names.enumerated() {
            guard let taker = takers.last(where: { $0.name == name }) else { continue }
            self.takers.append((index, taker))
        }
    }

    var isEmpty: Bool { takers.isEmpty }
    var indices: Set<Int> { Set(takers.map(\.index)) }
    var types: [String: any PathConvertible.Type] {
        Dictionary(takers.map { ($0.taker.name, $0.taker.type) }) { $1 }
    }

    /// The hook that takes them. It looks the arguments up again, so that requests to all other routes carry nothing for it.
    var hook: BeforeHook {
        .plain { [takers] request in
            var captures = Captures()
            guard request.route.app.site.target(of: request, &captures).isView else { return nil }
            for (index, taker) in takers { try taker.take(request, captures[index]) }
            return nil
        }
    }
}
