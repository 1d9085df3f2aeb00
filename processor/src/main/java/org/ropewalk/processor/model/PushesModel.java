package org.ropewalk.processor.model;

import com.palantir.javapoet.ClassName;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * All push messages of a server.
 *
 * @param type the interface that declares it
 * @param methods its methods
 * @param drops whether a peer that does not read misses lines, instead of being disconnected
 */
public record PushesModel(ClassName type, List<PushModel> methods, boolean drops) {
    /** The states that they lead to. */
    public Set<ClassName> next() {
        Set<ClassName> next = new LinkedHashSet<>();
        methods.forEach(push -> StateModel.collect(push.parameters(), next));
        return next;
    }

    /** Copies the list. */
    public PushesModel {
        methods = List.copyOf(methods);
    }
}
