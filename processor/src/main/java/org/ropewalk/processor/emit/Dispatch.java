package org.ropewalk.processor.emit;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeSpec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import javax.lang.model.element.Modifier;
import org.ropewalk.processor.model.CommandLine;
import org.ropewalk.processor.model.CommandModel;
import org.ropewalk.processor.model.ParameterModel.Role;
import org.ropewalk.processor.model.Specificity;
import org.ropewalk.processor.model.Specificity.Outcome;
import org.ropewalk.processor.model.StateModel;
import org.ropewalk.processor.model.Wire;

/**
 * Finds the command of a line by its verb: one hash, one comparison; where a verb has several
 * lines, the more specific first.
 */
final class Dispatch {
    /** Verbs that one method tells apart; larger methods are not compiled by the JVM. */
    private static final int MAX_CASES = 128;

    private final Wire wire;
    private final Constants constants;
    private final Map<String, List<CommandLine>> verbs = new LinkedHashMap<>();
    private final List<CommandLine> verbless = new ArrayList<>();
    private final Map<CommandLine, String> methods = new LinkedHashMap<>();
    private final Map<String, String> choices = new LinkedHashMap<>();
    private final String name;
    private final boolean hasOthers;
    private Predicate<CommandLine> tried = this::isOneOfSeveral;
    private List<CommandLine> elsewhere = List.of();

    /** A line of a command, whichever state it is read in. */
    record Key(CommandModel command, int line) {}

    /**
     * The dispatch of one state.
     *
     * @param name the method that is laid
     * @param hasOthers whether the verbs of other states are told from unknown ones
     * @param shared the methods that lines have already, for commands that several states inherit
     */
    Dispatch(
            StateModel state,
            Wire wire,
            Constants constants,
            MethodNames names,
            String name,
            boolean hasOthers,
            Map<Key, String> shared) {
        this.wire = wire;
        this.constants = constants;
        this.name = name;
        this.hasOthers = hasOthers;
        for (var command : state.commands()) {
            for (CommandLine line : CommandLine.of(command)) {
                methods.put(
                        line,
                        shared.computeIfAbsent(
                                new Key(command, line.line()),
                                missing -> names.unique(command.method())));
                if (line.verb().isPresent()) {
                    verbs.computeIfAbsent(fold(line.verb().get()), missing -> new ArrayList<>())
                            .add(line);
                } else {
                    verbless.add(line);
                }
            }
        }
        Specificity specificity = new Specificity(wire.caseSensitive());
        verbs.values().forEach(lines -> sort(lines, specificity));
        sort(verbless, specificity);
        verbs.keySet().forEach(verb -> choices.put(verb, names.unique(choiceName(verb))));
    }

    /** Says which lines are tried, in this state or in another, and so tell whether they match. */
    void tried(Predicate<CommandLine> isTried) {
        tried = isTried;
    }

    /** Says which lines are legal in other states. */
    void elsewhere(List<Dispatch> all) {
        Map<String, CommandLine> misplaced = new LinkedHashMap<>();
        for (Dispatch other : all) {
            other.verbs.forEach(
                    (verb, lines) -> {
                        if (!verbs.containsKey(verb)) {
                            misplaced.putIfAbsent(verb, lines.get(0));
                        }
                    });
        }
        elsewhere = List.copyOf(misplaced.values());
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
        return wire.caseSensitive() ? verb : verb.toUpperCase(Locale.ROOT);
    }

    private static void sort(List<CommandLine> lines, Specificity specificity) {
        for (int i = 1; i < lines.size(); i++) {
            for (int j = i;
                    j > 0
                            && specificity.compare(lines.get(j - 1), lines.get(j)).outcome()
                                    == Outcome.SECOND;
                    j--) {
                CommandLine later = lines.get(j);
                lines.set(j, lines.get(j - 1));
                lines.set(j - 1, later);
            }
        }
    }

