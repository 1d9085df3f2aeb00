package org.ropewalk.processor.read;

import com.palantir.javapoet.ClassName;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import org.ropewalk.processor.model.Wire;
import org.ropewalk.processor.report.Diagnostic;
import org.ropewalk.processor.report.Place;
import org.ropewalk.processor.report.Reports;
import org.ropewalk.processor.template.Blocks;
import org.ropewalk.processor.template.Quotation;
import org.ropewalk.processor.template.Terminators;

/** Reads how a protocol's lines stand on the wire. */
final class WireReader {
    private static final int DELETE = 0x7F;
    private static final int LAST_BYTE = 0xFF;
    private static final int LONGEST_END = 8;

    /** What ends lines that may have literals. */
    private static final List<String> USUAL = List.of("\r\n", "\n");

    private final Annotations annotations;
    private final TemplateReader templates;
    private final Reports reports;

    WireReader(Annotations annotations, TemplateReader templates, Reports reports) {
        this.annotations = annotations;
        this.templates = templates;
        this.reports = reports;
    }

    Wire read(TypeElement protocol) {
        AnnotationMirror line = annotations.find(protocol, "LineProtocol").orElseThrow();
        List<String> carriers =
                annotations.list(line, "carrier").stream()
                        .map(value -> value.getValue().toString())
                        .toList();
        boolean resp = carriers.contains("RESP") && !carriers.contains("TRAILING");
        if (carriers.size() != 1 && !resp) {
            reports.add(
                    Diagnostic.NOT_YET_SUPPORTED,
                    annotations.place(protocol, line, "carrier"),
                    "Carrier TRAILING beside another",
                    "use one of them");
            carriers = List.of("LINE");
        }
        String charset = annotations.string(line, "charset");
        checkCharset(charset, annotations.place(protocol, line, "charset"));
        templates.checkText(
                annotations.string(line, "continued"),
                annotations.place(protocol, line, "continued"));
        checkSpelling(protocol, line);
        boolean sound =
                checkTerminators(protocol, line, "terminator")
                        & checkTerminators(protocol, line, "replyTerminator");
        Terminators ends = sound ? terminators(annotations, line) : Terminators.STANDARD;
        return new Wire(
                ends,
                Wire.Separator.valueOf(annotations.constant(line, "separator")),
                isCaseSensitive(annotations, line),
                hasShortForms(annotations, line),
                isUsable(charset) ? charset : "UTF-8",
                controls(line, ends, annotations.place(protocol, line, "controls")),
                "",
                order(protocol, line),
                carrier(carriers),
                annotations.string(line, "continued"),
                EnvelopeReader.checks(annotations, protocol),
                fields(protocol),
                annotations.flag(line, "datagrams"),
                filter(line),
                quotes(protocol),
                chain(protocol));
    }

    /** What separates the commands of a line. */
    private Optional<Wire.Chain> chain(TypeElement protocol) {
        Optional<AnnotationMirror> chain = annotations.find(protocol, "Chain");
        if (chain.isEmpty()) {
            return Optional.empty();
        }
        String separator = annotations.string(chain.get(), "value");
        if (separator.length() != 1
                || !isMark(separator.charAt(0))
                || "\\[]{}".contains(separator)
                || marks(annotations, protocol).contains(separator)) {
            reports.add(
                    Diagnostic.NOT_YET_SUPPORTED,
                    annotations.place(protocol, chain.get(), "value"),
                    "This separator of commands",
                    "write one punctuation mark that has no other meaning, such as ;");
            return Optional.empty();
        }
        return Optional.of(new Wire.Chain(separator.charAt(0), together(protocol).orElseThrow()));
    }

    /** How the commands of a line are answered; nothing if a line has one. */
    private Optional<Wire.Together> together(TypeElement protocol) {
        return annotations
                .find(protocol, "Chain")
                .map(chain -> Wire.Together.valueOf(annotations.constant(chain, "together")));
    }

