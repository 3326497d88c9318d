public import DewarHTTP
public import DewarRouting

// The registering methods: one for each HTTP method, each in six forms, so that the compiler takes whatever a view returns and
// tells a plain view from one that waits. It is longer than other files because overloads cannot be made from a table;
// each is one line that makes a `View`.

extension Routes {
    /// Answers GET, and with it HEAD and OPTIONS (Flask: get). The view takes the request, then the rule's arguments in their order.
    ///
    /// ```swift
    /// app.get("/users/<int:id>", name: "user") { (request, id: Int) in "user \(id)" }
    /// ```
    /// Without a name the endpoint is made of the rule's fixed words: `users`, and `index` for `/`.
    public func get<each P: PathConvertible, R: ResponseConvertible & SendableMetatype>(
        _ rule: String, name: String? = nil, options: [RouteOption] = [],
        file: StaticString = #fileID, line: UInt = #line,
        _ view: @escaping @Sendable (Request, repeat each P) throws -> R
    ) { add(rule, name, [.get], options, View(view), Place(file, line)) }

    /// Answers GET, and with it HEAD and OPTIONS with JSON.
    @_disfavoredOverload
    public func get<each P: PathConvertible, R: Encodable & SendableMetatype>(
        _ rule: String, name: String? = nil, options: [RouteOption] = [],
        file: StaticString = #fileID, line: UInt = #line,
        _ view: @escaping @Sendable (Request, repeat each P) throws -> R
    ) { add(rule, name, [.get], options, View(view), Place(file, line)) }

    /// Answers GET, and with it HEAD and OPTIONS with a JSON object of mixed values.
    @_disfavoredOverload
    public func get<each P: PathConvertible>(
        _ rule: String, name: String? = nil, options: [RouteOption] = [],
        file: StaticString = #fileID, line: UInt = #line,
        _ view: @escaping @Sendable (Request, repeat each P) throws -> JSONObject
    ) { add(rule, name, [.get], options, View(view), Place(file, line)) }

    /// Answers GET, and with it HEAD and OPTIONS; the view may wait.
    public func get<each P: PathConvertible, R: ResponseConvertible & SendableMetatype>(
        _ rule: String, name: String? = nil, options: [RouteOption] = [],
        file: StaticString = #fileID, line: UInt = #line,
        _ view: @escaping @Sendable (Request, repeat each P) async throws -> R
    ) { add(rule, name, [.get], options, View(view), Place(file, line)) }

    /// Answers GET, and with it HEAD and OPTIONS with JSON; the view may wait.
    @_disfavoredOverload
    public func get<each P: PathConvertible, R: Encodable & SendableMetatype>(
        _ rule: String, name: String? = nil, options: [RouteOption] = [],
        file: StaticString = #fileID, line: UInt = #line,
        _ view: @escaping @Sendable (Request, repeat each P) async throws -> R
    ) { add(rule, name, [.get], options, View(view), Place(file, line)) }

    /// Answers GET, and with it HEAD and OPTIONS with a JSON object of mixed values; the view may wait.
    @_disfavoredOverload
    public func get<each P: PathConvertible>(
        _ rule: String, name: String? = nil, options: [RouteOption] = [],
        file: StaticString = #fileID, line: UInt = #line,
        _ view: @escaping @Sendable (Request, repeat each P) async throws -> JSONObject
    ) { add(rule, name, [.get], options, View(view), Place(file, line)) }

    /// Answers POST (Flask: post). The view takes the request, then the rule's arguments in their order.
    public func post<each P: PathConvertible, R: ResponseConvertible & SendableMetatype>(
        _ rule: String, name: String? = nil, options: [RouteOption] = [],
        file: StaticString = #fileID, line: UInt = #line,
        _ view: @escaping @Sendable (Request, repeat each P) throws -> R
    ) { add(rule, name, [.post], options, View(view), Place(file, line)) }

    /// Answers POST with JSON.
    @_disfavoredOverload
    public func post<each P: PathConvertible, R: Encodable & SendableMetatype>(
        _ rule: String, name: String? = nil, options: [RouteOption] = [],
        file: StaticString = #fileID, line: UInt = #line,
        _ view: @escaping @Sendable (Request, repeat each P) throws -> R
    ) { add(rule, name, [.post], options, View(view), Place(file, line)) }

