/// Where templates come from. Names are relative paths with `/`, such as `auth/login.html`.
public protocol TemplateLoader: Sendable {
    /// The source of a template; nil if there is none of this name.
    func load(_ name: String) throws -> TemplateSource?
    /// All names, for `dewar build` and for "did you mean"; empty if they cannot be listed.
    var names: [String] { get }
}

/// A template's source and how to tell that it has changed.
public struct TemplateSource: Sendable {
    /// The template's text.
    public var text: String
    /// The file, for messages and the error page; nil if it comes from elsewhere.
    public var path: String?
    /// False once the source has changed and must be loaded again.
    public var isCurrent: @Sendable () -> Bool

    /// A source; `isCurrent` tells later whether it still is.
    public init(_ text: String, path: String? = nil, isCurrent: @escaping @Sendable () -> Bool = { true }) {
        self.text = text
        self.path = path
        self.isCurrent = isCurrent
    }
}

/// Templates from a dictionary, such as those embedded in a release binary.
public struct MemoryLoader: TemplateLoader {
    private let templates: [String: String]

    /// The templates' texts by their names.
    public init(_ templates: [String: String]) { self.templates = templates }

    public func load(_ name: String) -> TemplateSource? { templates[name].map { TemplateSource($0) } }
    public var names: [String] { templates.keys.sorted() }
}

/// Templates from a function.
public struct FunctionLoader: TemplateLoader {
    private let function: @Sendable (String) throws -> String?

    /// Templates whose text the function gives; nil where there is none.
    public init(_ function: @escaping @Sendable (String) throws -> String?) { self.function = function }

    public func load(_ name: String) throws -> TemplateSource? { try function(name).map { TemplateSource($0) } }
    public var names: [String] { [] }
}

/// The first of several loaders that has the template, so that an app's templates override a blueprint's.
public struct ChoiceLoader: TemplateLoader {
    private let loaders: [any TemplateLoader]

    /// These loaders, asked in their order.
    public init(_ loaders: [any TemplateLoader]) { self.loaders = loaders }

    public func load(_ name: String) throws -> TemplateSource? {
        for loader in loaders { if let source = try loader.load(name) { return source } }
        return nil
    }

    public var names: [String] { Set(loaders.flatMap(\.names)).sorted() }
}

/// The templates of another loader under a prefix: `auth/login.html` is its `login.html`.
public struct PrefixLoader: TemplateLoader {
    private let loaders: [String: any TemplateLoader]

    /// - Parameter loaders: by prefix, without the `/` that follows it.
    public init(_ loaders: [String: any TemplateLoader]) { self.loaders = loaders }

    public func load(_ name: String) throws -> TemplateSource? {
        let parts = name.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2 else { return nil }
        return try loaders[String(parts[0])]?.load(String(parts[1]))
    }

    public var names: [String] { loaders.flatMap { prefix, loader in loader.names.map { "\(prefix)/\($0)" } }.sorted() }
}
