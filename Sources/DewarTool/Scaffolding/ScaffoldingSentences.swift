internal import DewarLinux
internal import DewarRouting

/// What is said of names, skeletons, places and additions that will not do.
extension Problem {
    init(_ fault: NameFault) {
        let why =
            switch fault.reason {
            case .empty: "a name has at least one letter"
            case .path: "a name is one word; go to the folder that shall hold the project first"
            case .tooLong: "a name has at most \(ProjectName.maximumLength) characters"
            case .firstCharacter(let character): "a name begins with a letter from a to z, not with `\(character)`"
            case .character(let character):
                "a name consists of letters from a to z, digits, - and _, not `\(character)`"
            case .keyword: "it is a word of the Swift language, and would be the name of a module"
            case .taken: "there is a module of that name which your application imports"
            }
        self.init(
            "a project cannot be called `\(fault.name)`", why: [why],
            hint: fault.suggestion.map { "dewar new \($0)" })
        exit = .wrongUsage
    }

    init(_ fault: SkeletonFault) {
        switch fault {
        case .nothingAt(let folder):
            self.init("there is no skeleton in \(folder)", why: ["it is no folder"])
        case .unknownLayout(let name, let known):
            self.init(
                "there is no layout `\(name)`", why: ["there is \(listed(known))"],
                hint: didYouMean(name, known) ?? "`dewar new --list` tells about them")
            exit = .wrongUsage
        case .manifest(let path, let why):
            self.init(
                "there is a mistake in \(path)", why: [why], hint: "docs/skeletons.md tells what a manifest holds")
        case .strangeFile(let path):
            self.init(
                "the skeleton holds \(path), which cannot be copied", why: ["it is neither a file nor a folder"])
        case .unreadable(let error):
            self.init("the skeleton cannot be read", why: ["\(error.subject): \(error.reason)"])
        case .template(let path, let why):
            self.init(
                "the skeleton's file \(path) cannot be rendered", why: why.split(separator: "\n").map(String.init))
        case .name(let path, let rendered):
            self.init(
                "the skeleton's file \(path) has no place in a project", why: ["its name would be `\(rendered)`"])
        case .twice(let path):
            self.init("the skeleton makes \(path) twice")
        case .unknownAnswer(let text, let known):
            self.init(
                "`--set \(text)` answers no question of this layout",
                why: [known.isEmpty ? "it asks none" : "it asks for \(listed(known))"],
                hint: known.isEmpty ? nil : "--set \(didYouMeanKey(text, known))=VALUE")
            exit = .wrongUsage
        case .badAnswer(let text, let question, let expected):
            self.init("`\(text)` is no answer for `\(question)`", why: ["it takes \(expected)"])
            exit = .wrongUsage
        case .unknownFeature(let name, let layout, let known):
            let what =
                layout.isEmpty ? "there is no feature `\(name)`" : "the layout `\(layout)` has no feature `\(name)`"
            self.init(
                what, why: [known.isEmpty ? "it takes none" : "there is \(listed(known))"],
                hint: known.isEmpty ? "--layout factory --with \(name)" : didYouMean(name, known))
            exit = .wrongUsage
        case .noMark(let mark, let path):
            self.init(
                "the skeleton's \(path) has no line `dewar: \(mark)`", why: ["a feature writes its lines above it"])
        case .noRepository(let address, let said):
            self.init("\(address) could not be fetched", why: said.split(separator: "\n").map(String.init))
        case .noReference(let reference, let address):
            self.init("\(address) has no tag, branch or commit `\(reference)`")
        case .noVendorPlace(let layout):
            self.init(
                "the layout `\(layout)` has no place for a copy of Dewar", why: ["it has no Package.swift"],
                hint: "--layout factory --vendor")
            exit = .wrongUsage
        }
    }

    init(_ fault: PlacementFault) {
        switch fault {
        case .notEmpty(let path):
            self.init(
                "\(Path.name(path))/ is there already, and it is not empty", why: [path],
                hint: "choose another name, or move that folder away first")
        case .notAFolder(let path):
            self.init(
                "\(Path.name(path)) is there already, and it is no folder", why: [path], hint: "choose another name")
        case .noParent(let path):
            self.init("there is no folder \(path)")
        case .unwritable(let error):
            self.init("the project could not be written", why: ["\(error.subject): \(error.reason)"])
        }
    }

    init(_ fault: AddFault) {
        switch fault {
        case .noProject(let folder):
            self.init(
                "\(folder) is no project that `dewar new` made", why: ["it holds no \(ProjectRecord.fileName)"],
                hint: "go to the project's folder first")
        case .unreadableRecord(let path):
            self.init("\(path) cannot be read", why: ["it is not what `dewar new` wrote"])
        case .there(let feature): self.init("the project has `\(feature)` already")
        case .fileThere(let path):
            self.init(
                "\(path) is there already", why: ["nothing was changed"],
                hint: "move it away first, or choose another name")
        case .noMark(let insertions):
            let pasted = insertions.flatMap {
                ["", "\($0.path), where a line `dewar: \($0.mark)` was:"] + $0.lines.map { "    " + $0 }
            }
            self.init(
                "there is no marked place for what is to be added", why: ["nothing was changed"] + pasted,
                hint: "put the mark back, as a comment of its own, or paste the lines and make the files yourself")
        case .unwritable(let error):
            self.init("the project could not be changed", why: ["\(error.subject): \(error.reason)"])
        case .nothingAsked:
            self.init(
                "`dewar add` needs a part or --with FEATURE", hint: "dewar add blueprint shop, dewar add --with docker")
            exit = .wrongUsage
        case .noSuchPart(let text):
            self.init("there is no part `\(text)`", why: ["there is blueprint"], hint: "dewar add blueprint NAME")
            exit = .wrongUsage
        case .notForLayout(let part, let layout):
            self.init("the layout `\(layout)` takes no \(part)", why: ["it has no marked place for it"])
        case .link(let path):
            self.init("\(path) is a link", why: ["files are written into the project alone", "nothing was changed"])
        }
    }
}

private func didYouMeanKey(_ text: String, _ known: [String]) -> String {
    nearest(to: String(text.prefix { $0 != "=" }), among: known) ?? known[0]
}
