package org.ropewalk.client;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.ropewalk.frame.LineFramer;
import org.ropewalk.line.LineFormat;
import org.ropewalk.reactor.Input;

/** Which state a client's session is in. Belongs to the connection's loop. */
final class ClientSession {
    private final ClientState initial;
    private ClientState current;

    /** What an empty line begins with that is skipped before a prompt; -1 if none is. */
    private final int emptyLine;

    /** Whether a prompt may come before the next line. */
    private boolean promptDue;

    /**
     * A session in its initial state.
     *
     * @param prompt of this state; null if it has none
     * @param promptDue whether it comes before any line
     */
    ClientSession(byte @Nullable [] prompt, boolean promptDue, LineFormat format) {
        this.emptyLine = format.skipsEmptyLines() ? format.readEnd()[0] : -1;
        this.initial = new ClientState(null, new HashMap<>(), prompt);
        this.current = initial;
        this.promptDue = promptDue;
    }

    /** The server has written a whole reply, after which it prompts for a command. */
    void replyWritten() {
        promptDue = true;
    }

    /** No prompt comes before the next line. */
    void promptRead() {
        promptDue = false;
    }

    /** Skips the prompt, once; false if it has not arrived completely: its rest is waited for. */
    boolean skipPrompt(@Nullable Input input, LineFramer framer) {
        byte[] prompt = current.prompt();
        if (!promptDue || input == null || prompt == null || isAtEmptyLine(input)) {
            return true;
        }
        int missing = skip(input, prompt);
        if (missing == 0) {
            framer.restartLine();
        }
        promptDue = missing > 0;
        return !promptDue;
    }

    /** Whether an empty line comes first, or what may be one. */
    private boolean isAtEmptyLine(Input input) {
        return emptyLine >= 0
                && (input.remaining() == 0 || input.array()[input.position()] == emptyLine);
    }

    /**
     * Skips {@code text}, if it is next; returns how many bytes of it are missing: 0 if it was
     * skipped, -1 if something else is next.
     */
    static int skip(Input input, byte[] text) {
        int from = input.position();
        int length = Math.min(input.remaining(), text.length);
        if (!Arrays.equals(input.array(), from, from + length, text, 0, length)) {
            return -1;
        }
        if (length == text.length) {
            input.consumeTo(from + length);
        }
        return text.length - length;
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
