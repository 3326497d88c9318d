package import DewarContract
internal import DewarHTTP
internal import DewarRouting

// What the tool asks an app that it starts without a port.

extension Site {
    /// The routes as `dewar routes` shows them.
    package var listing: [RouteListing] {
        var listings = routes.map(\.listing)
        for found in map(routes).hidden() {
            let other = listings[found.by]
            listings[found.index].hidden = RouteListing.Hidden(
                methods: found.methods.map(\.rawValue).sorted(), isWhole: found.isWhole, rule: other.rule,
                source: other.source)
        }
        return zip(routes, listings).filter { !$0.0.rule.isBuildOnly }.map(\.1)
    }

    /// Who would answer a request such as `GET /users/5`; the path may be a whole URL.
    package func match(_ question: String) -> MatchListing {
        let words = question.split(separator: " ", maxSplits: 1).map(String.init)
        let method = words.count == 2 ? Method(words[0].uppercased()) : .get
        let (host, path) = Site.split(words.last ?? "/")
        let request = Request(
            method: method, target: path, headers: ["Host": host ?? config.serverName ?? "localhost"])
        request.take(unmatched)
        var captures = Captures()
        let target = target(of: request, &captures)
        var listing = listing(of: target, captures)
        if listing.outcome != .redirect {
            listing.near = MatchNeighbours(site: self, method: method, target: path, won: listing.route).listing
        }
        return listing
    }

    private func listing(of target: Target, _ captures: Captures) -> MatchListing {
        switch target.ownAnswer {
        case nil:
            let index = routes.firstIndex { $0 === target.route }!
            let arguments = zip(table.argumentNames(ofRule: index), captures.values).map {
                MatchListing.Argument(name: $0, value: $1.text ?? "")
            }
            return MatchListing(.view, route: target.route.listing, arguments: arguments)
        case .response(let response):
            guard target.route === unmatched else {
                return MatchListing(.view, route: target.route.listing, arguments: [])
            }
            return MatchListing(.redirect, location: response.headers["Location"])
        case .failure(let error):
            guard let allow = error.headers["Allow"] else { return MatchListing(.notFound) }
            return MatchListing(.methodNotAllowed, allow: allow.split(separator: ", ").map(String.init))
        }
    }

    /// Host, if there is one, and target of a URL.
    private static func split(_ url: String) -> (host: String?, target: String) {
        guard let scheme = url.ranges(of: "://").first else { return (nil, url.hasPrefix("/") ? url : "/" + url) }
        let rest = url[scheme.upperBound...]
        let slash = rest.firstIndex { $0 == "/" || $0 == "?" } ?? rest.endIndex
        let target = String(rest[slash...])
        return (String(rest[..<slash]), target.hasPrefix("/") ? target : "/" + target)
    }

    /// A listing as one line of JSON.
    static func line(_ listing: some Encodable) throws -> String {
        String(decoding: try JSON.encode(listing), as: UTF8.self)
    }
}