    /** The method that reads a line. */
    String method(CommandLine line) {
        return methods.get(line);
    }

    /** Whether other lines are tried if this one does not match. */
    boolean isOneOfSeveral(CommandLine line) {
        return methods.keySet().stream()
                .filter(
                        other ->
                                other.command().equals(line.command())
                                        && other.line() == line.line())
                .anyMatch(
                        other ->
                                other.verb().isEmpty()
                                        || verbs.get(fold(other.verb().get())).size() > 1);
    }

    /** Lays the method; {@code first} is what it begins with. */
    void addTo(TypeSpec.Builder type, CodeBlock first) {
        MethodSpec.Builder method =
                MethodSpec.methodBuilder(name).addParameter(Runtime.LINE_READER, "line");
        if (hasOthers) {
            method.addModifiers(Modifier.PRIVATE);
        } else {
            method.addAnnotation(Override.class).addModifiers(Modifier.PROTECTED);
        }
        method.addCode(first);
        method.addStatement("line.verb()");
        List<String> words = new ArrayList<>(verbs.keySet());
        VerbHash hash =
                VerbHash.search(
                        words.stream()
                                .map(
                                        verb ->
                                                VerbHash.bits(
                                                        VerbHash.bytes(verb, wire.charset()),
                                                        !wire.caseSensitive()))
                                .toList());
        Map<Integer, List<String>> buckets =
                hash.buckets(words, wire.charset(), !wire.caseSensitive());
        if (words.size() <= MAX_CASES) {
            if (!words.isEmpty()) {
                method.addCode(
                        cases(
                                CodeBlock.of(
                                        "line.verbHash($L, $L)", multiplier(hash), hash.shift()),
                                buckets,
                                "return"));
            }
            method.addCode(otherwise());
            type.addMethod(method.build());
        } else {
            method.addStatement("int hash = line.verbHash($L, $L)", multiplier(hash), hash.shift());
            split(type, method, buckets);
            method.addCode(otherwise());
            type.addMethod(method.build());
        }
        verbs.forEach(
                (verb, lines) -> {
                    if (isChoice(lines)) {
                        type.addMethod(choice(verb, lines));
                    }
                });
    }

    private static CodeBlock multiplier(VerbHash hash) {
        return CodeBlock.of("0x$LL", Long.toHexString(hash.multiplier()).toUpperCase(Locale.ROOT));
    }

    /** Many verbs: groups of neighbouring buckets have a method each. */
    private void split(
            TypeSpec.Builder type, MethodSpec.Builder method, Map<Integer, List<String>> buckets) {
        Map<Integer, Map<Integer, List<String>>> groups = new LinkedHashMap<>();
        buckets.forEach(
                (bucket, words) ->
                        groups.computeIfAbsent(bucket / MAX_CASES, missing -> new LinkedHashMap<>())
                                .put(bucket, words));
        method.beginControlFlow("switch (hash / $L)", MAX_CASES);
        groups.forEach(
                (group, members) -> {
                    String part = name + group;
                    method.addCode("case $L:\n$>", group);
                    method.beginControlFlow("if ($L(line, hash))", part)
                            .addStatement("return")
                            .endControlFlow();
                    method.addStatement("break").addCode("$<");
                    type.addMethod(
                            MethodSpec.methodBuilder(part)
                                    .addModifiers(Modifier.PRIVATE)
                                    .returns(boolean.class)
                                    .addParameter(Runtime.LINE_READER, "line")
                                    .addParameter(int.class, "hash")
                                    .addCode(cases(CodeBlock.of("hash"), members, "return true"))
                                    .addStatement("return false")
                                    .build());
                });
        method.addCode("default:\n$>").addStatement("break").addCode("$<").endControlFlow();
    }

