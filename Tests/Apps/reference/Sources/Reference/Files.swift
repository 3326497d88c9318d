import Dewar

func addFiles(to app: App) {
    let folder = app.root + "/static"
    let path = folder + "/hello.txt"
    app.get("/download/<kind>") { (_, kind: String) in
        switch kind {
        case "attachment": SentFile(path, asAttachment: true)
        case "renamed": SentFile(path, name: "report 2024.txt", asAttachment: true)
        case "unicode": SentFile(path, name: "naïve – 日本語.txt", asAttachment: true)
        case "quotes": SentFile(path, name: "a \"quoted\"; name.txt", asAttachment: true)
        case "inline": SentFile(path, name: "shown.html")
        case "mimetype": SentFile(path, mimetype: "text/x-special")
        case "no-etag": SentFile(path, etag: .none)
        case "max-age": SentFile(path, maxAge: 3600)
        case "memory":
            SentFile(bytes: Array("a,b\n1,2\n".utf8), name: "data.csv", mimetype: "text/csv", asAttachment: true)
        case "gzip": SentFile(folder + "/notes.txt.gz", asAttachment: true)
        case "unconditional": SentFile(path, conditional: false)
        default: try abort(404)
        }
    }
    app.get("/fixed") { _ in
        SentFile(
            bytes: Array("abcdefghijklmnopqrstuvwxyz".utf8), name: "alphabet.txt", mimetype: "text/plain",
            etag: "alphabet-1", lastModified: when, maxAge: 600)
    }
    app.get("/fixed/empty") { _ in SentFile(bytes: [], mimetype: "text/plain", etag: "empty-1", lastModified: when) }
    let below = StaticFolder(folder + "/sub")
    app.get("/files/<path:name>") { (request, name: String) in try below.file(name, for: request) }
}
