package org.ropewalk.client;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.ropewalk.frame.LineFramer;
import org.ropewalk.reactor.Input;

/** Which state a client's session is in. Belongs to the connection's loop. */
final class ClientSession {
    private final ClientState initial;
    private ClientState current;

    /** Whether a prompt may come before the next line. */
    private boolean promptDue;

    /**
     * A session in its initial state.
     *
     * @param prompt of this state; null if it has none
     * @param promptDue whether it comes before any line
     */
    ClientSession(byte @Nullable [] prompt, boolean promptDue) {
        this.initial = new ClientState(null, new HashMap<>(), prompt);
        this.current = initial;
        this.promptDue = promptDue;
    }

    /** The server has written a whole reply, after which it prompts for a command. */
    void replyWritten() {
        promptDue = true;
    }

    /** Has what has arrived received, unless it is a part of a prompt, which waits for its rest. */
    void receive(Input input, LineFramer framer) {
        int before = input.position();
        if (skipPrompt(input)) {
            if (input.position() > before) {
                framer.restartLine();
            }
            framer.receive(input);
        }
    }

    /** No prompt comes before the next line. */
    void promptRead() {
        promptDue = false;
    }

    /** Skips the prompt, once; false if it has not arrived completely. */
    boolean skipPrompt(@Nullable Input input) {
        byte[] prompt = current.prompt();
        if (!promptDue || input == null || prompt == null) {
            return true;
        }
        int from = input.position();
        int length = Math.min(input.remaining(), prompt.length);
        boolean same = Arrays.equals(input.array(), from, from + length, prompt, 0, length);
        promptDue = same && length < prompt.length;
        if (same && !promptDue) {
            input.consumeTo(from + length);
        }
        return !promptDue;
    }

    /** Begins anew, as TLS has begun. */
    void restart(String command, boolean greets) {
        enter(initial, command);
        promptDue = !greets;
    }

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
