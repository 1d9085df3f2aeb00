package org.ropewalk.processor.emit.server;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeSpec;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;
import org.ropewalk.processor.emit.code.Chain;
import org.ropewalk.processor.emit.code.Constants;
import org.ropewalk.processor.emit.code.Javadoc;
import org.ropewalk.processor.emit.code.MethodNames;
import org.ropewalk.processor.emit.code.RuntimeTypes;
import org.ropewalk.processor.emit.code.SharedMethods;
import org.ropewalk.processor.emit.code.names.ConstantNames;
import org.ropewalk.processor.model.CommandModel;
import org.ropewalk.processor.model.ErrorKind;
import org.ropewalk.processor.model.StateModel;
import org.ropewalk.processor.model.Wire;
import org.ropewalk.processor.model.lines.CommandLine;
import org.ropewalk.processor.model.lines.Line;
import org.ropewalk.processor.model.lines.Specificity;
import org.ropewalk.processor.template.LetterCase;

/**
 * Finds the command of a line by its verb: one hash, one comparison; where a verb has several
 * lines, the more specific first.
 */
final class Dispatch {
    private static final CodeBlock NOTHING = CodeBlock.of("");

    private final Wire wire;
    private final VerbSwitch verbSwitch;
    private final Constants constants;
    private final Map<String, List<CommandLine>> verbs = new LinkedHashMap<>();
    private final List<CommandLine> verbless = new ArrayList<>();
    private final Map<CommandLine, SharedMethods.Shared> methods = new LinkedHashMap<>();
    private final Map<String, SharedMethods.Shared> choices = new LinkedHashMap<>();
    private final SharedMethods shared;

    /** The lines that are tried one after the other, or without a verb. */
    private final Set<Key> severals = new HashSet<>();

    private final String name;
    private final boolean hasOthers;
    private Predicate<CommandLine> tried = this::isOneOfSeveral;

    /** The method that refuses a line whose verb is none of this state's; empty if it is inline. */
    private Optional<SharedMethods.Shared> refusal = Optional.empty();

    /** The lines of each verb that is legal in other states only. */
    private final Map<String, List<CommandLine>> elsewhere = new LinkedHashMap<>();

    /** The lines of each verb that is misplaced in this state or in another. */
    private final Map<String, List<CommandLine>> misplaced = new LinkedHashMap<>();

    /** The lines of each verb of this state that are legal in other states only. */
    private final Map<String, List<CommandLine>> siblings = new LinkedHashMap<>();

    /** The methods that tell whether a line is one of another state. */
    private final Map<Key, SharedMethods.Shared> fits;

    /** The lines that are read before the envelope, as they have none. */
    private final List<CommandLine> before = new ArrayList<>();

    /** What may stand behind a line without a verb of another state. */
    private Region verblessElsewhere = new Region.None();

    /** Whether other lines are kept. */
    private final boolean isBatch;

    /** A line of a command, whichever state it is read in. */
    record Key(CommandModel command, int line) {
        static Key of(CommandLine line) {
            return new Key(line.command(), line.line());
        }
    }

    /**
     * The dispatch of one state.
     *
     * @param name the method that is generated
     * @param hasOthers whether the verbs of other states are told from unknown ones
     * @param hasEnvelope whether there are words before the verbs
     * @param shared takes the methods that choose among the lines of a verb
     * @param inherited the methods that lines have already, for commands that several states
     *     inherit
     * @param fits the methods that tell whether a line is one of another state
     */
    Dispatch(
            StateModel state,
            Wire wire,
            Constants constants,
            String name,
            boolean hasOthers,
            boolean hasEnvelope,
            SharedMethods shared,
            Map<Key, SharedMethods.Shared> inherited,
            Map<Key, SharedMethods.Shared> fits) {
        this.wire = wire;
        this.verbSwitch = new VerbSwitch(wire, constants);
        this.constants = constants;
        this.name = name;
        this.hasOthers = hasOthers;
        this.isBatch = state.batch().isPresent();
        this.shared = shared;
        this.fits = fits;
        String place = hasOthers ? "In" + States.infix(state) : "Command";
        List<CommandLine> withoutVerb = new ArrayList<>();
        for (var command : state.commands()) {
            for (CommandLine line : CommandLine.of(command)) {
                methods.put(
                        line,
                        inherited.computeIfAbsent(
                                Key.of(line),
                                missing ->
                                        shared.reserve(
                                                List.of(
                                                        shared.nameOf(command),
                                                        shared.nameOf(command) + place),
                                                shared.nameOf(command))));
                if (hasEnvelope && command.isInterrupting()) {
                    before.add(line);
                } else if (line.verb().isPresent()) {
                    verbs.computeIfAbsent(fold(line.verb().get()), missing -> new ArrayList<>())
                            .add(line);
                } else {
                    withoutVerb.add(line);
                }
            }
        }
        Specificity specificity = new Specificity(wire.caseSensitive());
        verbs.replaceAll((verb, lines) -> specificity.inOrder(lines, Line::of));
        verbless.addAll(specificity.inOrder(withoutVerb, Line::of));
        addSeverals(verbless);
        addSeverals(before);
        verbs.values().stream().filter(lines -> lines.size() > 1).forEach(this::addSeverals);
    }

