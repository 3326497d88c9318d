internal import DewarContract

/// A new project in memory: the skeleton rendered with its answers, the features put into it, and the record of both.
struct ProjectDraft {
    let plan: ProjectPlan
    let record: ProjectRecord
    /// What is said at the end.
    let afterwards: [String]

    init(
        _ name: ProjectName, _ skeleton: Skeleton, origin: ProjectRecord.Origin, features: [String], vendor: String?,
        _ sources: FrameworkSources, _ questionnaire: Questionnaire
    ) throws(SkeletonFault) {
        var parts: [Skeleton] = []
        for feature in features { parts.append(try Features.named(feature, for: skeleton, in: sources)) }
        var variables = Variables(name: name, sources: sources, layout: skeleton.manifest.name, vendor: vendor)
        var questionnaire = questionnaire
        try questionnaire.answer([skeleton.manifest] + parts.map(\.manifest), &variables)
        var plan = try ProjectPlan(skeleton, variables)
        for (index, part) in parts.enumerated() {
            variables.set("features", Array(features.prefix(index)))
            try plan.add(part, variables)
        }
        variables.set("features", features)
        record = ProjectRecord(
            name: name.text, skeleton: origin, dewar: DewarVersion.current, answers: questionnaire.answers,
            features: features, vendor: vendor)
        try plan.add(record.file)
        var afterwards: [String] = []
        for line in skeleton.manifest.afterwards ?? [] {
            let line = try variables.render(line, of: SkeletonManifest.fileName)
            if !line.isEmpty { afterwards.append(line) }
        }
        self.plan = plan
        self.afterwards = afterwards
    }
}
