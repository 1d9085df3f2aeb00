package org.ropewalk.processor.read;

import java.util.Optional;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.TypeElement;
import org.ropewalk.processor.model.Wire;
import org.ropewalk.processor.report.Diagnostic;
import org.ropewalk.processor.report.Reports;

/** Reads how the words of a protocol are quoted. */
final class QuotedReader {
    /** What a protocol without the annotation writes in place of quotes. */
    static final char USUAL = '"';

    private static final int DELETE = 0x7F;

    private final Annotations annotations;
    private final Reports reports;

    QuotedReader(Annotations annotations, Reports reports) {
        this.annotations = annotations;
        this.reports = reports;
    }

    /** How words are quoted; what is wrong with that is reported. */
    Optional<Wire.Quotes> read(TypeElement protocol) {
        return annotations.find(protocol, "Quoted").map(quoted -> read(protocol, quoted));
    }

    /** The quote that is written; empty where words are not quoted. */
    static Optional<Character> quote(Annotations annotations, TypeElement protocol) {
        return annotations
                .find(protocol, "Quoted")
                .map(quoted -> annotations.string(quoted, "quotes"))
                .filter(quotes -> !quotes.isEmpty())
                .map(quotes -> quotes.charAt(0));
    }

    private Wire.Quotes read(TypeElement protocol, AnnotationMirror quoted) {
        Wire.Quotes quotes =
                new Wire.Quotes(
                        annotations.string(quoted, "quotes"),
                        annotations.constant(quoted, "escape"),
                        annotations.string(quoted, "escapes"),
                        annotations.string(quoted, "specials"),
                        annotations.string(quoted, "nil"),
                        annotations.constant(quoted, "literal"));
        if (quotes.characters().chars().anyMatch(c -> !isMark(c) || c == '\\')) {
            report(protocol, quoted, "quotes", "use punctuation other than a backslash");
        } else if (quotes.specials().chars().anyMatch(c -> !isMark(c))) {
            report(protocol, quoted, "specials", "use punctuation");
        } else if (!isPairs(quotes)) {
            report(
                    protocol,
                    quoted,
                    "escapes",
                    "write pairs of a letter behind a backslash and a character");
        } else if (!isWord(quotes)) {
            report(protocol, quoted, "nil", "use letters and digits");
        } else {
            return quotes;
        }
        return new Wire.Quotes("\"", "BACKSLASH", "", "", "", "NONE");
    }

    private void report(
            TypeElement protocol, AnnotationMirror quoted, String member, String remedy) {
        reports.add(
                Diagnostic.BAD_DIALECT,
                annotations.place(protocol, quoted, member),
                member,
                annotations.string(quoted, member),
                remedy);
    }

    /** Whether it is printable, and neither a letter nor a digit. */
    private static boolean isMark(int c) {
        return c > ' ' && c < DELETE && !Character.isLetterOrDigit(c);
    }

    private static boolean isPairs(Wire.Quotes quotes) {
        String pairs = quotes.escapes();
        for (int i = 0; i < pairs.length(); i += 2) {
            char letter = pairs.charAt(i);
            boolean hex = letter == 'x' && quotes.escape().equals("BACKSLASH_HEX");
            if (!Character.isLetterOrDigit(letter) || letter >= DELETE || hex) {
                return false;
            }
        }
        return pairs.length() % 2 == 0
                && (pairs.isEmpty() || quotes.escape().startsWith("BACKSLASH"));
    }

    private static boolean isWord(Wire.Quotes quotes) {
        return quotes.nil().chars().allMatch(c -> Character.isLetterOrDigit(c) && c < DELETE);
    }
}
