package org.ropewalk.line.verbs;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.ropewalk.annotation.ForGeneratedCode;
import org.ropewalk.line.LineFormat;
import org.ropewalk.line.LineReader;

/**
 * Verbs whose words have a short and a long form, and may be missing: {@code
 * [SOURce:]VOLTage[:LEVel]}. Immutable.
 */
@ForGeneratedCode
public final class VerbTable {
    /** What {@link #find} returns for a verb that is none of these. */
    public static final int NONE = -1;

    private static final Pattern LETTERS = Pattern.compile("[A-Za-z]+");
    private static final Pattern TWO_FORMS = Pattern.compile("([A-Z]+)[a-z]+");
    private static final long MULTIPLIER = 0x9E3779B97F4A7C15L;

    /** Each spelling at its hash, or behind it; empty where there is none. */
    private final byte[][] verbs;

    /** The number of the command of each spelling. */
    private final int[] numbers;

    private final int shift;

    private VerbTable(int width) {
        shift = Long.SIZE - width;
        verbs = new byte[1 << width][0];
        numbers = new int[1 << width];
    }

    /**
     * The verbs of some commands.
     *
     * @param commands the verbs of each, with blanks between them; one verb has one command
     */
    public static VerbTable of(LineFormat format, String... commands) {
        List<List<String>> all = new ArrayList<>();
        int count = 0;
        for (String command : commands) {
            List<String> spellings = new ArrayList<>();
            for (String verb : command.split(" ")) {
                spellings.addAll(spellings(verb));
            }
            all.add(spellings);
            count += spellings.size();
        }
        VerbTable table = new VerbTable(Integer.SIZE - Integer.numberOfLeadingZeros(2 * count));
        for (int number = 0; number < commands.length; number++) {
            for (String verb : all.get(number)) {
                table.add(format.text(verb.toUpperCase(Locale.ROOT)), number);
            }
        }
        return table;
    }

    private void add(byte[] verb, int number) {
        int at = (int) (bits(verb) * MULTIPLIER >>> shift);
        while (verbs[at].length > 0) {
            at = next(at);
        }
        verbs[at] = verb;
        numbers[at] = number;
    }

    private int next(int at) {
        return at + 1 & verbs.length - 1;
    }

    /** What {@link LineReader#verbBits} is for a verb of upper case letters. */
    private static long bits(byte[] verb) {
        long bits = 1;
        for (byte each : verb) {
            bits = Long.rotateLeft(bits, Byte.SIZE) ^ each & 0xFF;
        }
        return verb.length >= Long.BYTES ? bits << Byte.SIZE : bits;
    }

    /** The number of the command of the line's verb, or {@link #NONE}. */
    public int find(LineReader line) {
        int at = line.verbHash(MULTIPLIER, shift);
        while (verbs[at].length > 0) {
            if (line.verbIs(verbs[at])) {
                return numbers[at];
            }
            at = next(at);
        }
        return NONE;
    }

    // ---- spellings

    private static List<String> spellings(String verb) {
        int open = verb.indexOf('[');
        if (open < 0) {
            return forms(verb);
        }
        int close = close(verb, open);
        List<String> inside = new ArrayList<>(spellings(verb.substring(open + 1, close)));
        inside.add("");
        return product(
                product(forms(verb.substring(0, open)), inside),
                spellings(verb.substring(close + 1)));
    }

    private static int close(String verb, int open) {
        int at = open;
        int depth = 0;
        do {
            depth += verb.charAt(at) == '[' ? 1 : verb.charAt(at) == ']' ? -1 : 0;
            at++;
        } while (depth > 0);
        return at - 1;
    }

    /** The forms of each word of a literal, in all combinations. */
    private static List<String> forms(String literal) {
        List<String> forms = List.of("");
        Matcher letters = LETTERS.matcher(literal);
        int from = 0;
        while (letters.find()) {
            forms = product(forms, List.of(literal.substring(from, letters.start())));
            forms = product(forms, word(letters.group()));
            from = letters.end();
        }
        return product(forms, List.of(literal.substring(from)));
    }

    private static List<String> word(String letters) {
        Matcher forms = TWO_FORMS.matcher(letters);
        return forms.matches() ? List.of(letters, forms.group(1)) : List.of(letters);
    }

    private static List<String> product(List<String> front, List<String> behind) {
        return front.stream().flatMap(first -> behind.stream().map(first::concat)).toList();
    }
}
