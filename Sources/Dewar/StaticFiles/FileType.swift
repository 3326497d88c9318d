/// The media type of a file, told by its name, as `mimetypes` of Python tells it.
struct FileType: Sendable, Hashable {
    /// The media type; `application/octet-stream` where the name does not tell.
    var mimetype: String
    /// The content coding of `.gz` and the like; the type is that of what is inside.
    var encoding: String?

    init(name: String) {
        var stem = name[...]
        var ending = FileType.takeEnding(&stem)
        if let whole = FileType.shortForms[ending ?? ""] {
            stem += whole.inner
            ending = whole.outer
        }
        if let coding = FileType.encodings[ending ?? ""] {
            encoding = coding
            ending = FileType.takeEnding(&stem)
        }
        mimetype = ending.flatMap { FileType.types[$0] } ?? "application/octet-stream"
    }

    /// Takes the ending off, in lower case and without its dot. A name that begins with its only dot has none.
    private static func takeEnding(_ name: inout Substring) -> String? {
        guard let dot = name.lastIndex(of: "."), name[..<dot].contains(where: { $0 != "." && $0 != "/" }) else {
            return nil
        }
        defer { name = name[..<dot] }
        return name[dot...].dropFirst().lowercased()
    }

    static let encodings = ["br": "br", "bz2": "bzip2", "gz": "gzip", "xz": "xz", "z": "compress", "zst": "zstd"]

    private static let shortForms: [String: (inner: String, outer: String)] = [
        "svgz": (".svg", "gz"), "taz": (".tar", "gz"), "tbz2": (".tar", "bz2"), "tgz": (".tar", "gz"),
        "txz": (".tar", "xz"), "tz": (".tar", "gz"),
    ]

    /// Python's table without what nobody serves today, and with what browsers have learned since.
    static let types: [String: String] = [
        "3g2": "audio/3gpp2", "3gp": "audio/3gpp", "3gpp": "audio/3gpp", "3gpp2": "audio/3gpp2",
        "7z": "application/x-7z-compressed", "aac": "audio/aac", "ai": "application/postscript",
        "aif": "audio/x-aiff", "aifc": "audio/x-aiff", "aiff": "audio/x-aiff",
        "apk": "application/vnd.android.package-archive", "apng": "image/apng", "atom": "application/atom+xml",
        "au": "audio/basic", "avi": "video/x-msvideo", "avif": "image/avif", "bat": "text/plain",
        "bin": "application/octet-stream", "bmp": "image/bmp", "c": "text/plain", "cjs": "text/javascript",
        "conf": "text/plain", "crt": "application/x-x509-ca-cert", "css": "text/css", "csv": "text/csv",
        "deb": "application/vnd.debian.binary-package", "dll": "application/octet-stream",
        "doc": "application/msword",
        "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document", "eml": "message/rfc822",
        "eps": "application/postscript", "epub": "application/epub+zip", "exe": "application/octet-stream",
        "flac": "audio/flac", "geojson": "application/geo+json", "gif": "image/gif", "glb": "model/gltf-binary",
        "gltf": "model/gltf+json", "h": "text/plain", "heic": "image/heic", "heif": "image/heif",
        "htm": "text/html", "html": "text/html", "ico": "image/x-icon", "ics": "text/calendar",
        "ini": "text/plain", "jar": "application/java-archive", "jpe": "image/jpeg", "jpeg": "image/jpeg",
        "jpg": "image/jpeg", "js": "text/javascript", "json": "application/json", "jsonld": "application/ld+json",
        "jxl": "image/jxl", "latex": "application/x-latex", "log": "text/plain",
        "m3u": "application/vnd.apple.mpegurl", "m3u8": "application/vnd.apple.mpegurl", "m4a": "audio/mp4",
        "m4v": "video/mp4", "map": "application/json", "md": "text/markdown", "mht": "message/rfc822",
        "mhtml": "message/rfc822", "mid": "audio/midi", "midi": "audio/midi", "mjs": "text/javascript",
        "mov": "video/quicktime", "mp2": "audio/mpeg", "mp3": "audio/mpeg", "mp4": "video/mp4",
        "mpe": "video/mpeg", "mpeg": "video/mpeg", "mpg": "video/mpeg", "n3": "text/n3",
        "nq": "application/n-quads", "nt": "application/n-triples",
        "odp": "application/vnd.oasis.opendocument.presentation",
        "ods": "application/vnd.oasis.opendocument.spreadsheet", "odt": "application/vnd.oasis.opendocument.text",
        "oga": "audio/ogg", "ogg": "audio/ogg", "ogv": "video/ogg", "opus": "audio/opus", "otf": "font/otf",
        "p12": "application/x-pkcs12", "pbm": "image/x-portable-bitmap", "pdf": "application/pdf",
        "pem": "application/x-pem-file", "pfx": "application/x-pkcs12", "pgm": "image/x-portable-graymap",
        "pl": "text/plain", "png": "image/png", "pnm": "image/x-portable-anymap",
        "pot": "application/vnd.ms-powerpoint", "ppm": "image/x-portable-pixmap",
        "pps": "application/vnd.ms-powerpoint", "ppt": "application/vnd.ms-powerpoint",
        "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
        "ps": "application/postscript", "py": "text/x-python", "pyc": "application/x-python-code",
        "qt": "video/quicktime", "rar": "application/vnd.rar", "ras": "image/x-cmu-raster",
        "rdf": "application/xml", "rss": "application/rss+xml", "rtf": "application/rtf", "rtx": "text/richtext",
        "sgm": "text/x-sgml", "sgml": "text/x-sgml", "sh": "application/x-sh", "so": "application/octet-stream",
        "sql": "application/sql", "srt": "text/plain", "svg": "image/svg+xml",
        "swf": "application/x-shockwave-flash", "swift": "text/x-swift", "tar": "application/x-tar",
        "tcl": "application/x-tcl", "tex": "application/x-tex", "texi": "application/x-texinfo",
        "texinfo": "application/x-texinfo", "text": "text/plain", "tif": "image/tiff", "tiff": "image/tiff",
        "toml": "application/toml", "trig": "application/trig", "tsv": "text/tab-separated-values",
        "ttf": "font/ttf", "txt": "text/plain", "vcf": "text/x-vcard", "vtt": "text/vtt",
        "wasm": "application/wasm", "wav": "audio/wav", "weba": "audio/webm", "webm": "video/webm",
        "webmanifest": "application/manifest+json", "webp": "image/webp", "woff": "font/woff",
        "woff2": "font/woff2", "wsdl": "application/xml", "xbm": "image/x-xbitmap", "xht": "application/xhtml+xml",
        "xhtml": "application/xhtml+xml", "xls": "application/vnd.ms-excel",
        "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xml": "text/xml",
        "xpm": "image/x-xpixmap", "xsl": "application/xml", "yaml": "application/yaml", "yml": "application/yaml",
        "zip": "application/zip",
    ]
}
