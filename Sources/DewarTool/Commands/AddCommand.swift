internal import DewarLinux

/// `dewar add blueprint shop`, `dewar add --with docker`: files appear in the project, and lines above the marked ones.
struct AddCommand: Command {
    var part: String?
    var name: String?
    var features: [String] = []
    var answers: [String] = []
    var isDryRun = false
    var isJSON = false

    static let manual = Manual(
        name: "add", summary: "Add a blueprint or a feature to the project here",
        description: """
            Files appear that were not there, and lines are written above the ones marked `dewar: …` in Package.swift,
            createApp.swift and the Dockerfile. Where a mark is gone, the lines to paste are shown and nothing is changed.
            """,
        examples: [
            .init("dewar add blueprint shop", "Sources/App/Shop.swift, its page and its tests"),
            .init("dewar add --with docker", "what `dewar new --with docker` brings"),
            .init("dewar add --with db,ci --dry-run", "what would be changed"),
        ])

    static var parameters: [Parameter<Self>] {
        [
            .optional("PART", \.part, "What to add: blueprint").offering(["blueprint"]),
            .optional("NAME", \.name, "What the blueprint is called"),
            .repeated("-w, --with", "FEATURES", \.features, "Add \(listed(Features.names)): db,docker")
                .offering(Features.names),
            .repeated("--set", "KEY=VALUE", \.answers, "Answer a question of a feature; may be given again"),
            .toggle("-n, --dry-run", \.isDryRun, "Tell what would be changed, and change nothing"),
            .toggle("--json", \.isJSON, "Tell it as JSON, on standard output"),
        ]
    }

    func run(_ console: Console) throws -> ExitCode {
        let sources = try FrameworkSources.find()
        let root = Host.workingFolder
        var record = try ProjectRecord.read(in: root)
        let names = Features.names(from: features)
        guard part != nil || !names.isEmpty else { throw AddFault.nothingAsked }
        if let part { try add(part, to: root, record, sources, console) }
        for feature in names { try add(feature: feature, to: root, &record, sources, console) }
        return .done
    }

    private func add(
        _ part: String, to root: String, _ record: ProjectRecord, _ sources: FrameworkSources, _ console: Console
    ) throws {
        guard part == "blueprint" else { throw AddFault.noSuchPart(part) }
        guard let name else { throw ArgumentFault.missingOperand("NAME", command: "add blueprint") }
        let blueprint = try BlueprintName(name)
        let skeleton = try Skeleton(at: sources.skeletons + "/parts/blueprint")
        guard (skeleton.manifest.features ?? []).contains(record.skeleton.name) else {
            throw AddFault.notForLayout(part, layout: record.skeleton.name)
        }
        var variables = try variables(of: record, sources)
        for (key, value) in blueprint.variables { variables.set(key, value) }
        try apply(skeleton, to: root, variables, record, console)
    }

    private func add(
        feature: String, to root: String, _ record: inout ProjectRecord, _ sources: FrameworkSources,
        _ console: Console
    ) throws {
        guard !record.features.contains(feature) else { throw AddFault.there(feature: feature) }
        let layout = record.skeleton.source == nil ? try Skeleton.named(record.skeleton.name, in: sources) : nil
        let skeleton = try Features.named(feature, for: layout, in: sources)
        var variables = try variables(of: record, sources)
        var questionnaire = Questionnaire(given: answers)
        try questionnaire.answer([skeleton.manifest], &variables)
        record.features.append(feature)
        record.answers.merge(questionnaire.answers) { $1 }
        try apply(skeleton, to: root, variables, record, console)
    }

    private func variables(of record: ProjectRecord, _ sources: FrameworkSources) throws -> Variables {
        var variables = Variables(
            name: try ProjectName(record.name), sources: sources, layout: record.skeleton.name, vendor: record.vendor)
        variables.set("features", record.features)
        for (name, answer) in record.answers { variables.set(name, answer) }
        return variables
    }

    private func apply(
        _ skeleton: Skeleton, to root: String, _ variables: Variables, _ record: ProjectRecord, _ console: Console
    ) throws {
        let addition = try Addition(skeleton, to: root, variables)
        if !isDryRun { try addition.write(record) }
        let next = try (skeleton.manifest.afterwards ?? []).map { try variables.render($0, of: "skeleton.json") }
        let report = AddReport(addition: addition, isDryRun: isDryRun, next: next.filter { !$0.isEmpty })
        if isJSON { console.print(JSON.text(report.listing)) } else { console.talk(report.text(console.errors.style)) }
    }
}
