package org.ropewalk.processor.read.source;

import java.nio.charset.Charset;
import java.nio.charset.CharsetEncoder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.lang.model.element.AnnotationValue;
import org.ropewalk.processor.report.Diagnostic;
import org.ropewalk.processor.report.Place;
import org.ropewalk.processor.report.Reports;
import org.ropewalk.processor.template.Blocks;
import org.ropewalk.processor.template.Colons;
import org.ropewalk.processor.template.Mnemonics;
import org.ropewalk.processor.template.Node;
import org.ropewalk.processor.template.Quotation;
import org.ropewalk.processor.template.Spelled;
import org.ropewalk.processor.template.Spellings;
import org.ropewalk.processor.template.Template;
import org.ropewalk.processor.template.TemplateParser;
import org.ropewalk.processor.template.TemplateSyntaxException;
import org.ropewalk.processor.template.Terminators;

/** Reads templates, and reports those that are none, or that the character set does not have. */
public final class TemplateReader {
    private static final Pattern HALF_CHARACTER = Pattern.compile("\\p{Cs}");

    private static final int DELETE = 0x7F;

    /** What quotes words where no dialect is declared. */
    private static final Quotation PLAIN = new Quotation("\"", "", "");

    private final CharsetEncoder encoder;
    private final Terminators terminators;
    private final boolean checked;
    private final boolean onlyLines;

    /** How words are quoted; empty where they are not. */
    private final Optional<Quotation> quotation;

    private final Reports reports;

    /** The controls that literals hold. */
    private final Set<Character> controls = new TreeSet<>();

    /**
     * A reader.
     *
     * @param checked whether lines have values that are computed from them
     * @param onlyLines whether words travel in lines, where a colon means nothing
     * @param quotation how words are quoted; empty where they are not
     */
    public TemplateReader(
            Charset charset,
            Terminators terminators,
            boolean checked,
            boolean onlyLines,
            Optional<Quotation> quotation,
            Reports reports) {
        this.checked = checked;
        this.onlyLines = onlyLines;
        this.quotation = quotation;
        this.encoder = charset.newEncoder();
        this.terminators = terminators;
        this.reports = reports;
    }

    /** The one spelling of a line or a word; several are reported. */
    public String only(List<AnnotationValue> spellings, Place place) {
        if (spellings.size() != 1) {
            reports.add(
                    Diagnostic.NOT_YET_SUPPORTED,
                    place,
                    "A @Format with several spellings on a component or an item",
                    "write one");
        }
        return spellings.isEmpty() ? "" : String.valueOf(spellings.get(0).getValue());
    }

    /** All spellings; nothing if one is none, which is reported. */
    public Optional<List<Template>> all(
            List<AnnotationValue> spellings, Function<AnnotationValue, Place> place) {
        List<Template> templates =
                spellings.stream()
                        .flatMap(
                                each ->
                                        parse(String.valueOf(each.getValue()), place.apply(each))
                                                .stream())
                        .toList();
        if (spellings.isEmpty()) {
            only(spellings, place.apply(null));
        }
        return templates.isEmpty() || templates.size() < spellings.size()
                ? Optional.empty()
                : Optional.of(templates);
    }

    /**
     * The lines that one of a command's templates stands for; nothing if one is none, which is
     * reported.
     *
     * @param shortForms whether literals have a short and a long form
     */
    public Optional<List<Template>> spelled(String source, Place place, boolean shortForms) {
        List<Spelled> spellings = Spellings.of(source, shortForms);
        if (spellings.stream().mapToInt(Spelled::count).sum() > Mnemonics.MOST) {
            reports.add(
                    Diagnostic.NOT_YET_SUPPORTED,
                    place,
                    "A line with more than " + Mnemonics.MOST + " spellings",
                    "remove optional words");
            return Optional.empty();
        }
        List<Template> lines = new ArrayList<>();
        for (Spelled spelling : spellings) {
            parse(spelling.source(), place)
                    .map(line -> shortForms ? line.spelled(source, spelling.verbs()) : line)
                    .ifPresent(lines::add);
        }
        return lines.size() == spellings.size() ? Optional.of(lines) : Optional.empty();
    }

