package org.ropewalk.processor.emit;

import com.palantir.javapoet.TypeSpec;
import java.util.ArrayList;
import java.util.List;
import org.ropewalk.processor.emit.client.ClientEmitter;
import org.ropewalk.processor.emit.server.FactoryEmitter;
import org.ropewalk.processor.emit.server.ProtocolEmitter;
import org.ropewalk.processor.emit.server.PushesEmitter;
import org.ropewalk.processor.model.ProtocolModel;

/** Generates all types of a protocol. */
public final class Emitters {
    private Emitters() {}

    /** The types, whole. */
    public static List<TypeSpec> emit(ProtocolModel protocol) {
        List<TypeSpec> types = new ArrayList<>();
        types.add(ProtocolEmitter.emit(protocol));
        types.add(FactoryEmitter.emit(protocol));
        PushesEmitter.emit(protocol).ifPresent(types::add);
        types.add(ClientEmitter.emit(protocol));
        return types;
    }

    /**
     * The types beside an error: names and public methods, so that code which uses them is no
     * second error.
     */
    public static List<TypeSpec> outline(ProtocolModel protocol) {
        return OutlineEmitter.emit(protocol);
    }
}