    /// Answers POST with a JSON object of mixed values.
    @_disfavoredOverload
    public func post<each P: PathConvertible>(
        _ rule: String, name: String? = nil, options: [RouteOption] = [],
        file: StaticString = #fileID, line: UInt = #line,
        _ view: @escaping @Sendable (Request, repeat each P) throws -> JSONObject
    ) { add(rule, name, [.post], options, View(view), Place(file, line)) }

    /// Answers POST; the view may wait.
    public func post<each P: PathConvertible, R: ResponseConvertible & SendableMetatype>(
        _ rule: String, name: String? = nil, options: [RouteOption] = [],
        file: StaticString = #fileID, line: UInt = #line,
        _ view: @escaping @Sendable (Request, repeat each P) async throws -> R
    ) { add(rule, name, [.post], options, View(view), Place(file, line)) }

    /// Answers POST with JSON; the view may wait.
    @_disfavoredOverload
    public func post<each P: PathConvertible, R: Encodable & SendableMetatype>(
        _ rule: String, name: String? = nil, options: [RouteOption] = [],
        file: StaticString = #fileID, line: UInt = #line,
        _ view: @escaping @Sendable (Request, repeat each P) async throws -> R
    ) { add(rule, name, [.post], options, View(view), Place(file, line)) }

    /// Answers POST with a JSON object of mixed values; the view may wait.
    @_disfavoredOverload
    public func post<each P: PathConvertible>(
        _ rule: String, name: String? = nil, options: [RouteOption] = [],
        file: StaticString = #fileID, line: UInt = #line,
        _ view: @escaping @Sendable (Request, repeat each P) async throws -> JSONObject
    ) { add(rule, name, [.post], options, View(view), Place(file, line)) }

    /// Answers PUT (Flask: put). The view takes the request, then the rule's arguments in their order.
    public func put<each P: PathConvertible, R: ResponseConvertible & SendableMetatype>(
        _ rule: String, name: String? = nil, options: [RouteOption] = [],
        file: StaticString = #fileID, line: UInt = #line,
        _ view: @escaping @Sendable (Request, repeat each P) throws -> R
    ) { add(rule, name, [.put], options, View(view), Place(file, line)) }

    /// Answers PUT with JSON.
    @_disfavoredOverload
    public func put<each P: PathConvertible, R: Encodable & SendableMetatype>(
        _ rule: String, name: String? = nil, options: [RouteOption] = [],
        file: StaticString = #fileID, line: UInt = #line,
        _ view: @escaping @Sendable (Request, repeat each P) throws -> R
    ) { add(rule, name, [.put], options, View(view), Place(file, line)) }

    /// Answers PUT with a JSON object of mixed values.
    @_disfavoredOverload
    public func put<each P: PathConvertible>(
        _ rule: String, name: String? = nil, options: [RouteOption] = [],
        file: StaticString = #fileID, line: UInt = #line,
        _ view: @escaping @Sendable (Request, repeat each P) throws -> JSONObject
    ) { add(rule, name, [.put], options, View(view), Place(file, line)) }

    /// Answers PUT; the view may wait.
    public func put<each P: PathConvertible, R: ResponseConvertible & SendableMetatype>(
        _ rule: String, name: String? = nil, options: [RouteOption] = [],
        file: StaticString = #fileID, line: UInt = #line,
        _ view: @escaping @Sendable (Request, repeat each P) async throws -> R
    ) { add(rule, name, [.put], options, View(view), Place(file, line)) }

    /// Answers PUT with JSON; the view may wait.
    @_disfavoredOverload
    public func put<each P: PathConvertible, R: Encodable & SendableMetatype>(
        _ rule: String, name: String? = nil, options: [RouteOption] = [],
        file: StaticString = #fileID, line: UInt = #line,
        _ view: @escaping @Sendable (Request, repeat each P) async throws -> R
    ) { add(rule, name, [.put], options, View(view), Place(file, line)) }

    /// Answers PUT with a JSON object of mixed values; the view may wait.
    @_disfavoredOverload
    public func put<each P: PathConvertible>(
        _ rule: String, name: String? = nil, options: [RouteOption] = [],
        file: StaticString = #fileID, line: UInt = #line,
        _ view: @escaping @Sendable (Request, repeat each P) async throws -> JSONObject
    ) { add(rule, name, [.put], options, View(view), Place(file, line)) }

