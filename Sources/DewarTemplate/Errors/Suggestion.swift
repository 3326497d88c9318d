/// Finds the names that a misspelt one may have meant.
enum Suggestion {
    /// Up to three names within a small edit distance, nearest first.
    static func names(like name: String, among known: some Sequence<String>) -> [String] {
        let wanted = Array(name.lowercased().unicodeScalars)
        guard wanted.count <= 64 else { return [] }
        let allowed = max(1, wanted.count / 3)
        return known.filter { $0 != name && $0.unicodeScalars.count <= 64 }
            .map { (name: $0, distance: distance(wanted, Array($0.lowercased().unicodeScalars))) }
            .filter { $0.distance <= allowed }
            .sorted { ($0.distance, $0.name) < ($1.distance, $1.name) }
            .prefix(3).map(\.name)
    }

    /// How many characters must be added, removed, replaced or swapped with their neighbour.
    private static func distance(_ a: [Unicode.Scalar], _ b: [Unicode.Scalar]) -> Int {
        if a.isEmpty || b.isEmpty { return max(a.count, b.count) }
        var beforeLast: [Int] = []
        var last = Array(0...b.count)
        for i in 1...a.count {
            var row = [i]
            for j in 1...b.count {
                let same = a[i - 1] == b[j - 1]
                var best = min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (same ? 0 : 1))
                if i > 1, j > 1, a[i - 1] == b[j - 2], a[i - 2] == b[j - 1] { best = min(best, beforeLast[j - 2] + 1) }
                row.append(best)
            }
            beforeLast = last
            last = row
        }
        return last[b.count]
    }
}
