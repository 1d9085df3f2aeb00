package org.ropewalk.processor.output;

import com.palantir.javapoet.ClassName;
import java.util.HashMap;
import java.util.Map;
import org.ropewalk.processor.model.ProtocolModel;
import org.ropewalk.processor.model.StateModel;

/** What states are called: simply, where no other state has that name. */
final class StateNames {
    private final Map<String, Integer> uses = new HashMap<>();

    StateNames(ProtocolModel protocol) {
        for (StateModel state : protocol.states()) {
            String name = state.type().simpleName();
            uses.put(name, uses.getOrDefault(name, 0) + 1);
        }
    }

    String of(ClassName state) {
        return uses.getOrDefault(state.simpleName(), 0) > 1
                ? String.join(".", state.simpleNames())
                : state.simpleName();
    }

    String of(StateModel state) {
        return of(state.type());
    }
}