    private void addSeverals(List<CommandLine> lines) {
        lines.forEach(this::addSeveral);
    }

    private void addSeveral(CommandLine line) {
        severals.add(Key.of(line));
    }

    /** Says which lines are tried, in this state or in another, and so tell whether they match. */
    void tried(Predicate<CommandLine> isTried) {
        tried = isTried;
    }

    /** Says which lines are legal in other states. */
    void elsewhere(List<Dispatch> all) {
        for (Dispatch other : all) {
            other.verbs.forEach(
                    (verb, lines) -> {
                        if (all.stream().anyMatch(each -> each.refuses(verb))) {
                            misplaced
                                    .computeIfAbsent(verb, missing -> new ArrayList<>())
                                    .addAll(lines);
                        }
                        if (verbs.containsKey(verb)) {
                            lines.forEach(line -> sibling(verb, line));
                        } else {
                            elsewhere
                                    .computeIfAbsent(verb, missing -> new ArrayList<>())
                                    .addAll(lines);
                        }
                    });
            if (Region.of(other.verbless).isPayload()) {
                verblessElsewhere = new Region.Unsure();
            }
        }
    }

    /** Whether a line with this verb is none of the state's. */
    private boolean refuses(String verb) {
        return verbless.isEmpty() && !verbs.containsKey(verb);
    }

    /** A line of another state; it is tried where it is none of those that this state has. */
    private void sibling(String verb, CommandLine line) {
        List<CommandLine> known = siblings.getOrDefault(verb, new ArrayList<>());
        boolean isNew =
                Stream.concat(verbs.get(verb).stream(), known.stream())
                        .map(each -> each.template().source())
                        .noneMatch(line.template().source()::equals);
        if (isNew) {
            known.add(line);
            siblings.put(verb, known);
            addSeverals(verbs.get(verb));
            String method = "fits" + MethodNames.capitalized(shared.nameOf(line.command()));
            fits.computeIfAbsent(
                    Key.of(line),
                    missing -> shared.reserve(List.of(method, method + "Line"), "fitsOther"));
        }
    }

    /** The method that tells whether a line is {@code line}; empty if no state asks. */
    Optional<SharedMethods.Shared> fits(CommandLine line) {
        return Optional.ofNullable(fits.get(Key.of(line)));
    }

    /** What stands behind a line that may be {@code line} or another that is tried with it. */
    Optional<Region> region(CommandLine line) {
        if (before.contains(line)) {
            return Optional.of(new Region.None());
        }
        return methods.containsKey(line)
                ? Optional.of(
                        Region.of(line.verb().map(verb -> verbs.get(fold(verb))).orElse(verbless)))
                : Optional.empty();
    }

    /** The method that reads this state's lines. */
    String name() {
        return name;
    }

    /** The verbs of this state. */
    Set<String> verbs() {
        return verbs.keySet();
    }

    private String fold(String verb) {
        return new LetterCase(wire.caseSensitive()).fold(verb);
    }

    /** The method that reads a line. */
    SharedMethods.Shared method(CommandLine line) {
        return methods.get(line);
    }

    /** Whether other lines are tried if this one does not match. */
    boolean isOneOfSeveral(CommandLine line) {
        return severals.contains(Key.of(line));
    }

