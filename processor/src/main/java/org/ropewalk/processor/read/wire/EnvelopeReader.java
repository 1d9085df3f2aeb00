package org.ropewalk.processor.read.wire;

import com.palantir.javapoet.ClassName;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.ElementFilter;
import org.ropewalk.processor.model.Answer;
import org.ropewalk.processor.model.EnvelopeModel;
import org.ropewalk.processor.model.LineCheck;
import org.ropewalk.processor.model.ValueType;
import org.ropewalk.processor.model.Wire;
import org.ropewalk.processor.read.source.Annotations;
import org.ropewalk.processor.read.source.TemplateReader;
import org.ropewalk.processor.report.Diagnostic;
import org.ropewalk.processor.report.Place;
import org.ropewalk.processor.report.Reports;
import org.ropewalk.processor.template.Blocks;
import org.ropewalk.processor.template.Node;
import org.ropewalk.processor.template.Template;

/** Reads {@code @Envelope}, and puts it around lines. */
public final class EnvelopeReader {
    /** What is before a line with its values, these, what is behind it, and the computed value. */
    private static final Pattern COMPUTED =
            Pattern.compile(
                    "([^{}\\[\\]\\\\]*)(.*\\{\\*\\})([^{}\\[\\]\\\\]+)\\{(\\w+)\\}",
                    Pattern.DOTALL);

    private final Annotations annotations;
    private final TemplateReader templates;
    private final Reports reports;

    /** A reader of templates that stand around lines. */
    public EnvelopeReader(Annotations annotations, TemplateReader templates, Reports reports) {
        this.annotations = annotations;
        this.templates = templates;
        this.reports = reports;
    }

    /** The values that the envelope of {@code protocol} computes from lines. */
    public static Wire.Checks checks(Annotations annotations, TypeElement protocol) {
        return new Wire.Checks(
                check(annotations, protocol, "command"), check(annotations, protocol, "reply"));
    }

    /** What follows each block and its payload; empty if nothing does. */
    public static String end(Annotations annotations, TypeElement protocol) {
        return annotations
                .find(protocol, "Envelope")
                .map(envelope -> Blocks.end(annotations.string(envelope, "command")))
                .orElse("");
    }

    /** Whether the envelope of replies has several lines. */
    public static boolean endsBlocks(Annotations annotations, TypeElement protocol) {
        return annotations
                .find(protocol, "Envelope")
                .filter(
                        envelope ->
                                Blocks.isBlock(
                                        Blocks.behindEmptyLine(
                                                annotations.string(envelope, "reply"))))
                .isPresent();
    }

    /** Whether an empty line is before each line of a server. */
    public static boolean hasEmptyLines(Annotations annotations, TypeElement protocol) {
        return annotations
                .find(protocol, "Envelope")
                .map(envelope -> annotations.string(envelope, "reply"))
                .filter(reply -> !Blocks.behindEmptyLine(reply).equals(reply))
                .isPresent();
    }

    private static Optional<LineCheck> check(
            Annotations annotations, TypeElement protocol, String member) {
        return computed(annotations, protocol, member)
                .map(
                        parts ->
                                new LineCheck(
                                        parts.group(1),
                                        parts.group(3),
                                        ClassName.get(protocol),
                                        parts.group(4)));
    }

    private static Optional<Matcher> computed(
            Annotations annotations, Element element, String member) {
        return annotations
                .find(element, "Envelope")
                .map(envelope -> COMPUTED.matcher(annotations.string(envelope, member)))
                .filter(Matcher::matches)
                .filter(parts -> isComputed(annotations, element, parts.group(4)));
    }

    private static boolean isComputed(Annotations annotations, Element protocol, String name) {
        return ElementFilter.methodsIn(protocol.getEnclosedElements()).stream()
                .anyMatch(
                        method ->
                                method.getSimpleName().contentEquals(name)
                                        && isComputed(annotations, method));
    }

