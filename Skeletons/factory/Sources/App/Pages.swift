import Dewar

/// The pages that say something: no state, no forms.
func pages() -> Blueprint {
    let pages = Blueprint("pages")

    pages.get("/", name: "index") { _ in render("pages/index.html") }

    pages.get("/about", name: "about") { _ in render("pages/about.html") }

    return pages
}
