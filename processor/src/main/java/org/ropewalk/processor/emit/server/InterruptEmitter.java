package org.ropewalk.processor.emit.server;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeSpec;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.lang.model.element.Modifier;
import org.ropewalk.processor.emit.code.Constants;
import org.ropewalk.processor.emit.code.RuntimeTypes;
import org.ropewalk.processor.model.CommandModel;
import org.ropewalk.processor.model.ErrorKind;
import org.ropewalk.processor.model.ProtocolModel;
import org.ropewalk.processor.model.lines.CommandLine;

/** Generates how commands are read that interrupt another, while that waits for its reply. */
final class InterruptEmitter {
    private InterruptEmitter() {}

    /** What a command that interrupts does first: it refuses the line if nothing waits. */
    static CodeBlock interrupt(
            ProtocolModel protocol, CommandLine line, String matched, Constants constants) {
        CodeBlock.Builder code = CodeBlock.builder();
        if (!line.command().isInterrupting()) {
            return code.build();
        }
        code.beginControlFlow("if (!interrupt($L))", interrupted(line.command()));
        if (!protocol.envelopeValues().isEmpty()) {
            // Where one waits, its reply has its own values.
            code.addStatement("forgetEnvelope()");
        }
        return code.addStatement(
                        "$L",
                        RefusalCode.refusal(
                                ErrorKind.MISPLACED, line.command(), Region.of(line), constants))
                .addStatement(matched)
                .endControlFlow()
                .build();
    }

    private static CodeBlock interrupted(CommandModel command) {
        return command.interrupts().stream()
                .map(RefusalCode::number)
                .map(number -> CodeBlock.of("$L", number))
                .collect(CodeBlock.joining(", "));
    }

    /** Adds the method that tells whether a line interrupts a command that waits. */
    static void addTo(TypeSpec.Builder type, ProtocolModel protocol, List<Dispatch> dispatches) {
        Set<CodeBlock> conditions = new LinkedHashSet<>();
        for (CommandModel command : protocol.interrupting()) {
            for (CommandLine line : CommandLine.of(command)) {
                conditions.add(
                        CodeBlock.of(
                                "$L$L && canInterrupt($L)",
                                dispatches.get(0).test(line.verb().orElseThrow()),
                                endsBehindVerb(line, dispatches) ? " && line.end()" : "",
                                interrupted(command)));
            }
        }
        if (!conditions.isEmpty()) {
            type.addMethod(
                    MethodSpec.methodBuilder("interrupts")
                            .addAnnotation(Override.class)
                            .addModifiers(Modifier.PROTECTED)
                            .returns(boolean.class)
                            .addParameter(RuntimeTypes.LINE_READER, "line")
                            .addStatement("line.verb()")
                            .addStatement("return $L", CodeBlock.join(conditions, "\n|| "))
                            .build());
        }
        addBeforeEnvelope(type, dispatches);
    }

    /** Whether the verb may be a value of an envelope instead, unless the line ends behind it. */
    private static boolean endsBehindVerb(CommandLine line, List<Dispatch> dispatches) {
        return line.command().parameters().isEmpty()
                && dispatches.stream()
                        .anyMatch(each -> each.lines().beforeEnvelope().contains(line));
    }

    /** Whether lines are read before the envelope, because they have none. */
    static boolean readsBeforeEnvelope(List<Dispatch> dispatches) {
        return dispatches.stream().anyMatch(each -> !each.lines().beforeEnvelope().isEmpty());
    }

    private static void addBeforeEnvelope(TypeSpec.Builder type, List<Dispatch> dispatches) {
        if (!readsBeforeEnvelope(dispatches)) {
            return;
        }
        Map<CommandLine, CodeBlock> readings = new LinkedHashMap<>();
        for (Dispatch dispatch : dispatches) {
            for (CommandLine line : dispatch.lines().beforeEnvelope()) {
                readings.put(
                        line,
                        CodeBlock.of(
                                "line.verb() && $L && $L(line)",
                                dispatch.test(line.verb().orElseThrow()),
                                dispatch.method(line)));
            }
        }
        type.addMethod(
                MethodSpec.methodBuilder("readInterrupting")
                        .addJavadoc(
                                "Reads a command that interrupts another, and has no envelope; false if the line is none.\n")
                        .addModifiers(Modifier.PRIVATE)
                        .returns(boolean.class)
                        .addParameter(RuntimeTypes.LINE_READER, "line")
                        .beginControlFlow("if ($L)", CodeBlock.join(readings.values(), "\n|| "))
                        .addStatement("return true")
                        .endControlFlow()
                        .addStatement("line.restart()")
                        .addStatement("return false")
                        .build());
    }
}