    /** Whether a method computes a value of each line. */
    public static boolean isComputed(Annotations annotations, ExecutableElement method) {
        return annotations.has(method, "Supplies")
                && method.getModifiers().contains(Modifier.STATIC)
                && method.getReturnType().toString().equals("java.lang.String")
                && method.getParameters().size() == 1
                && method.getParameters()
                        .get(0)
                        .asType()
                        .toString()
                        .equals("org.ropewalk.line.Slice");
    }

    /** What is declared on {@code element}; {@code wider} where it says nothing. */
    public Envelope read(Element element, Envelope wider) {
        Envelope envelope = around(element, wider);
        if (!confirmsTagged(annotations, element)) {
            return envelope;
        }
        AnnotationMirror silence = annotations.find(element, "NoReply").orElseThrow();
        String tag = annotations.string(silence, "unless");
        boolean optional =
                envelope.model()
                        .flatMap(EnvelopeModel::tagValue)
                        .filter(value -> value.name().equals(tag))
                        .filter(value -> value.value() instanceof ValueType.Maybe)
                        .isPresent();
        if (!optional) {
            reports.add(
                    Diagnostic.NO_REPLY_WITHOUT_TAG,
                    annotations.place(element, silence, "unless"),
                    tag);
        }
        return new Envelope(
                envelope.command(),
                envelope.behind(),
                envelope.reply(),
                envelope.other(),
                envelope.fields(),
                envelope.tag(),
                optional);
    }

    /** Whether success is answered only where a command has the tag, as {@code element} says. */
    private static boolean confirmsTagged(Annotations annotations, Element element) {
        return annotations
                .find(element, "NoReply")
                .filter(mirror -> !annotations.string(mirror, "unless").isEmpty())
                .isPresent();
    }

    /** Whether a method says so itself; it has no result then. */
    public boolean confirmsTagged(ExecutableElement method, Answer answer) {
        boolean confirms = confirmsTagged(annotations, method);
        if (confirms && !(answer.shape() instanceof Answer.Fixed)) {
            reports.add(
                    Diagnostic.NO_REPLY_WITH_RESULT,
                    Place.of(method),
                    method.getSimpleName(),
                    "a result");
        }
        return confirms;
    }

    /**
     * What stands around lines. If it cannot be read, nothing does, so that no line is refused for
     * it; but blocks stay blocks.
     */
    private Envelope around(Element element, Envelope wider) {
        Optional<AnnotationMirror> found = annotations.find(element, "Envelope");
        if (found.isEmpty()) {
            return wider;
        }
        int before = reports.attempts();
        Envelope envelope = around(element, found.get(), wider);
        boolean blocks =
                envelope.fields().isPresent()
                        || envelope.reply().flatMap(Template::fields).isPresent();
        return reports.attempts() > before && !blocks ? Envelope.NONE : envelope;
    }

    private Envelope around(Element element, AnnotationMirror mirror, Envelope wider) {
        Optional<Template> reply =
                annotations.isWritten(mirror, "reply")
                        ? template(element, mirror, "reply")
                        : wider.reply();
        Optional<Template> other =
                annotations.isWritten(mirror, "other")
                        ? template(element, mirror, "other")
                        : annotations.isWritten(mirror, "reply") ? reply : wider.other();
        Optional<Node.Fields> fields =
                annotations.isWritten(mirror, "command")
                        ? templates
                                .parse(
                                        withoutEnd(annotations.string(mirror, "command")),
                                        annotations.place(element, mirror, "command"))
                                .flatMap(Template::fields)
                        : wider.fields();
        boolean own = annotations.isWritten(mirror, "command");
        Optional<Node.Field> tag = own ? fields.flatMap(block -> tag(block, reply)) : wider.tag();
        Optional<Template> line = own ? commandLine(element, mirror) : Optional.empty();
        return new Envelope(
                own ? line.flatMap(each -> Envelope.before(Optional.of(each))) : wider.command(),
                own ? line.map(EnvelopeReader::behind).orElse(List.of()) : wider.behind(),
                reply,
                other,
                own
                        ? fields.map(
                                block ->
                                        enclosed(
                                                block,
                                                tag,
                                                annotations.place(element, mirror, "command")))
                        : fields,
                tag,
                wider.confirmsTagged());
    }

