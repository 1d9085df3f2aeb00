package org.ropewalk.processor.emit.server;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.lang.model.element.Modifier;
import org.ropewalk.processor.emit.code.Chain;
import org.ropewalk.processor.emit.code.Constants;
import org.ropewalk.processor.emit.code.MethodNames;
import org.ropewalk.processor.emit.code.RuntimeTypes;

/** Generates the method that tells where the payload ends behind a line that cannot be read. */
final class PayloadBehind {
    private PayloadBehind() {}

    /**
     * The method that tells where the payload behind a line ends that cannot be read; empty if
     * there never is one.
     */
    static Optional<MethodSpec> of(List<Dispatch> states, boolean enveloped, Constants constants) {
        CodeBlock unsure = new Region.Unsure().end(constants);
        Map<CodeBlock, List<CodeBlock>> tests = new LinkedHashMap<>();
        tests.put(unsure, new ArrayList<>(List.of(CodeBlock.of("!line.verb()"))));
        Set<String> verbs = new LinkedHashSet<>();
        states.forEach(state -> verbs.addAll(state.lines().verbs().keySet()));
        boolean any = false;
        for (String verb : verbs) {
            Region region = region(verb, states);
            if (region.isPayload()) {
                any = true;
                tests.computeIfAbsent(region.end(constants), missing -> new ArrayList<>())
                        .add(states.get(0).test(verb));
            }
        }
        Region other =
                states.stream()
                        .map(state -> Region.of(state.lines().verbless()))
                        .reduce(Region::or)
                        .orElseThrow();
        if (!any && !other.isPayload()) {
            return Optional.empty();
        }
        MethodSpec.Builder method =
                MethodSpec.methodBuilder("payloadBehind")
                        .addAnnotation(Override.class)
                        .addModifiers(Modifier.PUBLIC)
                        .returns(RuntimeTypes.PAYLOAD_END)
                        .addParameter(RuntimeTypes.LINE_READER, "line");
        if (enveloped) {
            // What stands before the verb cannot be read either.
            return Optional.of(method.addStatement("return $L", unsure).build());
        }
        tests.forEach(
                (end, lines) -> {
                    Chain chain = Chain.of(lines, "before" + MethodNames.capitalized(local(end)));
                    method.addCode(chain.statements())
                            .beginControlFlow("if ($>$>$L$<$<)", chain.condition())
                            .addStatement("return $L", end)
                            .endControlFlow();
                });
        return Optional.of(method.addStatement("return $L", other.end(constants)).build());
    }

    /** A name of letters and digits. */
    private static String local(CodeBlock end) {
        return end.toString().replaceAll(".*\\.|_", "").toLowerCase(Locale.ROOT);
    }

    /** What stands behind a line with a verb, in whichever state it comes. */
    private static Region region(String verb, List<Dispatch> states) {
        return states.stream()
                .map(state -> state.lines().of(verb))
                .filter(lines -> !lines.isEmpty())
                .map(Region::of)
                .reduce(Region::or)
                .orElseThrow();
    }
}
