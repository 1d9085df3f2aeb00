package org.ropewalk.processor.emit.server;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeSpec;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import javax.lang.model.element.Modifier;
import org.ropewalk.processor.emit.code.Chain;
import org.ropewalk.processor.emit.code.Constants;
import org.ropewalk.processor.emit.code.Javadoc;
import org.ropewalk.processor.emit.code.MethodNames;
import org.ropewalk.processor.emit.code.RuntimeTypes;
import org.ropewalk.processor.emit.code.SharedMethods;
import org.ropewalk.processor.emit.code.names.ConstantNames;
import org.ropewalk.processor.model.ErrorKind;
import org.ropewalk.processor.model.StateModel;
import org.ropewalk.processor.model.Wire;
import org.ropewalk.processor.model.lines.CommandLine;
import org.ropewalk.processor.model.lines.StateLines;
import org.ropewalk.processor.model.lines.StateLines.Key;

/**
 * Generates what finds the command of a line by its verb: one hash, one comparison; where a verb
 * has several lines, the more specific is tried first.
 */
final class Dispatch {
    private static final CodeBlock NOTHING = CodeBlock.of("");

    private final StateLines lines;
    private final VerbSwitch verbSwitch;
    private final Constants constants;
    private final Map<CommandLine, SharedMethods.Shared> methods = new LinkedHashMap<>();
    private final Map<String, SharedMethods.Shared> choices = new LinkedHashMap<>();
    private final SharedMethods shared;

    /** What tells the names of this state's methods from those of others. */
    private final String place;

    private final String name;
    private final boolean hasOthers;

    /** The dispatches of all states. */
    private List<Dispatch> all = List.of();

    /** The method that refuses a line whose verb is none of this state's; empty if it is inline. */
    private Optional<SharedMethods.Shared> refusal = Optional.empty();

    /** The methods that tell whether a line is one of another state. */
    private final Map<Key, SharedMethods.Shared> fits;

    /** Whether other lines are kept. */
    private final boolean isBatch;

    /**
     * The dispatch of one state.
     *
     * @param name the method that is generated
     * @param hasOthers whether the verbs of other states are told from unknown ones
     * @param shared takes the methods that choose among the lines of a verb
     * @param inherited the methods that lines have already, for commands that several states
     *     inherit
     * @param fits the methods that tell whether a line is one of another state
     */
    Dispatch(
            StateModel state,
            StateLines lines,
            Wire wire,
            Constants constants,
            String name,
            boolean hasOthers,
            SharedMethods shared,
            Map<Key, SharedMethods.Shared> inherited,
            Map<Key, SharedMethods.Shared> fits) {
        this.lines = lines;
        this.verbSwitch = new VerbSwitch(wire, constants);
        this.constants = constants;
        this.name = name;
        this.hasOthers = hasOthers;
        this.isBatch = state.batch().isPresent();
        this.shared = shared;
        this.fits = fits;
        this.place = hasOthers ? "In" + States.infix(state) : "Command";
        Map<String, String> verbs = new HashMap<>();
        for (CommandLine line : lines.all()) {
            String method = methodName(line, verbs);
            methods.put(
                    line,
                    inherited.computeIfAbsent(
                            Key.of(line),
                            missing -> shared.reserve(List.of(method, method + place), method)));
        }
    }

    /**
     * The name of the method that reads a line: that of its command; other verbs of the command
     * follow it.
     *
     * @param verbs the first verb of each command
     */
    private String methodName(CommandLine line, Map<String, String> verbs) {
        String method = shared.nameOf(line.command());
        String verb = line.verb().orElse("");
        String first = verbs.putIfAbsent(method, verb);
        return first == null || verb.isEmpty() || first.equals(verb)
                ? method
                : ConstantNames.camelCase(method, verb);
    }

    /** Names the methods for lines of other states; {@code dispatches} are those of all states. */
    void beside(List<Dispatch> dispatches) {
        all = dispatches;
        for (CommandLine line : lines.siblings()) {
            String method = "fits" + MethodNames.capitalized(shared.nameOf(line.command()));
            fits.computeIfAbsent(
                    Key.of(line),
                    missing -> shared.reserve(List.of(method, method + "Line"), "fitsOther"));
        }
    }

    /** The lines of the state. */
    StateLines lines() {
        return lines;
    }

    /** The method that tells whether a line is {@code line}; empty if no state asks. */
    Optional<SharedMethods.Shared> fits(CommandLine line) {
        return Optional.ofNullable(fits.get(Key.of(line)));
    }

    /** What stands behind a line that may be {@code line} or another that is tried with it. */
    Optional<Region> region(CommandLine line) {
        return lines.beforeEnvelope().contains(line)
                ? Optional.of(new Region.None())
                : lines.triedWith(line).map(Region::of);
    }

    /** The method that reads this state's lines. */
    String name() {
        return name;
    }

    /** The method that reads a line. */
    SharedMethods.Shared method(CommandLine line) {
        return methods.get(line);
    }