    private CodeBlock cases(CodeBlock hash, Map<Integer, List<String>> buckets, String returning) {
        CodeBlock.Builder code = CodeBlock.builder().beginControlFlow("switch ($L)", hash);
        buckets.forEach(
                (bucket, words) -> {
                    code.add("case $L:\n$>", bucket);
                    for (String verb : words) {
                        code.beginControlFlow("if ($L)", test(verb))
                                .addStatement("$L", call(verb))
                                .addStatement(returning)
                                .endControlFlow();
                    }
                    code.addStatement("break").add("$<");
                });
        return code.add("default:\n$>").addStatement("break").add("$<").endControlFlow().build();
    }

    /** The method that tells whether a verb is one of the protocol's, in whichever state. */
    static MethodSpec isCommand(List<Dispatch> states) {
        Dispatch any = states.get(0);
        Set<String> all = new LinkedHashSet<>();
        states.forEach(state -> all.addAll(state.verbs()));
        List<String> words = List.copyOf(all);
        boolean fold = !any.wire.caseSensitive();
        VerbHash hash =
                VerbHash.search(
                        words.stream()
                                .map(
                                        verb ->
                                                VerbHash.bits(
                                                        VerbHash.bytes(verb, any.wire.charset()),
                                                        fold))
                                .toList());
        CodeBlock.Builder code =
                CodeBlock.builder()
                        .beginControlFlow(
                                "switch (line.verbHash($L, $L))", multiplier(hash), hash.shift());
        hash.buckets(words, any.wire.charset(), fold)
                .forEach(
                        (bucket, verbs) ->
                                code.add("case $L:\n$>", bucket)
                                        .addStatement(
                                                "return $L",
                                                verbs.stream()
                                                        .map(any::test)
                                                        .collect(CodeBlock.joining(" || ")))
                                        .add("$<"));
        return MethodSpec.methodBuilder("isCommand")
                .addJavadoc(
                        "Whether the line's verb is one of the protocol's, in whichever state.\n")
                .addModifiers(Modifier.PRIVATE, Modifier.STATIC)
                .returns(boolean.class)
                .addParameter(Runtime.LINE_READER, "line")
                .addCode(
                        code.add("default:\n$>")
                                .addStatement("return false")
                                .add("$<")
                                .endControlFlow()
                                .build())
                .build();
    }

    /**
     * The method that tells whether counted bytes may follow a line that cannot be read; empty if
     * none ever do.
     */
    static Optional<MethodSpec> announcesPayload(List<Dispatch> states, boolean enveloped) {
        Map<String, CodeBlock> tests = new LinkedHashMap<>();
        boolean always = false;
        for (Dispatch state : states) {
            always |= state.verbless.stream().anyMatch(Dispatch::isCounted);
            state.verbs.forEach(
                    (verb, lines) -> {
                        if (lines.stream().anyMatch(Dispatch::isCounted)) {
                            tests.putIfAbsent(verb, state.test(verb));
                        }
                    });
        }
        if (tests.isEmpty() && !always) {
            return Optional.empty();
        }
        MethodSpec.Builder method =
                MethodSpec.methodBuilder("announcesPayload")
                        .addAnnotation(Override.class)
                        .addModifiers(Modifier.PROTECTED)
                        .returns(boolean.class)
                        .addParameter(Runtime.LINE_READER, "line");
        // What stands before the verb cannot be read either.
        return Optional.of(
                always || enveloped
                        ? method.addStatement("return true").build()
                        : announced(method, List.copyOf(tests.values())));
    }

    private static MethodSpec announced(MethodSpec.Builder method, List<CodeBlock> tests) {
        Chain any = Chain.of(tests, "announced");
        return method.addStatement("line.verb()")
                .addCode(any.statements())
                .addStatement("return $L", any.condition())
                .build();
    }

    private static boolean isCounted(CommandLine line) {
        return line.command().parameters().stream()
                .anyMatch(
                        parameter ->
                                parameter.role() == Role.PAYLOAD
                                        && parameter.payload().orElseThrow().isCounted());
    }

