internal import DewarContract
internal import DewarLinux

/// `dewar new NAME`: a skeleton, answered, rendered into a temporary folder, checked, and renamed into place.
struct NewCommand: Command {
    var name: String?
    var layout: String?
    var features: [String] = []
    var skeleton: String?
    var reference: String?
    var answers: [String] = []
    var takesDefaults = false
    var isVendoring = false
    var keepsHistory = true
    var isListing = false
    var isDryRun = false
    var isJSON = false

    static let manual = Manual(
        name: "new", summary: "Make a new project",
        description: """
            NAME becomes a folder in the current one. The layout `single` is one file, app.swift; `factory` grows further:
            createApp(), blueprints, templates, tests, Package.swift; `api` is the same for JSON.
            The project appears whole or not at all, and nothing that exists is touched.
            """,
        examples: [
            .init("dewar new hello", "hello/app.swift: a whole application in four lines"),
            .init("dewar new shop --layout factory", "a project to grow: blueprints, templates, tests"),
            .init("dewar new shop --with db,docker", "the same, with a database and a Dockerfile"),
            .init("dewar new shop --layout factory --set title='Our shop'", "with an answer of your own"),
            .init("dewar new shop --skeleton ~/skeletons/ours", "from a folder of yours"),
            .init("dewar new shop --skeleton https://example.org/s.git --ref v2", "from a repository, at a tag"),
            .init("dewar new --list", "the layouts and features, and what they ask"),
        ])

    static var parameters: [Parameter<Self>] {
        [
            .required("NAME", \.name, unless: \.isListing, "What the project is called: letters, digits, - and _"),
            .text("-l, --layout", "NAME", \.layout, "Which layout to begin with (single; factory for --with)")
                .offering(Skeleton.layouts),
            .repeated("-w, --with", "FEATURES", \.features, "Add \(listed(Features.names)): db,docker")
                .offering(Features.names),
            .text("--skeleton", "DIR", \.skeleton, "Begin with a skeleton of yours: a folder, or a git repository"),
            .text("--ref", "REF", \.reference, "The repository's tag, branch or commit"),
            .repeated("--set", "KEY=VALUE", \.answers, "Answer a question of the layout; may be given again"),
            .toggle("-y, --yes", \.takesDefaults, "Ask nothing: what is not --set takes its default"),
            .toggle("--vendor", \.isVendoring, "Put a copy of Dewar into the project, so that it needs no other"),
            .toggle("--no-git", \.keepsHistory, setting: false, "Make no git repository, and no first commit"),
            .toggle("--list", \.isListing, "List the layouts and features, and make nothing"),
            .toggle("-n, --dry-run", \.isDryRun, "Tell what would be made, and make nothing"),
            .toggle("--json", \.isJSON, "Tell it as JSON, on standard output"),
        ]
    }

    func run(_ console: Console) throws -> ExitCode {
        try checkOrigin()
        let sources = try FrameworkSources.find()
        if isListing { return try list(sources, console) }
        let name = try ProjectName(name ?? "")
        let placement = try Placement(Path.absolute(name.text))
        let repository = try fetched()
        defer { repository?.remove() }
        let skeleton = try chosenSkeleton(sources, repository)
        let draft = try ProjectDraft(
            name, skeleton, origin: origin(skeleton, repository), features: Features.names(from: features),
            vendor: vendorPlace(in: skeleton), sources, Questionnaire(given: answers, ask: asking(console)))
        var history: ProjectHistory.Outcome?
        if !isDryRun {
            let copies = draft.record.vendor.map { sources.vendored(as: $0) } ?? []
            try placement.place(draft.plan, copying: copies) { folder in
                if keepsHistory { history = begin(in: folder, placement, draft) }
            }
            prepareEditors(at: placement.target, sources)
        }
        let report = NewReport(
            name: name, skeleton: skeleton.manifest, plan: draft.plan, features: draft.record.features,
            isDryRun: isDryRun, history: history, next: draft.afterwards)
        report.tell(console, asJSON: isJSON)
        return .done
    }

    private func checkOrigin() throws {
        if layout != nil, skeleton != nil {
            throw ArgumentFault.excludedFlag("--layout", by: "--skeleton", command: "new")
        }
        if reference != nil, skeleton == nil {
            throw ArgumentFault.missingFlag("--skeleton", neededBy: "--ref", command: "new")
        }
    }

    /// A repository's files; a folder's too where --ref says which of them.
    private func fetched() throws -> SkeletonRepository? {
        guard let skeleton else { return nil }
        if SkeletonRepository.isAddress(skeleton) { return try SkeletonRepository(skeleton, at: reference) }
        return try reference.map { try SkeletonRepository("file://" + Path.absolute(skeleton), at: $0) }
    }

    private func chosenSkeleton(_ sources: FrameworkSources, _ repository: SkeletonRepository?) throws -> Skeleton {
        if let repository { return try Skeleton(at: repository.folder) }
        if let skeleton { return try Skeleton(at: Path.absolute(skeleton)) }
        return try Skeleton.named(layout ?? (features.isEmpty ? "single" : "factory"), in: sources)
    }

    private func origin(_ skeleton: Skeleton, _ repository: SkeletonRepository?) -> ProjectRecord.Origin {
        let source = self.skeleton.map { SkeletonRepository.isAddress($0) ? $0 : Path.absolute($0) }
        return .init(
            name: skeleton.manifest.name, version: skeleton.manifest.version, source: source, commit: repository?.commit
        )
    }

    private func vendorPlace(in skeleton: Skeleton) throws -> String? {
        guard isVendoring else { return nil }
        guard let place = skeleton.manifest.vendor else {
            throw SkeletonFault.noVendorPlace(layout: skeleton.manifest.name)
        }
        return place
    }

    /// Questions go to a person at a terminal, and to nobody else.
    private func asking(_ console: Console) -> ((String, String) -> String?)? {
        guard !takesDefaults, !isJSON, !isDryRun, console.asks else { return nil }
        return { question, fallback in
            console.errors.write("  \(question) [\(console.errors.style(fallback, .cyan))]: ")
            return readLine()
        }
    }

    private func begin(in folder: String, _ placement: Placement, _ draft: ProjectDraft) -> ProjectHistory.Outcome {
        let with = draft.record.features.isEmpty ? "" : " with " + draft.record.features.joined(separator: ", ")
        return ProjectHistory.begin(
            in: folder, target: placement.target,
            message: "\(draft.record.skeleton.name)\(with), made by dewar \(DewarVersion.current)")
    }

    /// What editors ask for, where the framework is there to be found by them; the first build does it else.
    private func prepareEditors(at root: String, _ sources: FrameworkSources) {
        guard let project = try? Project.find(root), let toolchain = try? Toolchain.find() else { return }
        let cache = FrameworkCache(toolchain: toolchain, sources: sources)
        guard let framework = try? cache.existing(), let folder = try? BuildFolder(of: project, cache: cache.folder)
        else { return }
        EditorConfiguration(project: project, framework: framework).write(into: folder.path)
    }

    private func list(_ sources: FrameworkSources, _ console: Console) throws -> ExitCode {
        let list = SkeletonList(
            layouts: try Skeleton.bundled(in: sources).map(\.manifest),
            features: try Features.all(in: sources).map(\.manifest))
        console.print(isJSON ? JSON.text(list) : list.text(console.output.style))
        return .done
    }
}
