package org.ropewalk.processor.emit.code.writing;

import org.ropewalk.processor.model.ValueType;

/** Which characters a value may have. */
final class Characters {
    private static final String NUMERALS = "0123456789-+.eE";

    private Characters() {}

    /** Whether a value has characters of numbers alone. */
    static boolean isNumber(ValueType type) {
        return type instanceof ValueType.Integral
                || type instanceof ValueType.Big
                || type instanceof ValueType.Floating;
    }

    /** Whether a number may have this character. */
    static boolean isNumeral(int character) {
        return NUMERALS.indexOf(character) >= 0;
    }

    /** Whether one of some words may have the first character of {@code literal}, in any case. */
    static boolean mayHold(ValueType.Enumeration words, String literal) {
        int first = Character.toUpperCase(literal.charAt(0));
        return words.constants().stream()
                .flatMapToInt(each -> each.word().chars())
                .anyMatch(c -> Character.toUpperCase(c) == first);
    }
}
