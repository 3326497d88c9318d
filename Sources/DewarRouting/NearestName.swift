/// The known name that somebody most likely meant; nil where none is near.
///
/// ```swift
/// nearest(to: "servr", among: ["new", "serve"])   // "serve"
/// ```
package func nearest(to name: String, among known: [String]) -> String? {
    let limit = max(1, min(3, name.count / 3))
    return
        known
        .map { (name: $0, distance: editDistance(name.lowercased(), $0.lowercased())) }
        .filter { $0.distance <= limit }
        .min { $0.distance < $1.distance }?
        .name
}

/// How many letters must be put in, taken out, changed or swapped with their neighbour to make `b` of `a`
/// (Damerau-Levenshtein, optimal string alignment).
private func editDistance(_ a: String, _ b: String) -> Int {
    let a = Array(a.prefix(64)), b = Array(b.prefix(64))
    var beforeLast: [Int] = []
    var last = Array(0...b.count)
    for i in 0..<a.count {
        var row = [i + 1]
        for j in 0..<b.count {
            var best = min(last[j + 1] + 1, row[j] + 1, last[j] + (a[i] == b[j] ? 0 : 1))
            if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] { best = min(best, beforeLast[j - 1] + 1) }
            row.append(best)
        }
        (beforeLast, last) = (last, row)
    }
    return last[b.count]
}
