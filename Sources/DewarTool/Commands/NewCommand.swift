internal import DewarLinux

/// `dewar new NAME`: a skeleton, answered, rendered into a temporary folder, checked, and renamed into place.
struct NewCommand: Command {
    var name: String?
    var layout: String?
    var skeleton: String?
    var answers: [String] = []
    var isVendoring = false
    var isListing = false
    var isDryRun = false
    var isJSON = false

    static let manual = Manual(
        name: "new", summary: "Make a new project",
        description: """
            NAME becomes a folder in the current one. The layout `single` is one file, app.swift; the layout `factory`
            grows further: createApp(), blueprints, templates, tests, Package.swift.
            The project appears whole or not at all, and nothing that exists is touched.
            """,
        examples: [
            .init("dewar new hello", "hello/app.swift: a whole application in four lines"),
            .init("dewar new shop --layout factory", "a project to grow: blueprints, templates, tests"),
            .init("dewar new shop --layout factory --set title='Our shop'", "with an answer of your own"),
            .init("dewar new shop --skeleton ~/skeletons/ours", "from a folder of yours"),
            .init("dewar new --list", "the layouts, and what they ask"),
        ])

    static var parameters: [Parameter<Self>] {
        [
            .required("NAME", \.name, unless: \.isListing, "What the project is called: letters, digits, - and _"),
            .text("-l, --layout", "NAME", \.layout, "Which layout to begin with (single)"),
            .text("--skeleton", "DIR", \.skeleton, "Begin with the skeleton in a folder of yours instead"),
            .repeated("--set", "KEY=VALUE", \.answers, "Answer a question of the layout; may be given again"),
            .toggle("--vendor", \.isVendoring, "Put a copy of Dewar into the project, so that it needs no other"),
            .toggle("--list", \.isListing, "List the layouts, and make nothing"),
            .toggle("-n, --dry-run", \.isDryRun, "Tell what would be made, and make nothing"),
            .toggle("--json", \.isJSON, "Tell it as JSON, on standard output"),
        ]
    }

    func run(_ console: Console) throws -> ExitCode {
        let sources = try FrameworkSources.find()
        if isListing { return try list(sources, console) }
        let name = try ProjectName(name ?? "")
        let skeleton = try chosenSkeleton(sources)
        let vendor = try vendorPlace(in: skeleton)
        var variables = Variables(name: name, sources: sources, vendor: vendor)
        try variables.answer(skeleton.manifest, given: answers)
        let plan = try ProjectPlan(skeleton, variables)
        let placement = try Placement(Path.absolute(name.text))
        if !isDryRun {
            try placement.place(plan, copying: vendor.map { sources.vendored(as: $0) } ?? [])
            prepareEditors(at: placement.target, sources)
        }
        let report = NewReport(
            name: name, skeleton: skeleton.manifest, plan: plan, isDryRun: isDryRun,
            next: try (skeleton.manifest.afterwards ?? []).map { try variables.render($0, of: "skeleton.json") })
        report.tell(console, asJSON: isJSON)
        return .done
    }

    private func chosenSkeleton(_ sources: FrameworkSources) throws -> Skeleton {
        if let skeleton { return try Skeleton(at: Path.absolute(skeleton)) }
        return try Skeleton.named(layout ?? "single", in: sources)
    }

    private func vendorPlace(in skeleton: Skeleton) throws -> String? {
        guard isVendoring else { return nil }
        guard let place = skeleton.manifest.vendor else {
            throw SkeletonFault.noVendorPlace(layout: skeleton.manifest.name)
        }
        return place
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
        let manifests = try Skeleton.bundled(in: sources).map(\.manifest)
        console.print(isJSON ? JSON.text(manifests) : SkeletonList.text(manifests, console.output.style))
        return .done
    }
}
