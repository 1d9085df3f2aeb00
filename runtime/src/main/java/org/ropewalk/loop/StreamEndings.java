package org.ropewalk.loop;

import java.io.IOException;
import org.ropewalk.reactor.ConnectionAborted;
import org.ropewalk.reactor.ConnectionDone;
import org.ropewalk.reactor.ConnectionLost;
import org.ropewalk.reactor.ConnectionStalled;
import org.ropewalk.reactor.Protocol;
import org.ropewalk.reactor.TurnTask;
import org.slf4j.event.Level;

/**
 * How a connection ends: after everything was sent and the peer has closed too, at once, or one way
 * first; and exactly once. The protocol is told in a task of its own.
 */
abstract class StreamEndings extends StreamDeadlines {
    /** The reason if there was no memory for a better one. */
    private static final ConnectionLost UNKNOWN =
            new ConnectionLost("the connection was lost, and memory is exhausted");

    Owner owner;
    Protocol protocol;
    boolean inputEnded;
    boolean outputEnding;
    boolean outputEnded;
    boolean disconnecting;
    private StreamClose closing;

    /** Who is told that the connection has ended. */
    interface Owner {
        void connectionEnded(Throwable reason);
    }

    StreamEndings(EventLoop loop, StreamSocket socket, Owner owner) {
        super(loop, socket);
        this.owner = owner;
    }

    /** The loop knows this connection no more. */
    abstract void leaveLoop();

    /** What has come is not shown any more. */
    abstract void forgetInput();

    /** Nothing more is sent. */
    abstract void tellOutputEnd();

    /** The time that the protocol has set has passed. */
    abstract void tellTimeout();

    private StreamClose closing() {
        if (closing == null) {
            closing = new StreamClose();
        }
        return closing;
    }

    /** Goes on with an end that was asked for, and with what is read. */
    final void settle() {
        if (aborting) {
            end(abortion(), true);
        } else if (disconnecting) {
            proceedWithClose();
        } else {
            if (outputEnding && !outputEnded && isDrained()) {
                endOutput();
            }
            updateInterest();
        }
    }

    /** The next step of a close: send everything, tell the end, wait for the end of the peer. */
    private void proceedWithClose() {
        if (tls != null && isDrained()) {
            if (!tls.isCompleted()) {
                closing()
                        .reason(
                                new ConnectionAborted(
                                        "this side closed the connection in the handshake"));
                tls.abandon();
            } else if (!tls.isCloseSent()) {
                tls.sendClose();
            }
        }
        if (lost || !isDrained()) {
            updateInterest();
            return;
        }
        if (inputEnded) {
            end(
                    new ConnectionDone(
                            closing().isOutputShut()
                                    ? "both sides closed the connection"
                                    : "the other side closed the connection"),
                    false);
            return;
        }
        if (!closing().isOutputShut()) {
            shutOutput();
        }
        updateInterest();
    }

    private void shutOutput() {
        closing().outputShut();
        try {
            socket.shutdownOutput();
        } catch (IOException e) {
            end(new ConnectionLost("the connection was lost: " + e.getMessage(), e), false);
            return;
        }
        closing().hasProgressed(0);
        detached();
        if (loop.closing().size() >= StreamClose.MOST) {
            loop.closing().first().endUnconfirmed();
        }
        loop.closing().touch(this);
    }

    private void endOutput() {
        outputEnded = true;
        try {
            if (tls != null) {
                tls.sendClose();
            } else {
                socket.shutdownOutput();
            }
            loop.afterTurn(
                    new TurnTask() {
                        @Override
                        protected void run() {
                            if (isOpen()) {
                                tellOutputEnd();
                            }
                        }
                    });
        } catch (IOException e) {
            end(new ConnectionLost("the connection was lost: " + e.getMessage(), e), false);
        }
    }

    @Override
    public void loseConnection() {
        if (isOpen()) {
            close();
        }
    }

    @Override
    public void lingerConnection() {
        loseConnection();
    }