    /** Where commands share a part of their reply, the next is read after the reply. */
    private Wire.Order order(TypeElement protocol, AnnotationMirror line) {
        boolean shares = together(protocol).filter(each -> each != Wire.Together.WHOLE).isPresent();
        return shares ? Wire.Order.SERIAL : Wire.Order.valueOf(annotations.constant(line, "order"));
    }

    /** The class of filters; nothing if none is named. */
    private Optional<ClassName> filter(AnnotationMirror line) {
        return annotations.value(line, "filter").getValue() instanceof DeclaredType named
                ? Optional.of(ClassName.get((TypeElement) named.asElement()))
                : Optional.empty();
    }

    private static Wire.Carrier carrier(List<String> carriers) {
        boolean both = carriers.contains("RESP") && carriers.contains("LINE");
        return both ? Wire.Carrier.RESP_OR_LINE : Wire.Carrier.valueOf(carriers.get(0));
    }

    private Wire.Fields fields(TypeElement protocol) {
        String end = EnvelopeReader.end(annotations, protocol);
        checkBlockEnd(protocol, end);
        return annotations
                .find(protocol, "Fields")
                .map(
                        fields ->
                                new Wire.Fields(
                                        annotations.flag(fields, "fold"),
                                        annotations.constant(fields, "repeated"),
                                        "",
                                        end))
                .orElse(new Wire.Fields(false, "REFUSED", "", end));
    }

    /** What follows each block follows the blocks of both directions. */
    private void checkBlockEnd(TypeElement protocol, String end) {
        annotations
                .find(protocol, "Envelope")
                .filter(
                        envelope ->
                                !Blocks.end(annotations.string(envelope, "reply")).equals(end)
                                        || end.chars().anyMatch(c -> c > LAST_BYTE))
                .ifPresent(
                        envelope ->
                                reports.add(
                                        Diagnostic.NOT_YET_SUPPORTED,
                                        annotations.place(protocol, envelope, "reply"),
                                        "A different end of the blocks of each direction",
                                        "write the same characters up to U+00FF after \\n\\n in"
                                                + " both"));
    }

    /** Whether the case of letters counts. */
    static boolean isCaseSensitive(Annotations annotations, AnnotationMirror line) {
        return annotations.flag(line, "caseSensitive")
                || annotations.constant(line, "spelling").equals("EXACT");
    }

    /** Whether literals have a short and a long form. */
    static boolean hasShortForms(Annotations annotations, AnnotationMirror line) {
        return annotations.constant(line, "spelling").equals("SHORT_OR_LONG");
    }

    /** Whether values and commands are those of RESP. */
    static boolean isResp(Annotations annotations, AnnotationMirror line) {
        return annotations.list(line, "carrier").stream()
                .anyMatch(value -> value.getValue().toString().equals("RESP"));
    }

    private void checkSpelling(TypeElement protocol, AnnotationMirror line) {
        if (annotations.isWritten(line, "caseSensitive")
                && annotations.isWritten(line, "spelling")) {
            reports.add(
                    Diagnostic.SPELLING_TWICE, annotations.place(protocol, line, "caseSensitive"));
        }
    }

    /** What ends lines, whether it can or not. */
    static Terminators terminators(Annotations annotations, AnnotationMirror line) {
        List<String> commands = ends(annotations, line, "terminator");
        List<String> replies = ends(annotations, line, "replyTerminator");
        if (commands.isEmpty() || commands.contains("") || replies.contains("")) {
            return Terminators.STANDARD;
        }
        return new Terminators(commands, replies.isEmpty() ? commands : replies);
    }

    private static List<String> ends(Annotations annotations, AnnotationMirror line, String name) {
        return Terminators.of(
                annotations.list(line, name).stream()
                        .map(value -> value.getValue().toString())
                        .toList());
    }

