package org.ropewalk.processor.check;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.ropewalk.processor.model.BlockModel;
import org.ropewalk.processor.model.CommandModel;
import org.ropewalk.processor.model.ParameterModel;
import org.ropewalk.processor.model.PayloadModel;
import org.ropewalk.processor.model.StateModel;
import org.ropewalk.processor.model.ValueType;
import org.ropewalk.processor.read.Declaration;
import org.ropewalk.processor.report.Diagnostic;
import org.ropewalk.processor.report.Names;
import org.ropewalk.processor.report.Place;
import org.ropewalk.processor.report.Reports;
import org.ropewalk.processor.template.Node;
import org.ropewalk.processor.template.Template;

/** Blocks end, are told from lines, and have fields with one mark. */
final class FieldRule {
    private FieldRule() {}

    static void check(Declaration declaration, Reports reports) {
        Map<Template, Place> commands = new LinkedHashMap<>();
        for (StateModel state : declaration.model().states()) {
            for (CommandModel command : state.commands()) {
                for (int i = 0; i < command.templates().size(); i++) {
                    commands.putIfAbsent(command.templates().get(i), declaration.place(command, i));
                }
            }
        }
        greetings(declaration, reports);
        Map<Template, Place> replies = new LinkedHashMap<>();
        BlockModel.replies(declaration.model())
                .forEach(
                        line ->
                                replies.put(
                                        line, declaration.place(declaration.model().initial())));
        check(commands, false, reports);
        check(replies, declaration.isEnvelopeABlock(), reports);
    }

    /** A line in front of all blocks comes once. */
    private static void greetings(Declaration declaration, Reports reports) {
        boolean line =
                BlockModel.ofReplies(declaration.model()).filter(BlockModel::lineFirst).isPresent();
        declaration.model().states().stream()
                .flatMap(state -> state.commands().stream())
                .filter(command -> line && command.greets())
                .findFirst()
                .ifPresent(
                        command ->
                                reports.add(
                                        Diagnostic.NOT_YET_SUPPORTED,
                                        declaration.place(command),
                                        "A greeting of one line in a protocol of blocks",
                                        "remove greet, or make the greeting a block"));
    }

    /** Checks what follows a line, if it is a block: as many bytes as a field of its own tells. */
    static void payloads(
            Template line, List<ParameterModel> parameters, Place place, Reports reports) {
        List<ParameterModel> payloads =
                parameters.stream().filter(each -> each.payload().isPresent()).toList();
        if (payloads.isEmpty() || !BlockModel.ends(line)) {
            return;
        }
        if (BlockModel.length(line).isEmpty() || payloads.size() > 1) {
            boolean first =
                    payloads.size() == 1
                            && line.nodes().stream().anyMatch(Node.Length.class::isInstance);
            reports.add(
                    Diagnostic.NOT_YET_SUPPORTED,
                    place,
                    first
                            ? "The length of a payload in the first line of its block"
                            : "A payload after a block that does not have its length as a field",
                    first
                            ? "write its field after another line"
                            : "write a field Content-Length: {name.length}");
        } else if (payloads.get(0).isStream()) {
            reports.add(Diagnostic.NOT_YET_SUPPORTED, place, "A stream after a block", "use Bytes");
        } else if (payloads.get(0).payload().orElseThrow().trailer() != PayloadModel.Trailer.NONE) {
            reports.add(
                    Diagnostic.NOT_YET_SUPPORTED,
                    place,
                    "A trailer after the payload of a block",
                    "write @Payload(trailer = NONE)");
        }
    }

    /** Checks that all lengths of one direction stand in fields of one name. */
    private static void lengths(Map<Template, Place> lines, Reports reports) {
        Map<String, Place> names = new LinkedHashMap<>();
        lines.forEach(
                (line, place) ->
                        BlockModel.length(line)
                                .ifPresent(field -> names.putIfAbsent(field.prefix(), place)));
        names.keySet().stream()
                .skip(1)
                .findFirst()
                .ifPresent(
                        name ->
                                reports.add(
                                        Diagnostic.NOT_YET_SUPPORTED,
                                        names.get(name),
                                        "A second field name for the length",
                                        "write " + names.keySet().iterator().next().strip()));
    }

    /**
     * Checks the lines of one direction.
     *
     * @param enveloped whether an empty line ends what stands around them
     */
    private static void check(Map<Template, Place> lines, boolean enveloped, Reports reports) {
        lines.forEach((line, place) -> check(line, place, reports));
        lengths(lines, reports);
        Optional<Template> block = lines.keySet().stream().filter(BlockModel::ends).findFirst();
        if (block.isEmpty()) {
            return;
        }
        for (Map.Entry<Template, Place> line : lines.entrySet()) {
            Template other = line.getKey();
            if (!BlockModel.ends(other)) {
                mixed(
                        line,
                        "is a line",
                        block.get(),
                        "is a block",
                        enveloped
                                ? "remove bare, because only a greeting may be a line"
                                : "end all with an empty line: write {*}\\n\\n in @Envelope",
                        reports);
                return;
            }
            if (!BlockModel.verb(other).equals(BlockModel.verb(block.get()))) {
                mixed(
                        line,
                        head(other),
                        block.get(),
                        head(block.get()),
                        "begin all with the same field",
                        reports);
                return;
            }
        }
    }

