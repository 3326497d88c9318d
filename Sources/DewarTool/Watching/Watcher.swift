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
    /// By path; the root is first.
    private var folders: [String: Folder] = [:]
    private var paths: [Int32: String] = [:]
    /// Folders without a watch, looked at by polling.
    private var unwatched: Set<String> = []
    private(set) var notices: [Notice] = []
    /// False while the first snapshot is made: nothing in it is news.
    private var isComplete = false

    private struct Folder {
        var watch: Int32?
        var entries: [String: Files.Facts] = [:]
        /// When the entries were listed, in the clock of the file system's times.
        var listed: Int64
        var identity: Identity
        /// The text of its .gitignore.
        var rules = ""
    }

    private struct Identity: Hashable {
        var device: UInt64
        var inode: UInt64

        init(_ facts: Files.Facts) {
            device = facts.device
            inode = facts.inode
        }
    }

    init(root: String, polls: Bool = false, ignoring ignored: [String] = []) {
        self.root = root
        self.ignored = ignored
        let reason: PollingReason? = polls ? .asked : Files.tellsOfChanges(root) ? nil : .fileSystem
        inotify = reason == nil ? try? Inotify() : nil
        if let reason = reason ?? (inotify == nil ? .noInotify : nil) { notices.append(.polling(because: reason)) }
        var found: Set<String> = []
        enter(root, changed: &found)
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
        folders.flatMap { folder, state in
            state.entries.filter { $0.value.kind != .folder }.map { "\(folder)/\($0.key)" }
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
        guard let folder = paths[event.watch] else { return }
        let isOfFile = !event.name.isEmpty && !event.kind.contains(.folder)
        let path = "\(folder)/\(event.name)"
        // A database that is written to all the time shall cost nothing.
        if isOfFile, event.name != ".gitignore", rules.ignores(Path.relative(path, to: root), isFolder: false) {
            return
        }
        dirty.insert(folder)
        if event.kind.contains(.unwatched) {
            paths[event.watch] = nil
            folders[folder]?.watch = nil
            dirty.insert(Path.folder(folder))
        }
        if event.kind.contains(.folderGone) { dirty.insert(Path.folder(folder)) }
        guard isOfFile else { return }
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
        guard let before = folders[path] else { return }
        let now = identity(of: path)
        if path != root, now != before.identity {
            leave(path, changed: &changed)
            if now != nil { enter(path, changed: &changed) }
            return
        }
        if before.watch == nil, let inotify { keep(try? inotify.add(path), of: path) }
        let listed = Clock.wall
        let (entries, rulesChanged) = take(Files.listing(of: path)?.entries ?? [], of: path, deeply: deeply)
        folders[path]?.listed = Int64(listed)
        for (name, facts) in before.entries where entries[name] == nil {
            forget("\(path)/\(name)", facts, changed: &changed)
        }
        for (name, facts) in entries {
            let old = before.entries[name]
            let isRacy = facts.changed > before.listed - 20_000_000
            if facts.kind == .folder {
                if let old, old.kind != .folder { changed.insert("\(path)/\(name)") }
                if folders["\(path)/\(name)"] == nil {
                    enter("\(path)/\(name)", changed: &changed)
                } else if rulesChanged || old?.inode != facts.inode || old?.device != facts.device {
                    compare("\(path)/\(name)", deeply: rulesChanged, changed: &changed)
                }
            } else if old != facts || (isRacy && unwatched.contains(path)) {
                if let old, old.kind == .folder { leave("\(path)/\(name)", changed: &changed) }
                changed.insert("\(path)/\(name)")
            }
        }
    }

    /// Takes a new folder into the snapshot, with all below it, level by level: in a large project nearly all of the time is the
    /// kernel's, and each level is shared out to the processors.
    private func enter(_ path: String, changed: inout Set<String>) {
        var level = [path]
        while !level.isEmpty {
            let listed = Int64(Clock.wall)
            // The watch comes before the listing, so that nothing can come between.
            let found = Thread.map(level) { [queue = inotify?.raw] folder in
                (watch: queue.flatMap { try? Inotify.add(folder, to: $0) }, listing: Files.listing(of: folder))
            }
            var below: [String] = []
            for (path, found) in zip(level, found) {
                guard let listing = found.listing, !isInCircle(path, Identity(listing.folder)) else { continue }
                folders[path] = Folder(listed: listed, identity: Identity(listing.folder))
                keep(found.watch, of: path)
                for (name, facts) in take(listing.entries, of: path).entries {
                    if facts.kind == .folder {
                        below.append("\(path)/\(name)")
                    } else if isComplete {
                        changed.insert("\(path)/\(name)")
                    }
                }
            }
            level = below
        }
    }

    /// Puts what is in a folder into the snapshot, after its .gitignore was read.
    ///
    /// - Returns: the entries, and whether the rules for them are others than before.
    private func take(_ listing: [(name: String, facts: Files.Facts)], of path: String, deeply: Bool = false)
        -> (entries: [String: Files.Facts], rulesChanged: Bool)
    {
        let mayHaveRules =
            folders[path]?.rules.isEmpty == false || path == root && !ignored.isEmpty
            || listing.contains { $0.name == ".gitignore" }
        let rulesChanged = mayHaveRules && readRules(of: path) || deeply
        var entries: [String: Files.Facts] = [:]
        for (name, facts) in listing where isOfInterest(name, facts, in: path) { entries[name] = facts }
        folders[path]?.entries = entries
        return (entries, rulesChanged)
    }

    private func forget(_ path: String, _ facts: Files.Facts, changed: inout Set<String>) {
        if facts.kind == .folder { leave(path, changed: &changed) } else { changed.insert(path) }
    }

    /// Takes a folder that is gone out of the snapshot, with all below it.
    private func leave(_ path: String, changed: inout Set<String>) {
        guard let folder = folders.removeValue(forKey: path) else { return }
        unwatched.remove(path)
        rules.forget(folder: Path.relative(path, to: root))
        if let watch = folder.watch, paths[watch] == path {
            inotify?.remove(watch)
            paths[watch] = nil
        }
        for (name, facts) in folder.entries { forget("\(path)/\(name)", facts, changed: &changed) }
    }

    private func keep(_ watch: Int32?, of path: String) {
        guard let watch else {
            unwatched.insert(path)
            return
        }
        // A folder that was moved keeps its watch: the old path loses it.
        if let other = paths[watch], other != path { folders[other]?.watch = nil }
        paths[watch] = path
        folders[path]?.watch = watch
        unwatched.remove(path)
    }

    private func isOfInterest(_ name: String, _ facts: Files.Facts, in folder: String) -> Bool {
        if name == ".gitignore" { return true }
        return !rules.ignores(Path.relative("\(folder)/\(name)", to: root), isFolder: facts.kind == .folder)
    }

    /// Reads the folder's .gitignore; whether it says something else than before.
    private func readRules(of folder: String) -> Bool {
        var text = (try? Files.text(folder + "/.gitignore")) ?? ""
        if folder == root { text = (ignored + [text]).joined(separator: "\n") }
        guard text != folders[folder]?.rules else { return false }
        folders[folder]?.rules = text
        let relative = folder == root ? "" : Path.relative(folder, to: root)
        rules.forget(folder: relative)
        rules.add(text, in: relative)
        return true
    }

    private func identity(of path: String) -> Identity? {
        Files.facts(path).flatMap { $0.kind == .folder ? Identity($0) : nil }
    }

    /// Whether a link leads to a folder that the path itself goes through.
    private func isInCircle(_ path: String, _ identity: Identity) -> Bool {
        var above = path
        while above != root, above != "/" {
            above = Path.folder(above)
            if folders[above]?.identity == identity { return true }
        }
        return false
    }
}
