/// What Python says of a character: `isalpha`, `isdigit`, `isspace` and their kin, from the Unicode database.
extension Unicode.Scalar {
    /// Python: `str.isspace`, and what `split` and `strip` take for white space.
    var isPythonSpace: Bool {
        switch value {
        case 0x09...0x0D, 0x1C...0x20, 0x85, 0xA0, 0x1680, 0x2000...0x200A, 0x2028, 0x2029, 0x202F, 0x205F, 0x3000: true
        default: false
        }
    }

    /// Python: what `str.splitlines` takes for the end of a line.
    var endsPythonLine: Bool {
        switch value {
        case 0x0A...0x0D, 0x1C...0x1E, 0x85, 0x2028, 0x2029: true
        default: false
        }
    }

    var isPythonAlpha: Bool {
        if isASCII { return isASCIILetter }
        return switch properties.generalCategory {
        case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter: true
        default: false
        }
    }

    private var isASCIILetter: Bool { (0x61...0x7A).contains(value | 0x20) }

    var isPythonDecimal: Bool { decimalDigit != nil }

    var isPythonDigit: Bool {
        switch properties.numericType {
        case .decimal, .digit: true
        default: false
        }
    }

    var isPythonNumeric: Bool { properties.numericType != nil }

    var isPythonAlphanumeric: Bool {
        if isASCII { return isASCIILetter || (0x30...0x39).contains(value) }
        return isPythonAlpha || isPythonNumeric
    }

    /// What `\w` of Python's regular expressions matches.
    var isWordCharacter: Bool { value == 0x5F || isPythonAlphanumeric }

    /// The value of a decimal digit of any script; nil for all else.
    var decimalDigit: Int? {
        if isASCII { return (0x30...0x39).contains(value) ? Int(value) - 0x30 : nil }
        guard properties.numericType == .decimal, let digit = properties.numericValue else { return nil }
        return Int(digit)
    }

    /// False for what `repr` writes as an escape: controls, formats, separators, private and unassigned characters.
    var isPythonPrintable: Bool {
        if isASCII { return value >= 0x20 && value < 0x7F }
        return switch properties.generalCategory {
        case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator, .paragraphSeparator,
            .spaceSeparator:
            false
        default: true
        }
    }

    var isTitlecased: Bool { properties.generalCategory == .titlecaseLetter }
}

/// The tests of Python's strings that look at every character.
extension Text {
    /// Python: `str.isalpha` and the like: true if there are characters and all of them pass.
    func all(_ passes: (Unicode.Scalar) -> Bool) -> Bool { count > 0 && scalars.allSatisfy(passes) }

    /// Python: `str.islower`: something is cased, and nothing is upper or title case.
    var isLowercased: Bool {
        var isCased = false
        for scalar in scalars {
            if scalar.properties.isUppercase || scalar.isTitlecased { return false }
            if scalar.properties.isLowercase { isCased = true }
        }
        return isCased
    }

    /// Python: `str.isupper`.
    var isUppercased: Bool {
        var isCased = false
        for scalar in scalars {
            if scalar.properties.isLowercase || scalar.isTitlecased { return false }
            if scalar.properties.isUppercase { isCased = true }
        }
        return isCased
    }

    /// Python: `str.istitle`: upper case follows only what is uncased, lower case only what is cased.
    var isTitlecased: Bool {
        var isCased = false
        var followsCased = false
        for scalar in scalars {
            if scalar.properties.isUppercase || scalar.isTitlecased {
                if followsCased { return false }
                (isCased, followsCased) = (true, true)
            } else if scalar.properties.isLowercase {
                if !followsCased { return false }
                isCased = true
            } else {
                followsCased = false
            }
        }
        return isCased
    }

    /// Python: `str.isidentifier`.
    var isIdentifier: Bool {
        var rest = scalars[...]
        guard let first = rest.popFirst() else { return false }
        return (first.value == 0x5F || first.properties.isXIDStart) && rest.allSatisfy(\.properties.isXIDContinue)
    }
}