    /** The field whose value a reply repeats. */
    private static Optional<Node.Field> tag(Node.Fields block, Optional<Template> reply) {
        List<String> repeated = reply.map(Template::names).orElse(List.of());
        return block.fields().stream()
                .filter(field -> field.value().size() == 1)
                .filter(
                        field ->
                                field.value().get(0) instanceof Node.Word word
                                        && repeated.contains(word.name()))
                .findFirst();
    }

    /** The fields around a command, whose values are read apart from it. */
    private Node.Fields enclosed(Node.Fields block, Optional<Node.Field> tag, Place place) {
        for (Node.Field field : block.fields()) {
            boolean told =
                    tag.filter(field::equals).isPresent()
                            || field.optional()
                            || new Template("", field.value()).names().isEmpty();
            if (!told) {
                reports.add(
                        Diagnostic.NOT_YET_SUPPORTED,
                        place,
                        "A field of the envelope that replies do not repeat as one word",
                        "write it in the commands, or in brackets");
            }
        }
        return block.mapFields(
                field ->
                        new Template("", field.value()).names().isEmpty()
                                ? field
                                : field.with(
                                        List.of(
                                                new Node.Enclosed(
                                                        tag.filter(field::equals).isPresent()))));
    }

    private Optional<Template> template(Element element, AnnotationMirror mirror, String member) {
        Place place = annotations.place(element, mirror, member);
        String written = annotations.string(mirror, member);
        boolean before = !member.equals("command") && templates.terminators().emptyLines();
        String around = before ? Blocks.behindEmptyLine(written) : written;
        String source = withoutEnd(withoutComputed(element, around, member));
        return (source.equals("{*}") ? Optional.<Template>empty() : templates.parse(source, place))
                .filter(line -> hasLine(line, place))
                .filter(line -> member.equals("command") || isWhole(line, place));
    }

    /** An envelope without what follows the empty line at its end. */
    private static String withoutEnd(String source) {
        return source.substring(0, source.length() - Blocks.end(source).length());
    }

    /** An envelope without what each line of its direction has around it, the computed value. */
    private String withoutComputed(Element element, String source, String member) {
        String direction = member.equals("command") ? member : "reply";
        Optional<Matcher> parts = computed(annotations, element, direction);
        String before = parts.map(each -> each.group(1)).orElse("");
        String behind = parts.map(each -> each.group(3) + "{" + each.group(4) + "}").orElse("");
        return source.startsWith(before) && source.endsWith(behind)
                ? source.substring(before.length(), source.length() - behind.length())
                : source;
    }

    /** Whether what stands around replies is always there. */
    private boolean isWhole(Template line, Place place) {
        boolean groups = line.nodes().stream().anyMatch(Node.Group.class::isInstance);
        if (groups) {
            reports.add(
                    Diagnostic.NOT_YET_SUPPORTED,
                    place,
                    "A group in the envelope of replies",
                    "write {name}, or write it in the replies");
        }
        return !groups;
    }

    private boolean hasLine(Template line, Place place) {
        boolean one = line.nodes().stream().filter(Node.ResultRest.class::isInstance).count() == 1;
        if (!one) {
            reports.add(Diagnostic.ENVELOPE_WITHOUT_LINE, place, line.source());
        }
        return one;
    }

    /**
     * Whether {@code state} continues the command that led to it: its line has no envelope, and the
     * reply repeats that command's values.
     */
    public boolean isBare(Element state) {
        return annotations.has(state, "Once")
                && annotations
                        .find(state, "Envelope")
                        .filter(mirror -> annotations.isWritten(mirror, "command"))
                        .filter(mirror -> annotations.string(mirror, "command").equals("{*}"))
                        .isPresent();
    }

