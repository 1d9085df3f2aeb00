package org.ropewalk.processor.emit.server;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import java.util.List;
import javax.lang.model.element.Modifier;
import org.ropewalk.processor.emit.code.Constants;
import org.ropewalk.processor.model.ProtocolModel;
import org.ropewalk.processor.model.StateModel;
import org.ropewalk.processor.model.StateModel.BatchModel;
import org.ropewalk.processor.model.SupplyModel;
import org.ropewalk.processor.model.lines.BatchRoles;

/** Generates how commands are kept in a state, and run by the handler of another. */
final class BatchEmitter {
    private final ProtocolModel protocol;
    private final States states;
    private final Constants constants;
    private final List<StateModel> batches;

    BatchEmitter(ProtocolModel protocol, States states, Constants constants) {
        this.protocol = protocol;
        this.states = states;
        this.constants = constants;
        this.batches =
                protocol.states().stream().filter(state -> state.batch().isPresent()).toList();
    }

    /** Whether a state keeps commands. */
    static boolean any(ProtocolModel protocol) {
        return protocol.states().stream().anyMatch(state -> state.batch().isPresent());
    }

    List<FieldSpec> fields() {
        if (batches.isEmpty()) {
            return List.of();
        }
        return List.of(
                FieldSpec.builder(SupplyModel.BATCH, "batch", Modifier.PRIVATE)
                        .addJavadoc("The commands that the state keeps; null in other states.\n")
                        .build(),
                FieldSpec.builder(TypeName.SHORT, "keptState", Modifier.PRIVATE)
                        .addJavadoc("The state whose commands are kept, and its handler.\n")
                        .build(),
                FieldSpec.builder(Object.class, "keptHandler", Modifier.PRIVATE).build());
    }

    /** What is done before another state is entered. */
    CodeBlock enter() {
        CodeBlock.Builder code = CodeBlock.builder();
        if (batches.isEmpty()) {
            return code.build();
        }
        CodeBlock isBatch =
                batches.stream()
                        .map(state -> CodeBlock.of("state == $L", states.constant(state.type())))
                        .collect(CodeBlock.joining(" || "));
        code.beginControlFlow("if ($L)", isBatch)
                .beginControlFlow("if (leadsOut())")
                .addStatement("nextState = keptState")
                .addStatement("next = keptHandler")
                .endControlFlow()
                .addStatement("batch.close()")
                .addStatement("batch = null")
                .addStatement("keptHandler = null")
                .endControlFlow();
        for (StateModel state : batches) {
            code.beginControlFlow("if (nextState == $L)", states.constant(state.type()))
                    .addStatement("keptState = state")
                    .addStatement("keptHandler = handler")
                    .addStatement("batch = $L", made(state.batch().orElseThrow()))
                    .endControlFlow();
        }
        return code.build();
    }

    private CodeBlock made(BatchModel batch) {
        CodeBlock others =
                BatchRoles.others(protocol, batch).stream()
                        .map(command -> CodeBlock.of(", $L", RefusalCode.number(command)))
                        .collect(CodeBlock.joining(""));
        return CodeBlock.of(
                "new $T(peer(), this, this, $L, $L$L)",
                SupplyModel.BATCH,
                batch.kept().map(constants::line).orElse("null"),
                batch.each().map(constants::line).orElse("new byte[0]"),
                others);
    }

    /** The end of the connection. */
    CodeBlock release() {
        return batches.isEmpty()
                ? CodeBlock.of("")
                : CodeBlock.builder()
                        .addStatement("keptHandler = null")
                        .beginControlFlow("if (batch != null)")
                        .addStatement("batch.close()")
                        .endControlFlow()
                        .build();
    }

    /** What the runtime asks for. */
    List<MethodSpec> methods() {
        if (batches.isEmpty()) {
            return List.of();
        }
        return List.of(
                method("exchange")
                        .addStatement("short otherState = keptState")
                        .addStatement("Object other = keptHandler")
                        .addStatement("keptState = state")
                        .addStatement("keptHandler = handler")
                        .addStatement("state = otherState")
                        .addStatement("handler = other")
                        .build(),
                method("leaveBatch")
                        .addStatement("exchange()")
                        .addStatement("keptHandler = null")
                        .addStatement("batch.close()")
                        .addStatement("batch = null")
                        .build(),
                method("leadsOut")
                        .returns(boolean.class)
                        .addStatement("return $L", leadsOut())
                        .build());
    }

    private CodeBlock leadsOut() {
        return batches.stream()
                .map(
                        state ->
                                CodeBlock.of(
                                        "state == $L && keptState != $L",
                                        states.constant(state.type()),
                                        states.constant(state.batch().orElseThrow().of())))
                .collect(CodeBlock.joining(" || "));
    }

    private static MethodSpec.Builder method(String name) {
        return MethodSpec.methodBuilder(name)
                .addAnnotation(Override.class)
                .addModifiers(Modifier.PUBLIC);
    }
}
