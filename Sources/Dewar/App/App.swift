import DewarHTTP
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
    private let settings = Mutex(Config())
    /// The app as it serves; made once, at the start.
    private let started = AtomicLazyReference<Site>()

    public init() {}

    /// The application's settings (Flask: config).
    public var config: Config {
        get { settings.withLock { $0 } }
        set { settings.withLock { $0 = newValue } }
    }

    /// Checks and freezes what was registered, the first time; throws everything that is wrong with it.
    @discardableResult
    package func start() throws -> Site {
        if let site = started.load() { return site }
        return try started.storeIfNil(Site(app: self))
    }
}