    /** What stands around the line of a command. */
    private Optional<Template> commandLine(Element element, AnnotationMirror mirror) {
        Place place = annotations.place(element, mirror, "command");
        if (isBare(element)) {
            return Optional.empty();
        }
        if (!annotations.has(element, "LineProtocol")) {
            reports.add(
                    Diagnostic.NOT_YET_SUPPORTED,
                    place,
                    "A different envelope for the commands of a state",
                    "declare it on the protocol, or write {*} on a @Once state");
            return Optional.empty();
        }
        return template(element, mirror, "command")
                .map(Template::head)
                .filter(line -> isReadable(line.nodes(), place))
                .filter(line -> isEnded(line.nodes(), place))
                .filter(line -> areApart(line.nodes(), place))
                .filter(line -> isFixed(behind(line), place));
    }

    /** The nodes behind the line itself. */
    private static List<Node> behind(Template outer) {
        List<Node> nodes = outer.nodes();
        int at = 0;
        while (!(nodes.get(at) instanceof Node.ResultRest)) {
            at++;
        }
        return nodes.subList(at + 1, nodes.size());
    }

    /** Whether what stands behind commands is the same behind each. */
    private boolean isFixed(List<Node> behind, Place place) {
        boolean fixed =
                behind.stream()
                        .allMatch(
                                node ->
                                        node instanceof Node.Literal
                                                || node instanceof Node.Separator);
        if (!fixed) {
            reports.add(
                    Diagnostic.NOT_YET_SUPPORTED,
                    place,
                    "A value after a command",
                    "use literals there, or write it in the commands");
        }
        return fixed;
    }

    /** Whether what stands before commands is literals and single words. */
    private boolean isReadable(List<Node> nodes, Place place) {
        for (Node node : nodes) {
            boolean readable =
                    node instanceof Node.Group group
                            ? isReadable(group.nodes(), place)
                            : node instanceof Node.Literal
                                    || node instanceof Node.Separator
                                    || node instanceof Node.Word
                                    || node instanceof Node.Result
                                    || node instanceof Node.ResultRest;
            if (!readable) {
                reports.add(
                        Diagnostic.NOT_YET_SUPPORTED,
                        place,
                        "A value of several words before a command",
                        "write {name}, or write it in the commands");
                return false;
            }
        }
        return true;
    }

    /** Whether each value in front of the line ends at a blank or a literal. */
    private boolean isEnded(List<Node> nodes, Place place) {
        for (int i = 0; i < nodes.size(); i++) {
            boolean adjoins =
                    i > 0
                            && nodes.get(i) instanceof Node.Placeholder
                            && nodes.get(i - 1) instanceof Node.Placeholder;
            if (adjoins) {
                reports.add(
                        Diagnostic.NOT_YET_SUPPORTED,
                        place,
                        "A value of the envelope directly before another value",
                        "put a blank or a literal between them");
            }
            if (adjoins
                    || nodes.get(i) instanceof Node.Group group && !isEnded(group.nodes(), place)) {
                return false;
            }
        }
        return true;
    }

    /** Whether each group has its blank on one side, and nothing is glued to it. */
    private boolean areApart(List<Node> nodes, Place place) {
        for (int i = 0; i < nodes.size(); i++) {
            if (nodes.get(i) instanceof Node.Group group
                    && !isApart(
                            group.nodes(),
                            i == 0 || isBlank(nodes.get(i - 1)),
                            isBlank(nodes.get(i + 1)))) {
                reports.add(
                        Diagnostic.NOT_YET_SUPPORTED,
                        place,
                        "A group inside a word",
                        "end it with a blank: [{name} ]");
                return false;
            }
        }
        return true;
    }

    private static boolean isApart(List<Node> group, boolean begins, boolean ends) {
        boolean first = group.get(0) instanceof Node.Separator;
        boolean last = group.get(group.size() - 1) instanceof Node.Separator;
        return first ? !last && ends : last && begins;
    }

    private static boolean isBlank(Node node) {
        return node instanceof Node.Separator || node instanceof Node.Group;
    }
}