    /** Whether lines can end so. */
    private boolean checkTerminators(TypeElement protocol, AnnotationMirror line, String member) {
        Place place = annotations.place(protocol, line, member);
        List<String> ends = ends(annotations, line, member);
        boolean sound = true;
        if (ends.isEmpty() && member.equals("terminator")) {
            reports.add(Diagnostic.BAD_TERMINATOR, place, "{}", "is empty");
            return false;
        }
        for (String end : ends) {
            Optional<String> wrong = wrong(end);
            if (wrong.isPresent()) {
                reports.add(Diagnostic.BAD_TERMINATOR, place, Terminators.name(end), wrong.get());
                return false;
            }
            for (String other : ends) {
                if (!other.equals(end) && other.contains(end) && !other.equals("\r\n")) {
                    reports.add(
                            Diagnostic.AMBIGUOUS_TERMINATOR,
                            place,
                            Terminators.name(end),
                            Terminators.name(other));
                    sound = false;
                }
            }
        }
        return sound;
    }

    private static Optional<String> wrong(String end) {
        if (end.isEmpty() || end.length() > LONGEST_END) {
            return Optional.of("has " + end.length() + " characters");
        }
        char first = end.charAt(0);
        if (Character.isLetterOrDigit(first) && first < DELETE || " \t-+.".indexOf(first) >= 0) {
            return Optional.of("begins with a blank, a letter, a digit, or one of -+.");
        }
        return end.chars().anyMatch(c -> c > LAST_BYTE)
                ? Optional.of("has characters above U+00FF")
                : Optional.empty();
    }

    /** The controls that values may hold, as far as they can. */
    private String controls(AnnotationMirror line, Terminators ends, Place place) {
        StringBuilder controls = new StringBuilder();
        for (char c : annotations.string(line, "controls").toCharArray()) {
            if (c >= ' ' && c != DELETE) {
                reports.add(
                        Diagnostic.NOT_A_CONTROL,
                        place,
                        code(c),
                        "is not an ASCII control character");
            } else if (c == 0 || c == '\r' || c == '\n' || ends.hold(c)) {
                reports.add(Diagnostic.NOT_A_CONTROL, place, code(c), "would end the line");
            } else {
                controls.append(c);
            }
        }
        return controls.toString();
    }

    private static String code(char c) {
        return String.format("U+%04X", (int) c);
    }

    private void checkCharset(String name, Place place) {
        Optional<Charset> charset = find(name);
        if (charset.isEmpty()) {
            reports.add(Diagnostic.UNKNOWN_CHARSET, place, name);
        } else if (!charset.get().canEncode()) {
            reports.add(Diagnostic.UNSUITABLE_CHARSET, place, name, "can only be decoded");
        } else if (!hasAscii(charset.get())) {
            reports.add(
                    Diagnostic.UNSUITABLE_CHARSET,
                    place,
                    name,
                    "does not encode ASCII as ASCII bytes");
        }
    }

    private static boolean isUsable(String name) {
        return find(name).filter(Charset::canEncode).filter(WireReader::hasAscii).isPresent();
    }

    /** The character set of that name; UTF-8 where it cannot be used, which is reported once. */
    static Charset charset(String name) {
        return isUsable(name) ? find(name).orElseThrow() : StandardCharsets.UTF_8;
    }

    private static Optional<Charset> find(String name) {
        try {
            return Optional.of(Charset.forName(name));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Whether blanks, line ends and literals are the bytes that the runtime looks for. */
    private static boolean hasAscii(Charset charset) {
        for (char c = 0; c < DELETE; c++) {
            byte[] bytes = String.valueOf(c).getBytes(charset);
            if (bytes.length != 1 || bytes[0] != c) {
                return false;
            }
        }
        return true;
    }

    // ---- quotes

    /** How words are quoted; what is wrong with that is reported. */
    private Optional<Wire.Quotes> quotes(TypeElement protocol) {
        return annotations.find(protocol, "Quoted").map(quoted -> quotes(protocol, quoted));
    }

    /** How the words of templates are quoted; empty where they are not. */
    static Optional<Quotation> quotation(Annotations annotations, TypeElement protocol) {
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
    static String marks(Annotations annotations, TypeElement protocol) {
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

    private Wire.Quotes quotes(TypeElement protocol, AnnotationMirror quoted) {
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
        return new Wire.Quotes("\"", "BACKSLASH", "", "", "", "NONE");
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
        Terminators ends = terminators(annotations, line);
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
    private static boolean isMark(int c) {
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
