package org.ropewalk.processor.emit.client;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.lang.model.element.Modifier;
import org.ropewalk.processor.emit.code.Chain;
import org.ropewalk.processor.emit.code.Constants;
import org.ropewalk.processor.emit.code.Javadoc;
import org.ropewalk.processor.emit.code.MethodNames;
import org.ropewalk.processor.emit.code.RuntimeTypes;
import org.ropewalk.processor.emit.code.ValueReading;
import org.ropewalk.processor.model.ParameterModel;
import org.ropewalk.processor.model.ParameterModel.Role;
import org.ropewalk.processor.model.ProtocolModel;
import org.ropewalk.processor.model.PushModel;
import org.ropewalk.processor.model.PushesModel;
import org.ropewalk.processor.model.ValueType;
import org.ropewalk.processor.model.lines.Line;
import org.ropewalk.processor.model.lines.Specificity;
import org.ropewalk.processor.template.Template;

/** Emits the reading of push messages: one method for each line that may come. */
final class PushReadingEmitter {
    private final ProtocolModel protocol;
    private final ClientTypes types;
    private final Constants constants;
    private final ValueReading reading;
    private final MethodNames names;
    private final TypeSpec.Builder type;

    PushReadingEmitter(
            ProtocolModel protocol,
            ClientTypes types,
            Constants constants,
            ValueReading reading,
            MethodNames names,
            TypeSpec.Builder type) {
        this.protocol = protocol;
        this.types = types;
        this.constants = constants;
        this.reading = reading;
        this.names = names;
        this.type = type;
    }

    /** A method and the line that it reads. */
    private record Reading(String method, PushModel push, Line line) {}

    void emit() {
        if (protocol.pushes().isEmpty()) {
            return;
        }
        PushesModel pushes = protocol.pushes().get();
        List<Reading> lines = new ArrayList<>();
        for (PushModel push : pushes.methods()) {
            emit(pushes, push, lines);
        }
        Specificity specificity = new Specificity(protocol.wire().caseSensitive());
        MethodSpec.Builder method =
                signature(pushes, "readPush", pushes.types())
                        .addJavadoc("Reads a push message; false if the line is none.\n");
        Chain any =
                Chain.of(
                        specificity.inOrder(lines, Reading::line).stream()
                                .map(
                                        line ->
                                                CodeBlock.of(
                                                        "$L(line, pushed, $L)",
                                                        line.method(),
                                                        pushes.listener(line.push().type())))
                                .toList(),
                        "read");
        type.addMethod(
                method.addCode(any.statements())
                        .addStatement("return $L", any.condition())
                        .build());
    }

    private static MethodSpec.Builder signature(
            PushesModel pushes, String name, List<ClassName> listeners) {
        MethodSpec.Builder method =
                MethodSpec.methodBuilder(name)
                        .addModifiers(Modifier.PRIVATE, Modifier.STATIC)
                        .returns(boolean.class)
                        .addParameter(RuntimeTypes.LINE_READER, "line")
                        .addParameter(
                                ParameterizedTypeName.get(
                                        RuntimeTypes.REPLY_BUILDER, ClassName.get(Object.class)),
                                "pushed");
        listeners.forEach(type -> method.addParameter(type, pushes.listener(type)));
        return method;
    }

    private void emit(PushesModel pushes, PushModel push, List<Reading> lines) {
        String base = "pushed" + MethodNames.capitalized(push.method());
        Optional<ParameterModel> list = push.spread();
        List<Template> heads = push.reply().values();
        if (list.isEmpty()) {
            for (int i = 0; i < heads.size(); i++) {
                add(pushes, push, spelled(base, i), heads.get(i), call(push, list), lines);
            }
            return;
        }
        boolean kept = !push.endsWithAll();
        Optional<Template> keeper = push.keeper().filter(line -> kept);
        CodeBlock begun =
                keeper.filter(heads::contains).isPresent()
                        ? keep(push, list.get())
                        : CodeBlock.of("pushed.expect(0);\n");
        for (int i = 0; i < heads.size(); i++) {
            add(pushes, push, spelled(base + "Begin", i), heads.get(i), begun, lines);
        }
        Template each = push.reply().each().orElseThrow();
        CodeBlock elements =
                CodeBlock.of("$L.forEach(pushed::item);\n", Javadoc.local(list.get().name()));
        add(
                pushes,
                push,
                base + "Each",
                each,
                keeper.filter(each::equals).isPresent()
                        ? CodeBlock.join(List.of(elements, keep(push, list.get())), "")
                        : elements,
                lines);
        List<Template> ends = push.reply().ends();
        CodeBlock ended = kept ? finish() : call(push, list);
        for (int i = 0; i < ends.size(); i++) {
            add(pushes, push, spelled(base + "End", i), ends.get(i), ended, lines);
        }
    }

