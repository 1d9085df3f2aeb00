package org.ropewalk.processor.emit.server;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.lang.model.element.Modifier;
import org.ropewalk.processor.emit.code.Literal;
import org.ropewalk.processor.model.CommandModel;
import org.ropewalk.processor.model.ProtocolModel;
import org.ropewalk.processor.model.RecordModel;
import org.ropewalk.processor.model.StateModel;
import org.ropewalk.processor.template.Usage;

/**
 * Generates what lists the commands of a state, with the first sentences of their documentation.
 */
final class UsagesEmitter {
    private final ProtocolModel protocol;
    private final States states;

    UsagesEmitter(ProtocolModel protocol, States states) {
        this.protocol = protocol;
        this.states = states;
    }

    MethodSpec usages() {
        TypeName lines = ParameterizedTypeName.get(ClassName.get(List.class), RecordModel.HELP);
        Map<CodeBlock, List<StateModel>> alike = new LinkedHashMap<>();
        for (StateModel state : protocol.states()) {
            alike.computeIfAbsent(lines(state), missing -> new ArrayList<>()).add(state);
        }
        return MethodSpec.methodBuilder("usages")
                .addModifiers(Modifier.PRIVATE)
                .returns(lines)
                .addStatement("$T lines = new $T<>()", lines, ArrayList.class)
                .addCode(states.choose(alike, code -> code))
                .build();
    }

    private CodeBlock lines(StateModel state) {
        CodeBlock.Builder code = CodeBlock.builder();
        for (CommandModel command : state.commands()) {
            if (command.templates().get(0).isEmpty()) {
                continue;
            }
            if (command.startsTls()) {
                code.beginControlFlow("if (offersTls())");
            }
            code.addStatement("lines.add($L)", help(command));
            if (command.startsTls()) {
                code.endControlFlow();
            }
        }
        return code.addStatement("return lines").build();
    }

    private CodeBlock help(CommandModel command) {
        CodeBlock usage = Literal.of(Usage.of(command.templates().get(0)));
        String summary = Usage.summary(command.documentation(), protocol.wire().terminators());
        return summary.isEmpty()
                ? CodeBlock.of("new $T($L)", RecordModel.HELP, usage)
                : CodeBlock.of("new $T($L, $L)", RecordModel.HELP, usage, Literal.of(summary));
    }
}