    /// Answers PATCH (Flask: patch). The view takes the request, then the rule's arguments in their order.
    public func patch<each P: PathConvertible, R: ResponseConvertible & SendableMetatype>(
        _ rule: String, name: String? = nil, options: [RouteOption] = [],
        file: StaticString = #fileID, line: UInt = #line,
        _ view: @escaping @Sendable (Request, repeat each P) throws -> R
    ) { add(rule, name, [.patch], options, View(view), Place(file, line)) }

    /// Answers PATCH with JSON.
    @_disfavoredOverload
    public func patch<each P: PathConvertible, R: Encodable & SendableMetatype>(
        _ rule: String, name: String? = nil, options: [RouteOption] = [],
        file: StaticString = #fileID, line: UInt = #line,
        _ view: @escaping @Sendable (Request, repeat each P) throws -> R
    ) { add(rule, name, [.patch], options, View(view), Place(file, line)) }

    /// Answers PATCH with a JSON object of mixed values.
    @_disfavoredOverload
    public func patch<each P: PathConvertible>(
        _ rule: String, name: String? = nil, options: [RouteOption] = [],
        file: StaticString = #fileID, line: UInt = #line,
        _ view: @escaping @Sendable (Request, repeat each P) throws -> JSONObject
    ) { add(rule, name, [.patch], options, View(view), Place(file, line)) }

    /// Answers PATCH; the view may wait.
    public func patch<each P: PathConvertible, R: ResponseConvertible & SendableMetatype>(
        _ rule: String, name: String? = nil, options: [RouteOption] = [],
        file: StaticString = #fileID, line: UInt = #line,
        _ view: @escaping @Sendable (Request, repeat each P) async throws -> R
    ) { add(rule, name, [.patch], options, View(view), Place(file, line)) }

    /// Answers PATCH with JSON; the view may wait.
    @_disfavoredOverload
    public func patch<each P: PathConvertible, R: Encodable & SendableMetatype>(
        _ rule: String, name: String? = nil, options: [RouteOption] = [],
        file: StaticString = #fileID, line: UInt = #line,
        _ view: @escaping @Sendable (Request, repeat each P) async throws -> R
    ) { add(rule, name, [.patch], options, View(view), Place(file, line)) }

    /// Answers PATCH with a JSON object of mixed values; the view may wait.
    @_disfavoredOverload
    public func patch<each P: PathConvertible>(
        _ rule: String, name: String? = nil, options: [RouteOption] = [],
        file: StaticString = #fileID, line: UInt = #line,
        _ view: @escaping @Sendable (Request, repeat each P) async throws -> JSONObject
    ) { add(rule, name, [.patch], options, View(view), Place(file, line)) }

    /// Answers DELETE (Flask: delete). The view takes the request, then the rule's arguments in their order.
    public func delete<each P: PathConvertible, R: ResponseConvertible & SendableMetatype>(
        _ rule: String, name: String? = nil, options: [RouteOption] = [],
        file: StaticString = #fileID, line: UInt = #line,
        _ view: @escaping @Sendable (Request, repeat each P) throws -> R
    ) { add(rule, name, [.delete], options, View(view), Place(file, line)) }

    /// Answers DELETE with JSON.
    @_disfavoredOverload
    public func delete<each P: PathConvertible, R: Encodable & SendableMetatype>(
        _ rule: String, name: String? = nil, options: [RouteOption] = [],
        file: StaticString = #fileID, line: UInt = #line,
        _ view: @escaping @Sendable (Request, repeat each P) throws -> R
    ) { add(rule, name, [.delete], options, View(view), Place(file, line)) }

    /// Answers DELETE with a JSON object of mixed values.
    @_disfavoredOverload
    public func delete<each P: PathConvertible>(
        _ rule: String, name: String? = nil, options: [RouteOption] = [],
        file: StaticString = #fileID, line: UInt = #line,
        _ view: @escaping @Sendable (Request, repeat each P) throws -> JSONObject
    ) { add(rule, name, [.delete], options, View(view), Place(file, line)) }

