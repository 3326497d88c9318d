/// What an edit of a module makes necessary.
///
/// A file's object depends on its own source, on the declarations of other files that it names, on what the outlines of those
/// name in turn, and so on; bodies are seen by nobody. So after an edit that changes the outlines of some files, the names that they
/// declared before or declare now are *dirty*. A file that uses a dirty name in its outline makes all that it declares
/// dirty as well, until no more is. Then every file with a dirty name among its words is compiled, and no other can
/// tell. A value whose type is not named has it from a function or property that is named, whose outline names the type.
/// Whatever a file adds to a type of the module (an initialiser, a subscript, a conformance) is reached by the type's name; what it
/// adds to a type of another module by the member's, if it has one and the type is of those that `OutsideTypes` knows.
/// What is reached without any name (`DeclaredNames.isReachedWithoutName`, imports, all else in extensions of other modules'
/// types) is not looked for: then everything is compiled.
enum EditReach: Hashable {
    case nothing
    /// These changed, in bodies alone.
    case bodies(Set<String>)
    /// These changed or see what changed.
    case interfaces(Set<String>)
    /// These changed, and a file has no outline: the compiler's records tell what other files can see of it.
    case unknown(Set<String>)
    case everything

    /// - Parameters:
    ///   - files: what is kept of the files since the build before, by path.
    ///   - missing: the files that have no object for their content.
    ///   - readings: what each file says now; nil where it cannot be read for certain.
    init(files: [String: Epoch.File], missing: Set<String>, paths: [String], readings: (String) -> SourceReading?) {
        let removed = Set(files.keys).subtracting(paths)
        if missing.isEmpty, removed.isEmpty {
            self = .nothing
            return
        }
        if missing.count == paths.count {
            self = .everything
            return
        }
        var now: [String: SourceReading] = [:]
        for path in missing { now[path] = readings(path) }
        let changed = missing.filter { now[$0] == nil || now[$0]?.outline.digest != files[$0]?.outline }
        if changed.isEmpty, removed.isEmpty {
            self = .bodies(missing)
            return
        }
        for path in paths where !missing.contains(path) && files[path] != nil { now[path] = readings(path) }
        if now.count == paths.count, files.values.allSatisfy({ $0.outline != nil }) {
            let change = InterfaceChange(before: files.mapValues(\.names), now: now, changed: changed.union(removed))
            let reached = change.reached?.union(missing)
            self = reached.map { $0.count < paths.count ? .interfaces($0) : .everything } ?? .everything
        } else {
            let mayBeUnseen = removed.isEmpty && changed.allSatisfy { now[$0] == nil || files[$0]?.outline == nil }
            self = mayBeUnseen && missing.isSubset(of: files.keys) ? .unknown(missing) : .everything
        }
    }
}

/// A change of what some files show to others.
struct InterfaceChange {
    var before: [String: DeclaredNames]
    var now: [String: SourceReading]
    /// Files that were changed, added or removed.
    var changed: Set<String>

    /// The files that see the change; nil if that cannot be told by names.
    var reached: Set<String>? {
        guard isReachedByNames, let dirty = dirtyNames else { return nil }
        return Set(now.filter { !dirty.isDisjoint(with: $0.value.words) }.keys)
    }

    /// Imports are not reached by names: what a module adds to another's types is seen in all files if one imports it. Nor is a
    /// main file's code.
    private var isReachedByNames: Bool {
        let imported = before.values.reduce(into: Set()) { $0.formUnion($1.imports) }
        let imports = now.values.reduce(into: Set()) { $0.formUnion($1.outline.names.imports) }
        return imported == imports && !changed.contains { Path.name($0) == "main.swift" }
    }

    /// What the changed files declare, and what is declared in terms of that; nil if some of it has no name.
    private var dirtyNames: Set<ContentHash>? {
        let files = Array(before.values) + now.values.map(\.outline.names)
        let (types, typesBefore) = (
            InterfaceChange.types(now.values.map(\.outline.names)), InterfaceChange.types(before.values)
        )
        let outside = OutsideExtensions(files, ownTypes: types.intersection(typesBefore))
        var dirty: Set<ContentHash> = []
        for path in changed {
            for (names, types) in [(before[path], typesBefore), (now[path]?.outline.names, types)] {
                guard let names else { continue }
                guard let found = names.reached(amongTypes: types, outside) else { return nil }
                dirty.formUnion(found)
            }
        }
        var clean = now.filter { !changed.contains($0.key) }.mapValues(\.outline)
        while let (path, outline) = clean.first(where: { !dirty.isDisjoint(with: $0.value.words) }) {
            guard let found = outline.names.reached(amongTypes: types.intersection(typesBefore), outside) else {
                return nil
            }
            dirty.formUnion(found)
            clean[path] = nil
        }
        return dirty
    }

    /// The types of the module.
    private static func types(_ files: some Collection<DeclaredNames>) -> Set<ContentHash> {
        let aliases = files.reduce(into: Set()) { $0.formUnion($1.aliases) }
        return files.reduce(into: Set()) { $0.formUnion($1.types) }.subtracting(aliases)
    }
}

extension DeclaredNames {
    /// The names by which all is reached that a file declares, in a module of these types; nil if some of it is not.
    fileprivate func reached(amongTypes types: Set<ContentHash>, _ outside: InterfaceChange.OutsideExtensions)
        -> Set<ContentHash>?
    {
        let others = extended.subtracting(types)
        guard !isReachedWithoutName, others.isEmpty || outside.areReachedByNames(others, addedBy: self) else {
            return nil
        }
        return declared.union(extended.intersection(types))
    }
}
