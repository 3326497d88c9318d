import GRDB

/// A book, a row of the table `book`.
struct Book: Codable, Hashable, Sendable, FetchableRecord, MutablePersistableRecord {
    /// Nil until it is stored.
    var id: Int64?
    var title: String
    var author: String

    static let databaseTableName = "book"

    mutating func didInsert(_ inserted: InsertionSuccess) { id = inserted.rowID }
}
