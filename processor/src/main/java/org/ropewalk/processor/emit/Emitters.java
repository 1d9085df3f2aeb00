package org.ropewalk.processor.emit;

import com.palantir.javapoet.TypeSpec;
import java.util.List;
import org.ropewalk.processor.model.ProtocolModel;

/** Lays all types of a protocol. */
public final class Emitters {
    private Emitters() {}

    /** The types: whole, or as outlines beside an error. */
    public static List<TypeSpec> emit(ProtocolModel protocol, boolean outlines) {
        return List.of(
                ProtocolEmitter.emit(protocol),
                FactoryEmitter.emit(protocol),
                ClientEmitter.emit(protocol));
    }
}