    private void close() {
        disconnecting = true;
        forgetInput();
        detached();
        if (limits().stall() == null) {
            loop.closing().touch(this);
        }
        loop.afterTurn(this);
    }

    /**
     * Ends the connection because of {@code failure}: what was sent before is delivered first,
     * unless memory or stack are exhausted. Never throws.
     */
    final void fail(Throwable failure) {
        if (lost) {
            return;
        }
        try {
            if (protocol != null && !(failure instanceof VirtualMachineError)) {
                closeBecauseOf(failure);
                return;
            }
        } catch (Throwable e) {
            loop.failed("A connection cannot be closed in order", e);
        }
        end(failure, false);
    }

    /** Closes the connection in order; {@code why} is told as the reason. */
    final void closeBecauseOf(Throwable why) {
        closing().reason(why);
        if (!disconnecting) {
            close();
        }
        loop.afterTurn(this);
    }

    @Override
    public void loseWriteConnection() {
        if (isOpen() && !outputEnding) {
            outputEnding = true;
            loop.afterTurn(this);
        }
    }

    @Override
    public void abortConnection() {
        if (!lost && !aborting) {
            aborting = true;
            forgetInput();
            loop.afterTurn(this);
        }
    }

    /** Drops the connection because its reactor ends. */
    void drop() {
        end(new ConnectionLost("the reactor was stopped"), false);
    }

    /** Bytes have come after this side closed the connection. */
    final void discard(int count) {
        if (!closing().discard(count)) {
            end(
                    new ConnectionLost(
                            "the peer sent more than "
                                    + StreamClose.DISCARD_BYTES
                                    + " bytes after this side had closed the connection"),
                    true);
        }
    }

    /** Ends the connection now; its protocol is told in a task of its own. Never throws. */
    @Override
    final void end(Throwable reason, boolean reset) {
        if (lost) {
            return;
        }
        lost = true;
        try {
            release(reset);
        } catch (Throwable e) {
            loop.failed("A connection has ended, but was not released", e);
        }
        try {
            closing().reason(reason);
        } catch (OutOfMemoryError e) {
            loop.failed("A connection has ended, but there is no memory for the reason", e);
        }
        loop.afterTurn(this);
    }

    /** Gives back what the connection holds: its memory first, as it may have exhausted it. */
    private void release(boolean reset) {
        try {
            forgetInput();
            forgetOutput();
            detached();
            leaveLoop();
        } finally {
            socket.close(reset);
        }
    }

    /** Tells the protocol and the owner that the connection has ended, once. */
    final void tellEnd() {
        if (owner == null) {
            return;
        }
        Throwable reason = closing == null || closing.reason() == null ? UNKNOWN : closing.reason();
        Protocol ended = protocol;
        Owner told = owner;
        protocol = null;
        owner = null;
        try {
            ended.endConnection(reason);
        } catch (Throwable e) {
            loop.connectionFailed(Level.ERROR, "failed when it had ended", getPeer(), e);
        } finally {
            told.connectionEnded(reason);
        }
    }

    @Override
    void timeoutPassed(IdleRing passed) {
        if (lost) {
            return;
        }
        if (isOpen() && isSending(passed)) {
            passed.renew(this);
        } else if (isOpen()) {
            tellTimeout();
        } else if (!disconnecting) {
            return;
        } else if (closing().hasProgressed(queued())) {
            loop.closing().renew(this);
        } else if (closing().isOutputShut()) {
            endUnconfirmed();
        } else {
            end(
                    new ConnectionStalled(
                            "the peer did not take what was sent before the end", false),
                    true);
        }
    }

    /** The network goes on sending what it has; whether it arrives is not known. */
    @Override
    void endUnconfirmed() {
        end(
                new ConnectionLost(
                        "this side closed the connection, and the peer did not confirm in time"
                                + " that it received everything"),
                false);
    }

    @Override
    public boolean isOpen() {
        return protocol != null && !lost && !disconnecting && !aborting;
    }
}
