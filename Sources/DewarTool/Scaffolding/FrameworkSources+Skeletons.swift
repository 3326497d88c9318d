internal import DewarLinux

extension FrameworkSources {
    /// The folder by the name that stays when a newer version is installed: `share/dewar`, which leads to it.
    var stableFolder: String {
        let link = Path.folder(folder) + "/dewar"
        return Files.resolved(link) == Files.resolved(folder) ? link : folder
    }

    /// Where the skeletons lie that come with Dewar.
    var skeletons: String { folder + "/Skeletons" }

    /// What a project's own copy of Dewar holds, and where: pairs of a path here and a path in the project.
    func vendored(as place: String) -> [(from: String, to: String)] {
        ["Package.swift", "Sources", "LICENSE"].map { ("\(folder)/\($0)", "\(place)/\($0)") }
    }
}
