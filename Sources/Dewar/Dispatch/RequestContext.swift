internal import DewarHTTP

/// What the framework keeps for one request beside the request itself.
final class RequestContext {
    let site: Site
    let route: Route

    init(site: Site, route: Route) {
        self.site = site
        self.route = route
    }
}

extension Request {
    var context: RequestContext? { state as? RequestContext }
}
