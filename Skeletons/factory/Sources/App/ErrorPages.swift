import Dewar

/// The site's own pages for what goes wrong, in its layout.
func addErrorPages(to app: App) {
    app.onError(400) { _, error in
        render("error.html", ["heading": "That did not work", "text": error.description], status: 400)
    }
    app.onError(403) { _, error in
        render("error.html", ["heading": "Not from there", "text": error.description], status: 403)
    }
    app.onError(404) { request, _ in
        render("error.html", ["heading": "Nothing here", "text": "There is no page at \(request.path)."], status: 404)
    }
    app.onError(500) { _, _ in
        render("error.html", ["heading": "Something broke", "text": "It is our fault, not yours."], status: 500)
    }
}
