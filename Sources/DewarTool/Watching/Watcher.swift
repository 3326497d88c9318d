internal import DewarLinux

/// Watches the folders of a project and tells which files have changed.
///
/// The truth is a snapshot: the facts of every file. The kernel's events only say where to look; whatever they say, the
/// folder is listed and compared. Lost events, new folders, moved folders and polling all go the same way.
///
/// It belongs to one thread, which waits for `descriptor` and calls `look`.
final class Watcher {
    /// Something to be told about how the watching goes.
    enum Notice: Sendable, Hashable {
        /// The user's inotify watches are used up: these many folders are looked at again and again instead.
        case watchesUsedUp(folders: Int)
        /// The kernel cannot tell of changes here.
        case polling(because: PollingReason)
    }

    enum PollingReason: Sendable, Hashable { case asked, fileSystem, noInotify }

    let root: String
    /// What is not watched beside what .gitignore files name, in their language.
    private let ignored: [String]
    private var rules = IgnoreRules()
    private let inotify: Inotify?
    private var folders: [String: Folder] = [:]
    private var watched: [Int32: Folder] = [:]
    /// Folders without a watch, looked at by polling.
    private var unwatched: Set<String> = []
    private(set) var notices: [Notice] = []
    /// False while the first snapshot is made: nothing in it is news.
    private var isComplete = false

    init(root: String, polls: Bool = false, ignoring ignored: [String] = []) {
        self.root = root
        self.ignored = ignored
        let reason: PollingReason? = polls ? .asked : Files.tellsOfChanges(root) ? nil : .fileSystem
        inotify = reason == nil ? try? Inotify() : nil
        if let reason = reason ?? (inotify == nil ? .noInotify : nil) { notices.append(.polling(because: reason)) }
        var found: Set<String> = []
        enter(Place(path: root), changed: &found)
        isComplete = true
        if inotify != nil, !unwatched.isEmpty { notices.append(.watchesUsedUp(folders: unwatched.count)) }
    }

    /// Readable when there is news; nil where everything is polled.
    var descriptor: Int32? { inotify?.raw }

    /// Whether `look(polling: true)` must be called from time to time.
    var mustPoll: Bool { !unwatched.isEmpty }

    var folderCount: Int { folders.count }

    /// The paths of all watched files.
    var files: [String] {
        folders.values.flatMap { folder in
            folder.entries.filter { $0.value.kind != .folder }.map { "\(folder.path)/\($0.key)" }
        }
    }

    /// What one look brought.
    struct News: Sendable, Hashable {
        /// The files that came, went or changed, by absolute path.
        var changed: Set<String> = []
        /// Those of them that are being written and not closed yet, so that more will come.
        var unfinished: Set<String> = []
    }

    /// Takes the kernel's events, if there are any, and compares the folders they name with the snapshot.
    ///
    /// - Parameter polling: whether the folders without a watch are compared as well.
    func look(polling: Bool = false) -> News {
        var news = News()
        var dirty = polling ? unwatched : []
        for event in inotify?.events() ?? [] { take(event, dirty: &dirty, news: &news) }
        // Shorter paths first: a folder that is gone takes those below it along.
        for folder in dirty.sorted(by: { ($0.utf8.count, $0) < ($1.utf8.count, $1) }) {
            compare(folder, changed: &news.changed)
        }
        return news
    }

    private func take(_ event: Inotify.Event, dirty: inout Set<String>, news: inout News) {
        if event.kind.contains(.overflow) { return dirty.formUnion(folders.keys) }
        guard let folder = watched[event.watch] else { return }
        let isOfFile = !event.name.isEmpty && !event.kind.contains(.folder)
        // A database that is written to all the time shall cost nothing.
        if isOfFile, !isOfInterest(event.name, isFolder: false, in: folder) { return }
        dirty.insert(folder.path)
        if event.kind.contains(.unwatched) {
            watched[event.watch] = nil
            folder.watch = nil
            dirty.insert(Path.folder(folder.path))
        }
        if event.kind.contains(.folderGone) { dirty.insert(Path.folder(folder.path)) }
        guard isOfFile else { return }
        let path = "\(folder.path)/\(event.name)"
        // Two saves within one tick of the file system's clock leave the same facts: an event always counts.
        if !event.kind.isDisjoint(with: [.written, .closedAfterWriting, .movedHere, .created]) {
            news.changed.insert(path)
        }
        if event.kind.contains(.written) { news.unfinished.insert(path) }
        if !event.kind.isDisjoint(with: [.closedAfterWriting, .movedHere, .movedAway, .deleted]) {
            news.unfinished.remove(path)
        }
    }

    // MARK: - The snapshot

