package org.ropewalk.processor.emit.server;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import javax.lang.model.element.Modifier;
import org.ropewalk.processor.emit.code.Constants;
import org.ropewalk.processor.emit.code.RuntimeTypes;
import org.ropewalk.processor.model.Wire;
import org.ropewalk.processor.model.lines.CommandLine;
import org.ropewalk.processor.template.Mnemonics;

/** Generates the choice of a verb: one hash, one comparison. */
final class VerbSwitch {
    /** Verbs that one method tells apart; larger methods are not compiled by the JVM. */
    private static final int MAX_CASES = 128;

    private static final int DELETE = 0x7F;

    private final Wire wire;
    private final Constants constants;

    VerbSwitch(Wire wire, Constants constants) {
        this.wire = wire;
        this.constants = constants;
    }

    /**
     * Statements that call what a verb stands for, and return then.
     *
     * @param verbs the lines of each verb
     * @param name the method in which they stand
     * @param call what is called for a verb
     * @param parts takes the methods that they call where there are many verbs
     */
    CodeBlock of(
            Map<String, List<CommandLine>> verbs,
            String name,
            Function<String, CodeBlock> call,
            List<MethodSpec> parts) {
        List<String> words = List.copyOf(verbs.keySet());
        if (words.isEmpty()) {
            return CodeBlock.of("");
        }
        if (wire.shortForms() && words.size() > MAX_CASES) {
            return table(verbs, call);
        }
        VerbHash hash = hash(words);
        CodeBlock hashed = CodeBlock.of("line.verbHash($L, $L)", multiplier(hash), hash.shift());
        if (words.size() <= MAX_CASES) {
            return cases(hashed, buckets(words, hash), call, "return");
        }
        return CodeBlock.builder()
                .addStatement("int hash = $L", hashed)
                .add(split(name, buckets(words, hash), call, parts))
                .build();
    }

    private VerbHash hash(List<String> words) {
        return VerbHash.search(words.stream().map(this::bits).toList());
    }

    private Map<Integer, List<String>> buckets(List<String> words, VerbHash hash) {
        return hash.buckets(words, this::bits);
    }

    private long bits(String verb) {
        return VerbHash.bits(VerbHash.bytes(content(verb), wire.charset()), !wire.caseSensitive());
    }

    /** A verb in quotes is read without them. */
    private String content(String verb) {
        int last = verb.length() - 1;
        return wire.quotes().isPresent()
                        && last > 0
                        && isQuote(verb.charAt(0))
                        && verb.charAt(last) == verb.charAt(0)
                ? verb.substring(1, last)
                : verb;
    }

    private boolean isQuote(char first) {
        return wire.quotes().orElseThrow().characters().indexOf(first) >= 0;
    }

    private static CodeBlock multiplier(VerbHash hash) {
        return CodeBlock.of("0x$LL", Long.toHexString(hash.multiplier()).toUpperCase(Locale.ROOT));
    }

    /** Many spellings: a table tells the command. */
    private CodeBlock table(
            Map<String, List<CommandLine>> verbs, Function<String, CodeBlock> call) {
        Map<CodeBlock, List<String>> calls = new LinkedHashMap<>();
        verbs.keySet()
                .forEach(
                        verb ->
                                calls.computeIfAbsent(call.apply(verb), made -> new ArrayList<>())
                                        .add(verb));
        List<String> commands =
                calls.values().stream().map(words -> spellings(words, verbs)).toList();
        CodeBlock.Builder code =
                CodeBlock.builder()
                        .beginControlFlow("switch ($L.find(line))", constants.verbs(commands));
        int number = 0;
        for (CodeBlock each : calls.keySet()) {
            code.add("case $L:\n$>", number++)
                    .addStatement("$L", each)
                    .addStatement("return")
                    .add("$<");
        }
        return code.add("default:\n$>").addStatement("break").add("$<").endControlFlow().build();
    }

    /** {@code words} as they are declared, if these are all spellings, and the others. */
    private static String spellings(List<String> words, Map<String, List<CommandLine>> verbs) {
        Set<String> others = new LinkedHashSet<>(words);
        List<String> declared = new ArrayList<>();
        for (String word : words) {
            for (CommandLine line :
                    others.contains(word) ? verbs.get(word) : List.<CommandLine>of()) {
                String verb = Mnemonics.verb(line.template().source());
                Set<String> spellings = Mnemonics.spellings(verb);
                if (!verb.isEmpty() && others.containsAll(spellings)) {
                    declared.add(verb);
                    others.removeAll(spellings);
                }
            }
        }
        declared.addAll(others);
        return String.join(" ", declared);
    }

