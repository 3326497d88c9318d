internal import DewarLinux

/// Changed files between the first event of a save and the moment at which it is acted on: as soon as nothing more came
/// for a moment, and in a long burst, or while a file is being written, at the latest after a while.
struct SaveQueue {
    /// How long nothing must come: a closed file is complete.
    static let quiet = 1
    /// A burst (git checkout), or a file that nobody closes, is acted on at the latest after this time.
    static let longest = 250

    private var changed: Set<String> = []
    /// Files that are being written, or are about to be.
    private var unfinished: Set<String> = []
    /// When the first event came, by the monotonic clock.
    private(set) var first: Int?
    private var due = 0

    var isEmpty: Bool { changed.isEmpty }

    /// Adds what was seen now, by the monotonic clock.
    mutating func add(_ news: Watcher.News, at now: Int = Clock.monotonic) {
        guard !news.changed.isEmpty else { return }
        changed.formUnion(news.changed)
        unfinished.subtract(news.changed)
        unfinished.formUnion(news.unfinished.intersection(news.changed))
        let start = first ?? now
        first = start
        let latest = max(now, start + SaveQueue.longest * 1_000_000)
        due = unfinished.isEmpty ? min(now + SaveQueue.quiet * 1_000_000, latest) : latest
    }

    /// Milliseconds until it is to be acted on; nil if there is nothing.
    var milliseconds: Int? {
        first == nil ? nil : max(0, (due - Clock.monotonic + 999_999) / 1_000_000)
    }

    /// The files, once their time has come.
    mutating func takeDue(at now: Int = Clock.monotonic) -> (changed: Set<String>, first: Int)? {
        guard let start = first, due <= now else { return nil }
        defer { self = SaveQueue() }
        return (changed, start)
    }
}
