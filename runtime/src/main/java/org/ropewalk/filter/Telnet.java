package org.ropewalk.filter;

import java.util.BitSet;
import org.ropewalk.reactor.Output;

/**
 * The commands of Telnet (RFC 854, 855, 1143): removed from what is received. An option is refused
 * once, unless a subclass allows it; then it is agreed to, once. Byte 255 is doubled in what is
 * sent, and two of them are read as one. Interrupts, sub-negotiations and all other commands are
 * dropped, and so is a sub-negotiation without an end: nothing of it is kept.
 */
public class Telnet implements Filter {
    private static final byte IAC = (byte) 255;
    private static final int DONT = 254;
    private static final int DO = 253;
    private static final int WONT = 252;
    private static final int WILL = 251;
    private static final int SB = 250;
    private static final int SE = 240;

    /** A longer sub-negotiation has no end: what follows is read as lines again. */
    private static final int MOST_SUBNEGOTIATION_BYTES = 256;

    private enum State {
        DATA,
        COMMAND,
        OPTION,
        SUBNEGOTIATION,
        SUBNEGOTIATION_COMMAND
    }

    /** The options of this side, and of the peer, that are agreed to. */
    private final BitSet allowedHere = new BitSet();

    private final BitSet allowedThere = new BitSet();

    /** The requests that were answered: the command, and the option. */
    private final BitSet answered = new BitSet();

    private State state = State.DATA;

    /** The command whose option comes next. */
    private int command;

    private int subnegotiation;

    /** A filter that refuses all options. */
    public Telnet() {}

    /** Allows the peer to request that this side uses {@code option}: {@code DO}. */
    protected final void allowHere(int option) {
        allowedHere.set(option);
    }

    /** Allows the peer to use {@code option}: {@code WILL}. */
    protected final void allowThere(int option) {
        allowedThere.set(option);
    }

    @Override
    public void received(byte[] from, int begin, int end, Output lines, Output answer) {
        for (int at = begin; at < end; at++) {
            if (state == State.DATA) {
                int next = iac(from, at, end);
                lines.write(from, at, next - at);
                at = next;
                state = at < end ? State.COMMAND : State.DATA;
            } else {
                state = next(from[at], lines, answer);
            }
        }
    }

    @Override
    public void restart() {
        state = State.DATA;
    }

    private State next(byte one, Output lines, Output answer) {
        switch (state) {
            case COMMAND:
                return command(one, lines);
            case OPTION:
                answer(one & 0xFF, answer);
                return State.DATA;
            case SUBNEGOTIATION_COMMAND:
                return (one & 0xFF) == SE ? State.DATA : bounded();
            default:
                return one == IAC ? State.SUBNEGOTIATION_COMMAND : bounded();
        }
    }

    private State command(byte one, Output lines) {
        if (one == IAC) {
            lines.write(IAC);
            return State.DATA;
        }
        command = one & 0xFF;
        subnegotiation = 0;
        if (command == SB) {
            return State.SUBNEGOTIATION;
        }
        return command >= WILL ? State.OPTION : State.DATA;
    }

    private State bounded() {
        return ++subnegotiation > MOST_SUBNEGOTIATION_BYTES ? State.DATA : State.SUBNEGOTIATION;
    }

    /** Answers a request once; the end of what never began needs no answer. */
    private void answer(int option, Output answer) {
        boolean requested = command == DO || command == WILL;
        int asked = (command == DO ? 0 : 256) + option;
        if (requested && !answered.get(asked)) {
            answered.set(asked);
            boolean agrees = (command == DO ? allowedHere : allowedThere).get(option);
            int word = command == DO ? agrees ? WILL : WONT : agrees ? DO : DONT;
            answer.write(new byte[] {IAC, (byte) word, (byte) option});
        }
    }

    @Override
    public void sent(byte[] from, int begin, int end, Output network) {
        int at = begin;
        while (at < end) {
            int next = iac(from, at, end);
            network.write(from, at, next - at);
            if (next < end) {
                network.write(IAC, IAC);
            }
            at = next + 1;
        }
    }

    private static int iac(byte[] from, int begin, int end) {
        int at = begin;
        while (at < end && from[at] != IAC) {
            at++;
        }
        return at;
    }
}