    /** The template that {@code source} is; nothing if it is none, which is reported. */
    public Optional<Template> parse(String source, Place place) {
        try {
            Template parsed = Blocks.parse(source);
            Template template = onlyLines ? Colons.literal(parsed) : parsed;
            checkCharset(template.nodes(), source, place);
            if (quotation.isEmpty() && PLAIN.isIn(template)) {
                reports.add(Diagnostic.QUOTES_WITHOUT_DIALECT, place, Blocks.shown(source));
            }
            quotation
                    .flatMap(each -> each.fault(template))
                    .ifPresent(
                            fault ->
                                    reports.add(
                                            Diagnostic.NOT_YET_SUPPORTED,
                                            place,
                                            fault == Quotation.Fault.DELIMITER
                                                    ? "A list with a delimiter from specials or escapes"
                                                    : "A backslash in a line, where words have no quotes",
                                            fault == Quotation.Fault.DELIMITER
                                                    ? "use another delimiter"
                                                    : "remove it"));
            return Optional.of(quotation.map(each -> each.in(template)).orElse(template));
        } catch (TemplateSyntaxException e) {
            int at = Blocks.shown(source.substring(0, e.offset())).length() + 1;
            reports.add(
                    Diagnostic.TEMPLATE_SYNTAX, place, Blocks.shown(source), at, e.getMessage());
            return Optional.empty();
        }
    }

    /** The content that {@code source} is; nothing if it is none, which is reported. */
    public Optional<Blocks.Content> content(String source, Place place) {
        try {
            Blocks.Content content = Blocks.content(source);
            checkCharset(List.of(content.fields()), source, place);
            return Optional.of(content);
        } catch (TemplateSyntaxException e) {
            int at = Blocks.shown(source.substring(0, e.offset())).length() + 1;
            reports.add(
                    Diagnostic.TEMPLATE_SYNTAX, place, Blocks.shown(source), at, e.getMessage());
            return Optional.empty();
        }
    }

    /** Checks a text that is written as it stands. */
    public void checkText(String text, Place place) {
        int control = TemplateParser.control(text);
        if (control >= 0) {
            reports.add(
                    Diagnostic.TEMPLATE_SYNTAX, place, text, control + 1, TemplateParser.CONTROL);
        }
        checkCharset(text, text, place);
    }

    /** The control characters that literals of the templates hold that were read. */
    public String controls() {
        return controls.stream().map(String::valueOf).collect(Collectors.joining());
    }

    /** Whether lines have values that are computed from them. */
    public boolean checked() {
        return checked;
    }

    /** Whether a backslash begins an escape everywhere. */
    public boolean isEscaping() {
        return quotation.filter(each -> each.quotes().isEmpty()).isPresent();
    }

    /** Whether words may be in quotes, or have escapes. */
    public boolean isQuoting() {
        return quotation.isPresent();
    }

    /** What ends lines. */
    public Terminators terminators() {
        return terminators;
    }

    private void checkCharset(List<Node> nodes, String source, Place place) {
        for (Node node : nodes) {
            if (node instanceof Node.Literal literal) {
                literal.text()
                        .chars()
                        .filter(c -> c < ' ' || c == DELETE)
                        .forEach(c -> controls.add((char) c));
                checkCharset(literal.text(), source, place);
            } else if (node instanceof Node.Many many && many.isOfColumns()) {
                controls.add(many.delimiter().orElseThrow());
                checkCharset(many.between(), source, place);
            } else if (node instanceof Node.Group group) {
                checkCharset(group.nodes(), source, place);
            } else if (node instanceof Node.Commentary commentary) {
                checkCharset(commentary.nodes(), source, place);
            } else if (node instanceof Node.Fields block) {
                block.fields()
                        .forEach(
                                field -> {
                                    checkCharset(field.name(), source, place);
                                    checkCharset(field.value(), source, place);
                                });
            }
        }
    }

    /** Reports the first character of {@code text} that cannot be written. */
    public void checkCharset(String text, String source, Place place) {
        terminators
                .in(text)
                .ifPresent(
                        at ->
                                reports.add(
                                        Diagnostic.TERMINATOR_IN_TEXT,
                                        place,
                                        source,
                                        text.charAt(at),
                                        Terminators.name(
                                                terminators.beginningWith(text.charAt(at)))));
        if (encoder.canEncode(text)) {
            return;
        }
        text.codePoints()
                .mapToObj(Character::toString)
                .filter(character -> !encoder.canEncode(character))
                .findFirst()
                .ifPresent(
                        character ->
                                reports.add(
                                        Diagnostic.UNENCODABLE_TEXT,
                                        place,
                                        shown(source),
                                        shown(character),
                                        encoder.charset().name()));
    }

    /** A text whose half characters are escaped: no terminal shows them. */
    private static String shown(String text) {
        return HALF_CHARACTER
                .matcher(text)
                .replaceAll(half -> "\\\\u%04X".formatted((int) half.group().charAt(0)));
    }
}
