internal import DewarLinux

/// Looks for what is wrong with a skeleton: its questions, the paths and expressions of its manifest, and its templates,
/// with every answer that matters.
struct SkeletonCheck {
    let skeleton: Skeleton
    /// What is wrong, each once.
    private(set) var faults: [SkeletonFault] = []
    /// How many files a project has, with the defaults.
    private(set) var rendered = 0

    init(_ skeleton: Skeleton, _ sources: FrameworkSources) {
        self.skeleton = skeleton
        checkMembers()
        checkQuestions()
        checkPaths()
        guard faults.isEmpty, let base = variables(sources) else { return }
        for (index, answers) in variations.enumerated() { checkRendering(base, answers, isFirst: index == 0) }
    }

    private mutating func report(_ fault: SkeletonFault) {
        if !faults.contains(fault) { faults.append(fault) }
    }

    private mutating func report(_ place: String, _ why: String) {
        report(.manifest(path: "\(SkeletonManifest.fileName), \(place)", why: why))
    }

    private mutating func checkMembers() {
        guard let json = try? Files.read("\(skeleton.folder)/\(SkeletonManifest.fileName)") else { return }
        for place in ManifestMembers.strange(in: json, to: skeleton.manifest) {
            report(place, "a manifest has no such member")
        }
    }

    private mutating func checkQuestions() {
        var names: Set<String> = []
        for (index, question) in (skeleton.manifest.questions ?? []).enumerated() {
            let place = "questions[\(index)]"
            let letters = question.name.utf8.allSatisfy { "abcdefghijklmnopqrstuvwxyz0123456789_".utf8.contains($0) }
            if !letters || question.name.first?.isLetter != true {
                report("\(place).name", "`\(question.name)` is no variable: a to z, digits and _, a letter first")
            }
            if Variables.own.contains(question.name) { report("\(place).name", "`\(question.name)` is Dewar's own") }
            if !names.insert(question.name).inserted { report("\(place).name", "`\(question.name)` is asked twice") }
            if question.kind == .choice && (question.choices ?? []).isEmpty {
                report("\(place).choices", "a choice has at least one")
            } else if !fits(question) {
                report("\(place).default", "`\(question.default.text)` is not \(question.expected)")
            }
        }
    }

    private func fits(_ question: SkeletonManifest.Question) -> Bool {
        switch (question.kind, question.default) {
        case (.text, _), (.number, .number), (.boolean, .flag): true
        case (.choice, .text(let text)): (question.choices ?? []).contains(text)
        default: false
        }
    }

    /// What the manifest names must be there.
    private mutating func checkPaths() {
        let paths: [String]
        do throws(SkeletonFault) { paths = try skeleton.sources().map(\.path) } catch { return report(error) }
        let manifest = skeleton.manifest
        let named =
            (manifest.conditions ?? []).enumerated().map { ("conditions[\($0)].path", $1.path) }
            + (manifest.copy ?? []).enumerated().map { ("copy[\($0)]", $1) }
            + (manifest.files ?? []).enumerated().map { ("files[\($0)].path", $1.path) }
        for (place, path) in named
        where !path.contains("{{") && !paths.contains(where: { ProjectPlan.covers(path, $0) }) {
            report(place, "there is no `\(path)` in the skeleton")
        }
        for feature in manifest.features ?? [] {
            let folder = "\(skeleton.folder)/\(Features.folder)/\(feature)"
            if Files.isFolder(folder) {
                do throws(SkeletonFault) { _ = try Skeleton(at: folder) } catch { report(error) }
            }
        }
    }

    private mutating func variables(_ sources: FrameworkSources) -> Variables? {
        guard let name = try? ProjectName("my-project") else { return nil }
        return Variables(name: name, sources: sources, layout: skeleton.manifest.name, vendor: nil)
    }

    /// The defaults; then each answer of each closed question, all others at their defaults.
    private var variations: [[String]] {
        var variations: [[String]] = [[]]
        for question in skeleton.manifest.questions ?? [] {
            switch question.kind {
            case .choice: variations += (question.choices ?? []).map { ["\(question.name)=\($0)"] }
            case .boolean: variations += ["yes", "no"].map { ["\(question.name)=\($0)"] }
            case .text, .number: break
            }
        }
        return variations
    }

    private mutating func checkRendering(_ base: Variables, _ answers: [String], isFirst: Bool) {
        var variables = base
        do throws(SkeletonFault) {
            var questionnaire = Questionnaire(given: answers)
            try questionnaire.answer([skeleton.manifest], &variables)
            for question in skeleton.manifest.questions ?? [] { _ = try variables.holds(question.when) }
            for line in skeleton.manifest.afterwards ?? [] {
                _ = try variables.render(line, of: SkeletonManifest.fileName)
            }
            let plan = try ProjectPlan(skeleton, variables)
            if isFirst { rendered = plan.files.count }
        } catch {
            report(error)
        }
    }
}
