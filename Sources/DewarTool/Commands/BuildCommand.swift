internal import DewarContract
internal import DewarLinux
internal import DewarTemplate

/// `dewar build`: the program that is deployed.
struct BuildCommand: Command {
    var app: String?
    var output: String?
    var isJSON = false

    static let manual = Manual(
        name: "build", summary: "Build the release program",
        description: """
            One optimised program that runs where neither Dewar nor Swift is installed, with the templates in it. Static
            files are not part of it: they lie beside it, as in the project.
            """,
        examples: [
            .init("dewar build", "the app in this folder, to .dewar/"),
            .init("dewar build -o shop", "to a file of your choice"),
            .init("./shop --host 0.0.0.0 --port 80", "how it runs"),
        ])

    static var parameters: [Parameter<Self>] {
        [
            .optional("APP", \.app, "The app's file or folder; the one here if left out"),
            .text("-o, --output", "FILE", \.output, "Where the program goes"),
            .toggle("--json", \.isJSON, "Tell it as JSON, on standard output"),
        ]
    }

    /// The form for other programs.
    private struct Report: Encodable {
        var program: String
        var bytes: Int
        var templates: Int
        var seconds: Double
    }

    func run(_ console: Console) throws -> ExitCode {
        let started = Clock.monotonic
        let project = try Project.find(app)
        let builder = try AppBuilder(project: project) { console.talk($0.sentence) }
        console.talk("  building \(project.name), optimised …")
        let result = try builder.build(.release)
        switch result.outcome {
        case .failed(let diagnostics, let output):
            throw BuildFailure(project: project, diagnostics: diagnostics, output: output)
        case .cancelled: return .failed
        case .built(let program, _):
            if !result.warnings.isEmpty {
                console.talk(DiagnosticText(root: project.root, style: console.errors.style).text(result.warnings))
            }
            let templates = templates(of: project, program, console)
            let placed = try place(program, templates, as: output ?? builder.product)
            report(placed, templates.count, seconds: Double(Clock.monotonic - started) / 1e9, console)
            return .done
        }
    }

    /// The templates in the folders that the app looks in; where it does not start here, those of the project's own folder.
    private func templates(of project: Project, _ program: String, _ console: Console) -> EmbeddedTemplates {
        var folders = [TemplateFolder(name: "templates", path: project.root + "/templates")]
        do { folders = try AppInquiry(project: project, program: program).templateFolders() } catch {
            console.talk("  the app does not start here: of its templates, those in templates/ go into the program")
        }
        var embedded = EmbeddedTemplates()
        for folder in folders {
            let loader = FolderLoader(folder.path)
            for name in loader.names {
                embedded.folders[folder.name, default: [:]][name] = (try? loader.load(name))??.text
            }
        }
        return embedded
    }

    /// Writes the product: the program, and behind it the templates.
    private func place(_ program: String, _ templates: EmbeddedTemplates, as output: String) throws -> String {
        let target = Path.absolute(output)
        guard !Files.isFolder(target) else {
            throw Problem("\(output) is a folder", hint: "dewar build -o \(output)/\(Path.name(program))")
        }
        try Files.makeFolder(Path.folder(target))
        try Files.write(
            Files.read(program) + (templates.count == 0 ? [] : templates.bytes), to: target, permissions: 0o755)
        return target
    }

    private func report(_ program: String, _ templates: Int, seconds: Double, _ console: Console) {
        let bytes = Files.facts(program)?.bytes ?? 0
        if isJSON {
            return console.print(
                JSON.text(Report(program: program, bytes: bytes, templates: templates, seconds: seconds)))
        }
        let style = console.errors.style
        let shown = Path.relative(program, to: Host.workingFolder)
        let inside = templates == 0 ? "" : "  \(templates) template\(templates == 1 ? "" : "s") inside"
        console.talk(
            "  \(style("built", .green)) \(style(shown, .bold))  \(megabytes(bytes))\(inside)  \(tenths(seconds)) s")
    }

    private func megabytes(_ bytes: Int) -> String { "\(tenths(Double(bytes) / 1e6)) MB" }

    private func tenths(_ number: Double) -> String {
        let tenths = Int((number * 10).rounded())
        return "\(tenths / 10).\(tenths % 10)"
    }
}
