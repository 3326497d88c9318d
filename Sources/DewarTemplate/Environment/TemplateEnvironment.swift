internal import Synchronization

/// How an environment reads and renders its templates.
public struct TemplateSettings: Sendable {
    /// How templates are written: delimiters and whitespace.
    public var syntax = TemplateSyntax()
    /// Which templates escape what they print.
    public var autoescape = Autoescape.html
    /// What becomes of names that are not there.
    public var undefined = UndefinedBehavior.default
    /// Jinja's extensions that templates may use.
    public var extensions: Set<TemplateExtension> = []
    /// How much a template may do.
    public var limits = TemplateLimits()
    /// Looks before each use whether a template's source has changed. For development.
    public var reloads = false

    public init() {}
}

/// Templates and all they need: where they come from, how they are read, the filters, tests and functions they use.
///
/// ```swift
/// let environment = TemplateEnvironment(FolderLoader("templates"))
/// environment.filter("euros") { (amount: Double) in "\(amount) €" }
/// let page = try environment.render("hello.html", ["name": "Ada"])
/// ```
///
/// Register filters, tests and globals before the first template is loaded: a template is compiled with those that exist then.
public final class TemplateEnvironment: Sendable {
    /// How templates are read and rendered.
    public let settings: TemplateSettings
    private let loader: any TemplateLoader
    private let state: Mutex<State>

    private struct State {
        // Read when they are asked for: not every app has templates.
        lazy var filters = Filters.byName
        lazy var tests = Tests.byName
        var globals: [(name: String, value: Value)] = []
        var cache: [String: (template: Template, isCurrent: @Sendable () -> Bool)] = [:]
        /// The globals as a dictionary that renders share.
        var shared: Value?
    }

    /// An environment with Jinja's filters, tests and globals.
    public init(_ loader: any TemplateLoader = MemoryLoader([:]), settings: TemplateSettings = TemplateSettings()) {
        self.loader = loader
        self.settings = settings
        var state = State()
        state.globals = Globals.all.map { ($0.name, .object(Function($0))) }
        self.state = Mutex(state)
    }

    // MARK: Templates

    /// The template of this name, from the cache or the loader.
    public func template(_ name: String) throws -> Template {
        if let known = state.withLock({ $0.cache[name] }), !settings.reloads || known.isCurrent() {
            return known.template
        }
        guard let source = try loader.load(name) else {
            throw TemplateError(
                .notFound, name, suggestions: Suggestion.names(like: name, among: loader.names))
        }
        let template = try Template(source, name: name, environment: self)
        state.withLock { $0.cache[name] = (template, source.isCurrent) }
        return template
    }

    /// A template from a string.
    public func template(source: String, name: String? = nil) throws -> Template {
        try Template(TemplateSource(source), name: name, environment: self)
    }

    /// All names that the loader knows.
    public var templateNames: [String] { loader.names }

    /// The page as text.
    public func render(_ name: String, _ context: [String: any Encodable] = [:]) throws -> String {
        try template(name).render(context)
    }

    /// Forgets all compiled templates.
    public func clearCache() { state.withLock { $0.cache.removeAll() } }

    // MARK: Filters, tests and globals

    var library: Compiler.Library {
        state.withLock { Compiler.Library(filters: $0.filters, tests: $0.tests) }
    }

    var globals: Dict {
        let shared = state.withLock { state -> Value in
            if let shared = state.shared { return shared }
            let dict = Dict(isShared: true)
            for (name, value) in state.globals { dict.set(Text.key(name), value) }
            state.shared = .dict(dict)
            return .dict(dict)
        }
        guard case .dict(let dict) = shared else { return Dict() }
        return dict
    }

    func add(filter builtin: Builtin) { state.withLock { $0.filters[builtin.name] = builtin } }

    func add(test builtin: Builtin) { state.withLock { $0.tests[builtin.name] = builtin } }

    /// A value that every template sees; a context's variable of the same name goes before it.
    public func global(_ name: String, _ value: TemplateValue) { add(global: name, value.value) }

    func add(global name: String, _ value: Value) {
        state.withLock { state in
            state.globals.removeAll { $0.name == name }
            state.globals.append((name, value))
            state.shared = nil
        }
    }
}
