package org.ropewalk.processor.emit.server;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeSpec;
import java.util.ArrayList;
import java.util.List;
import javax.lang.model.element.Modifier;
import org.ropewalk.processor.emit.code.Constants;
import org.ropewalk.processor.emit.code.Javadoc;
import org.ropewalk.processor.emit.code.MethodNames;
import org.ropewalk.processor.emit.code.ReadingCode;
import org.ropewalk.processor.emit.code.RuntimeTypes;
import org.ropewalk.processor.emit.code.SharedMethods;
import org.ropewalk.processor.emit.code.ValueReading;
import org.ropewalk.processor.model.CommandModel;
import org.ropewalk.processor.model.ParameterModel;
import org.ropewalk.processor.model.ProtocolModel;
import org.ropewalk.processor.model.StateModel;
import org.ropewalk.processor.model.StateModel.ErrorMethodModel;
import org.ropewalk.processor.template.Segment;
import org.ropewalk.processor.template.Template;

/** Generates the calls of the methods that are told of errors. */
final class ErrorMethods {
    private final ProtocolModel protocol;
    private final States states;
    private final Constants constants;
    private final ValueReading reading;
    private final SharedMethods shared;
    private final List<SharedMethods.Shared> readers = new ArrayList<>();

    ErrorMethods(
            ProtocolModel protocol,
            States states,
            Constants constants,
            ValueReading reading,
            SharedMethods shared) {
        this.protocol = protocol;
        this.states = states;
        this.constants = constants;
        this.reading = reading;
        this.shared = shared;
    }

    /** Adds the method that the runtime calls, if a state has methods that are told. */
    void addTo(TypeSpec.Builder type) {
        CodeBlock.Builder calls = CodeBlock.builder();
        for (StateModel state : protocol.states()) {
            if (state.errorMethods().isEmpty()) {
                continue;
            }
            if (states.any()) {
                calls.beginControlFlow("if (state == $L)", states.constant(state.type()));
            }
            state.errorMethods().forEach(method -> calls.add(call(method)));
            if (states.any()) {
                calls.endControlFlow();
            }
        }
        if (calls.isEmpty()) {
            return;
        }
        type.addMethod(
                MethodSpec.methodBuilder("refused")
                        .addAnnotation(Override.class)
                        .addModifiers(Modifier.PUBLIC)
                        .addParameter(RuntimeTypes.ERROR_KIND, "kind")
                        .addParameter(RuntimeTypes.LINE_READER, "line")
                        .addCode(calls.build())
                        .build());
        readers.forEach(reader -> shared.declare(reader, type));
    }

    private CodeBlock call(ErrorMethodModel method) {
        if (method.commands().isEmpty()) {
            return CodeBlock.builder()
                    .addStatement(
                            "$L.$L(kind, refusedText(line))",
                            states.receiver(method.receiver()),
                            method.method())
                    .build();
        }
        List<CodeBlock> attempts = new ArrayList<>();
        for (CommandModel command : method.commands()) {
            for (Template line : command.templates()) {
                attempts.add(attempt(method, command, line));
            }
        }
        CodeBlock told = CodeBlock.join(attempts, "\n|| ");
        return CodeBlock.builder()
                .beginControlFlow("if (kind.isOfPayload())")
                .addStatement(attempts.size() == 1 ? "$L" : "boolean told = $L", told)
                .endControlFlow()
                .build();
    }

    private CodeBlock attempt(ErrorMethodModel method, CommandModel command, Template line) {
        SharedMethods.Shared reader =
                shared.add(
                        reader(method, command, line),
                        "tell" + MethodNames.capitalized(method.method()),
                        "tellOfError",
                        List.of(
                                CodeBlock.of(
                                        "The payload behind {@code $L} is refused.",
                                        Javadoc.code(line.source()))));
        readers.add(reader);
        return CodeBlock.of("$L(kind, line)", reader);
    }

    /** The method that reads a line again, and calls the handler if it is one of its command. */
    private MethodSpec reader(ErrorMethodModel method, CommandModel command, Template line) {
        List<Segment> segments = Segment.of(line);
        List<CodeBlock> arguments = new ArrayList<>(List.of(CodeBlock.of("kind")));
        for (ParameterModel parameter : method.parameters()) {
            arguments.add(Arguments.bound(parameter, line, segments));
        }
        return MethodSpec.methodBuilder("tell")
                .addModifiers(Modifier.PRIVATE)
                .returns(boolean.class)
                .addParameter(RuntimeTypes.ERROR_KIND, "kind")
                .addParameter(RuntimeTypes.LINE_READER, "line")
                .addStatement("line.restart()")
                .addCode(ReadingCode.of(segments, command.parameters(), constants, reading))
                .beginControlFlow("if (line.end())")
                .addStatement(
                        "$L.$L($L)",
                        states.receiver(method.receiver()),
                        method.method(),
                        CodeBlock.join(arguments, ", "))
                .addStatement("return true")
                .endControlFlow()
                .addStatement("return false")
                .build();
    }
}
