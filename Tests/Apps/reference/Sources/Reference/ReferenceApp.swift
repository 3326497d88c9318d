public import Dewar

/// The reference application: what it answers is said in `conformance/http/spec.md`; each section has its file.
///
/// - Parameter root: The folder that holds its `static` and `templates`; nil to find it by this file.
public func createApp(root: String? = nil) throws -> App {
    let app = App(root: root)
    app.config.secretKey = "conformance-secret-key"
    app.config.secretKeyFallbacks = ["conformance-old-key"]
    app.config.limits.maximumBodyBytes = 64 * 1024
    app.config.trustedProxies = TrustedProxies(1)

    addHooks(to: app)
    addTemplateWords(to: app)
    addPlain(to: app)
    addJSON(to: app)
    addReturns(to: app)
    addRedirects(to: app)
    addErrors(to: app)
    addBlueprints(to: app)
    addRequests(to: app)
    addBodies(to: app)
    addCookies(to: app)
    addSessions(to: app)
    addFiles(to: app)
    addMethods(to: app)
    addStreams(to: app)
    addCaching(to: app)
    addNegotiation(to: app)
    addAuthorization(to: app)
    addTemplates(to: app)

    // What the HTTP/1.1 corpus asks of a server.
    app.get("/ping") { _ in "pong" }
    return app
}
