package org.ropewalk.client;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Which state a client's session is in. Belongs to the connection's loop. */
final class ClientSession {
    private final ClientState initial = new ClientState(null, new HashMap<>());
    private ClientState current = initial;

    /** The state in which it begins. */
    ClientState initial() {
        return initial;
    }

    ClientState current() {
        return current;
    }

    /** Where it goes after one line or payload of a state that is left then. */
    ClientState whereToReturn() {
        return current.returnsTo() == null ? current : current.returnsTo();
    }

    /** How often commands have succeeded since states were entered that know them. */
    Map<String, Integer> successes() {
        return current.successes();
    }

    /** How often one has. */
    int successes(String command) {
        return successes().getOrDefault(command, 0);
    }

    private void succeeded(String command) {
        successes().merge(command, 1, Integer::sum);
    }

    /** Goes to another state, or stays; {@code command} leads there. */
    void enter(ClientState next, String command) {
        if (next != current) {
            current.leave(command);
            current = next;
        }
    }

    /**
     * A command of {@code state} was answered: counts it if it has succeeded, and goes where the
     * reply leads. {@code state} is null where there are no states.
     *
     * @param refused whether the reply is an error
     * @param next the state to which the reply leads; null if it leads nowhere
     */
    void replied(ClientState state, String command, boolean refused, @Nullable ClientState next) {
        if (state == null) {
            return;
        }
        if (!refused) {
            succeeded(command);
        }
        ClientState target = next == null ? state.returnsTo() : next;
        if (target != null && state == current) {
            enter(target, command);
        }
    }
}