    /** Generates the method; {@code first} is what it begins with. */
    void addTo(TypeSpec.Builder type, CodeBlock first) {
        verbs.forEach(
                (verb, lines) -> {
                    if (isChoice(lines)) {
                        choices.put(verb, choice(verb, lines));
                    }
                });
        MethodSpec.Builder method =
                MethodSpec.methodBuilder(name).addParameter(RuntimeTypes.LINE_READER, "line");
        if (hasOthers) {
            method.addModifiers(Modifier.PRIVATE);
        } else {
            method.addAnnotation(Override.class).addModifiers(Modifier.PUBLIC);
        }
        method.addCode(first);
        method.addStatement("line.verb()");
        List<MethodSpec> parts = new ArrayList<>();
        method.addCode(verbSwitch.of(verbs, name, this::call, parts))
                .addCode(isBatch ? CodeBlock.of("batch.keep(line);\n") : otherwise());
        parts.forEach(type::addMethod);
        type.addMethod(method.build());
        choices.values().forEach(choice -> shared.declare(choice, type));
        refusal.ifPresent(other -> shared.declare(other, type));
    }

    /** The method that tells whether a verb is one of the protocol's, in whichever state. */
    static MethodSpec isCommand(List<Dispatch> states) {
        Set<String> all = new LinkedHashSet<>();
        states.forEach(state -> all.addAll(state.verbs()));
        return states.get(0).verbSwitch.isCommand(List.copyOf(all));
    }

    /** The lines that begin with a verb, or else those without one. */
    List<CommandLine> lines(String verb) {
        return verbs.getOrDefault(verb, verbless);
    }

    /** The lines that are read before the envelope. */
    List<CommandLine> beforeEnvelope() {
        return before;
    }

    /** The lines that begin with no verb. */
    List<CommandLine> verbless() {
        return verbless;
    }

    /** Whether the verb of the line is {@code verb}. */
    CodeBlock test(String verb) {
        return verbSwitch.test(verb);
    }

    /**
     * A verb of another state, perhaps with a payload behind it, or none at all. The verbs of this
     * state have been found before, so that all states can share the code.
     */
    private CodeBlock misplaced() {
        CodeBlock.Builder code = CodeBlock.builder();
        misplaced.forEach(
                (verb, lines) ->
                        RefusalCode.misplaced(lines, constants)
                                .ifPresent(refusal -> refused(code, verb, refusal)));
        CodeBlock kind =
                CodeBlock.of(
                        "isCommand(line) ? $L : $L",
                        RefusalCode.kind(ErrorKind.MISPLACED),
                        RefusalCode.kind(ErrorKind.UNKNOWN));
        CodeBlock other =
                verblessElsewhere.isPayload()
                        ? verblessElsewhere.refusal(Optional.of(kind), "NO_COMMAND", constants)
                        : CodeBlock.of("refuse($L, line)", kind);
        if (code.isEmpty()) {
            return code.addStatement("$L", other).build();
        }
        MethodSpec method =
                MethodSpec.methodBuilder("refuseOther")
                        .addModifiers(Modifier.PRIVATE)
                        .addParameter(RuntimeTypes.LINE_READER, "line")
                        .addCode(code.addStatement("$L", other).build())
                        .build();
        refusal =
                Optional.of(
                        shared.add(
                                method,
                                "refuseOther",
                                "refuseOther",
                                List.of(
                                        CodeBlock.of(
                                                "Refuses a line whose verb is none of the state's."))));
        return CodeBlock.builder().addStatement("$L(line)", refusal.get()).build();
    }

    private void refused(CodeBlock.Builder code, String verb, CodeBlock refusal) {
        code.beginControlFlow("if ($L)", verbSwitch.test(verb))
                .addStatement("$L", refusal)
                .addStatement("return")
                .endControlFlow();
    }

    private CodeBlock call(String verb) {
        List<CommandLine> lines = verbs.get(verb);
        return isChoice(lines)
                ? CodeBlock.of("$L(line$L)", choices.get(verb), constantOf(lines).orElse(NOTHING))
                : call(lines.get(0));
    }

    /**
     * The constant that a verb stands for, as an argument; empty unless all lines of the verb have
     * a parameter of the same name for it. Verbs of one type thus share the method that chooses.
     */
    private static Optional<CodeBlock> constantOf(List<CommandLine> lines) {
        Set<Optional<CodeBlock>> constants =
                lines.stream()
                        .map(line -> line.constant().map(Dispatch::argument))
                        .collect(Collectors.toSet());
        boolean sameName =
                lines.stream()
                                .flatMap(line -> line.constant().stream())
                                .map(constant -> constant.parameter().name())
                                .distinct()
                                .count()
                        == 1;
        return sameName && constants.size() == 1 ? constants.iterator().next() : Optional.empty();
    }

    private static CodeBlock argument(CommandLine.VerbConstant constant) {
        return CodeBlock.of(
                ", $T.$L",
                constant.type().javaType(),
                constant.type().constants().get(constant.index()).name());
    }

