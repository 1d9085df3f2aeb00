package org.ropewalk.line;

import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.ropewalk.reactor.Output;

/**
 * What every generated server stands on: replies leave in the order of the commands, whatever
 * completes first; what is wrong with a line is answered as the protocol declares, and too much of
 * it ends the connection; what a handler throws without having declared it is logged under an
 * incident, tells the peer nothing, and ends this connection alone.
 */
public abstract class CommandReceiver extends AnsweringReceiver {
    /** There are too many connections already. */
    private boolean refused;

    /** A receiver that shares format and bounds with all of {@code factory}'s. */
    protected CommandReceiver(CommandFactory<?> factory) {
        super(factory);
    }

    /** One connection too many: says so, and ends. */
    final void refuseConnection() {
        refused = true;
    }

    /** Whether the reply to one connection too many has values that a handler supplies. */
    protected boolean refusesByHandler() {
        return false;
    }

    /** Finds the command and calls it. */
    protected abstract void commandReceived(LineReader line);

    /** Calls what greets the peer, and writes the greeting; does nothing where there is none. */
    protected void greet() {}

    /** Tells the handler that the connection has ended. */
    protected void disconnected(Throwable reason) {}

    /** Begins the session anew, with a handler that was made for it. */
    protected void restart(Object handler) {
        throw new IllegalStateException("no command secures this connection");
    }

    /** Lets go of the handler: the connection has ended. */
    protected abstract void releaseHandler();

    /**
     * Has {@code call} run where it may block; its result comes as of a handler that completes
     * later.
     */
    protected final <T> CompletionStage<T> offload(Callable<T> call) {
        return shared.offload(call);
    }

    /** The result of {@code call}, which is made now. */
    protected final <T> CompletionStage<T> attempt(Callable<T> call) {
        try {
            return CompletableFuture.completedFuture(call.call());
        } catch (Throwable thrown) {
            return CompletableFuture.failedFuture(thrown);
        }
    }

    /** Begins a reply whose items the handler sends to {@code items}, until {@link #endItems}. */
    protected final LineWriter beginItems(Replies<?> items) {
        machine().items = items;
        return reply();
    }

    /** The handler has returned: it may send no more items, and none was refused. */
    protected final void endItems() {
        machine().items = null;
        reply().whole();
    }

    /**
     * Where an item is written that was sent to {@code items}.
     *
     * @throws IllegalStateException if the handler that was given {@code items} does not run now
     */
    protected final LineWriter items(Replies<?> items) {
        if (machine().items != items || !transport().loop().isInLoopThread()) {
            throw new IllegalStateException(
                    "Replies.send may only be called inside the handler to which it was given");
        }
        return reply();
    }

    /** An empty line, for what is answered without one. */
    protected final LineReader noLine() {
        return machine().reader.show(NO_LINE, 0, 0, format());
    }

    /** Whether the connection can be secured, and is not yet. */
    protected final boolean offersTls() {
        return shared.tls() != null && !transport().isSecure();
    }

    /**
     * Secures the connection behind the reply that is being written; the session begins anew.
     *
     * @param greets whether the greeting is repeated
     */
    protected final void startTls(boolean greets) {
        if (machine().writingAside == this) {
            machine().securingAside = true;
            machine().greetingAside = greets;
        } else {
            secure(greets);
        }
    }

    @Override
    final void secure(boolean greets) {
        transport().startTls(shared.tls().get());
        if (!transport().isOpen()) {
            return;
        }
        restart(shared.handlerFor(peer));
        if (greets) {
            Output held = hold();
            greetPeer();
            machine()
                    .writer
                    .on(transport().isServed() ? transport().output() : machine().side, format());
            transport().write(held.array(), 0, held.position());
        }
    }

    private void greetPeer() {
        beginReply();
        try {
            greet();
        } catch (Throwable thrown) {
            failed(thrown, "", reply());
        }
        if (beside != null) {
            behindReply();
        }
    }

    @Override
    protected final void connectionMade() {
        super.connectionMade();
        shared.serves(transport().loop());
        if (peer != null) {
            peer.connected(this, transport().loop());
        }
        machine().writer.on(transport().output(), format());
        if (refused) {
            if (!transport().isSecure()) {
                beginReply();
                writeErrorReply(
                        ErrorKind.BUSY,
                        machine().mistake.about(NO_COMMAND, "", "", "", ""),
                        reply());
            }
            closeAfterReply();
        } else if (shared.silence() != null) {
            hush(shared.silence());
        } else {
            greetPeer();
        }
    }

    @Override
    final void silenceKept() {
        greetPeer();
    }

    @Override
    protected final void lineReceived(LineReader line) {
        if (!standsBehind()) {
            receive(line);
            queueSending(true);
        } else {
            Output held = hold();
            receive(line);
            release(held);
            queueSending(false);
        }
    }

    private void receive(LineReader line) {
        machine().erred = false;
        machine().deferred = false;
        // What a failing handler has written is taken back to here.
        beginReply();
        try {
            if (line.isEmpty() && !takesEmptyLines() && !machine().payloadReady) {
                forgetEnvelope();
                line.verb();
                refuse(ErrorKind.EMPTY, line);
            } else {
                commandReceived(line);
            }
        } catch (Throwable thrown) {
            failed(thrown, line.printable(), reply());
        }
        machine().items = null;
        IncomingPayload unread = incoming();
        if (unread != null && !unread.awaited) {
            unread.discard();
        }
        if (!machine().erred && !machine().deferred && (!isCollecting() || incoming() != null)) {
            errors = 0;
        }
        if (beside != null) {
            behindReply();
        }
    }

    @Override
    protected final void connectionLost(Throwable reason) {
        endStreams(reason);
        forgetWaiting();
        if (peer != null) {
            peer.lost();
            tellHandler(reason);
        }
        if (!refused) {
            shared.ended(ending == null ? Ending.of(reason) : ending, peer, nowNs());
        }
        peer = null;
        shared = null;
        releaseHandler();
    }

    private void tellHandler(Throwable reason) {
        try {
            disconnected(reason);
        } catch (Throwable thrown) {
            incident(thrown, "the end of the connection");
        }
    }

    /** A push has failed that another connection made: this one ends. */
    final void pushFailed(Throwable thrown) {
        incident(thrown, "a push");
        note(Ending.FAILED);
        transport().abortConnection();
    }

    /** Formats lines of this connection's own, and sends them. */
    final void push(OwnPushWriting lines) {
        if (transport().isOpen()) {
            Output formatted = new Output(128);
            lines.write(this, begin(new LineWriter().on(formatted, format())));
            push(formatted.array(), formatted.position());
        }
    }
}