    /// Lists a folder again and tells what differs from the snapshot.
    ///
    /// - Parameter deeply: whether the folders below are compared as well, since the rules above them changed.
    private func compare(_ path: String, deeply: Bool = false, changed: inout Set<String>) {
        guard let folder = folders[path] else { return }
        let now = identity(of: path)
        if path != root, now != folder.identity {
            leave(path, changed: &changed)
            if now != nil { enter(folder.place, changed: &changed) }
            return
        }
        if folder.watch == nil, let inotify { keep(try? inotify.add(path), of: folder) }
        let (before, listed) = (folder.entries, folder.listed)
        folder.listed = Int64(Clock.wall)
        let rulesChanged = take(Files.listing(of: path)?.entries ?? [], into: folder) || deeply
        for (name, facts) in before where folder.entries[name] == nil {
            forget("\(path)/\(name)", facts, changed: &changed)
        }
        for (name, facts) in folder.entries {
            let old = before[name]
            let isRacy = facts.changed > listed - 20_000_000
            let path = "\(path)/\(name)"
            if facts.kind == .folder {
                if let old, old.kind != .folder { changed.insert(path) }
                if folders[path] == nil {
                    enter(Place(above: folder, name: name), changed: &changed)
                } else if rulesChanged || old?.inode != facts.inode || old?.device != facts.device {
                    compare(path, deeply: rulesChanged, changed: &changed)
                }
            } else if old != facts || (isRacy && unwatched.contains(folder.path)) {
                if let old, old.kind == .folder { leave(path, changed: &changed) }
                changed.insert(path)
            }
        }
    }

    /// Takes a new folder into the snapshot, with all below it, level by level: in a large project nearly all of the time is the
    /// kernel's, and each level is shared out to the processors.
    private func enter(_ place: Place, changed: inout Set<String>) {
        var level = [place]
        while !level.isEmpty {
            let listed = Int64(Clock.wall)
            // The watch comes before the listing, so that nothing can come between.
            let found = Thread.map(level.map(\.path)) { [queue = inotify?.raw] path in
                (watch: queue.flatMap { try? Inotify.add(path, to: $0) }, listing: Files.listing(of: path))
            }
            folders.reserveCapacity(folders.count + level.count)
            watched.reserveCapacity(watched.count + level.count)
            var below: [Place] = []
            for (place, found) in zip(level, found) {
                guard let listing = found.listing else { continue }
                let folder = Folder(place, Identity(listing.folder), listed: listed)
                if folder.isInCircle { continue }
                folders[folder.path] = folder
                keep(found.watch, of: folder)
                _ = take(listing.entries, into: folder)
                for (name, facts) in folder.entries {
                    if facts.kind == .folder {
                        below.append(Place(above: folder, name: name))
                    } else if isComplete {
                        changed.insert("\(folder.path)/\(name)")
                    }
                }
            }
            level = below
        }
    }

    /// Puts what is in a folder into the snapshot, after its .gitignore was read.
    ///
    /// - Returns: whether the rules for it are others than before.
    private func take(_ listing: [(name: String, facts: Files.Facts)], into folder: Folder) -> Bool {
        let mayHaveRules =
            !folder.rules.isEmpty || folder.above == nil && !ignored.isEmpty
            || listing.contains { $0.name == ".gitignore" }
        let rulesChanged = mayHaveRules && readRules(of: folder)
        folder.entries.removeAll()
        for (name, facts) in listing where isOfInterest(name, isFolder: facts.kind == .folder, in: folder) {
            folder.entries[name] = facts
        }
        return rulesChanged
    }

    private func forget(_ path: String, _ facts: Files.Facts, changed: inout Set<String>) {
        if facts.kind == .folder { leave(path, changed: &changed) } else { changed.insert(path) }
    }

    /// Takes a folder that is gone out of the snapshot, with all below it.
    private func leave(_ path: String, changed: inout Set<String>) {
        guard let folder = folders.removeValue(forKey: path) else { return }
        unwatched.remove(path)
        rules.forget(folder: folder.relativePath)
        if let watch = folder.watch, watched[watch] === folder {
            inotify?.remove(watch)
            watched[watch] = nil
        }
        for (name, facts) in folder.entries { forget("\(path)/\(name)", facts, changed: &changed) }
    }

    private func keep(_ watch: Int32?, of folder: Folder) {
        guard let watch else {
            unwatched.insert(folder.path)
            return
        }
        // A folder that was moved keeps its watch: the old path loses it.
        let other = watched.updateValue(folder, forKey: watch)
        if let other, other !== folder { other.watch = nil }
        folder.watch = watch
        if !unwatched.isEmpty { unwatched.remove(folder.path) }
    }

    private func isOfInterest(_ name: String, isFolder: Bool, in folder: Folder) -> Bool {
        name == ".gitignore" || !rules.ignores(folder.prefix + name, isFolder: isFolder)
    }

    /// Reads the folder's .gitignore; whether it says something else than before.
    private func readRules(of folder: Folder) -> Bool {
        var text = (try? Files.text(folder.path + "/.gitignore")) ?? ""
        if folder.above == nil { text = (ignored + [text]).joined(separator: "\n") }
        guard text != folder.rules else { return false }
        folder.rules = text
        rules.forget(folder: folder.relativePath)
        rules.add(text, in: folder.relativePath)
        return true
    }

    private func identity(of path: String) -> Identity? {
        Files.facts(path).flatMap { $0.kind == .folder ? Identity($0) : nil }
    }
}
