package org.ropewalk.processor.output;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ropewalk.processor.model.CommandModel;
import org.ropewalk.processor.model.ProtocolModel;
import org.ropewalk.processor.model.StateModel;

/**
 * A command, and the states in which it is legal.
 *
 * @param command as it is in the first of them
 * @param states their names
 */
record StatedCommand(CommandModel command, List<String> states) {
    /** The commands of all states, each once: several states may inherit one method. */
    static List<StatedCommand> of(ProtocolModel protocol, StateNames names) {
        Map<List<Object>, StatedCommand> commands = new LinkedHashMap<>();
        for (StateModel state : protocol.states()) {
            for (CommandModel command : state.commands()) {
                List<Object> key =
                        List.of(command.method(), command.templates(), command.parameters());
                StatedCommand stated = commands.get(key);
                if (stated == null) {
                    stated = new StatedCommand(command, new ArrayList<>());
                    commands.put(key, stated);
                }
                stated.states().add(names.of(state));
            }
        }
        return List.copyOf(commands.values());
    }
}