    /// Answers DELETE; the view may wait.
    public func delete<each P: PathConvertible, R: ResponseConvertible & SendableMetatype>(
        _ rule: String, name: String? = nil, options: [RouteOption] = [],
        file: StaticString = #fileID, line: UInt = #line,
        _ view: @escaping @Sendable (Request, repeat each P) async throws -> R
    ) { add(rule, name, [.delete], options, View(view), Place(file, line)) }

    /// Answers DELETE with JSON; the view may wait.
    @_disfavoredOverload
    public func delete<each P: PathConvertible, R: Encodable & SendableMetatype>(
        _ rule: String, name: String? = nil, options: [RouteOption] = [],
        file: StaticString = #fileID, line: UInt = #line,
        _ view: @escaping @Sendable (Request, repeat each P) async throws -> R
    ) { add(rule, name, [.delete], options, View(view), Place(file, line)) }

    /// Answers DELETE with a JSON object of mixed values; the view may wait.
    @_disfavoredOverload
    public func delete<each P: PathConvertible>(
        _ rule: String, name: String? = nil, options: [RouteOption] = [],
        file: StaticString = #fileID, line: UInt = #line,
        _ view: @escaping @Sendable (Request, repeat each P) async throws -> JSONObject
    ) { add(rule, name, [.delete], options, View(view), Place(file, line)) }

    /// Answers the methods named (Flask: route). The view takes the request, then the rule's arguments in their order.
    ///
    /// ```swift
    /// app.route("/form", methods: ["GET", "POST"]) { request in request.method.rawValue }
    /// ```
    public func route<each P: PathConvertible, R: ResponseConvertible & SendableMetatype>(
        _ rule: String, name: String? = nil, methods: [Method], options: [RouteOption] = [],
        file: StaticString = #fileID, line: UInt = #line,
        _ view: @escaping @Sendable (Request, repeat each P) throws -> R
    ) { add(rule, name, methods, options, View(view), Place(file, line)) }

    /// Answers the methods named with JSON.
    @_disfavoredOverload
    public func route<each P: PathConvertible, R: Encodable & SendableMetatype>(
        _ rule: String, name: String? = nil, methods: [Method], options: [RouteOption] = [],
        file: StaticString = #fileID, line: UInt = #line,
        _ view: @escaping @Sendable (Request, repeat each P) throws -> R
    ) { add(rule, name, methods, options, View(view), Place(file, line)) }

    /// Answers the methods named with a JSON object of mixed values.
    @_disfavoredOverload
    public func route<each P: PathConvertible>(
        _ rule: String, name: String? = nil, methods: [Method], options: [RouteOption] = [],
        file: StaticString = #fileID, line: UInt = #line,
        _ view: @escaping @Sendable (Request, repeat each P) throws -> JSONObject
    ) { add(rule, name, methods, options, View(view), Place(file, line)) }

    /// Answers the methods named; the view may wait.
    public func route<each P: PathConvertible, R: ResponseConvertible & SendableMetatype>(
        _ rule: String, name: String? = nil, methods: [Method], options: [RouteOption] = [],
        file: StaticString = #fileID, line: UInt = #line,
        _ view: @escaping @Sendable (Request, repeat each P) async throws -> R
    ) { add(rule, name, methods, options, View(view), Place(file, line)) }

    /// Answers the methods named with JSON; the view may wait.
    @_disfavoredOverload
    public func route<each P: PathConvertible, R: Encodable & SendableMetatype>(
        _ rule: String, name: String? = nil, methods: [Method], options: [RouteOption] = [],
        file: StaticString = #fileID, line: UInt = #line,
        _ view: @escaping @Sendable (Request, repeat each P) async throws -> R
    ) { add(rule, name, methods, options, View(view), Place(file, line)) }

    /// Answers the methods named with a JSON object of mixed values; the view may wait.
    @_disfavoredOverload
    public func route<each P: PathConvertible>(
        _ rule: String, name: String? = nil, methods: [Method], options: [RouteOption] = [],
        file: StaticString = #fileID, line: UInt = #line,
        _ view: @escaping @Sendable (Request, repeat each P) async throws -> JSONObject
    ) { add(rule, name, methods, options, View(view), Place(file, line)) }
}
