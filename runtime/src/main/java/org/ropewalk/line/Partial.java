package org.ropewalk.line;

import org.ropewalk.reactor.Input;

/** What a connection receives in place of lines, until it is over. */
abstract class Partial {
    /** The command of a line that has come already: it is called when something behind it comes. */
    static final Partial CALL =
            new Partial() {
                @Override
                boolean step(LineReceiver receiver, Input input) {
                    return receiver.call();
                }
            };

    /** Nothing: whatever comes was not to come yet. */
    static final Partial HUSHED =
            new Partial() {
                @Override
                boolean step(LineReceiver receiver, Input input) {
                    receiver.silenceBroken(input);
                    return true;
                }
            };

    /** Bytes as they are. */
    static final Partial RAW =
            new Partial() {
                @Override
                boolean step(LineReceiver receiver, Input input) {
                    int before = input.remaining();
                    receiver.rawReceived(input);
                    return input.remaining() < before;
                }
            };

    /** Takes what has come of it; false if it takes more bytes than have come. */
    abstract boolean step(LineReceiver receiver, Input input);

    /** Gives back the memory of what has come: it will not come whole. */
    void release() {}

    /** What is waited for meanwhile, if bytes are left or not. */
    Awaited awaited(boolean bytesLeft) {
        return bytesLeft ? Awaited.LINE_END : Awaited.COMMAND;
    }

    /** What a connection waits for, and so what bounds it. */
    enum Awaited {
        NOTHING,
        COMMAND,
        LINE_END,
        PAYLOAD,
        ANSWER,
        SILENCE;

        /** Why the connection ends if it does not come in time. */
        Ending ending() {
            return switch (this) {
                case LINE_END -> Ending.LINE_TIME;
                case PAYLOAD -> Ending.PAYLOAD_TIME;
                default -> Ending.IDLE;
            };
        }
    }
}