    private static void mixed(
            Map.Entry<Template, Place> line,
            String is,
            Template other,
            String otherIs,
            String remedy,
            Reports reports) {
        reports.add(
                Diagnostic.MIXED_HEADS,
                line.getValue(),
                line.getKey().source(),
                is,
                other.source(),
                otherIs,
                remedy);
    }

    private static String head(Template line) {
        String verb = BlockModel.verb(line).stripTrailing();
        return verb.isEmpty() ? "begins with a line" : "begins with the field " + verb;
    }

    private static void check(Template line, Place place, Reports reports) {
        Optional<Node.Fields> block = line.fields();
        if (block.isEmpty()) {
            return;
        }
        Set<Character> marks =
                Stream.of(
                                block.get().fields().stream().map(Node.Field::mark),
                                block.get().others().map(Node.Others::mark).stream(),
                                Stream.of(BlockModel.verb(line).stripTrailing())
                                        .filter(verb -> !verb.isEmpty())
                                        .map(verb -> verb.charAt(verb.length() - 1)))
                        .flatMap(each -> each)
                        .collect(Collectors.toSet());
        if (marks.size() > 1) {
            reports.add(Diagnostic.MIXED_MARKS, place, line.source());
        }
        if (!block.get().ends()) {
            boolean oneLine =
                    block.get().fields().isEmpty()
                            && line.source().indexOf("\\n") == line.source().length() - 2;
            reports.add(
                    Diagnostic.ENDLESS_FIELDS,
                    place,
                    line.source(),
                    oneLine
                            ? "remove the line end, which is written for each line"
                            : "add an empty line: write \\n\\n after them, or in @Envelope");
        }
    }

    /** Whether what collects a block's other fields cannot; if so, it is reported. */
    static boolean collectsNothing(
            Node.Fields block,
            List<ParameterModel> parameters,
            Place place,
            String kind,
            Reports reports) {
        boolean unbound = false;
        Optional<String> others =
                block.others().map(Node.Others::name).filter(name -> !name.isEmpty());
        if (others.isPresent()
                && find(others.get(), parameters)
                        .filter(found -> !collects(found.value()))
                        .isPresent()) {
            reports.add(
                    Diagnostic.WRONG_PLACEHOLDER,
                    place,
                    others.get() + ": ...",
                    "fields",
                    others.get(),
                    "not a map",
                    "a Map<String, String>");
            unbound = true;
        }
        if (others.isPresent() && find(others.get(), parameters).isEmpty()) {
            Set<String> known = new TreeSet<>();
            parameters.forEach(parameter -> known.add(parameter.name()));
            reports.add(
                    Diagnostic.UNBOUND_PLACEHOLDER,
                    place,
                    others.get(),
                    kind,
                    Names.suggestion(others.get(), known));
            unbound = true;
        }
        return unbound;
    }

    /** Whether a value collects fields. */
    private static boolean collects(ValueType type) {
        return type instanceof ValueType.Names || type instanceof ValueType.Fields;
    }

    /** Whether a map stands in a line, where only named words are one; if so, it is reported. */
    static boolean isMisplaced(
            Node.Placeholder node, ParameterModel parameter, Place place, Reports reports) {
        boolean misplaced = collects(parameter.value()) && !(node instanceof Node.Named);
        if (misplaced) {
            reports.add(
                    Diagnostic.UNSUPPORTED_TYPE,
                    place,
                    parameter.javaType().toString().replaceAll("[a-z0-9_]+\\.", ""),
                    parameter.name(),
                    node instanceof Node.Many many && many.spaced()
                            ? "write it after the first line of a block, or write {%s=...} for named words"
                                    .formatted(parameter.name())
                            : "write {%1$s=...} for named words, {%1$s ...} for pairs of words, or {%1$s: ...} for fields of a block"
                                    .formatted(parameter.name()));
        }
        return misplaced;
    }

    /** Whether a field may come any number of times: its whole value is one element of a list. */
    static boolean isList(Node.Field field, List<ParameterModel> parameters) {
        return field.value().size() == 1
                && (field.value().get(0) instanceof Node.Rest
                        || field.value().get(0) instanceof Node.Word)
                && find(((Node.Placeholder) field.value().get(0)).names().get(0), parameters)
                        .filter(FieldRule::isCollection)
                        .isPresent();
    }

    private static boolean isCollection(ParameterModel parameter) {
        return parameter.value() instanceof ValueType.Several several
                && (several.kind() == ValueType.Plurality.LIST
                        || several.kind() == ValueType.Plurality.SET);
    }

    private static Optional<ParameterModel> find(String name, List<ParameterModel> parameters) {
        return parameters.stream().filter(parameter -> parameter.name().equals(name)).findFirst();
    }
}