    private CodeBlock test(String verb) {
        byte[] bytes = VerbHash.bytes(verb, wire.charset());
        if (bytes.length <= Long.BYTES) {
            long bits = VerbHash.bits(bytes, !wire.caseSensitive());
            return CodeBlock.of(
                    "line.verbIs(0x$LL, $L)",
                    Long.toHexString(bits).toUpperCase(Locale.ROOT),
                    bytes.length);
        }
        return CodeBlock.of("line.verbIs($L)", constants.text(verb));
    }

    /** A verb of another state, perhaps with a payload behind it, or none at all. */
    private CodeBlock misplaced() {
        CodeBlock.Builder code = CodeBlock.builder();
        for (CommandLine line : elsewhere) {
            Optional<CodeBlock> refusal = Refusals.misplaced(line.command());
            if (refusal.isPresent()) {
                code.beginControlFlow("if ($L)", test(fold(line.verb().orElseThrow())))
                        .addStatement("$L", refusal.get())
                        .addStatement("return")
                        .endControlFlow();
            }
        }
        return code.addStatement(
                        "refuse(isCommand(line) ? $T.MISPLACED : $T.UNKNOWN, line)",
                        Runtime.ERROR_KIND,
                        Runtime.ERROR_KIND)
                .build();
    }

    private CodeBlock call(String verb) {
        List<CommandLine> lines = verbs.get(verb);
        return isChoice(lines) ? CodeBlock.of("$L(line)", choices.get(verb)) : call(lines.get(0));
    }

    /** Whether the lines of a verb are tried one after the other. */
    private boolean isChoice(List<CommandLine> lines) {
        return lines.size() > 1 || tried.test(lines.get(0));
    }

    private CodeBlock call(CommandLine line) {
        return line.constant()
                .map(
                        constant ->
                                CodeBlock.of(
                                        "$L(line, $T.$L)",
                                        method(line),
                                        constant.type().javaType(),
                                        constant.type().constants().get(constant.index()).name()))
                .orElseGet(() -> CodeBlock.of("$L(line)", method(line)));
    }

    private static String choiceName(String verb) {
        StringBuilder name = new StringBuilder("choose");
        for (String part : Constants.name(verb).split("_")) {
            name.append(part.charAt(0)).append(part.substring(1).toLowerCase(Locale.ROOT));
        }
        return name.toString();
    }

    private MethodSpec choice(String verb, List<CommandLine> lines) {
        MethodSpec.Builder method =
                MethodSpec.methodBuilder(choices.get(verb))
                        .addModifiers(Modifier.PRIVATE)
                        .addParameter(Runtime.LINE_READER, "line");
        for (CommandLine line : lines) {
            method.addJavadoc("{@code $L}\n", Javadoc.code(line.template().source()));
        }
        method.addStatement("int mark = line.mark()");
        attempts(method, lines);
        method.addStatement("$L", Refusals.refusal(lines.get(lines.size() - 1).command()));
        return method.build();
    }

    private void attempts(MethodSpec.Builder method, List<CommandLine> lines) {
        boolean first = true;
        for (CommandLine line : lines) {
            if (!first) {
                method.addStatement("line.retry(mark)");
            }
            first = false;
            method.beginControlFlow("if ($L)", call(line)).addStatement("return").endControlFlow();
        }
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
                            .addStatement("refuse($T.UNKNOWN, line)", Runtime.ERROR_KIND)
                            .build();
        }
        CodeBlock.Builder code = CodeBlock.builder();
        boolean first = true;
        for (CommandLine line : verbless) {
            code.addStatement(first ? "line.restart()" : "line.retry(line.begin())");
            first = false;
            code.beginControlFlow("if ($L)", call(line)).addStatement("return").endControlFlow();
        }
        return code.addStatement(
                        "$L", Refusals.refusal(verbless.get(verbless.size() - 1).command()))
                .build();
    }
}
