/// Text without meaning that looks like Latin, to fill a page with.
enum Lipsum {
    private static let words = """
        ad aliquam aliquip amet anim aute cillum commodo consectetur consequat culpa cupidatat deserunt do dolor dolore
        duis ea eiusmod elit enim esse est et eu ex excepteur exercitation fugiat id in incididunt ipsum irure labore
        laboris laborum lorem magna minim mollit nisi non nostrud nulla occaecat officia pariatur proident qui quis
        reprehenderit sed sint sit sunt tempor ullamco ut velit veniam voluptate
        """.split(whereSeparator: \.isWhitespace).map(String.init)

    /// Sentences of so many words in all, with some commas. No word follows itself.
    static func paragraph(words count: Int) -> String {
        var text = ""
        var last = ""
        var untilPeriod = 0
        var untilComma = 0
        for i in 0..<max(count, 0) {
            var word = words.randomElement()!
            while word == last { word = words.randomElement()! }
            last = word
            if untilPeriod == 0 {
                (untilPeriod, untilComma) = (.random(in: 6...16), .random(in: 3...7))
                word = word.prefix(1).uppercased() + word.dropFirst()
            }
            (untilPeriod, untilComma) = (untilPeriod - 1, untilComma - 1)
            text += i == 0 ? word : " " + word
            if untilPeriod == 0 || i == count - 1 {
                text += "."
                untilPeriod = 0
            } else if untilComma == 0 {
                text += ","
                untilComma = .random(in: 3...7)
            }
        }
        return text
    }
}