    /** Whether the lines of a verb are tried one after the other. */
    private boolean isChoice(List<CommandLine> lines) {
        return lines.size() > 1 || tried.test(lines.get(0));
    }

    private CodeBlock call(CommandLine line) {
        return CodeBlock.of(
                "$L(line$L)",
                method(line),
                line.constant().map(Dispatch::argument).orElse(NOTHING));
    }

    private SharedMethods.Shared choice(String verb, List<CommandLine> lines) {
        MethodSpec.Builder method =
                MethodSpec.methodBuilder("choose")
                        .addModifiers(Modifier.PRIVATE)
                        .addParameter(RuntimeTypes.LINE_READER, "line")
                        .addStatement("int mark = line.mark()");
        Optional<CommandLine.VerbConstant> constant =
                constantOf(lines).flatMap(argument -> lines.get(0).constant());
        constant.ifPresent(
                each -> method.addParameter(each.parameter().javaType(), parameter(each)));
        method.addCode(
                attempts(
                        lines,
                        "mark",
                        line ->
                                constant.map(
                                                each ->
                                                        CodeBlock.of(
                                                                "$L(line, $L)",
                                                                method(line),
                                                                parameter(each)))
                                        .orElseGet(() -> call(line))));
        for (CommandLine line : siblings.getOrDefault(verb, List.of())) {
            method.beginControlFlow("if ($L(line, mark))", fits.get(Key.of(line)))
                    .addStatement(
                            "$L",
                            RefusalCode.refusal(
                                    ErrorKind.MISPLACED,
                                    line.command(),
                                    Region.of(line),
                                    constants))
                    .addStatement("return")
                    .endControlFlow();
        }
        method.addStatement("$L", refusal(lines));
        List<CodeBlock> sources =
                lines.stream()
                        .map(line -> line.template().source())
                        .map(source -> CodeBlock.of("{@code $L}", Javadoc.code(source)))
                        .toList();
        String common =
                constant.isPresent()
                        ? "choose" + MethodNames.capitalized(lines.get(0).command().method())
                        : ConstantNames.camelCase("choose", verb);
        return shared.add(method.build(), ConstantNames.camelCase("choose", verb), common, sources);
    }

    private static String parameter(CommandLine.VerbConstant constant) {
        return Javadoc.local(constant.parameter().name());
    }

    /** How a line is answered that is none of {@code lines}: as the one that it is most like. */
    private CodeBlock refusal(List<CommandLine> lines) {
        List<String> numbers =
                lines.stream().map(line -> RefusalCode.number(line.command())).distinct().toList();
        String number =
                numbers.size() == 1
                        ? numbers.get(0)
                        : "nearest(line, " + String.join(", ", numbers) + ")";
        return Region.of(lines).refusal(Optional.empty(), number, constants);
    }

    /** Reads one of {@code lines}, which begin at {@code mark}, and returns if one fits. */
    private CodeBlock attempts(
            List<CommandLine> lines, String mark, Function<CommandLine, CodeBlock> call) {
        List<CodeBlock> attempts = new ArrayList<>();
        for (CommandLine line : lines) {
            attempts.add(
                    attempts.isEmpty()
                            ? call.apply(line)
                            : CodeBlock.of("line.retry($L) && $L", mark, call.apply(line)));
        }
        Chain any = Chain.of(attempts, "matched");
        return CodeBlock.builder()
                .add(any.statements())
                .beginControlFlow("if ($>$>$L$<$<)", any.condition())
                .addStatement("return")
                .endControlFlow()
                .build();
    }

    /**
     * What is done with a line whose verb is none: records without a verb are tried, else it is
     * unknown.
     */
    private CodeBlock otherwise() {
        if (verbless.isEmpty()) {
            return hasOthers
                    ? misplaced()
                    : CodeBlock.builder()
                            .addStatement("refuse($L, line)", RefusalCode.kind(ErrorKind.UNKNOWN))
                            .build();
        }
        CodeBlock.Builder code = CodeBlock.builder();
        code.addStatement("line.restart()").add(attempts(verbless, "line.begin()", this::call));
        elsewhere.forEach(
                (verb, lines) -> {
                    List<CommandLine> both = new ArrayList<>(lines);
                    both.addAll(verbless);
                    if (Region.of(both) instanceof Region.Unsure) {
                        refused(code, verb, refusal(both));
                    }
                });
        return code.addStatement("$L", refusal(verbless)).build();
    }
}
