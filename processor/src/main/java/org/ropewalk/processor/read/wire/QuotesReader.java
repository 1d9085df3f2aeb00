package org.ropewalk.processor.read.wire;

import java.util.List;
import java.util.Optional;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.TypeElement;
import org.ropewalk.processor.model.Wire;
import org.ropewalk.processor.read.source.Annotations;
import org.ropewalk.processor.report.Diagnostic;
import org.ropewalk.processor.report.Reports;
import org.ropewalk.processor.template.Quotation;
import org.ropewalk.processor.template.Terminators;

/** Reads how words are quoted: {@code @Quoted}. */
public final class QuotesReader {
    private static final int DELETE = 0x7F;

    /** What ends lines that may have literals. */
    private static final List<String> USUAL = List.of("\r\n", "\n");

    /** In place of quotes that cannot be. */
    private static final Wire.Quotes STANDARD =
            new Wire.Quotes("\"", "BACKSLASH", "", "", "", "NONE");

    private final Annotations annotations;
    private final Reports reports;

    QuotesReader(Annotations annotations, Reports reports) {
        this.annotations = annotations;
        this.reports = reports;
    }

    /** How words are quoted; what is wrong with that is reported. */
    Optional<Wire.Quotes> read(TypeElement protocol) {
        return annotations.find(protocol, "Quoted").map(quoted -> read(protocol, quoted));
    }

    /** How the words of templates are quoted; empty where they are not. */
    public static Optional<Quotation> quotation(Annotations annotations, TypeElement protocol) {
        return annotations
                .find(protocol, "Quoted")
                .map(
                        quoted ->
                                new Quotation(
                                        annotations.string(quoted, "quotes"),
                                        annotations.string(quoted, "nil"),
                                        marks(annotations, protocol)));
    }

    /** The characters that end a bare word, or that it has not. */
    public static String marks(Annotations annotations, TypeElement protocol) {
        return annotations
                .find(protocol, "Quoted")
                .map(
                        quoted ->
                                annotations.string(quoted, "quotes")
                                        + annotations.string(quoted, "specials")
                                        + escaped(annotations, quoted))
                .orElse("");
    }

    /** What is never written as it is, where there are no quotes. */
    private static String escaped(Annotations annotations, AnnotationMirror quoted) {
        StringBuilder escaped = new StringBuilder("\\");
        String pairs = annotations.string(quoted, "escapes");
        for (int i = 1; i < pairs.length(); i += 2) {
            escaped.append(pairs.charAt(i));
        }
        return annotations.string(quoted, "quotes").isEmpty() ? escaped.toString() : "";
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
                    "write pairs of a letter behind a backslash and a character, each letter once");
        } else if (quotes.characters().isEmpty() && !quotes.escape().startsWith("BACKSLASH")) {
            report(protocol, quoted, "quotes", "write at least one, or use backslashes");
        } else if (quotes.characters().isEmpty() && !quotes.nil().isEmpty()) {
            report(protocol, quoted, "nil", "remove it, because only quotes tell it from a text");
        } else if (!isWord(quotes)) {
            report(protocol, quoted, "nil", "use a letter, and letters and digits behind it");
        } else {
            return supported(protocol, quoted, quotes);
        }
        return STANDARD;
    }

    private Wire.Quotes supported(
            TypeElement protocol, AnnotationMirror quoted, Wire.Quotes quotes) {
        if (!quotes.literal().equals("NONE") && !hasLines(protocol)) {
            unsupported(
                    protocol,
                    quoted,
                    "literal",
                    "A literal of counted bytes in datagrams, arrays, or lines that do not end in CR LF or LF");
        }
        if (quotes.characters().isEmpty() && !quotes.literal().equals("NONE")) {
            unsupported(protocol, quoted, "literal", "A literal of counted bytes, without quotes");
        }
        if (!quotes.nil().isEmpty() && !isLine(protocol)) {
            unsupported(protocol, quoted, "nil", "A word for an empty Optional in arrays");
        }
        return quotes;
    }

    /** Whether lines come one after the other, between usual ends, with nothing around them. */
    private boolean hasLines(TypeElement protocol) {
        AnnotationMirror line = annotations.find(protocol, "LineProtocol").orElseThrow();
        Terminators ends = TerminatorReader.terminators(annotations, line);
        return !annotations.flag(line, "datagrams")
                && isLine(protocol)
                && USUAL.containsAll(ends.commands())
                && USUAL.containsAll(ends.replies())
                && !EnvelopeReader.checks(annotations, protocol).any();
    }

    /** Whether words come in lines alone. */
    private boolean isLine(TypeElement protocol) {
        AnnotationMirror line = annotations.find(protocol, "LineProtocol").orElseThrow();
        return annotations.list(line, "carrier").size() == 1
                && annotations.list(line, "carrier").get(0).getValue().toString().equals("LINE");
    }

    private void unsupported(
            TypeElement protocol, AnnotationMirror quoted, String member, String what) {
        reports.add(
                Diagnostic.NOT_YET_SUPPORTED,
                annotations.place(protocol, quoted, member),
                what,
                "remove " + member + (member.equals("nil") ? ", and write brackets" : ""));
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
    static boolean isMark(int c) {
        return c > ' ' && c < DELETE && !Character.isLetterOrDigit(c);
    }

    private static boolean isPairs(Wire.Quotes quotes) {
        String pairs = quotes.escapes();
        StringBuilder letters = new StringBuilder();
        for (int i = 0; i < pairs.length(); i += 2) {
            char letter = pairs.charAt(i);
            boolean hex = letter == 'x' && quotes.escape().equals("BACKSLASH_HEX");
            boolean again = letters.indexOf(String.valueOf(letter)) >= 0;
            if (!Character.isLetterOrDigit(letter) || letter >= DELETE || hex || again) {
                return false;
            }
            letters.append(letter);
        }
        return pairs.length() % 2 == 0
                && (pairs.isEmpty() || quotes.escape().startsWith("BACKSLASH"));
    }

    private static boolean isWord(Wire.Quotes quotes) {
        String nil = quotes.nil();
        return nil.isEmpty()
                || Character.isLetter(nil.charAt(0))
                        && nil.chars().allMatch(c -> Character.isLetterOrDigit(c) && c < DELETE);
    }
}
