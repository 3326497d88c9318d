import Dewar

/// Files, downloads, content that is sent like a file.
func addFileRoutes(to app: App) {
    let hello = app.root + "/static/hello.txt"
    let downloads: [String: SentFile] = [
        "attachment": SentFile(hello, asAttachment: true),
        "renamed": SentFile(hello, name: "report 2024.txt", asAttachment: true),
        "unicode": SentFile(hello, name: "naïve – 日本語.txt", asAttachment: true),
        "quotes": SentFile(hello, name: "a \"quoted\"; name.txt", asAttachment: true),
        "inline": SentFile(hello, name: "shown.html"),
        "mimetype": SentFile(hello, mimetype: "text/x-special"),
        "no-etag": SentFile(hello, etag: .none),
        "max-age": SentFile(hello, maxAge: 3600),
        "memory": SentFile(
            bytes: Array("a,b\n1,2\n".utf8), name: "data.csv", mimetype: "text/csv", asAttachment: true),
        "gzip": SentFile(app.root + "/static/notes.txt.gz", asAttachment: true),
        "unconditional": SentFile(hello, conditional: false),
    ]
    app.get("/download/<kind>") { (_, kind: String) in downloads[kind] }
    app.get("/fixed") { _ in
        SentFile(
            bytes: Array("abcdefghijklmnopqrstuvwxyz".utf8), name: "alphabet.txt", mimetype: "text/plain",
            etag: "alphabet-1", lastModified: leapDay, maxAge: 600)
    }
    app.get("/fixed/empty") { _ in
        SentFile(bytes: [], mimetype: "text/plain", etag: "empty-1", lastModified: leapDay)
    }
    let below = StaticFolder(app.root + "/static/sub")
    app.get("/files/<path:name>") { (request, name: String) in try below.file(name, for: request) }
}
