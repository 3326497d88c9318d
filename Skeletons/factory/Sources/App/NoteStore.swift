import Dewar

/// A note.
struct Note: Codable, Sendable {
    var id: Int
    var text: String
    /// Empty where nobody said a name.
    var author: String
}

/// The notes of one application, in memory: they are gone when it ends. A database would take its place.
final class NoteStore: Sendable {
    private let notes = Shared([Note]())

    var newestFirst: [Note] { notes.value.reversed() }

    func note(_ id: Int) -> Note? { notes.value.first { $0.id == id } }

    func add(_ text: String, by author: String) -> Note {
        notes.withLock { notes in
            let note = Note(id: notes.count + 1, text: text, author: author)
            notes.append(note)
            return note
        }
    }
}
