import Testing

@testable import DewarTool

private enum Colour: String, CaseIterable {
    case red, green, blue
}

private struct PaintCommand: Command {
    var place: String?
    var coats: Int?
    var colour = Colour.red
    var quiet = false
    var dries = true
    var brand: String?
    var tools: [String] = []
    var words: [String] = []

    static let manual = Manual(
        name: "paint", summary: "Paint a place", description: "It dries by itself.",
        examples: [.init("dewar paint wall", "paints the wall"), .init("dewar paint door --coats 2", "twice")])

    static var parameters: [Parameter<Self>] {
        [
            .required("PLACE", \.place, "What to paint"),
            .number("-c, --coats", "N", \.coats, in: 1...9, "How often (1)"),
            .choice("--colour", "COLOUR", \.colour, "red, green or blue\n(red)"),
            .text("--brand", "NAME", \.brand, "Whose paint"),
            .repeated("--tool", "TOOL", \.tools, "A tool to use; may be given again"),
            .toggle("--quiet", \.quiet, "Say nothing"),
            .toggle("--no-drying", \.dries, setting: false, "Do not wait"),
            .rest("WORDS", \.words, "Words to think meanwhile"),
        ]
    }

    func run(_ console: Console) -> ExitCode { .done }
}

@Suite("Arguments") struct ArgumentsTests {
    private func parse(_ words: String...) throws -> PaintCommand {
        try #require(try PaintCommand.parse(words))
    }

    @Test(
        "of an app's own command are all its own, flags too, but not those before its name",
        arguments: [
            (["seed"], nil, []), (["seed", "a", "--users", "10", "-h"], nil, ["a", "--users", "10", "-h"]),
            (["seed", "--", "--app", "x"], nil, ["--app", "x"]),
            (["--app", "x.swift", "seed", "--app"], "x.swift", ["--app"]),
        ] as [([String], String?, [String])])
    func ownCommand(words: [String], app: String?, arguments: [String]) throws {
        let run = try #require(try RunCommand.parse(words))
        #expect(run.name == "seed" && run.app == app && run.arguments == arguments)
    }

    @Test("leave every parameter at its default where nothing is said")
    func defaults() throws {
        let paint = try parse("wall")
        #expect(paint.place == "wall")
        #expect(paint.coats == nil && paint.colour == .red && !paint.quiet && paint.dries && paint.tools.isEmpty)
    }

    @Test("take values after a space or an equals sign, before and after operands")
    func values() throws {
        let paint = try parse(
            "--coats=3", "--colour", "blue", "door", "-c", "4", "--tool=a=b", "--tool", "", "--no-drying", "--quiet")
        #expect(paint.coats == 4 && paint.colour == .blue && paint.place == "door")
        #expect(paint.tools == ["a=b", ""] && !paint.dries && paint.quiet)
    }

    @Test("leave everything after two dashes alone")
    func rest() throws {
        let paint = try parse("wall", "--", "--coats", "x", "--", "--help")
        #expect(paint.words == ["--coats", "x", "--", "--help"])
    }

    @Test(
        "are not read once help is asked for",
        arguments: [["--help"], ["wall", "-h"], ["--quiet", "--help", "--nonsense"]])
    func help(words: [String]) throws {
        #expect(try PaintCommand.parse(words) == nil)
    }

    @Test(
        "are refused with a sentence where they are wrong",
        arguments: [
            ([], "error: `dewar paint` needs a PLACE\n  hint: `dewar paint --help` has examples\n"),
            (
                ["wall", "roof"],
                "error: `dewar paint` does not know what to do with `roof`\n  hint: `dewar paint --help` tells what it takes\n"
            ),
            (["--coat", "2"], "error: `dewar paint` has no flag `--coat`\n  hint: did you mean `--coats`?\n"),
            (
                ["--frobnicate"],
                "error: `dewar paint` has no flag `--frobnicate`\n  hint: `dewar paint --help` lists the flags\n"
            ),
            (["wall", "--coats"], "error: `--coats` needs a value\n  hint: dewar paint --coats N\n"),
            (["wall", "--quiet=yes"], "error: `--quiet` takes no value\n  hint: dewar paint --quiet\n"),
            (["--coats", "ten"], "error: `ten` is no value for `--coats`\n  it takes a number from 1 to 9\n"),
            (["--coats=0"], "error: `0` is no value for `--coats`\n  it takes a number from 1 to 9\n"),
            (
                ["--coats=99999999999999999999"],
                "error: `99999999999999999999` is no value for `--coats`\n  it takes a number from 1 to 9\n"
            ),
            (
                ["--colour", "bleu"],
                "error: `bleu` is no value for `--colour`\n  it takes red, green or blue\n  hint: did you mean `blue`?\n"
            ),
        ] as [([String], String)])
    func refused(words: [String], sentence: String) {
        #expect {
            _ = try PaintCommand.parse(words)
        } throws: { error in
            let problem = Problem(describing: error)
            return problem.text(.plain) == sentence && problem.exit == .wrongUsage
        }
    }

    @Test("are all told in the help")
    func helpText() {
        #expect(
            Help.text(for: PaintCommand.self) == """
                Usage: dewar paint PLACE [flags] [-- WORDS]

                Paint a place.

                It dries by itself.

                  PLACE     What to paint
                  -- WORDS  Words to think meanwhile

                Flags:
                  -c, --coats N    How often (1)
                  --colour COLOUR  red, green or blue
                                   (red)
                  --brand NAME     Whose paint
                  --tool TOOL      A tool to use; may be given again
                  --quiet          Say nothing
                  --no-drying      Do not wait
                  -h, --help       This text

                Examples:
                  dewar paint wall            paints the wall
                  dewar paint door --coats 2  twice

                """)
    }
}
