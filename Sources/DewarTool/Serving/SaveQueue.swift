internal import DewarLinux

/// Changed files between the first event of a save and the moment at which it is acted on: as soon as nothing more came
/// for a moment, and in a long burst at the latest after a while.
struct SaveQueue {
    /// How long nothing must come: a closed file is complete, one that is still being written is not.
    static let quiet = 1
    static let quietWhileWriting = 40
    /// A burst (git checkout) is acted on at the latest after this time.
    static let longest = 250

    private var changed: Set<String> = []
    /// When the first event came, by the monotonic clock.
    private(set) var first: Int?
    private var due = 0

    var isEmpty: Bool { changed.isEmpty }

    mutating func add(_ news: Watcher.News) {
        guard !news.changed.isEmpty else { return }
        changed.formUnion(news.changed)
        let now = Clock.monotonic
        let start = first ?? now
        first = start
        let pause = news.isUnfinished ? SaveQueue.quietWhileWriting : SaveQueue.quiet
        due = min(now + pause * 1_000_000, max(now, start + SaveQueue.longest * 1_000_000))
    }

    /// Milliseconds until it is to be acted on; nil if there is nothing.
    var milliseconds: Int? {
        first == nil ? nil : max(0, (due - Clock.monotonic + 999_999) / 1_000_000)
    }

    /// The files, once their time has come.
    mutating func takeDue() -> (changed: Set<String>, first: Int)? {
        guard let start = first, due <= Clock.monotonic else { return nil }
        defer { self = SaveQueue() }
        return (changed, start)
    }
}
