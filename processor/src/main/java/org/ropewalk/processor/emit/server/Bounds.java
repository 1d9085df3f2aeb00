package org.ropewalk.processor.emit.server;

import com.palantir.javapoet.CodeBlock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.ropewalk.processor.model.CommandModel;
import org.ropewalk.processor.model.Limits;
import org.ropewalk.processor.model.ProtocolModel;
import org.ropewalk.processor.model.StateModel;

/** The bounds of states and commands that have their own: each kind once. */
final class Bounds {
    private final ProtocolModel protocol;
    private final List<Limits> narrower = new ArrayList<>();

    Bounds(ProtocolModel protocol) {
        this.protocol = protocol;
        for (StateModel state : protocol.states()) {
            state.limits().ifPresent(this::add);
            for (CommandModel command : state.commands()) {
                command.limits().ifPresent(this::add);
            }
        }
    }

    private void add(Limits limits) {
        if (!narrower.contains(limits)) {
            narrower.add(limits);
        }
    }

    List<Limits> all() {
        return narrower;
    }

    /** An expression of the bounds that a state or a command has; nothing if it has no own. */
    Optional<CodeBlock> of(Optional<Limits> own) {
        return own.map(limits -> CodeBlock.of("narrower($L)", narrower.indexOf(limits)));
    }

    /**
     * How many bytes a line of {@code command} may have in which states, as expressions; empty if
     * no state allows other commands more.
     */
    Map<String, List<StateModel>> lines(CommandModel command) {
        Map<String, List<StateModel>> limits = new TreeMap<>();
        boolean isNarrower = false;
        for (StateModel state : protocol.states()) {
            int framed = state.limits().orElse(protocol.limits()).line();
            int own = command.limits().map(Limits::line).orElse(state.line());
            boolean narrows = state.knows(command) && own < framed;
            isNarrower |= narrows;
            limits.computeIfAbsent(
                            narrows ? String.valueOf(own) : "limits().line()",
                            missing -> new ArrayList<>())
                    .add(state);
        }
        return isNarrower ? limits : Map.of();
    }

    /** The bounds of a command as a further argument; nothing if it has no own. */
    CodeBlock argument(CommandModel command) {
        return of(command.limits())
                .map(bounds -> CodeBlock.of(", $L", bounds))
                .orElse(CodeBlock.of(""));
    }
}
