public import Dewar

/// The reference application: what it answers is said in `conformance/http/spec.md`.
///
/// - Parameter root: The folder that holds its `static` and `templates`; nil to find it by this file.
public func createApp(root: String? = nil) throws -> App {
    let app = App(root: root)
    configure(app)
    addHookRoutes(to: app)
    addPlainRoutes(to: app)
    addAnswerRoutes(to: app)
    addErrorRoutes(to: app)
    addRouteRoutes(to: app)
    addJSONRoutes(to: app)
    addRequestRoutes(to: app)
    addBodyRoutes(to: app)
    addCookieRoutes(to: app)
    addFileRoutes(to: app)
    addConditionRoutes(to: app)
    addAuthorizationRoutes(to: app)
    return app
}

private func configure(_ app: App) {
    app.config.secretKey = "conformance-secret-key"
    app.config.secretKeyFallbacks = ["conformance-old-key"]
    app.config.limits.maximumBodyBytes = 65_536
    app.config.trustedProxies = TrustedProxies(1)
}
