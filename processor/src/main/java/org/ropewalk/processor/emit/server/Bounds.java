package org.ropewalk.processor.emit.server;

import com.palantir.javapoet.CodeBlock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ropewalk.processor.model.CommandModel;
import org.ropewalk.processor.model.Limits;
import org.ropewalk.processor.model.ProtocolModel;
import org.ropewalk.processor.model.StateModel;

/** The bounds of states and commands that have their own: each kind once. */
final class Bounds {
    private final List<Limits> narrower = new ArrayList<>();

    Bounds(ProtocolModel protocol) {
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

    /** The bounds of a command as a further argument; nothing if it has no own. */
    CodeBlock argument(CommandModel command) {
        return of(command.limits())
                .map(bounds -> CodeBlock.of(", $L", bounds))
                .orElse(CodeBlock.of(""));
    }
}