    /** The name of the method that reads one of several spellings. */
    private static String spelled(String name, int spelling) {
        return spelling == 0 ? name : name + "Spelling" + spelling;
    }

    private String listener(PushModel push) {
        return protocol.pushes().orElseThrow().listener(push.type());
    }

    /** Keeps the values of a line until the list is complete. */
    private CodeBlock keep(PushModel push, ParameterModel list) {
        CodeBlock.Builder code = CodeBlock.builder();
        List<CodeBlock> arguments = new ArrayList<>();
        for (ParameterModel parameter : push.parameters()) {
            String local = Javadoc.local(parameter.name());
            if (parameter.equals(list)) {
                arguments.add(CodeBlock.of("items"));
            } else if (parameter.value() instanceof ValueType.Maybe
                    || parameter.value() instanceof ValueType.Several) {
                // An optional group assigns it twice: a lambda cannot capture it.
                code.addStatement("$T $LGiven = $L", parameter.javaType(), local, local);
                arguments.add(CodeBlock.of("$LGiven", local));
            } else if (parameter.role() == Role.VALUE) {
                arguments.add(CodeBlock.of("$L", local));
            } else {
                arguments.add(entered(parameter));
            }
        }
        ValueType element = ((ValueType.Several) list.value()).element();
        return code.add("pushed.gather(($T items) -> {\n$>", OwnedTypes.list(element.javaType()))
                .addStatement(
                        "$L.$L($L)", listener(push), push.method(), CodeBlock.join(arguments, ", "))
                .addStatement("return null")
                .add("$<});\n")
                .build();
    }

    /** Completes the list. An end line without a list before it is not a push. */
    private static CodeBlock finish() {
        return CodeBlock.builder()
                .beginControlFlow("if (pushed.hasBegun())")
                .addStatement("pushed.finishGathered()")
                .addStatement("pushed.pushed()")
                .endControlFlow()
                .build();
    }

    /** The commands of the state that a push leads to. */
    private CodeBlock entered(ParameterModel parameter) {
        ValueType.StateRef state = (ValueType.StateRef) parameter.value();
        return CodeBlock.of(
                "new $T(pushed$L.enterNow($T::new))",
                types.view(state.javaType()),
                types.prompting(state.javaType()),
                types.stub(state.javaType()));
    }

    /** What the listener receives. */
    private CodeBlock call(PushModel push, Optional<ParameterModel> list) {
        CodeBlock.Builder code = CodeBlock.builder();
        List<ParameterModel> payloads =
                push.parameters().stream()
                        .filter(parameter -> parameter.role() == Role.PAYLOAD)
                        .toList();
        List<CodeBlock> arguments = new ArrayList<>();
        for (ParameterModel parameter : push.parameters()) {
            String local = Javadoc.local(parameter.name());
            if (list.filter(parameter::equals).isPresent()) {
                ValueType element = ((ValueType.Several) parameter.value()).element();
                code.addStatement(
                        "$T $L = $T.copyOf(pushed.items())",
                        OwnedTypes.list(element.javaType()),
                        local,
                        List.class);
                code.addStatement("pushed.pushed()");
                arguments.add(CodeBlock.of("$L", local));
            } else if (parameter.value() instanceof ValueType.StateRef) {
                arguments.add(entered(parameter));
            } else if (parameter.role() == Role.PAYLOAD) {
                arguments.add(LineReading.payload(payloads, parameter, "pushed"));
            } else {
                arguments.add(CodeBlock.of("$L", local));
            }
        }
        return code.addStatement(
                        "$L.$L($L)", listener(push), push.method(), CodeBlock.join(arguments, ", "))
                .build();
    }

    private void add(
            PushesModel pushes,
            PushModel push,
            String wanted,
            Template line,
            CodeBlock completion,
            List<Reading> lines) {
        String name = names.unique(wanted, wanted + "Of" + MethodNames.simple(push.type()));
        List<ParameterModel> known = new ArrayList<>(push.parameters());
        MethodSpec.Builder method =
                signature(pushes, name, List.of(push.type()))
                        .addJavadoc("{@code $L}\n", Javadoc.code(line.source()));
        LineReading.read(method, line, known, constants, reading);
        LineReading.end(method);
        if (push.reply().each().isEmpty()) {
            LineReading.awaitPayload(method, line, push.parameters(), "pushed", constants);
        }
        type.addMethod(method.addCode(completion).addStatement("return true").build());
        lines.add(new Reading(name, push, Line.of(line, push.parameters(), Optional.empty())));
    }
}
