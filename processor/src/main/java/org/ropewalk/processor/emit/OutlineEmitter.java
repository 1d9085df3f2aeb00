package org.ropewalk.processor.emit;

import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeSpec;
import java.util.ArrayList;
import java.util.List;
import javax.lang.model.element.Modifier;
import org.ropewalk.processor.emit.client.ClientEmitter;
import org.ropewalk.processor.emit.code.RuntimeTypes;
import org.ropewalk.processor.emit.server.FactoryEmitter;
import org.ropewalk.processor.emit.server.PushesEmitter;
import org.ropewalk.processor.model.ProtocolModel;

/**
 * Types with the names and public methods of those that a declaration without errors would have,
 * and nothing inside: beside an error they keep code that uses them from being a second one.
 */
final class OutlineEmitter {
    private OutlineEmitter() {}

    static List<TypeSpec> emit(ProtocolModel protocol) {
        TypeSpec served =
                TypeSpec.classBuilder(protocol.generated("Protocol"))
                        .addAnnotation(RuntimeTypes.generated())
                        .addModifiers(Modifier.FINAL)
                        .addModifiers(protocol.visibility())
                        .addMethod(
                                MethodSpec.constructorBuilder()
                                        .addModifiers(Modifier.PRIVATE)
                                        .build())
                        .build();
        List<TypeSpec> types =
                new ArrayList<>(
                        List.of(
                                served,
                                FactoryEmitter.outline(protocol),
                                ClientEmitter.outline(protocol)));
        PushesEmitter.outline(protocol).ifPresent(types::add);
        return types;
    }
}
