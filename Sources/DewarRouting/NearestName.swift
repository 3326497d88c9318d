/// The known name that is at most two edits away from `name`, the nearest first; nil if none is.
package func nearest(to name: String, in known: [String]) -> String? {
    let name = Array(name.lowercased())
    return known.map { (name: $0, distance: editDistance(name, Array($0.lowercased()))) }
        .filter { $0.distance <= 2 && $0.distance < max(name.count, $0.name.count) }
        .min { $0.distance < $1.distance }?.name
}

/// The number of characters to insert, delete or replace to make one out of the other (Levenshtein).
private func editDistance(_ a: [Character], _ b: [Character]) -> Int {
    var row = Array(0...b.count)
    for i in a.indices {
        var diagonal = row[0]
        row[0] = i + 1
        for j in b.indices {
            let replaced = diagonal + (a[i] == b[j] ? 0 : 1)
            diagonal = row[j + 1]
            row[j + 1] = min(replaced, row[j] + 1, diagonal + 1)
        }
    }
    return row[b.count]
}
