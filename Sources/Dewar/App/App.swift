internal import DewarContract
internal import DewarHTTP
internal import DewarLinux
internal import DewarTemplate
import Synchronization

/// A web application: routes and what surrounds them (Flask: Flask).
///
/// ```swift
/// let app = App()
/// app.get("/") { _ in "Hello World" }
/// try app.run()
/// ```
/// Everything is registered first; it is checked and put together when the app starts, and does not change from then on.
public final class App: Routes {
    public let registrations = Registrations()
    /// What listeners can be told of.
    public let signals = Signals()
    private let settings: Mutex<Settings>
    let templateLoader: AppTemplateLoader
    let templateEnvironment: TemplateEnvironment
    /// The app as it serves; made once, at the start.
    private let started = AtomicLazyReference<Site>()
    /// The functions of `onStart`, under way or done, where no server runs them.
    let opening = Shared<Task<Void, any Error>?>(nil)

    private struct Settings: Sendable {
        var config: Config
        var routing = RoutingOptions()
        var staticFiles = StaticOptions()
        var sessionStore: (any SessionStore)?
    }

    /// The folder that templates, static files and the instance folder are in (Flask: root_path).
    public let root: String
    /// The folder of files that are no part of the program: databases, uploads, secrets (Flask: instance_path).
    public var instanceFolder: String { config.instancePath }

    /// An app without routes.
    ///
    /// - Parameters:
    ///   - config: its settings; without any, those found in the project's folder and in the environment.
    ///   - root: the folder of its files. Without one it is that of `config`, or the working folder, the program's folder or
    ///     one around the source file, whichever has `templates` or `static` in it.
    public init(_ config: Config? = nil, root: String? = nil, file: StaticString = #filePath) {
        let root = root ?? config?.rootPath ?? ProjectRoot.find(source: "\(file)")
        self.root = root
        settings = Mutex(Settings(config: config ?? Config(folder: root, environment: Host.environment)))
        templateLoader = AppTemplateLoader(root: root, folders: Shared(["\(root)/templates"]))
        templateEnvironment = App.makeTemplates(
            templateLoader, reloads: Host.variable(Contract.channelDescriptor) != nil)
    }

    /// The application's settings (Flask: config).
    public var config: Config {
        get { settings.withLock { $0.config } }
        set { settings.withLock { $0.config = newValue } }
    }

    /// How rules are read and matched.
    public var routing: RoutingOptions {
        get { settings.withLock { $0.routing } }
        set { settings.withLock { $0.routing = newValue } }
    }

    /// Where static files are and how they are served.
    public var staticFiles: StaticOptions {
        get { settings.withLock { $0.staticFiles } }
        set { settings.withLock { $0.staticFiles = newValue } }
    }

    /// Where sessions are kept; nil for signed cookies (Flask: session_interface).
    public var sessionStore: (any SessionStore)? {
        get { settings.withLock { $0.sessionStore } }
        set { settings.withLock { $0.sessionStore = newValue } }
    }

    /// The path of something in the app's root; an absolute path stays.
    package func path(_ relative: String) -> String { relative.hasPrefix("/") ? relative : "\(root)/\(relative)" }

    /// Checks and freezes what was registered, the first time; throws everything that is wrong with it.
    @discardableResult
    package func start() throws -> Site {
        if let site = started.load() { return site }
        let site = try Site(self)
        templateLoader.folders.value = site.templateFolders
        return started.storeIfNil(site)
    }

    /// The app as it serves; nil while it is put together.
    var siteIfStarted: Site? { started.load() }

    /// The app as it serves. Only asked for on behalf of a request, and so after the start.
    var site: Site { started.load()! }
}