    /** Generates the method; {@code first} is what it begins with. */
    void addTo(TypeSpec.Builder type, CodeBlock first) {
        lines.verbs()
                .forEach(
                        (verb, tried) -> {
                            if (isChoice(tried)) {
                                choices.put(verb, choice(verb, tried));
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
        method.addCode(verbSwitch.of(lines.verbs(), name, this::call, parts))
                .addCode(isBatch ? CodeBlock.of("batch.keep(line);\n") : otherwise());
        parts.forEach(type::addMethod);
        type.addMethod(method.build());
        choices.values().forEach(choice -> shared.declare(choice, type));
        refusal.ifPresent(other -> shared.declare(other, type));
    }

    /** The method that tells whether a verb is one of the protocol's, in whichever state. */
    static MethodSpec isCommand(List<Dispatch> states) {
        Set<String> verbs = new LinkedHashSet<>();
        states.forEach(state -> verbs.addAll(state.lines.verbs().keySet()));
        return states.get(0).verbSwitch.isCommand(List.copyOf(verbs));
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
        lines.misplaced()
                .forEach(
                        (verb, others) ->
                                RefusalCode.misplaced(others, constants)
                                        .ifPresent(refusal -> refused(code, verb, refusal)));
        CodeBlock kind =
                CodeBlock.of(
                        "isCommand(line) ? $L : $L",
                        RefusalCode.kind(ErrorKind.MISPLACED),
                        RefusalCode.kind(ErrorKind.UNKNOWN));
        boolean payload =
                all.stream().anyMatch(each -> Region.of(each.lines.verbless()).isPayload());
        CodeBlock other =
                payload
                        ? new Region.Unsure().refusal(Optional.of(kind), "NO_COMMAND", constants)
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
        List<CommandLine> tried = lines.verbs().get(verb);
        return isChoice(tried)
                ? CodeBlock.of("$L(line$L)", choices.get(verb), constantOf(tried).orElse(NOTHING))
                : call(tried.get(0));
    }

    /**
     * The constant that a verb stands for, as an argument; empty unless all lines of the verb have
     * a parameter of the same name for it. Verbs of one type thus share the method that chooses.
     */
    private static Optional<CodeBlock> constantOf(List<CommandLine> tried) {
        Set<Optional<CodeBlock>> constants =
                tried.stream()
                        .map(line -> line.constant().map(Dispatch::argument))
                        .collect(Collectors.toSet());
        boolean sameName =
                tried.stream()
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
    private boolean isChoice(List<CommandLine> tried) {
        return tried.size() > 1
                || all.stream().anyMatch(each -> each.lines.isOneOfSeveral(tried.get(0)));
    }

    private CodeBlock call(CommandLine line) {
        return CodeBlock.of(
                "$L(line$L)",
                method(line),
                line.constant().map(Dispatch::argument).orElse(NOTHING));
    }

    private SharedMethods.Shared choice(String verb, List<CommandLine> tried) {
        MethodSpec.Builder method =
                MethodSpec.methodBuilder("choose")
                        .addModifiers(Modifier.PRIVATE)
                        .addParameter(RuntimeTypes.LINE_READER, "line")
                        .addStatement("int mark = line.mark()");
        Optional<CommandLine.VerbConstant> constant =
                constantOf(tried).flatMap(argument -> tried.get(0).constant());
        constant.ifPresent(
                each -> method.addParameter(each.parameter().javaType(), parameter(each)));
        method.addCode(
                attempts(
                        tried,
                        "mark",
                        line ->
                                constant.map(
                                                each ->
                                                        CodeBlock.of(
                                                                "$L(line, $L)",
                                                                method(line),
                                                                parameter(each)))
                                        .orElseGet(() -> call(line))));
        for (CommandLine line : lines.siblings(verb)) {
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
        method.addStatement("$L", refusal(tried));
        List<CodeBlock> sources =
                tried.stream()
                        .map(line -> line.template().source())
                        .map(source -> CodeBlock.of("{@code $L}", Javadoc.code(source)))
                        .toList();
        String common =
                constant.isPresent()
                        ? "choose" + MethodNames.capitalized(tried.get(0).command().method())
                        : ConstantNames.camelCase("choose", verb);
        String own = ConstantNames.camelCase("choose", verb);
        return shared.add(method.build(), List.of(own, own + place), common, sources);
    }

    private static String parameter(CommandLine.VerbConstant constant) {
        return Javadoc.local(constant.parameter().name());
    }

    /** How a line is answered that is none of {@code tried}: as the one that it is most like. */
    private CodeBlock refusal(List<CommandLine> tried) {
        List<String> numbers =
                tried.stream().map(line -> RefusalCode.number(line.command())).distinct().toList();
        String number =
                numbers.size() == 1
                        ? numbers.get(0)
                        : "nearest(line, " + String.join(", ", numbers) + ")";
        return Region.of(tried).refusal(Optional.empty(), number, constants);
    }

    /** Reads one of {@code tried}, which begin at {@code mark}, and returns if one fits. */
    private CodeBlock attempts(
            List<CommandLine> tried, String mark, Function<CommandLine, CodeBlock> call) {
        List<CodeBlock> attempts = new ArrayList<>();
        for (CommandLine line : tried) {
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
        List<CommandLine> verbless = lines.verbless();
        if (verbless.isEmpty()) {
            return hasOthers
                    ? misplaced()
                    : CodeBlock.builder()
                            .addStatement("refuse($L, line)", RefusalCode.kind(ErrorKind.UNKNOWN))
                            .build();
        }
        CodeBlock.Builder code = CodeBlock.builder();
        code.addStatement("line.restart()").add(attempts(verbless, "line.begin()", this::call));
        lines.elsewhere()
                .forEach(
                        (verb, others) -> {
                            List<CommandLine> both = new ArrayList<>(others);
                            both.addAll(verbless);
                            if (Region.of(both) instanceof Region.Unsure) {
                                refused(code, verb, refusal(both));
                            }
                        });
        return code.addStatement("$L", refusal(verbless)).build();
    }
}
