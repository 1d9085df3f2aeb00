package org.ropewalk.processor.model;

import com.palantir.javapoet.ClassName;
import java.util.List;

/**
 * All that a server sends unasked.
 *
 * @param type the interface that declares it
 * @param methods its methods
 * @param drops whether a peer that does not read misses lines, instead of being disconnected
 */
public record PushesModel(ClassName type, List<PushModel> methods, boolean drops) {
    /** Copies the list. */
    public PushesModel {
        methods = List.copyOf(methods);
    }
}
