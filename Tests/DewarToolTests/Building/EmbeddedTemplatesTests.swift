import DewarContract
import Testing

@Suite("Templates in the program")
struct EmbeddedTemplatesTests {
    private static let templates = EmbeddedTemplates(folders: [
        "templates": ["a.html": "Grüße {{ name }}", "empty.txt": ""], "admin/pages": ["a.html": "x"],
    ])

    @Test("what was put behind a program is read back")
    func readBack() throws {
        let program: [UInt8] = Array("\u{7f}ELF".utf8) + Self.templates.bytes
        let trailer = program.suffix(EmbeddedTemplates.trailerBytes)
        let count = try #require(EmbeddedTemplates.payloadBytes(trailer: trailer))
        #expect(4 + count + trailer.count == program.count)
        #expect(EmbeddedTemplates(payload: program.dropFirst(4).prefix(count)) == Self.templates)
    }

    @Test("a program without templates, or with damaged ones, has none")
    func damaged() {
        let bytes = Self.templates.bytes
        let payload = bytes.dropLast(EmbeddedTemplates.trailerBytes)
        #expect(EmbeddedTemplates.payloadBytes(trailer: bytes.prefix(EmbeddedTemplates.trailerBytes)) == nil)
        #expect(EmbeddedTemplates.payloadBytes(trailer: [UInt8]()) == nil)
        for count in 0..<payload.count {
            let cut = EmbeddedTemplates(payload: payload.prefix(count))
            #expect(cut.map { $0.count < Self.templates.count } ?? true)
        }
        #expect(EmbeddedTemplates(payload: [UInt8](repeating: 255, count: 64)) == nil)
    }
}
