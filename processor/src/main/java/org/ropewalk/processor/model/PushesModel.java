package org.ropewalk.processor.model;

import com.palantir.javapoet.ClassName;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * All push messages of a server.
 *
 * @param types the interfaces that declare them
 * @param methods its methods
 * @param drops whether a peer that does not read misses lines, instead of being disconnected
 */
public record PushesModel(List<ClassName> types, List<PushModel> methods, boolean drops) {
    /** The name of what receives the messages of {@code type}. */
    public String listener(ClassName type) {
        String name = type.simpleName();
        return types.size() == 1
                ? "listener"
                : name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1) + "Listener";
    }

    /** The states that they lead to. */
    public Set<ClassName> next() {
        Set<ClassName> next = new LinkedHashSet<>();
        methods.forEach(push -> StateModel.collect(push.parameters(), next));
        return next;
    }

    /** Copies the lists. */
    public PushesModel {
        types = List.copyOf(types);
        methods = List.copyOf(methods);
    }
}
