package org.ropewalk.loop;

import java.io.IOException;
import java.time.Duration;
import org.ropewalk.reactor.ConnectionAborted;
import org.ropewalk.reactor.ConnectionDone;
import org.ropewalk.reactor.ConnectionLost;
import org.ropewalk.reactor.Protocol;
import org.ropewalk.reactor.TurnTask;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How a connection ends: behind what was written, at once, or one way first; and exactly once. */
abstract class StreamEndings extends StreamDeadlines {
    private static final Logger LOG = LoggerFactory.getLogger(StreamEndings.class);

    /** How long a connection that is closing may take to send what is queued. */
    private static final Duration CLOSE_DEADLINE = Duration.ofSeconds(30);

    Owner owner;
    Protocol protocol;
    boolean inputEnded;
    boolean outputEnding;
    boolean outputEnded;
    boolean disconnecting;
    boolean lingering;

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

    /** Goes on with an end that was asked for, and with what is read. */
    final void settle() {
        if (aborting) {
            end(abortion(), true);
        } else if (disconnecting && tls != null && !tls.isCompleted() && tls.waitingBytes() == 0) {
            end(new ConnectionAborted("this side closed the connection in the handshake"), true);
        } else if (disconnecting && isDrained()) {
            finishDisconnecting();
        } else {
            if (outputEnding && !outputEnded && isDrained()) {
                endOutput();
            }
            updateInterest();
        }
    }

    private void finishDisconnecting() {
        if (tls != null) {
            finishTls();
            return;
        }
        if (!lingering || inputEnded) {
            end(
                    new ConnectionDone(
                            inputEnded
                                    ? "the other side closed the connection"
                                    : "this side closed the connection"),
                    false);
            return;
        }
        if (!outputEnded) {
            outputEnded = true;
            try {
                socket.shutdownOutput();
            } catch (IOException e) {
                end(new ConnectionLost("the connection was lost: " + e.getMessage(), e), false);
                return;
            }
            loop.ring(LINGER).touch(detached());
        }
        updateInterest();
    }

    /** Says that this side ends, and waits until the other has said so too. */
    private void finishTls() {
        if (!tls.isCloseSent()) {
            tls.sendClose();
        }
        if (!lost && tls.isCloseReceived() && isDrained()) {
            end(new ConnectionDone("both sides closed the connection"), false);
        } else {
            updateInterest();
        }
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
            disconnecting = true;
            forgetInput();
            loop.ring(CLOSE_DEADLINE).touch(detached());
            loop.afterTurn(this);
        }
    }

    @Override
    public void lingerConnection() {
        lingering |= isOpen();
        loseConnection();
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

    @Override
    void end(Throwable reason, boolean reset) {
        if (lost) {
            return;
        }
        lost = true;
        forgetInput();
        forgetOutput();
        detached();
        leaveLoop();
        socket.close(reset);
        Protocol ended = protocol;
        Owner told = owner;
        protocol = null;
        owner = null;
        try {
            ended.endConnection(reason);
        } catch (Throwable e) {
            LOG.error("A protocol failed when its connection with {} had ended", getPeer(), e);
        }
        told.connectionEnded(reason);
    }

    @Override
    void timeoutPassed() {
        if (lost) {
            return;
        }
        if (disconnecting) {
            end(
                    lingering && outputEnded || tls != null && isDrained()
                            ? new ConnectionDone("this side closed the connection")
                            : new ConnectionLost(
                                    "the peer did not take what was sent before the end"),
                    true);
        } else if (isOpen()) {
            tellTimeout();
        }
    }

    @Override
    public boolean isOpen() {
        return protocol != null && !lost && !disconnecting && !aborting;
    }
}
