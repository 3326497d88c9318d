import Dewar
import GRDB

/// The books, in a SQLite file: `DATABASE` in the configuration, else `app.sqlite` in the instance folder; in memory for
/// tests that name none.
struct Library: Sendable {
    private let database: any DatabaseWriter

    init(_ config: Config) throws {
        if let path = config["DATABASE"] {
            database = try DatabasePool(path: path)
        } else if config.testing {
            database = try DatabaseQueue()
        } else {
            database = try DatabasePool(path: try config.instanceFile("app.sqlite"))
        }
    }

    /// Brings the tables to what this version of the program expects; `dewar run migrate` does it.
    func migrate() throws { try Library.migrations.migrate(database) }

    /// What was ever changed about the tables, in order. A migration that has been published is never edited: the next
    /// change is a further one.
    private static var migrations: DatabaseMigrator {
        var migrations = DatabaseMigrator()
        migrations.registerMigration("books") { database in
            try database.create(table: "book") { table in
                table.autoIncrementedPrimaryKey("id")
                table.column("title", .text).notNull()
                table.column("author", .text).notNull().indexed()
            }
        }
        return migrations
    }

    /// All books by title, or those of one author.
    func books(by author: String? = nil) async throws -> [Book] {
        try await database.read { database in
            var books = Book.order(Column("title").collating(.nocase))
            if let author { books = books.filter(Column("author") == author) }
            return try books.fetchAll(database)
        }
    }

    func book(_ id: Int64) async throws -> Book? {
        try await database.read { try Book.fetchOne($0, key: id) }
    }

    func add(title: String, author: String) async throws -> Book {
        try await database.write { database in
            var book = Book(title: title, author: author)
            try book.insert(database)
            return book
        }
    }
}