    /** Many verbs: groups of neighbouring buckets have a method each. */
    private CodeBlock split(
            String name,
            Map<Integer, List<String>> buckets,
            Function<String, CodeBlock> call,
            List<MethodSpec> parts) {
        CodeBlock.Builder code = CodeBlock.builder();
        Map<Integer, Map<Integer, List<String>>> groups = new LinkedHashMap<>();
        buckets.forEach(
                (bucket, words) ->
                        groups.computeIfAbsent(bucket / MAX_CASES, missing -> new LinkedHashMap<>())
                                .put(bucket, words));
        code.beginControlFlow("switch (hash / $L)", MAX_CASES);
        groups.forEach(
                (group, members) -> {
                    String part = name + group;
                    code.add("case $L:\n$>", group);
                    code.beginControlFlow("if ($L(line, hash))", part)
                            .addStatement("return")
                            .endControlFlow();
                    code.addStatement("break").add("$<");
                    parts.add(
                            MethodSpec.methodBuilder(part)
                                    .addModifiers(Modifier.PRIVATE)
                                    .returns(boolean.class)
                                    .addParameter(RuntimeTypes.LINE_READER, "line")
                                    .addParameter(int.class, "hash")
                                    .addCode(
                                            cases(
                                                    CodeBlock.of("hash"),
                                                    members,
                                                    call,
                                                    "return true"))
                                    .addStatement("return false")
                                    .build());
                });
        return code.add("default:\n$>").addStatement("break").add("$<").endControlFlow().build();
    }

    private CodeBlock cases(
            CodeBlock hash,
            Map<Integer, List<String>> buckets,
            Function<String, CodeBlock> call,
            String returning) {
        CodeBlock.Builder code = CodeBlock.builder().beginControlFlow("switch ($L)", hash);
        buckets.forEach(
                (bucket, words) -> {
                    code.add("case $L:\n$>", bucket);
                    for (String verb : words) {
                        code.beginControlFlow("if ($L)", test(verb))
                                .addStatement("$L", call.apply(verb))
                                .addStatement(returning)
                                .endControlFlow();
                    }
                    code.addStatement("break").add("$<");
                });
        return code.add("default:\n$>").addStatement("break").add("$<").endControlFlow().build();
    }

    /** The method that tells whether a verb is one of {@code words}. */
    MethodSpec isCommand(List<String> words) {
        VerbHash hash = hash(words);
        CodeBlock.Builder code =
                CodeBlock.builder()
                        .beginControlFlow(
                                "switch (line.verbHash($L, $L))", multiplier(hash), hash.shift());
        buckets(words, hash)
                .forEach(
                        (bucket, verbs) ->
                                code.add("case $L:\n$>", bucket)
                                        .addStatement(
                                                "return $L",
                                                verbs.stream()
                                                        .map(this::test)
                                                        .collect(CodeBlock.joining(" || ")))
                                        .add("$<"));
        return MethodSpec.methodBuilder("isCommand")
                .addJavadoc(
                        "Whether the line's verb is one of the protocol's, in whichever state.\n")
                .addModifiers(Modifier.PRIVATE, Modifier.STATIC)
                .returns(boolean.class)
                .addParameter(RuntimeTypes.LINE_READER, "line")
                .addCode(
                        code.add("default:\n$>")
                                .addStatement("return false")
                                .add("$<")
                                .endControlFlow()
                                .build())
                .build();
    }

    /** Whether the verb of the line is {@code verb}. */
    CodeBlock test(String verb) {
        String content = content(verb);
        return VerbHash.bytes(content, wire.charset()).length < Long.BYTES
                ? CodeBlock.of(
                        "line.verbBits() == 0x$LL$L",
                        Long.toHexString(bits(verb)).toUpperCase(Locale.ROOT),
                        comment(content))
                : CodeBlock.of("line.verbIs($L)", constants.text(content));
    }

    /** A comment with the verb that a number stands for; none where a comment cannot have it. */
    private static String comment(String verb) {
        boolean plain =
                verb.chars().allMatch(c -> c > ' ' && c < DELETE && c != '\\')
                        && !verb.contains("*/")
                        && !verb.isEmpty();
        return plain ? " /* " + verb + " */" : "";
    }
}
