extension Response {
    /// A value as JSON, as a view that returns it answers; here with a status and header fields (Flask: jsonify).
    ///
    /// ```swift
    /// Response(json: todo, status: 201, headers: ["Location": "/todos/7"])
    /// ```
    ///
    /// A value that cannot be written, such as a number that is not finite, is answered with 500.
    public init(json value: some Encodable, status: Status = 200, headers: Headers = [:]) {
        self.init(status: status, headers: headers) { try JSON.encode(value, lineFeed: true) }
    }

    /// A dictionary as a JSON object; its values may be of several types.
    @_disfavoredOverload
    public init(json object: [String: any Encodable], status: Status = 200, headers: Headers = [:]) {
        self.init(status: status, headers: headers) { try JSON.encode(object: object, lineFeed: true) }
    }

    /// The value as JSON, as a view that returns it answers.
    package static func json(_ value: some Encodable) throws -> Response {
        Response(jsonBytes: try JSON.encode(value, lineFeed: true))
    }

    /// The dictionary as a JSON object.
    package static func json(object: [String: any Encodable]) throws -> Response {
        Response(jsonBytes: try JSON.encode(object: object, lineFeed: true))
    }

    private init(jsonBytes: [UInt8]) {
        self.init(headers: Headers(contentType: "application/json"), body: .bytes(jsonBytes))
    }

    private init(status: Status, headers: Headers, _ encode: () throws -> [UInt8]) {
        self.init(status: status, headers: headers, body: .empty)
        if self.headers.contentType == nil { self.headers["Content-Type"] = "application/json" }
        do {
            body = .bytes(try encode())
        } catch {
            failure = error
        }
    }
}
