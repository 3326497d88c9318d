extension FrameworkSources {
    /// Where the skeletons lie that come with Dewar.
    var skeletons: String { folder + "/Skeletons" }

    /// What a project's own copy of Dewar holds, and where: pairs of a path here and a path in the project.
    func vendored(as place: String) -> [(from: String, to: String)] {
        ["Package.swift", "Sources", "LICENSE"].map { ("\(folder)/\($0)", "\(place)/\($0)") }
    }
}
