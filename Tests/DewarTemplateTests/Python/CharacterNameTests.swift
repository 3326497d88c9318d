import Testing

@testable import DewarTemplate

@Suite("Characters are found by their names")
struct CharacterNameTests {
    @Test(
        "by name and alias, in any case of letters",
        arguments: [
            ("BULLET", "•"), ("latin small letter e with acute", "é"), ("LINE FEED", "\n"), ("GRINNING FACE", "😀"),
            ("CJK UNIFIED IDEOGRAPH-4E00", "一"), ("HANGUL SYLLABLE GA", "가"), ("HEXAGRAM FOR PEACE", "䷊"),
            ("VARIATION SELECTOR-17", "\u{E0100}"),
        ] as [(String, Unicode.Scalar)])
    func known(_ name: String, _ scalar: Unicode.Scalar) {
        #expect(CharacterNames.scalar(name) == scalar)
    }

    @Test("finds nothing under another name", arguments: ["", "NO SUCH THING", "CJK UNIFIED IDEOGRAPH-41", "BULLET "])
    func unknown(_ name: String) {
        #expect(CharacterNames.scalar(name) == nil)
    }
}
