/// Rows in aligned columns, two spaces between them, nothing at a line's end.
enum Table {
    /// - Parameter styles: the marks of each column; columns beyond are left plain.
    static func text(
        _ rows: [[String]], indent: Int = 0, styles: [[Style.Mark]] = [], _ style: Style = .plain
    ) -> String {
        let count = rows.map(\.count).max() ?? 0
        let widths = (0..<count).map { column in rows.map { $0.count > column ? $0[column].count : 0 }.max() ?? 0 }
        return rows.map { row in
            let last = row.lastIndex { !$0.isEmpty } ?? -1
            var line = String(repeating: " ", count: indent)
            for (column, cell) in row.prefix(last + 1).enumerated() {
                let marks = column < styles.count ? styles[column] : []
                line += style(cell, marks)
                if column < last { line += String(repeating: " ", count: widths[column] - cell.count + 2) }
            }
            return line + "\n"
        }.joined()
    }
}
