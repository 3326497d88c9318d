import Dewar

/// Notes that visitors leave: a list, a form, a page for each, and the same as JSON.
func notes(in store: NoteStore) -> Blueprint {
    let notes = Blueprint("notes", prefix: "/notes")

    notes.get("/", name: "list") { request in
        render("notes/list.html", ["notes": store.newestFirst, "author": request.session["author"] ?? ""])
    }

    notes.post("/", name: "add") { request async throws in
        let form = try await request.form()
        let text = form["text"] ?? ""
        if text.allSatisfy(\.isWhitespace) { try abort(400, "A note needs some text.") }
        let author = String((form["author"] ?? "").prefix(60))
        request.session["author"] = author
        let note = store.add(text, by: author)
        request.flash("Your note is kept.")
        return redirect(try request.urlFor("notes.note", ["id": note.id]), status: 303)
    }

    notes.get("/<int:id>", name: "note") { (_, id: Int) in
        guard let note = store.note(id) else { try abort(404) }
        return render("notes/note.html", ["note": note])
    }

    notes.get("/all.json", name: "json") { _ in store.newestFirst }

    return notes
}
