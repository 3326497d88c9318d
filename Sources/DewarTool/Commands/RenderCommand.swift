internal import DewarLinux
internal import DewarTemplate

/// `dewar render TEMPLATE`: a template rendered from the shell.
struct RenderCommand: Command {
    var template: String?
    var data: String?
    var folder: String?
    var isStrict = false
    var listsMissing = false

    static let manual = Manual(
        name: "render", summary: "Render a template with data from a JSON file",
        description: """
            The template - is read from standard input, and is not escaped. Templates that it extends or includes are looked for in the template's folder, or in that of --templates.
            Names that end in .html, .htm, .xml, .xhtml or .svg are escaped, as in an app.
            """,
        examples: [
            .init("dewar render templates/hello.html --data user.json", "the page on standard output"),
            .init("echo '{\"name\": \"Ada\"}' | dewar render hello.txt --data -", "data from standard input"),
            .init("echo '{{ 1 + 1 }}' | dewar render -", "a template from standard input"),
            .init("dewar render mail.txt --data user.json --strict", "a missing variable is an error"),
            .init("dewar render mail.txt --list-missing", "the variables that the data lacks, one a line"),
        ])

    static var parameters: [Parameter<Self>] {
        [
            .required("TEMPLATE", \.template, "The template's file; - reads standard input"),
            .text("--data", "FILE", \.data, "The variables as a JSON object; - reads standard input"),
            .text(
                "--templates", "FOLDER", \.folder, "Where other templates are; the template's own folder if left out"),
            .toggle("--strict", \.isStrict, "A variable that is missing is an error"),
            .toggle("--list-missing", \.listsMissing, "Print the names of the variables that the data lacks"),
        ]
    }

    func run(_ console: Console) throws -> ExitCode {
        let readsTemplate = template == "-"
        if readsTemplate, data == "-" {
            throw Problem(
                "standard input cannot be both the template and the data", hint: "--data FILE.json", exit: .wrongUsage)
        }
        let (folder, name) = place(of: template ?? "")
        guard readsTemplate || !Files.isFolder("\(folder)/\(name)") else {
            throw Problem(
                "\(template ?? "") is a folder", hint: "dewar render \(template ?? "")/NAME", exit: .wrongUsage)
        }
        var settings = TemplateSettings()
        settings.undefined = isStrict ? .strict : .default
        settings.extensions = Set(TemplateExtension.allCases)
        let environment = TemplateEnvironment(FolderLoader(folder), settings: settings)
        let context = try context()
        do {
            let template =
                readsTemplate
                ? try environment.template(source: try Files.text("/dev/stdin"), name: "standard input")
                : try environment.template(name)
            if listsMissing {
                for name in try template.missingNames(context) { console.print(name + "\n") }
            } else {
                console.print(try template.render(context))
            }
        } catch let error as TemplateError {
            throw Problem(error, exit: error.kind == .notFound && error.place == nil ? .wrongUsage : .failed)
        }
        return .done
    }

    /// The folder to load from, and the template's name in it.
    private func place(of path: String) -> (folder: String, name: String) {
        if let folder {
            let prefix = folder.hasSuffix("/") ? folder : folder + "/"
            return (folder, path.hasPrefix(prefix) ? String(path.dropFirst(prefix.count)) : path)
        }
        guard let slash = path.lastIndex(of: "/") else { return (".", path) }
        return (slash == path.startIndex ? "/" : String(path[..<slash]), String(path[path.index(after: slash)...]))
    }

    private func context() throws -> TemplateValue {
        guard let data else { return [:] }
        let source = data == "-" ? "standard input" : data
        do {
            let bytes = Array(try Files.text(data == "-" ? "/dev/stdin" : data).utf8)
            let context = try TemplateValue(json: bytes)
            // Only an object has names for the template.
            guard bytes.first(where: { ![9, 10, 13, 32].contains($0) }) == UInt8(ascii: "{") else {
                throw Problem(
                    "\(source) holds no JSON object", why: ["its keys are the names that the template knows"],
                    hint: "{\"name\": \"Ada\"}")
            }
            return context
        } catch let error as SystemError {
            throw Problem("\(source) cannot be read", why: [error.reason])
        } catch let problem as Problem {
            throw problem
        } catch {
            throw Problem("\(source) is not JSON", why: ["\(error)"])
        }
    }
}

extension Problem {
    /// A template's mistake, its place as an editor understands it.
    fileprivate init(_ error: TemplateError, exit: ExitCode) {
        var told = error
        // The names that may have been meant are the hint, not a part of the sentence too.
        told.suggestions = []
        let lines = told.description.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        self.init(lines[0], why: Array(lines.dropFirst()), hint: error.hint, exit: exit)
    }
}
