import Testing

@testable import DewarTool

@Suite("The command table") struct CommandTableTests {
    @Test(
        "has no two parameters of one name and help for each",
        arguments: CommandTable.commands.map { $0.manual.name })
    func parameters(name: String) throws {
        func check<Checked: Command>(_ command: Checked.Type) {
            let names = Checked.parameters.flatMap(\.names)
            #expect(Set(names).count == names.count)
            #expect(Checked.parameters.allSatisfy { !$0.help.isEmpty })
            #expect(!Checked.manual.summary.isEmpty && !Checked.manual.summary.hasSuffix("."))
            #expect(Checked.manual.isHidden || !Checked.manual.examples.isEmpty)
        }
        try check(CommandTable.command(named: name))
    }

    @Test("tells each command's help on the data stream", arguments: CommandTable.commands.map { $0.manual.name })
    func help(name: String) {
        let outcome = dewar(name, "--help")
        #expect(outcome.status == .done && outcome.errors.isEmpty)
        #expect(outcome.output.hasPrefix("Usage: dewar \(name) "))
        #expect(dewar("help", name) == outcome)
    }

    @Test("tells the version")
    func version() {
        #expect(dewar("--version") == Outcome(status: .done, output: "dewar 0.1.0\n", errors: ""))
    }

    @Test("takes nothing at all for a question, and says it is wrong usage")
    func nothing() {
        let outcome = dewar()
        #expect(outcome.status == .wrongUsage && outcome.output.isEmpty)
        #expect(outcome.errors == dewar("--help").output)
    }

    @Test(
        "tells an unknown command from a misspelt one",
        arguments: [
            ("frobnicate", "error: there is no command `frobnicate`\n  hint: `dewar --help` lists the commands\n"),
            ("hepl", "error: there is no command `hepl`\n  hint: did you mean `help`?\n"),
            ("--nonsense", "error: there is no command `--nonsense`\n  hint: `dewar --help` lists the commands\n"),
            ("", "error: there is no command ``\n  hint: `dewar --help` lists the commands\n"),
        ])
    func unknown(word: String, sentence: String) {
        #expect(dewar(word) == Outcome(status: .wrongUsage, output: "", errors: sentence))
    }

    @Test(
        "refuses flags of `new` that make no sense together, before it looks for anything",
        arguments: [
            (["--layout", "api", "--skeleton", "ours"], "error: `--layout` has no place beside `--skeleton`\n"),
            (["--ref", "v1"], "error: `--ref` needs `--skeleton`\n"),
        ])
    func together(flags: [String], sentence: String) {
        let recorded = RecordedConsole()
        #expect(CommandTable.run(["new", "shop"] + flags, recorded.console) == .wrongUsage)
        #expect(recorded.errors.hasPrefix(sentence))
    }

    @Test("colours only the words that carry no meaning of their own")
    func colour() {
        let problem = Problem("it broke", why: ["it was old"], hint: "mend it")
        #expect(problem.text(.plain) == "error: it broke\n  it was old\n  hint: mend it\n")
        #expect(
            problem.text(Style(isColoured: true))
                == "\u{1B}[1;31merror:\u{1B}[0m \u{1B}[1mit broke\u{1B}[0m\n  it was old\n  \u{1B}[1;36mhint:\u{1B}[0m mend it\n"
        )
    }
}
